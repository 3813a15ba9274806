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


def inner(text: str, shell: str = "/bin/bash") -> Followed:
    return follow(
        Kind.INNER,
        shell=shell,
        user="me",
        uid=1000,
        home="/home/me",
        environment={"HOME": "/home/me", "PATH": "/usr/bin"},
        disk=_Files("/home/me/.zshrc" if shell.endswith("zsh") else "/home/me/.bashrc", text),
    )


@pytest.mark.parametrize(
    "text",
    [
        "alias go=/x/go",
        "go() { :; }",
        "PROMPT_COMMAND='PATH=/x:$PATH'",
        "a() { b; }; b() { eval $X; }; PROMPT_COMMAND=a",
        "hash -p /x/go go",
        "exec tmux",
        "exec tmux new-session -A -s main",
        '[ -z "$TMUX" ] && exec tmux',
        "tmux attach || tmux new",
        "exec zellij",
        "exec screen -xRR",
        "zsh -l",
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
        "tmux source-file ~/.tmux.conf",
        "tmux ls",
        "screen -ls",
        "alias t=tmux",
    ],
)
def test_what_leaves_path_alone_is_no_matter(text: str) -> None:
    assert inner(f"{text}\n").get("PATH").unclear is None


@pytest.mark.parametrize(
    ("text", "is_clear"),
    [
        ("autoload -Uz my-hook; add-zsh-hook precmd my-hook", False),
        ("autoload -Uz add-zsh-hook my-hook\nadd-zsh-hook chpwd my-hook", False),
        ("autoload -Uz my-hook; precmd_functions+=(my-hook)", False),
        ("autoload -Uz precmd", False),
        ("autoload -Uz go", False),
        ("autoload -Uz add-zsh-hook vcs_info; add-zsh-hook precmd vcs_info", True),
        ("autoload -Uz my-hook", True),
        ("autoload -Uz compinit; compinit", True),
    ],
)
def test_a_hook_that_zsh_loads_when_it_runs_is_not_known(text: str, is_clear: bool) -> None:
    assert (inner(f"{text}\n", "/usr/bin/zsh").get("PATH").unclear is None) is is_clear


@pytest.mark.parametrize(
    ("text", "is_seen"),
    [
        ("exec tmux", False),
        ("alias go=/x/go", False),
        ("PROMPT_COMMAND='PATH=/x:$PATH'", False),
        ('eval "$(some-program)"', True),
    ],
)
def test_what_no_shell_that_is_asked_shows_is_marked(text: str, is_seen: bool) -> None:
    (unclear,) = inner(f"{text}\n").unclear
    assert unclear.only_in_terminal is not is_seen
