"""What runs before a prompt, and what stands for the program go."""

from __future__ import annotations

import pytest

from wizard.codecs.shell.follow.disk import Seen
from wizard.codecs.shell.follow.start import Followed, follow
from wizard.codecs.shell.kinds import Kind


class _Files:
    """A home with one file."""

    def __init__(self, path: str, text: str) -> None:
        self._path, self._text = path, text

    def at(self, path: str) -> Seen:
        return Seen("file", self._text.encode()) if path == self._path else Seen("missing")

    def glob(self, pattern: str) -> tuple[str, ...]:
        return ()


def inner(text: str) -> Followed:
    return follow(  # noqa: S604
        Kind.INNER,
        shell="/bin/bash",
        user="me",
        uid=1000,
        home="/home/me",
        environment={"HOME": "/home/me", "PATH": "/usr/bin"},
        disk=_Files("/home/me/.bashrc", text),
    )


@pytest.mark.parametrize(
    "text",
    [
        "alias go=/x/go",
        "go() { :; }",
        "PROMPT_COMMAND='PATH=/x:$PATH'",
        "a() { b; }; b() { eval $X; }; PROMPT_COMMAND=a",
        "hash -p /x/go go",
    ],
)
def test_which_go_runs_is_not_told(text: str) -> None:
    unclear = inner(f"true\n{text}\n").get("PATH").unclear
    assert unclear is not None
    assert (unclear.file, unclear.line) == ("/home/me/.bashrc", 2)


@pytest.mark.parametrize(
    "text",
    [
        "alias gob='go build'",
        "go() { :; }; unset -f go",
        "alias go=/x/go; unalias go",
        "PROMPT_COMMAND='history -a'",
        "p() { PS1=$(git branch); }; PROMPT_COMMAND=p",
        "f() { PATH=/x; }",
    ],
)
def test_what_leaves_path_alone_is_no_matter(text: str) -> None:
    assert inner(f"{text}\n").get("PATH").unclear is None
