"""Lines WSL cannot read, and what they become."""

from __future__ import annotations

import pytest

from wizard.codecs.wslconf.defects import defects, repair_defect, repair_line
from wizard.codecs.wslconf.document import parse
from wizard.codecs.wslconf.keys import Dialect
from wizard.codecs.wslconf.repair import meant_text, meant_value
from wizard.codecs.wslconf.repaired import repaired


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        (b"; a comment", b"# a comment"),
        (b"\t;systemd=true", b"\t#systemd=true"),
        (b"// a comment", b"# a comment"),
        (b"[ boot ]", b"[boot]"),
        (b'["boot"]', b"[boot]"),
        (b"[[boot]]", b"[boot]"),
        (b"  [boot", b"  [boot]"),
        (b"[boot # c", b"[boot] # c"),
        (b"[boot] systemd=true # c", b"[boot]\nsystemd=true # c"),
        (b"\t[boot]systemd=true", b"\t[boot]\n\tsystemd=true"),
        (b"[boot systemd=true", b"[boot]\nsystemd=true"),
        (b"[boot] junk", b"[boot] # junk"),
        (b"[boot] ; c", b"[boot] # ; c"),
        (b"[bo-ot]", b"[boot] # [bo-ot]"),
        (b"[my-tool] # c", b"[mytool] # [my-tool] # c"),
        (b"[]", b"# []"),
        (b"  [9x]", b"  # [9x]"),
        (b"hostname: box # c", b"hostname=box # c"),
        (b"  hostname : box", b"  hostname=box"),
        (b"hostname: C:\\x", b'hostname="C:\\\\x"'),
        (b"unheard: of", b"# unheard: of"),
        (b"hostname box", b"# hostname box"),
        (b"k_v=1", b"# k_v=1"),
        (b'hostname="box # c', b'hostname="box" # c'),
        (b'hostname = 5" disk', b'hostname = "5\\" disk"'),
        (b"hostname=C:\\Users\\new", b'hostname="C:\\\\Users\\\\new"'),
        (b'hostname="C:\\Users\\" # c', b'hostname="C:\\\\Users\\\\" # c'),
        (b'hostname="a # \\q" # c', b'hostname="a # \\\\q" # c'),
        (b"hostname=\\\xc3\xa9", b'hostname="\\\\\xc3\xa9"'),
        (b"\x00garbage", b"# \x00garbage"),
        (b"  caf\xe9", b"  # caf\xe9"),
    ],
)
@pytest.mark.parametrize("dialect", [Dialect.WSL_CONF, Dialect.WSLCONFIG])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_line(line: bytes, becomes: bytes, dialect: Dialect, end: bytes) -> None:
    start = b"[network]" + end
    if dialect is Dialect.WSLCONFIG:
        becomes = {
            b"hostname=box # c": b"# hostname: box # c",
            b"  hostname=box": b"  # hostname : box",
            b'hostname="C:\\\\x"': b"# hostname: C:\\x",
        }.get(becomes, becomes)
    document = parse(start + line + end + b"x=1" + end, dialect)
    after = repair_line(document, 2)
    assert after.data == start + becomes.replace(b"\n", end) + end + b"x=1" + end
    assert [complaint for complaint in after.complaints if "Unknown key" not in complaint] == []


def test_a_line_that_goes_on_becomes_comments_line_by_line() -> None:
    document = parse(b"[boot]\ncommand=a \\\n  b \\q\nsystemd=1\n", Dialect.WSL_CONF)
    assert repair_line(document, 2).data == b"[boot]\n# command=a \\\n  # b \\q\nsystemd=1\n"


def test_a_line_whose_key_is_in_force_from_below_becomes_a_comment() -> None:
    document = parse(b"[wsl2]\nmemory: 4GB\nmemory=8GB\nswapFile=C:\\x\n", Dialect.WSLCONFIG)
    first, second = defects(document)
    assert repair_defect(document, first).data.startswith(b"[wsl2]\n# memory: 4GB\nmemory=8GB\n")
    assert repair_defect(document, second).get("wsl2", "swapFile") == "C:\\x"


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        (b"macAddress: none", b"# macAddress: none"),
        (b'macAddress="none', b'# macAddress="none'),
        (b"[wsl2] macAddress=none", b"[wsl2] # macAddress=none"),
        (b"macAddress: 00:15:5D:AA:BB:CC", b"macAddress=00:15:5D:AA:BB:CC"),
    ],
)
def test_no_repair_makes_a_line_that_keeps_wsl_from_starting(line: bytes, becomes: bytes) -> None:
    after = repair_line(parse(b"[wsl2]\n" + line + b"\n", Dialect.WSLCONFIG), 2)
    assert after.data == b"[wsl2]\n" + becomes + b"\n"
    assert after.exception is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"C:\\Users", b"C:\\Users"),
        (b"C:\\\\Users", b"C:\\Users"),
        (b'"C:\\Users"', b"C:\\Users"),
        (b'"', b""),
        (b'a"b', b'a"b'),
        (b'\\"a\\"', b'"a"'),
    ],
)
def test_a_value_means_what_it_shows(raw: bytes, text: bytes) -> None:
    assert meant_text(raw) == text


def test_a_value_reads_back_as_it_was_meant() -> None:
    assert meant_value(b"C:\\temp\\new  # c") == b'"C:\\\\temp\\\\new"  # c'


@pytest.mark.parametrize(
    ("data", "becomes"),
    [
        (
            b"[network]\\ngenerateResolvConf = false\n",
            b"[network]\ngenerateResolvConf = false\n",
        ),
        (b"[boot]\\nsystemd=true\\n\n[user]\ndefault=me\n", b"[boot]\nsystemd=true\n[user]\ndefault=me\n"),
        (b"[mine]\\nsystemd=true\n", b"[mine] # \\nsystemd=true\n"),
        (b"[boot]\\nmine=true\n", b"[boot] # \\nmine=true\n"),
        (b"[boot]\\nsystemd=true\n[boot]\nsystemd=false\n", None),
    ],
)
def test_a_line_that_an_echo_should_have_parted(data: bytes, becomes: bytes | None) -> None:
    document = repaired(parse(data, Dialect.WSL_CONF))
    if becomes is None:
        assert document.get("boot", "systemd") == "false"
    else:
        assert document.data == becomes
