"""Where images have their loader. `test_runs_in` starts programs there."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from wizard.engine.compatibility.loaders import has_loader

GLIBC, MUSL = "/lib64/ld-linux-x86-64.so.2", "/lib/ld-musl-x86_64.so.1"


@pytest.mark.parametrize(
    ("libc", "path", "arch", "is_there"),
    [
        ("glibc 2.41", GLIBC, "amd64", True),
        ("glibc", GLIBC, "amd64", True),
        ("musl", MUSL, "amd64", True),
        ("glibc 2.41", "/lib/ld-linux-aarch64.so.1", "arm64", True),
        ("musl", "/lib/ld-musl-aarch64.so.1", "arm64", True),
        ("musl", GLIBC, "amd64", False),
        ("glibc 2.41", MUSL, "amd64", False),
        ("none", GLIBC, "amd64", False),
        ("none", MUSL, "amd64", False),
        ("glibc 2.41", "/lib64/ld-linux-x86-64.so.9", "amd64", False),
        ("glibc 2.41", "/nix/store/a-glibc/lib/ld-linux-x86-64.so.2", "amd64", False),
        ("glibc 2.41", GLIBC, "arm64", False),
        ("glibc 2.41", GLIBC, "", False),
        ("glibc 2.41", "", "", False),
    ],
)
def test_the_path_says_whether_it_is_there(libc: str, path: str, arch: str, is_there: bool) -> None:
    assert has_loader(libc, path, arch) is is_there


@pytest.mark.linux(reason="the loader is Linux's")
def test_this_machine_has_the_loader_of_its_processor() -> None:
    arch = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), "")
    found = [path for path in (GLIBC, "/lib/ld-linux-aarch64.so.1") if Path(path).exists()]
    assert not arch or any(has_loader("glibc 2.31", path, arch) for path in found)
