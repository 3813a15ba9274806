"""The sum of a zip is the one that a real Go computes, however the zip was packed."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.e2e.network.asking import PIN
from tests.servers import modules
from tests.servers.modules import CHANGED, FILES, NAME, Knobs, ModuleProxy
from wizard.codecs.go import dirhash


@pytest.mark.parametrize("files", [FILES, CHANGED, {**FILES, "ünï/a b.txt": b"x\r\n", "Z": b"", "a": b"\0"}])
def test_it_is_what_go_says(tree: Path, tmp_path: Path, files: dict[str, bytes]) -> None:
    with ModuleProxy(Knobs(files=files)) as proxy:
        environment = {
            "HOME": str(tmp_path),
            "GOPATH": str(tmp_path / "go"),
            "GOFLAGS": "-modcacherw",
            "GOPROXY": proxy.url,
            "GOSUMDB": "off",
            "GOTOOLCHAIN": "local",
            "PATH": "/usr/bin:/bin",
        }
        words = [str(tree / "bin/go"), "mod", "download", "-json", NAME]
        ran = subprocess.run(words, env=environment, capture_output=True, cwd=tmp_path, check=False)
    assert json.loads(ran.stdout).get("Sum") == dirhash.of_zip(modules.zipped(files)), ran.stdout


def test_how_it_is_packed_does_not_matter() -> None:
    stored = modules.zipped(FILES, zipfile.ZIP_STORED)
    assert {dirhash.of_zip(stored), dirhash.of_zip(stored + b"\n")} == set(PIN.values())
