"""Programs for Windows: who built them, and whether they carry a signature."""

from __future__ import annotations

import contextlib
from io import BytesIO
from pathlib import Path

import pefile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.e2e.goroots import NEWEST
from tests.e2e.programs import MODULE, programs
from wizard.codecs.binaries.program import BinaryKind, NotReadable, Program, ProgramFormat
from wizard.codecs.binaries.read import read

pytestmark = pytest.mark.linux(reason="Go for Linux builds the program for Windows")


@pytest.fixture(scope="module")
def made() -> bytes:
    return (programs() / "windows.exe").read_bytes()


def test_one_that_go_built(made: bytes) -> None:
    program = read(BytesIO(made))
    assert (program.format, program.kind, program.arch) == (ProgramFormat.PE, BinaryKind.PROGRAM, "amd64")
    assert program.needs == ("kernel32.dll",)
    assert not program.is_static
    assert program.go is not None
    assert (program.go.version, program.go.module, program.go.settings["GOOS"]) == (
        f"go{NEWEST}",
        MODULE,
        "windows",
    )
    assert program.is_signed is False


def test_one_with_a_signature(made: bytes, tmp_path: Path) -> None:
    pe = pefile.PE(data=made, fast_load=True)
    security = pe.OPTIONAL_HEADER.DATA_DIRECTORY[4]
    security.VirtualAddress, security.Size = len(made), 512
    pe.write(str(tmp_path / "signed.exe"))
    pe.close()
    data = (tmp_path / "signed.exe").read_bytes() + bytes(512)
    assert read(BytesIO(data)).is_signed is True


def test_one_that_python_brings_is_not_of_go() -> None:
    import pip

    launchers = sorted(Path(pip.__file__).parent.glob("_vendor/distlib/*.exe"))
    assert launchers
    for each in launchers:
        with each.open("rb") as stream:
            program = read(stream)
        assert (program.format, program.go) == (ProgramFormat.PE, None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.data())
def test_a_damaged_one_is_read_or_refused(made: bytes, data: st.DataObject) -> None:
    bytes_ = bytearray(made)
    for place, value in data.draw(st.lists(st.tuples(st.integers(2, 1500), st.integers(0, 255)), max_size=4)):
        bytes_[place] = value
    with contextlib.suppress(NotReadable):
        assert isinstance(read(BytesIO(bytes(bytes_))), Program)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(share=st.floats(0, 0.95))
def test_one_cut_short_is_refused(made: bytes, share: float) -> None:
    with pytest.raises(NotReadable):
        read(BytesIO(made[: int(len(made) * share)]))
