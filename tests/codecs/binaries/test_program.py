"""What is static is what loads nothing beside itself."""

from __future__ import annotations

import pytest

from wizard.codecs.binaries.program import BinaryKind, Program, ProgramFormat


@pytest.mark.parametrize(
    ("form", "interpreter", "needs", "static"),
    [
        (ProgramFormat.ELF, None, (), True),
        (ProgramFormat.ELF, "/lib64/ld-linux-x86-64.so.2", (), False),
        (ProgramFormat.ELF, None, ("libc.so.6",), False),
        (ProgramFormat.PE, None, (), False),  # of Windows, where nothing is
    ],
)
def test_static(form: ProgramFormat, interpreter: str | None, needs: tuple[str, ...], static: bool) -> None:
    assert Program(form, BinaryKind.PROGRAM, "amd64", interpreter, needs).is_static is static
