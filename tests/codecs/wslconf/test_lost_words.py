"""Values of which WSL reads less, or more, than their line says; and the same lines meant just as WSL reads them."""

from __future__ import annotations

import pytest

from wizard.codecs.wslconf.defects import DefectKind, defects, repair_defect
from wizard.codecs.wslconf.document import parse
from wizard.codecs.wslconf.key import Dialect

CONF, CONFIG = Dialect.WSL_CONF, Dialect.WSLCONFIG
LOST = (DefectKind.NEXT_LINE, DefectKind.CUT_OFF, DefectKind.QUOTES, DefectKind.HALF_READ)


def lost(dialect: Dialect, text: str) -> list[DefectKind]:
    return [each.kind for each in defects(parse(text.encode(), dialect)) if each.kind in LOST]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("sed -i 's/#foo/foo/' /etc/x", DefectKind.CUT_OFF),
        ("echo a#b", DefectKind.CUT_OFF),
        ("echo 'hi # there'", DefectKind.CUT_OFF),
        ("service docker start # starts docker, doesn't it", None),
        ("service docker start  #", None),
        ('"echo a#b"', None),
        ("# nothing", None),
        ('bash -c "service docker start"', DefectKind.QUOTES),
        ('echo "$HOME" > /x', DefectKind.QUOTES),
        ('"service docker start"', None),
        ('echo "a" "b-c"', None),
        (r"bash -c \"service docker start\"", None),
    ],
)
def test_a_boot_command(line: str, kind: DefectKind | None) -> None:
    assert lost(CONF, f"[boot]\ncommand={line}\n") == ([] if kind is None else [kind])


@pytest.mark.parametrize(
    ("line", "is_cut"),
    [
        (r"swapFile=C:\\My #1\\swap.vhdx", True),
        (r"kernel=C:\\a#b\\k", True),
        (r"kernel=C:\\k # see https://example.com/a\b", False),
        (r'swapFile="C:\\My #1\\swap.vhdx"', False),
        (r"kernel=C:\\k #1", False),
        ("memory=4GB#half", False),
        ("networkingMode=mirrored # not NAT", False),
    ],
)
def test_a_path_with_a_number_sign(line: str, is_cut: bool) -> None:
    assert lost(CONFIG, f"[wsl2]\n{line}\n") == ([DefectKind.CUT_OFF] if is_cut else [])


@pytest.mark.parametrize(
    ("dialect", "data", "after", "name", "value"),
    [
        (
            CONFIG,
            b"[wsl2]\ncrashDumpFolder=C:\\\\dumps\\\nmemory=4GB\n",
            b"[wsl2]\ncrashDumpFolder=C:\\\\dumps\nmemory=4GB\n",
            "wsl2.memory",
            4 << 30,
        ),
        (
            CONFIG,
            b"[wsl2]\r\nkernelCommandLine=a \\\r\n  swap = 0\r\n",
            b"[wsl2]\r\nkernelCommandLine=a \r\n  swap = 0\r\n",
            "wsl2.swap",
            0,
        ),
        (
            CONF,
            b"[automount]\nroot=/mnt/\\\noptions=metadata\n",
            b"[automount]\nroot=/mnt/\noptions=metadata\n",
            "automount.options",
            "metadata",
        ),
    ],
)
def test_a_backslash_that_swallows_a_setting_goes(
    dialect: Dialect, data: bytes, after: bytes, name: str, value: object
) -> None:
    document = parse(data, dialect)
    (defect,) = (each for each in defects(document) if each.kind in LOST)
    assert (defect.kind, defect.line) == (DefectKind.NEXT_LINE, 2)
    assert document.effective()[name] != value
    repaired = repair_defect(document, defect)
    assert repaired.data == after
    assert repaired.effective()[name] == value


@pytest.mark.parametrize(
    "text",
    [
        "[boot]\ncommand=echo a \\\n b=1 c\n",
        "[boot]\ncommand=env \\\n PATH=/x service docker start\n",
    ],
)
def test_a_command_that_goes_on_is_whole(text: str) -> None:
    assert lost(CONF, text) == []


@pytest.mark.parametrize(
    ("ports", "is_half"),
    [
        ("3000;9000", True),
        ("3000-3010", True),
        ("80,3000 9000", True),
        ("3000,9000", False),
        ("3000, 9000 ,", False),
        ("junk", False),
    ],
)
def test_ports_that_wsl_does_not_come_to(ports: str, is_half: bool) -> None:
    found = lost(CONFIG, f"[experimental]\nignoredPorts={ports}\n")
    assert found == ([DefectKind.HALF_READ] if is_half else [])
