"""Programs for Linux, really built by Go: what they say is what `go version -m` and their loader say."""

from __future__ import annotations

import contextlib
import struct
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.e2e.goroots import NEWEST, goroot
from tests.e2e.programs import GONE_LOADER, LOADER, MODULE, programs
from wizard.codecs.binaries.program import BinaryKind, NotReadable, Program, ProgramFormat
from wizard.codecs.binaries.read import read

pytestmark = pytest.mark.linux(reason="programs for Linux are built, and compared with what go says of them")

MUSL = "/lib/ld-musl-x86_64.so.1"


@pytest.fixture(scope="module")
def made() -> Path:
    return programs()


def of(path: Path) -> Program:
    with path.open("rb") as stream:
        return read(stream)


@pytest.mark.parametrize(
    ("name", "arch", "interpreter", "needs", "glibc"),
    [
        ("pure", "amd64", None, (), None),
        ("stripped", "amd64", None, (), None),
        ("fips", "amd64", None, (), None),
        ("static-cgo", "amd64", None, (), None),
        ("arm64", "arm64", None, (), None),
        ("pie", "amd64", LOADER.decode(), (), None),  # no library, and yet a loader
        ("cgo", "amd64", LOADER.decode(), ("libc.so.6",), "2.34"),
        ("musl", "amd64", MUSL, ("libc.so",), None),
        ("newer", "amd64", LOADER.decode(), ("libc.so.6",), "2.99"),
        ("homeless", "amd64", GONE_LOADER.decode(), ("libc.so.6",), "2.34"),
        ("lacking", "amd64", LOADER.decode(), ("libq.so.6",), "2.34"),
    ],
)
def test_how_it_is_linked(
    made: Path, name: str, arch: str, interpreter: str | None, needs: tuple[str, ...], glibc: str | None
) -> None:
    program = of(made / name)
    assert (program.format, program.kind, program.arch) == (ProgramFormat.ELF, BinaryKind.PROGRAM, arch)
    assert (program.interpreter, program.needs, program.glibc) == (interpreter, needs, glibc)
    assert program.is_static is (interpreter is None)
    assert program.is_signed is None
    assert not program.hides_glibc


@pytest.mark.parametrize("name", ["pure", "stripped", "pie", "arm64", "fips", "cgo", "musl", "static-cgo"])
def test_what_go_wrote_is_what_go_reads(made: Path, name: str) -> None:
    said = subprocess.run(
        (goroot(NEWEST) / "bin/go", "version", "-m", made / name), capture_output=True, text=True, check=True
    )
    lines = [line.split("\t") for line in said.stdout.splitlines()[1:]]
    build = of(made / name).go
    assert build is not None
    assert (build.version, build.path, build.module) == (f"go{NEWEST}", MODULE, MODULE)
    theirs = dict(line[2].split("=", 1) for line in lines if line[1] == "build")
    assert theirs.pop("-ldflags", "").strip('"') == build.settings.get("-ldflags", "")
    assert theirs.items() <= build.settings.items()
    assert build.settings.keys() - theirs.keys() <= {"-ldflags"}
    assert build.cgo is (theirs["CGO_ENABLED"] == "1")
    assert len(build.vcs) == 40


def test_of_what_people_ask(made: Path) -> None:
    fips, stripped = of(made / "fips").go, of(made / "stripped").go
    assert fips is not None
    assert stripped is not None
    assert fips.fips.startswith("v1.0.0")
    assert stripped.tags == ("netgo", "foo")
    assert stripped.settings["-trimpath"] == "true"


def test_a_library_and_an_object_are_no_programs(tmp_path: Path) -> None:
    source = tmp_path / "a.c"
    source.write_text("int one(void) { return 1; }\n")
    subprocess.run(("gcc", "-c", "-o", tmp_path / "a.o", source), check=True)
    subprocess.run(("gcc", "-shared", "-fPIC", "-o", tmp_path / "a.so", source), check=True)
    assert of(tmp_path / "a.o").kind is BinaryKind.OBJECT
    assert of(tmp_path / "a.so").kind is BinaryKind.LIBRARY


def test_without_its_sections_it_still_says_go_and_hides_the_glibc_it_needs(made: Path) -> None:
    data = bytearray((made / "cgo").read_bytes())
    data[0x28:0x30] = bytes(8)  # where the table of sections is
    data[0x3C:0x40] = bytes(4)  # and how many
    program = read(BytesIO(bytes(data)))
    assert program.go is not None
    assert program.go.version == f"go{NEWEST}"
    assert (program.glibc, program.hides_glibc) == (None, True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120)
@given(st.data())
def test_a_damaged_one_is_read_or_refused(made: Path, data: st.DataObject) -> None:
    bytes_ = bytearray((made / data.draw(st.sampled_from(["cgo", "stripped", "pie"]))).read_bytes())
    last = len(bytes_) - 1
    places = st.one_of(st.integers(0, 63), st.integers(0, 1200), st.integers(last - 4000, last))
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=6)):
        bytes_[place] = value
    with contextlib.suppress(NotReadable):
        assert isinstance(read(BytesIO(bytes(bytes_))), Program)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(share=st.floats(0, 0.9))
def test_one_cut_short_is_never_said_to_run(made: Path, share: float) -> None:
    data = (made / "stripped").read_bytes()
    with pytest.raises(NotReadable):
        read(BytesIO(data[: int(len(data) * share)]))


def _header(segments: int) -> bytes:
    head = b"\x7fELF\x02\x01\x01" + bytes(9)
    return head + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, segments, 64, 0, 0)


def _segment(kind: int, offset: int, size: int) -> bytes:
    return struct.pack("<IIQQQQQQ", kind, 6, offset, offset, offset, size, size, 0)


def test_names_that_go_on_for_ever_are_given_up() -> None:
    entries, names = 4000, 3_000_000
    place = 64 + 2 * 56
    start = place + (entries + 3) * 16
    table = b"".join(struct.pack("<QQ", 1, number) for number in range(entries))
    table += struct.pack("<QQQQQQ", 5, start, 10, names, 0, 0)
    segments = _segment(1, 0, start + names) + _segment(2, place, len(table))
    with pytest.raises(NotReadable):
        read(BytesIO(_header(2) + segments + table + b"A" * names))


def test_segments_that_are_all_the_same_are_given_up() -> None:
    size = 8 << 20
    with pytest.raises(NotReadable):
        read(BytesIO((_header(4000) + _segment(1, 0, size) * 4000).ljust(size, b"\0")))
