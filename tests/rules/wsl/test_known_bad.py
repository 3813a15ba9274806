"""A distro that is no WSL of a known version has nothing to fear; what versions break is in the field cases."""

from __future__ import annotations

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict


def test_an_image_has_no_version(judge: Judge) -> None:
    files = {"etc/wsl.conf": "[boot]\nsystemd=true\n"}
    assert judge("wsl-known-bad-version", "", files).verdict is Verdict.NOT_APPLICABLE
