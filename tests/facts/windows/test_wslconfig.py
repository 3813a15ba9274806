"""`.wslconfig` as a fact, and the terms on which a computer takes its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.facts.answers import at, read
from tests.pcs.wslconfig import Pc
from wizard.codecs import wslconf
from wizard.codecs.wslconf.key import SettingValue
from wizard.engine.waves import gather
from wizard.facts.windows.wsl import Policies
from wizard.facts.windows.wslconfig import FILES, PATH, WSLCONFIG, Terms, WslConfig, known
from wizard.model.events import never
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Answers, Denied, FileProbe, TooBig, Unavailable
from wizard.model.wanted import Wanted

NEW = Terms((2, 9, 4, 0), 26100, Policies())
_KERNEL = FileProbe("C:\\k", limit=1, head=True)


def config(text: str) -> WslConfig:
    return WslConfig(wslconf.parse(text.encode(), wslconf.Dialect.WSLCONFIG), True)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Denied(), "No permission to read ~/.wslconfig. The wizard does not change it."),
        (TooBig(5_000_000), "too large to read"),
        (Unavailable("in use by another program"), "in use by another program"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_to_be_left(answer: Answer, words: str) -> None:
    fact = WSLCONFIG.read(Answers(((FileProbe(PATH), answer),)), Wanted())
    assert isinstance(fact, Unknown)
    assert words in fact.why.render()


@pytest.mark.parametrize(
    ("text", "name", "terms", "value"),
    [
        ("", "wsl2.networkingMode", NEW, "Nat"),
        ("", "wsl2.networkingMode", Terms((2, 9), 26100, Policies({"DefaultNetworkingMode": 3})), None),
        ("[wsl2]\nnetworkingMode=VirtioProxy\n", "wsl2.networkingMode", NEW, "Consomme"),
        ("[wsl2]\nnetworkingMode=consomme\n", "wsl2.networkingMode", Terms((2, 8), 26100, Policies()), "Nat"),
        ("[wsl2]\nnetworkingMode=mirrored\n", "wsl2.networkingMode", NEW, "Mirrored"),
        ("[wsl2]\nnetworkingMode=mirrored\n", "wsl2.networkingMode", Terms((2, 9), 19045, Policies()), "Nat"),
        (
            "[wsl2]\nnetworkingMode=mirrored\n",
            "wsl2.networkingMode",
            Terms((2, 9), 26100, Policies({"AllowNetworkingModeUserSetting": 0})),
            "Nat",
        ),
        ("", "wsl2.dnsTunneling", NEW, True),
        ("", "wsl2.dnsTunneling", Terms((2, 9), 19045, Policies()), False),
        ("", "wsl2.dnsTunneling", Terms((2, 1, 5), 26100, Policies()), None),
        ("", "wsl2.dnsTunneling", Terms(None, 26100, Policies()), False),
        ("[experimental]\ndnsTunneling=false\n", "wsl2.dnsTunneling", NEW, False),
        ("", "experimental.autoMemoryReclaim", Terms((2, 3), 26100, Policies()), None),
        ("", "experimental.autoMemoryReclaim", NEW, "DropCache"),
        ("[wsl2]\nmemory=4GB\n", "wsl2.memory", Terms(None, 19045, Policies()), 4 << 30),
    ],
)
def test_what_is_in_force_depends_on_the_computer(
    text: str, name: str, terms: Terms, value: SettingValue
) -> None:
    assert terms.value(config(text), name) == value


def test_a_key_that_no_wsl_knows_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        known("wsl2.nothing")


@pytest.mark.parametrize("data", [b"\x00", b"\xff\xfe\x00\x00", b"[wsl2]\n\x00"])
def test_a_zero_is_no_text(data: bytes) -> None:
    assert not WslConfig(wslconf.parse(data, wslconf.Dialect.WSLCONFIG), True).is_text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "gbk"])
def test_text_is_text_in_any_encoding(codec: str) -> None:
    data = "# 用户\n[wsl2]\nmemory=4GB\n".encode(codec)
    assert WslConfig(wslconf.parse(data, wslconf.Dialect.WSLCONFIG), True).is_text


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (None, {}),
        ("[wsl2]\n", {}),
        ("[wsl2]\nkernel=C:\\\\own\\\\k\n", {"C:\\own\\k": True}),
        ("[wsl2]\nkernel=c:/own/k\n", {"c:/own/k": True}),
        ("[wsl2]\nkernel=C:\\\\own\\\\none\n", {"C:\\own\\none": False}),
        ("[wsl2]\nkernel=C:\\\\own\n", {"C:\\own": False}),
        ("[wsl2]\nkernel=Q:\\\\k\n", {}),
        ("[wsl2]\nkernel=C:\\\\..\\\\k\n", {}),
        ("[wsl2]\nkernelModules=C:\\own\\k\n", {"C:\\own\\k": True}),
    ],
)
def test_which_of_the_files_that_it_names_are_there(
    tmp_path: Path, text: str | None, known: dict[str, bool]
) -> None:
    pc = Pc(tmp_path / "pc", text, files=("own/k",))
    see, _ = gather([FILES], Wanted(), lambda side, probes: pc.read(probes, never))
    assert see[FILES] == known


def test_of_a_file_that_cannot_be_read_nothing_is_known(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc")
    pc.config.mkdir()
    see, _ = gather([FILES], Wanted(), lambda side, probes: pc.read(probes, never))
    assert see.unknown(FILES) == see.unknown(WSLCONFIG) is not None


def test_where_nobody_looks_for_files_nothing_is_known_of_them() -> None:
    told = read(FILES, at(PATH, "[wsl2]\nkernel=C:\\\\k\n"), (_KERNEL, Unavailable("not recorded")))
    assert told == {}
