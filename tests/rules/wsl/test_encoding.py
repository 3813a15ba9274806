"""Start files of the shell are plain Linux text."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Restart, Verdict


@pytest.mark.parametrize(
    ("name", "data", "verdict"),
    [
        ("home/me/.bashrc", b"export A=b\n", Verdict.OK),
        ("home/me/.bashrc", b"export A=b\r\n", Verdict.FIXABLE),
        ("home/me/.profile", b"\xef\xbb\xbfexport A=b\n", Verdict.FIXABLE),
        ("home/me/.config/go/env", b"GOPROXY=direct\r\n", Verdict.FIXABLE),
        ("home/me/.zshrc", "export A=b\n".encode("utf-16"), Verdict.FIXABLE),
        ("etc/profile.d/x.sh", b"export A=b\r\n", Verdict.ADVICE),
    ],
)
def test_text_encoding(judge: Judge, name: str, data: bytes, verdict: Verdict) -> None:
    assert judge("wsl-text-encoding", "", {name: data}).verdict is verdict


@pytest.mark.parametrize(
    ("name", "data", "why", "restart"),
    [
        ("home/me/.bashrc", b"export A=b\r\n", "carriage return", Restart.SHELL),
        ("home/me/.bashrc", b"\xef\xbb\xbfexport A=b\n", "byte order mark", Restart.SHELL),
        ("home/me/.bashrc", "export A=b\n".encode("utf-16"), "UTF-16", Restart.SHELL),
        ("home/me/.config/go/env", b"GOPROXY=direct\r\n", "carriage return", Restart.NONE),
    ],
)
def test_why_it_matters_and_from_when_the_repair_counts(
    judge: Judge, name: str, data: bytes, why: str, restart: Restart
) -> None:
    finding = judge("wsl-text-encoding", "", {name: data})
    assert finding.why is not None
    assert why in finding.why.render()
    assert finding.restart is restart
