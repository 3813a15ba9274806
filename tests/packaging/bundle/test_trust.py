"""What is released can be checked: built again elsewhere it is the same, it carries no trace of where it was built, and
it lists all that is inside, with the licences."""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import platform
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.bundle.conftest import EPOCH, build, copied, pinned
from tests.packaging.bundle.packed import readable
from wizard.version import HOME

pytestmark = [
    pytest.mark.linux(reason="the bundle for Linux is built and run"),
    pytest.mark.xdist_group("bundle"),
    pytest.mark.timeout(900),
]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle, built from another folder, by somebody with another home, in another part of the world, from files
    of another age."""
    source = copied(tmp_path_factory.mktemp("other") / "second builder")
    for path in source.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000), follow_symlinks=False)
    home = source.parent / "home"
    home.mkdir()
    mask = os.umask(0o077)
    try:
        return build(source, HOME=str(home), USER="someone", LOGNAME="someone", TZ="Asia/Tokyo", LANG="C")
    finally:
        os.umask(mask)


def dist(bundle: Path) -> dict[str, bytes]:
    """What `make dist` makes of *bundle*, by name."""
    source = bundle.parents[1]
    words = [str(pinned("tools", "tools.txt")), str(source / "packaging/bundle/dist.py")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in sorted((source / "dist").iterdir()) if path.is_file()}


@pytest.fixture(scope="module")
def released(bundle: Path) -> dict[str, bytes]:
    return dist(bundle)


def test_a_bundle_that_is_built_again_is_the_same_byte_for_byte(bundle: Path, again: Path) -> None:
    assert _different(filecmp.dircmp(bundle, again)) == []


def test_all_that_is_released_is_the_same_byte_for_byte(released: dict[str, bytes], again: Path) -> None:
    other = dist(again)
    assert list(other) == list(released)
    assert [name for name, content in released.items() if other[name] != content] == []
    assert len(released) == 5


def test_the_sums_are_of_what_is_there(released: dict[str, bytes]) -> None:
    sums = dict(line.split("  ")[::-1] for line in released["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in released.items()
        if name != "SHA256SUMS"
    }


def test_no_trace_of_the_builder_is_inside(bundle: Path, again: Path) -> None:
    traces = [b"first-builder", b"second builder", os.fsencode(Path(__file__).resolve().parents[3])]
    host = platform.node().encode()
    traces += [host] if len(host) > 5 else []
    found = {
        (path.relative_to(bundle).as_posix(), trace)
        for path in bundle.rglob("*")
        if path.is_file()
        for content in readable(path.read_bytes())
        for trace in traces
        if trace in content
    }
    assert found == set()


def test_the_archive_is_a_tree_for_a_prefix_and_its_program_starts(
    bundle: Path, released: dict[str, bytes], tmp_path: Path
) -> None:
    (packed,) = bundle.parent.glob("wsl-go-wizard-*.tar.gz")
    with tarfile.open(packed) as tar:
        members = tar.getmembers()
        tar.extractall(tmp_path, filter="data")
    assert {(member.uid, member.gid, member.mtime) for member in members} == {(0, 0, int(EPOCH))}
    assert [member.name for member in members] == sorted(member.name for member in members)
    (prefix,) = tmp_path.iterdir()
    done = subprocess.run(
        [prefix / "bin/wsl-go-wizard", "--version"], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.startswith("wsl-go-wizard ")
    assert {path.name for path in (prefix / "share").iterdir()} == {"applications", "icons", "metainfo"}


def test_the_desktop_knows_the_program() -> None:
    linux = Path(__file__).resolve().parents[3] / "packaging/linux"
    for words in (
        ["desktop-file-validate", str(linux / "wsl-go-wizard.desktop")],
        ["appstreamcli", "validate", "--no-net", str(linux / "wsl-go-wizard.metainfo.xml")],
    ):
        if shutil.which(words[0]) is None:
            pytest.skip(f"{words[0]} is not installed")
        done = subprocess.run(words, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_desktop_is_told_the_same_page_as_the_user() -> None:
    linux = Path(__file__).resolve().parents[3] / "packaging/linux"
    assert f'<url type="homepage">{HOME}</url>' in (linux / "wsl-go-wizard.metainfo.xml").read_text(
        encoding="utf-8"
    )


def test_every_file_of_the_bundle_is_in_the_list_of_its_parts(
    bundle: Path, released: dict[str, bytes]
) -> None:
    (name,) = (name for name in released if name.endswith(".cdx.json"))
    bill = json.loads(released[name])
    listed = {file["name"]: file["hashes"][0]["content"] for part in _parts(bill) for file in _files(part)}
    there = {
        path.relative_to(bundle).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in bundle.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    assert listed == there
    names = {part["name"] for part in bill["components"]}
    assert {"cpython", "pyside6-essentials", "shiboken6", "click", "msgspec", "psutil", "libssl3"} <= names
    (pyside,) = (part for part in bill["components"] if part["name"] == "pyside6-essentials")
    assert {part["name"] for part in pyside["components"] if part["type"] == "library"} == {"qt", "icu"}


def test_every_part_has_its_licence_in_the_bundle(bundle: Path, released: dict[str, bytes]) -> None:
    (name,) = (name for name in released if name.endswith(".cdx.json"))
    licences = bundle / "licenses"
    for part in json.loads(released[name])["components"]:
        texts = list((licences / part["name"]).iterdir())
        assert texts, part["name"]
        assert all(text.stat().st_size > 100 for text in texts)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (licences / "pyside6-essentials/LGPL-3.0.txt").read_text()


def _parts(bill: dict[str, Any]) -> list[dict[str, Any]]:
    return [bill["metadata"]["component"], *bill["components"]]


def _files(part: dict[str, Any]) -> list[dict[str, Any]]:
    return [file for file in part.get("components", ()) if file["type"] == "file"]


def _different(compared: filecmp.dircmp[str]) -> list[str]:
    """The names in two folders, and below, that are only in one or differ in a byte."""
    names = [*compared.left_only, *compared.right_only, *compared.funny_files]
    _, differing, failed = filecmp.cmpfiles(
        compared.left, compared.right, compared.common_files, shallow=False
    )
    below = [name for part in compared.subdirs.values() for name in _different(part)]
    return [*names, *differing, *failed, *below]
