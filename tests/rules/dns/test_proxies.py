"""Proxies that shells name."""

from __future__ import annotations

import base64
import re

import pytest

from tests.facts.answers import ME
from tests.machines.build import Sees
from tests.machines.ubuntu import PATH
from wizard.app.to_json import json_text, to_json
from wizard.engine import evaluate
from wizard.engine.waves import gather
from wizard.facts.shell import LOGIN
from wizard.model.facts import Side
from wizard.model.findings import Finding, Judged, Verdict
from wizard.model.probes import (
    AccountProbe,
    Answer,
    Answers,
    CommandProbe,
    Exited,
    FileProbe,
    Found,
    GlobProbe,
    Matches,
    Missing,
    Probe,
    Unavailable,
)
from wizard.model.wanted import Wanted
from wizard.rules import catalogue
from wizard.transports.recording.recorded import Recording, encode
from wizard.transports.recording.redact import redact

RULE = "dns-http-proxy-env"
(CHOSEN,) = (each for each in catalogue.rules() if each.id == RULE)
WSL2 = "6.6.87.2-microsoft-standard-WSL2\n"
LINUX = "6.8.0-generic\n"
LOCAL = {"HTTPS_PROXY": "http://127.0.0.1:7890"}
CANARY = "c4n4ryS3cr3t"
TABLE = "  sl  local_address rem_address   st\n"
LISTENS = TABLE + "   0: 0100007F:1ED2 00000000:0000 0A\n"
ELSEWHERE = TABLE + "   0: 0100007F:1ED2 0100007F:0050 01\n   1: 0100007F:1ED3 00000000:0000 0A\n"


def look(
    shell: dict[str, str] | None = None,
    profile: str = "",
    *,
    mode: str = "nat",
    listens: str | None = TABLE,
    kernel: str = WSL2,
) -> Finding:
    """What the rule finds where a login shell has the variables *shell* (None: no shell can be asked)."""
    files = {"~/.profile": profile, "/proc/sys/kernel/osrelease": kernel, "/proc/net/tcp": listens}

    def answer(probe: Probe) -> Answer:
        match probe:
            case AccountProbe():
                return ME
            case FileProbe(path) if files.get(path) is not None:
                data = (files[path] or "").encode()
                return Found(data, 0o644, 1000, 1000, 0, len(data))
            case GlobProbe():
                return Matches(())
            case CommandProbe() if probe == LOGIN and shell is not None:
                return Sees(PATH, (), shell).printed()
            case CommandProbe() if "networking-mode" in probe.argv[-1]:
                return Exited(0, mode.encode(), b"") if mode else Exited(127, b"", b"")
            case CommandProbe():
                return Unavailable("no commands here")
            case _:
                return Missing()

    def told(side: Side, probes: tuple[Probe, ...]) -> Answers:
        return Answers(tuple((probe, answer(probe)) for probe in probes))

    see, _ = gather(evaluate.facts_of([CHOSEN]), Wanted(), told)
    (judged,) = evaluate.evaluate([CHOSEN], see, Wanted())
    assert isinstance(judged, Judged)
    return judged.finding


@pytest.mark.parametrize(
    ("shell", "verdict", "says"),
    [
        ({}, Verdict.NOT_APPLICABLE, "No proxy is set"),
        (None, Verdict.NOT_APPLICABLE, "No proxy is set"),
        ({"HTTPS_PROXY": ""}, Verdict.NOT_APPLICABLE, "No proxy is set"),
        ({"HTTPS_PROXY": "http://proxy:3128"}, Verdict.OK, "HTTPS_PROXY"),
        ({"https_proxy": "proxy:3128", "all_proxy": "socks5://x"}, Verdict.OK, "https_proxy"),
        ({"HTTPS_PROXY": "http://proxy:3128 "}, Verdict.ADVICE, "a space before or after"),
        ({"http_proxy": '"http://proxy:3128"'}, Verdict.ADVICE, "quotes"),
        ({"HTTP_PROXY": "http:/proxy:3128"}, Verdict.ADVICE, "not the address"),
        ({"ALL_PROXY": "socks5://proxy:1080"}, Verdict.ADVICE, "Go ignores"),
        ({"WSL_PAC_URL": "http://wpad/wpad.dat"}, Verdict.ADVICE, "script"),
    ],
)
def test_values(shell: dict[str, str] | None, verdict: Verdict, says: str) -> None:
    finding = look(shell)
    assert finding.verdict is verdict
    assert says in finding.says.render()


