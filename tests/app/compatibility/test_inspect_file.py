"""A program is read wherever it lies, and judged for the distro and for images."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from tests.e2e.programs import programs
from wizard.app.compatibility.inspect_file import Inspected, distro_of, inspect_file, sentences
from wizard.app.session import Session
from wizard.engine.compatibility.runs_in import RunVerdict
from wizard.model.errors import InputError
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.tree import Tree

ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    for folder in ("etc", "bin", "home/me", "lib64"):
        (root / folder).mkdir(parents=True)
    (root / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\n")
    (root / "etc/os-release").write_text('ID=ubuntu\nVERSION_ID="24.04"\nPRETTY_NAME="Ubuntu"\n')
    (root / "bin/sh").write_bytes(ELF)
    return root


@pytest.fixture
def session(root: Path) -> Session:
    return Session(Tree(root), Host(), Wanted())


def verdicts(found: Inspected) -> dict[str, RunVerdict]:
    return {each.place: each.verdict for each in found.runs}


@pytest.mark.linux(reason="the programs are built by Go for Linux")
def test_one_of_the_machine_is_judged_by_the_machine(root: Path, session: Session) -> None:
    shutil.copy(programs() / "cgo", root / "home/me/app")
    here = inspect_file("/home/me/app", session, is_local=False).runs[0]
    assert (here.verdict, here.error) == (
        RunVerdict.FAILS,
        "./app: cannot execute: required file not found",
    )
    (root / "lib64/ld-linux-x86-64.so.2").write_bytes(ELF)
    assert inspect_file("~/app", session, is_local=False).runs[0].verdict is RunVerdict.RUNS


@pytest.mark.linux(reason="the programs are built by Go for Linux")
def test_libraries_are_looked_for(root: Path, session: Session) -> None:
    shutil.copy(programs() / "lacking", root / "home/me/app")
    (root / "lib64/ld-linux-x86-64.so.2").write_bytes(ELF)
    here = inspect_file("~/app", session, is_local=False).runs[0]
    assert here.verdict is RunVerdict.DEPENDS
    assert "libq.so.6" in here.error
    (root / "usr/lib/x86_64-linux-gnu").mkdir(parents=True)
    (root / "usr/lib/x86_64-linux-gnu/libq.so.6").write_bytes(ELF)
    assert inspect_file("~/app", session, is_local=False).runs[0].verdict is RunVerdict.RUNS


@pytest.mark.linux(reason="the programs are built by Go for Linux")
@pytest.mark.parametrize(
    ("name", "runs", "fails"),
    [
        ("pure", {"scratch", "alpine:3.24", "debian:bookworm", "ubuntu:24.04"}, set()),
        (
            "cgo",
            {"debian:bookworm", "gcr.io/distroless/base-debian13"},
            {"scratch", "alpine:3.24", "debian:bullseye"},
        ),
        ("pie", {"ubuntu:22.04"}, {"scratch", "gcr.io/distroless/static-debian13", "alpine:3.24"}),
        ("musl", {"alpine:3.24"}, {"scratch", "debian:trixie"}),
        ("windows.exe", set(), {"alpine:3.24", "debian:trixie", "scratch"}),
    ],
)
def test_in_images(session: Session, name: str, runs: set[str], fails: set[str]) -> None:
    found = verdicts(inspect_file(str(programs() / name), session, is_local=True))
    assert {each for each, verdict in found.items() if verdict is RunVerdict.RUNS} >= runs
    assert {each for each, verdict in found.items() if verdict is RunVerdict.FAILS} >= fails
    assert not runs & fails


@pytest.mark.linux(reason="the programs are built by Go for Linux")
def test_for_people(session: Session) -> None:
    said = [
        text.render() for text in sentences(inspect_file(str(programs() / "fips"), session, is_local=True))
    ]
    assert said[0] == "A static Linux program for amd64: it needs no library."
    assert "Built by go1.27.3." in said
    assert "  CGO_ENABLED=0" in said
    assert any(line.startswith("FIPS 140 module v1.0.0: validated") for line in said)
    assert "Runs in:" in said
    assert "Does not run in:" not in said


def test_what_is_no_program_is_one_clear_sentence(session: Session, root: Path, tmp_path: Path) -> None:
    (root / "home/me/notes").write_text("notes")
    (tmp_path / "notes").write_text("notes")
    for path, is_local, says in (
        (str(tmp_path), True, "is a folder, not a program."),
        (str(tmp_path / "notes"), True, "is not a program for Linux or Windows."),
        (str(tmp_path / "gone"), True, "cannot be read: "),
        ("/home/me", False, "is a folder, not a program."),
        ("/home/me/notes", False, "is not a program for Linux or Windows."),
        ("/home/me/gone", False, "does not exist."),
    ):
        with pytest.raises(InputError) as caught:
            inspect_file(path, session, is_local=is_local)
        sentence, next_step = (text.render() for text in caught.value.sentences())
        assert next_step
        assert sentence.startswith(f"{path} {says}".rstrip())


@pytest.mark.linux(reason="a file with a hole is as big as it says")
def test_a_huge_file_is_refused_without_being_read(session: Session, tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(InputError, match="too big"):
        inspect_file(str(tmp_path / "huge"), session, is_local=True)


@pytest.mark.parametrize(
    ("path", "distro"),
    [
        (r"\\wsl.localhost\Ubuntu-24.04\home\me\app", "Ubuntu-24.04"),
        (r"\\wsl$\Debian\bin\ls", "Debian"),
        ("//WSL.localhost/Debian/bin/ls", "Debian"),
        (r"\\server\share\app", None),
        (r"C:\app.exe", None),
        ("/home/me/app", None),
    ],
)
def test_a_path_of_windows_into_a_distro_names_it(path: str, distro: str | None) -> None:
    assert distro_of(path) == distro


@pytest.mark.linux(reason="the programs are built by Go for Linux")
def test_images_are_asked_for_the_interpreter_itself_and_told_by_registry(session: Session) -> None:
    found = inspect_file(str(programs() / "homeless"), session, is_local=True)
    assert {each.verdict for each in found.runs} == {RunVerdict.FAILS}
    cgo = inspect_file(str(programs() / "cgo"), session, is_local=True)
    assert verdicts(cgo)["debian:trixie"] is RunVerdict.RUNS
    failing = {name for name, verdict in verdicts(cgo).items() if verdict is RunVerdict.FAILS}
    assert {"alpine:3.24", "scratch", "gcr.io/distroless/static-debian13"} <= failing
    said = [text.render() for text in sentences(cgo)]
    assert "  gcr.io/distroless: static-debian12, static-debian13" in said
    assert not any("gcr.io/distroless/" in line for line in said)


@pytest.mark.linux(reason="the programs are built by Go for Linux")
@pytest.mark.parametrize("name", ["Debian GNU/Linux 13 (trixie)", "/srv/a.b/root", "My.Distro/2"])
def test_a_distro_keeps_its_name(session: Session, name: str) -> None:
    found = inspect_file(str(programs() / "pure"), session, is_local=True)
    here = msgspec.structs.replace(found.runs[0], place=name)
    said = [text.render() for text in sentences(msgspec.structs.replace(found, runs=(here,)))]
    assert f"  {name}" in said
