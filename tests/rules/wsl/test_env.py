"""Settings of the Windows Go, seen from inside a distro."""

from __future__ import annotations

import pytest

from wizard.facts.shell import PLAIN_SHELL, ShellEnvironment
from wizard.facts.wsl import KERNEL, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Verdict
from wizard.model.wanted import Wanted
from wizard.rules.wsl.env import from_windows


def says(kernel: Kernel = Kernel.WSL2, **variables: str) -> Verdict:
    see = Snapshot({KERNEL: kernel, PLAIN_SHELL: ShellEnvironment(tuple(variables.items()), ())})
    return from_windows.judge(see, Wanted()).verdict


@pytest.mark.parametrize(
    ("name", "value", "leaks"),
    [
        ("GOROOT", "C:\\Go", True),
        ("GOROOT", "/mnt/c/Program Files/Go", True),
        ("GOPATH", "/home/me/go:/mnt/d/go", True),
        ("GOFLAGS", "-modcacherw -overlay=C:/x", True),
        ("GOFLAGS", "-mod=mod", False),
        ("GOROOT", "/usr/local/go", False),
        ("GOPATH", "/mnt/data/go", False),
        ("PATH", "/usr/bin:/mnt/c/Windows", False),
    ],
)
def test_paths_of_windows(name: str, value: str, leaks: bool) -> None:
    assert says(**{name: value}) is (Verdict.ADVICE if leaks else Verdict.OK)
    assert says(Kernel.WSL1, **{name: value}) is (Verdict.ADVICE if leaks else Verdict.OK)


def test_where_there_is_no_windows_nothing_comes_from_it() -> None:
    assert says(Kernel.LINUX, GOROOT="C:\\Go") is Verdict.NOT_APPLICABLE


def test_a_shell_that_does_not_answer_is_no_evidence() -> None:
    see = Snapshot({KERNEL: Kernel.WSL2, PLAIN_SHELL: None})
    assert from_windows.judge(see, Wanted()).verdict is Verdict.UNKNOWN
