"""Whether WSL works at all: its own reason is told, and what to do next."""

from __future__ import annotations

import pytest

from tests.rules.pc import distros, says
from wizard.model.findings import Verdict

RULE = "windows-wsl-answers"
TABLE = b"  NAME      STATE           VERSION\r\n* Ubuntu    Running         2\r\n"
NO_DISTROS = (
    "这里还没有任何发行版。\r\n查看有哪些：“wsl.exe --list --online”\r\n"
    "安装一个：“wsl.exe --install <Distro>”\r\n"
    "错误代码: Wsl/WSL_E_DEFAULT_DISTRO_NOT_FOUND\r\n"
).encode()
FAILED = 4294967295


def error(path: str, words: str = "Ein Fehler.") -> bytes:
    return f"{words}\r\nFehlercode: {path}\r\n".encode()


@pytest.mark.parametrize(
    ("listing", "code", "verdict"),
    [
        (TABLE, 0, Verdict.OK),
        (NO_DISTROS, FAILED, Verdict.OK),
        (error("Wsl/0x80070422"), FAILED, Verdict.BLOCKED),
        (error("Wsl/0x80070422").decode().encode("utf-16-le"), FAILED, Verdict.BLOCKED),
        (b"WSL is not installed: wsl.exe --install\r\n", 1, Verdict.UNKNOWN),
        (b"\x00\x01\x02", 0, Verdict.UNKNOWN),
        (None, 0, Verdict.UNKNOWN),
    ],
)
def test_answers(listing: bytes | None, code: int, verdict: Verdict) -> None:
    assert says(RULE, distros(Ubuntu=2), listing=listing, exit_code=code).verdict is verdict


def test_the_reason_is_told_and_the_next_step() -> None:
    found = says(RULE, {}, listing=error("Wsl/Service/0x80070422"), exit_code=FAILED)
    assert found.says.render() == "The WSL service is disabled."
    assert found.do is not None
    assert "sc.exe config wslservice" in found.do.render()
    assert [seen.quote for seen in found.evidence] == ["Wsl/Service/0x80070422"]


def test_of_a_code_that_nobody_knows_its_own_words_are_told() -> None:
    found = says(RULE, {}, listing=error("Wsl/0x80001234", "Das geht nicht."), exit_code=FAILED)
    assert "Das geht nicht." in found.says.render()


def test_where_there_is_no_wsl_it_need_not_answer() -> None:
    words = b"There is no WSL here. Get it by 'wsl.exe --install'.\r\n"
    assert says(RULE, {}, listing=words, exit_code=1).verdict is Verdict.NOT_APPLICABLE
