"""What an elevated program gets: nothing that the user could have put there."""

from __future__ import annotations

import os
from pathlib import Path

from wizard.elevated.system import plain_environ


def test_an_elevated_program_gets_none_of_the_users_own_variables() -> None:
    environ = {
        "SystemRoot": "C:\\Windows",
        "COR_PROFILER": "x",
        "PATH": "C:\\mine",
        "PSModulePath": "x",
        "Tmp": "t",
    }
    given = plain_environ(environ, Path("/s"))
    assert sorted(given) == ["PATH", "SystemRoot", "Tmp", "WSL_UTF8"]
    assert given["PATH"] == os.pathsep.join((str(Path("/s")), str(Path("/"))))
