"""Start files of the shell are plain Linux text."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict


@pytest.mark.parametrize(
    ("name", "data", "verdict"),
    [
        ("home/me/.bashrc", b"export A=b\n", Verdict.OK),
        ("home/me/.bashrc", b"export A=b\r\n", Verdict.FIXABLE),
        ("home/me/.profile", b"\xef\xbb\xbfexport A=b\n", Verdict.FIXABLE),
        ("home/me/.config/go/env", b"GOPROXY=direct\r\n", Verdict.FIXABLE),
        ("home/me/.zshrc", "export A=b\n".encode("utf-16"), Verdict.FIXABLE),
        ("etc/profile.d/x.sh", b"export A=b\r\n", Verdict.OK),
    ],
)
def test_text_encoding(judge: Judge, name: str, data: bytes, verdict: Verdict) -> None:
    assert judge("wsl-text-encoding", "", {name: data}).verdict is verdict