@pytest.mark.parametrize(
    ("listens", "mode", "kernel", "verdict"),
    [
        (TABLE, "nat", WSL2, Verdict.ADVICE),
        (ELSEWHERE, "nat", WSL2, Verdict.ADVICE),
        (LISTENS, "nat", WSL2, Verdict.OK),
        (TABLE, "mirrored", WSL2, Verdict.OK),
        (TABLE, "", WSL2, Verdict.OK),
        (None, "nat", WSL2, Verdict.OK),
        (TABLE, "", LINUX, Verdict.ADVICE),
    ],
)
def test_a_proxy_on_this_machine(listens: str | None, mode: str, kernel: str, verdict: Verdict) -> None:
    finding = look(LOCAL, listens=listens, mode=mode, kernel=kernel)
    assert finding.verdict is verdict
    assert verdict is Verdict.OK or "127.0.0.1:7890" in finding.says.render()


def test_the_line_of_the_start_file_is_shown() -> None:
    finding = look(profile="# proxy\nexport HTTPS_PROXY='http://proxy:3128 '\n")
    assert finding.verdict is Verdict.ADVICE
    (seen,) = finding.evidence
    assert (seen.source, seen.line) == ("~/.profile", 2)


def test_what_cannot_be_followed_is_not_known_unless_a_shell_was_asked() -> None:
    line = 'export HTTPS_PROXY="$(cscript.exe proxy.js)"\n'
    assert look(profile=line).verdict is Verdict.UNKNOWN
    assert look({"HTTPS_PROXY": "http://proxy:3128"}, line).verdict is Verdict.OK


@pytest.mark.parametrize(
    "value",
    [
        f"http://me:{CANARY}@127.0.0.1:7890",
        f"http://me:{CANARY}@proxy:3128 ",
        f"me:{CANARY}@proxy:3128",
        f"http://me:{CANARY}#1@proxy:3128",
        f"'http://me:{CANARY}@proxy:3128'",
    ],
)
def test_no_password_is_in_what_is_found(value: str) -> None:
    for finding in (
        look({"HTTPS_PROXY": value}),
        look(profile=f'export HTTPS_PROXY="{value}"\n'),
        look({"ALL_PROXY": value}),
    ):
        assert finding.verdict is not Verdict.NOT_APPLICABLE
        assert CANARY not in repr(finding)
        assert CANARY not in json_text(to_json(finding, lambda text: text.render()))


@pytest.mark.parametrize("value", [f"http://me:{CANARY}@proxy:3128", f"me:{CANARY}@proxy:3128 "])
def test_no_password_is_in_a_recording(value: str) -> None:
    profile = f"export HTTPS_PROXY='{value}'\n".encode()
    pairs: tuple[tuple[Probe, Answer], ...] = (
        (LOGIN, Sees(PATH, (), {"HTTPS_PROXY": value, "https_proxy": value}).printed()),
        (FileProbe("~/.profile"), Found(profile, 0o644, 1000, 1000, 0, len(profile))),
    )
    written = encode(redact(Recording("me", pairs, ())))
    assert b"HTTPS_PROXY" in base64_opened(written)
    assert CANARY.encode() not in base64_opened(written)


def base64_opened(written: bytes) -> bytes:
    """*written*, and what its base64 strings hold."""
    inner = (
        base64.b64decode(each + b"==", validate=False) for each in re.findall(rb"[A-Za-z0-9+/]{24,}", written)
    )
    return written + b"\n".join(inner)
