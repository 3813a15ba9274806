"""Whether a program runs somewhere is what happens when it is really started there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.programs import LOADER, programs
from wizard.codecs.binaries.program import BinaryKind, Program, ProgramFormat
from wizard.codecs.binaries.read import read
from wizard.engine.compatibility.runs_in import RunPlace, RunVerdict, runs_in

RUNS, FAILS, DEPENDS = RunVerdict.RUNS, RunVerdict.FAILS, RunVerdict.DEPENDS
GLIBC = LOADER.decode()
MUSL = "/lib/ld-musl-x86_64.so.1"
LIBC = "/lib/x86_64-linux-gnu/libc.so.6"


def elf(
    *needs: str, interpreter: str | None = GLIBC, glibc: str | None = None, hides: bool = False
) -> Program:
    return Program(
        ProgramFormat.ELF, BinaryKind.PROGRAM, "amd64", interpreter, needs, glibc, hides_glibc=hides
    )


@pytest.mark.parametrize(
    ("program", "libc", "verdict", "error"),
    [
        (elf(interpreter=None), "none", RUNS, ""),
        (elf(), "none", FAILS, "exec /app: no such file or directory"),
        (elf("libc.so.6", glibc="2.34"), "musl", FAILS, "exec /app: no such file or directory"),
        (elf("libc.so", interpreter=MUSL), "glibc 2.41", FAILS, "exec /app: no such file or directory"),
        (elf("libc.so", interpreter=MUSL), "musl", RUNS, ""),
        (elf("libc.so.6", glibc="2.36"), "glibc 2.36", RUNS, ""),
        (elf("libc.so.6", "libresolv.so.2", glibc="2.2.5"), "glibc 2.36", RUNS, ""),
        (
            elf("libc.so.6", glibc="2.38"),
            "glibc 2.36",
            FAILS,
            "version `GLIBC_2.38' not found (required by /app)",
        ),
        (elf("libc.so.6", glibc="2.4"), "glibc 2.36", RUNS, ""),  # not text
        (elf("libc.so.6", glibc="2.38"), "", DEPENDS, "exec /app: no such file or directory"),
        (elf("libc.so.6", hides=True), "glibc 2.36", DEPENDS, ""),
        (
            elf("libstdc++.so.6", "libc.so.6"),
            "glibc 2.41",
            DEPENDS,
            "loading shared libraries: libstdc++.so.6:",
        ),
        (
            elf("libz.so.1", "libc.so", interpreter=MUSL),
            "musl",
            DEPENDS,
            "Error loading shared library libz.so.1",
        ),
    ],
)
def test_in_an_image(program: Program, libc: str, verdict: RunVerdict, error: str) -> None:
    found = runs_in(program, RunPlace("image", libc), "/app")
    assert found.verdict is verdict
    assert error in found.error
    assert (found.why is None) is (verdict is RUNS)


def test_libraries_that_an_image_has_are_not_missed() -> None:
    program = elf("libstdc++.so.6", "libc.so.6")
    assert runs_in(program, RunPlace("cc", "glibc 2.41", ("libstdc++.so.6",)), "/app").verdict is RUNS


@pytest.mark.parametrize(("interop", "verdict"), [(True, RUNS), (False, FAILS), (None, DEPENDS)])
def test_a_program_of_windows_runs_where_wsl_starts_it(interop: bool | None, verdict: RunVerdict) -> None:
    program = Program(ProgramFormat.PE, BinaryKind.PROGRAM, "amd64")
    place = RunPlace("Ubuntu", "glibc 2.39", runs_windows=interop, is_image=False)
    assert runs_in(program, place, "./a.exe").verdict is verdict
    assert runs_in(program, RunPlace("image", "musl"), "/a.exe").verdict is FAILS


def test_what_was_looked_at_goes_before_what_the_libc_suggests() -> None:
    alpine = RunPlace("Alpine", "musl", has_interpreter=True, is_image=False)  # with gcompat
    assert runs_in(elf(), alpine, "./app").verdict is RUNS
    nixos = RunPlace("NixOS", "glibc 2.40", has_interpreter=False, is_image=False)
    assert runs_in(elf(), nixos, "./app").error == "./app: cannot execute: required file not found"


def test_another_processor_and_no_program() -> None:
    here = RunPlace("Ubuntu", "glibc 2.39", arch="arm64", is_image=False)
    assert "Exec format error" in runs_in(elf(interpreter=None), here, "./app").error
    library = Program(ProgramFormat.ELF, BinaryKind.LIBRARY, "amd64")
    assert runs_in(library, RunPlace("image", "musl"), "/a.so").verdict is FAILS


OF_HERE = ("pure", "stripped", "fips", "static-cgo", "pie", "cgo", "musl", "newer", "homeless", "lacking")


def _root(root: Path, *files: str) -> Path:
    for each in files:
        (root / each[1:]).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(each).resolve(), root / each[1:])
    return root


@pytest.mark.linux(reason="the programs are for Linux")
@pytest.mark.root
@pytest.mark.parametrize("name", OF_HERE)
@pytest.mark.parametrize(
    ("files", "libc"),
    [((), "none"), ((MUSL,), "musl"), ((GLIBC, LIBC), "glibc 2.36")],
    ids=["scratch", "musl", "glibc"],
)
def test_what_is_said_is_what_happens(tmp_path: Path, name: str, files: tuple[str, ...], libc: str) -> None:
    """In roots that hold nothing but the C library: that of musl is one file, as in Alpine."""
    root = _root(tmp_path / "root", *files)
    root.mkdir(exist_ok=True)
    shutil.copy(programs() / name, root / name)
    if libc.startswith("glibc"):
        libc = subprocess.run(
            ("getconf", "GNU_LIBC_VERSION"), capture_output=True, text=True, check=True
        ).stdout.strip()
    with (programs() / name).open("rb") as stream:
        program = read(stream)
    found = runs_in(program, RunPlace("root", libc), f"/{name}")
    done = subprocess.run(("chroot", root, f"/{name}"), capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is (found.verdict is RUNS), done.stderr
    if found.error:
        said = found.error.rsplit(": ", 1)[-1].lower()
        assert said in done.stderr.lower(), (found.error, done.stderr)


@pytest.mark.linux(reason="the programs are for Linux")
@pytest.mark.parametrize("name", ["homeless", "newer", "lacking", "arm64", "windows.exe"])
def test_the_errors_of_a_distro_are_those_that_its_shell_shows(name: str) -> None:
    path = str(programs() / name)
    with (programs() / name).open("rb") as stream:
        program = read(stream)
    libc = subprocess.run(
        ("getconf", "GNU_LIBC_VERSION"), capture_output=True, text=True, check=True
    ).stdout.strip()
    here = RunPlace("here", libc, arch="amd64", has_interpreter=name != "homeless", is_image=False)
    found = runs_in(program, here, path)
    english = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(("bash", "-c", path), env=english, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    words = found.error.replace("libc.so.6: ", "").removeprefix(f"{path}: ")
    assert words in done.stderr, (found.error, done.stderr)
