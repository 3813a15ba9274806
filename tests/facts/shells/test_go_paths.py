"""Which Go a PATH finds: asked of a shell, or read from its start files."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, file, read
from tests.facts.shells.gos import AMD64, HEAD, HOME, tree
from wizard.codecs.shell.kinds import Kind
from wizard.facts.shell import INTERACTIVE, LOGIN, GoHit
from wizard.facts.shells.go_paths import GO_PATHS, PEOPLE, GoPaths
from wizard.model.probes import (
    Answer,
    Denied,
    Exited,
    FileProbe,
    Probe,
    Special,
)


def paths(*pairs: tuple[Probe, Answer]) -> GoPaths:
    value = read(GO_PATHS, *pairs)
    assert isinstance(value, GoPaths)
    return value


LOCAL = tree("/usr/local/go", "1.19.8")


SDK = tree("~/sdk/go1.25.5", "1.25.5", "~/sdk/go")


LOCAL_HIT = GoHit("/usr/local/go/bin/go", "/usr/local/go/bin/go", "1.19.8")


SDK_HIT = GoHit(f"{HOME}/sdk/go/bin/go", f"{HOME}/sdk/go1.25.5/bin/go", "1.25.5")


@pytest.mark.parametrize(
    ("profile", "login"),
    [
        ("", ()),
        ("export PATH=$PATH:/usr/local/go/bin\n", (LOCAL_HIT,)),
        ('export PATH="$HOME/sdk/go/bin:/usr/local/go/bin:$PATH"\n', (SDK_HIT, LOCAL_HIT)),
        ('PATH=/usr/local/go/bin:$PATH\nPATH="$HOME/sdk/go/bin:$PATH"\n', (SDK_HIT, LOCAL_HIT)),
        ("# PATH=/usr/local/go/bin:$PATH\n", ()),
        ("GOROOT=/usr/local/go\nPATH=$PATH:$GOROOT/bin\n", (LOCAL_HIT,)),
    ],
)
def test_a_path_that_no_shell_was_asked_for_is_read_from_files(
    profile: str, login: tuple[GoHit, ...]
) -> None:
    printed = paths(*LOCAL, *SDK, at("~/.profile", profile))
    assert (printed.kinds[Kind.EDITOR].hits, printed.unclear) == (login, ())
    assert printed.kinds[Kind.INNER].hits == login, "an inner terminal inherits it"


def test_lines_that_cannot_be_followed_are_named() -> None:
    printed = paths(at("~/.profile", 'x=1\neval "$(some-program)"\n'))
    (unclear,) = printed.unclear
    assert unclear == "~/.profile:2"


THERE = FileProbe("/usr/local/go", limit=0, head=True)
OPT_HIT = GoHit("/opt/x/go", "/opt/x/go", "")


@pytest.mark.parametrize(
    ("profile", "login", "unclear"),
    [
        ("PATH=/usr/local/go/bin:$PATH\nPATH=$(x):$PATH\n", (LOCAL_HIT,), ("~/.profile:2",)),
        ("PATH=$(x):$PATH\nPATH=/usr/local/go/bin:$PATH\n", (LOCAL_HIT,), ()),
        ("PATH=/usr/local/go/bin:$PATH:$(x)\n", (LOCAL_HIT,), ()),
        ("[ -d /usr/local/go ] && PATH=/usr/local/go/bin:$PATH\n", (LOCAL_HIT,), ()),
        ("some-program && PATH=/usr/local/go/bin:$PATH\n", (LOCAL_HIT,), ("~/.profile:1",)),
        ("PATH=/opt/x:/usr/local/go/bin:$PATH\n", (OPT_HIT, LOCAL_HIT), ()),
        ("PATH=/opt/y:/usr/local/go/bin:$PATH\n", (LOCAL_HIT,), ("/opt/y",)),
    ],
)
def test_what_may_be_in_front_of_the_first_go_is_named(
    profile: str, login: tuple[GoHit, ...], unclear: tuple[str, ...]
) -> None:
    opt = FileProbe("/opt/x/go", limit=HEAD, head=True), file(AMD64[:HEAD])
    hidden = FileProbe("/opt/y/go", limit=HEAD, head=True), Denied()
    more = [pair for pair in (opt, hidden) if pair[0].path.removesuffix("/go") in profile]
    more += [(THERE, Special("directory", 0o755, 0, 0))] if "-d" in profile else []
    printed = paths(*LOCAL, *more, at("~/.profile", profile))
    assert (printed.terminal.hits, printed.unclear) == (login, unclear)


def test_a_start_file_that_cannot_be_read_may_do_anything() -> None:
    printed = paths(*LOCAL, (FileProbe("~/.profile"), Denied()))
    assert printed.unclear == ("~/.profile",)


def test_a_packaged_go_is_found_by_its_name_in_usr_bin() -> None:
    named = FileProbe("/usr/bin/go", limit=HEAD, head=True)
    printed = paths(
        *tree("/usr/lib/go-1.22", "1.22.2"), (named, file(AMD64[:HEAD], link="/usr/lib/go-1.22/bin/go"))
    )
    assert (
        printed.terminal.hits
        == printed.kinds[Kind.SCRIPT].hits
        == (GoHit("/usr/bin/go", "/usr/lib/go-1.22/bin/go", "1.22.2"),)
    )


def test_what_a_shell_says_goes_before_what_files_say() -> None:
    said = Exited(0, b"\n== wsl-go-wizard ==\ngo /x/go\t/x/go\tgo1.27.3\n", b"")
    printed = paths((LOGIN, said), *LOCAL, at("~/.profile", "export PATH=$PATH:/usr/local/go/bin\n"))
    for kind in PEOPLE:
        assert printed.kinds[kind].hits == (GoHit("/x/go", "/x/go", "1.27.3"),)


RC = 'export PATH="$HOME/sdk/go/bin:$PATH"\n'


@pytest.mark.parametrize(
    ("files", "runs"),
    [
        # Ubuntu's .bashrc returns at once for a shell that nobody types into.
        (
            {
                "~/.profile": ". ~/.bashrc\n",
                "~/.bashrc": f"case $- in *i*) ;; *) return;; esac\n{RC}",
            },
            (SDK_HIT, SDK_HIT, None),
        ),
        ({"~/.profile": RC}, (SDK_HIT, SDK_HIT, SDK_HIT)),
        # An inner terminal inherits PATH, and .bashrc has the last word.
        (
            {"~/.profile": RC, "~/.bashrc": "PATH=/usr/local/go/bin:$PATH\n"},
            (SDK_HIT, LOCAL_HIT, SDK_HIT),
        ),
        (
            {
                "~/.profile": RC,
                "~/.bashrc": 'case ":$PATH:" in *sdk*) ;; *) PATH=/usr/local/go/bin:$PATH;; esac\n',
            },
            (SDK_HIT, SDK_HIT, SDK_HIT),
        ),
    ],
)
def test_each_kind_of_shell_has_its_own(files: dict[str, str], runs: tuple[GoHit | None, ...]) -> None:
    printed = paths(*LOCAL, *SDK, *(at(path, text) for path, text in files.items()))
    assert tuple(printed.kinds[kind].first for kind in PEOPLE) == runs


def test_the_line_that_wins_is_named() -> None:
    printed = paths(
        *LOCAL, *SDK, at("~/.profile", RC), at("~/.bashrc", "x=1\nPATH=/usr/local/go/bin:$PATH\n")
    )
    assert printed.kinds[Kind.INNER].winner == "~/.bashrc:2"
    assert printed.kinds[Kind.TERMINAL].winner == "~/.profile:1"


def test_a_terminal_that_nobody_asked_is_followed_where_the_files_are_right_about_the_others() -> None:
    rc = f"case $- in *i*) ;; *) return;; esac\n{RC}"
    files = (at("~/.profile", ". ~/.bashrc\n"), at("~/.bashrc", rc))
    none = Exited(0, b"\n== wsl-go-wizard ==\nvar PATH /usr/bin\n", b"")
    printed = paths((LOGIN, none), *SDK, *files)
    assert [printed.kinds[kind].first for kind in PEOPLE] == [SDK_HIT, SDK_HIT, None]
    other = Exited(0, b"\n== wsl-go-wizard ==\ngo /x/go\t/x/go\tgo1.27.3\n", b"")
    printed = paths((LOGIN, other), *SDK, *files)
    assert printed.terminal.first == GoHit("/x/go", "/x/go", "1.27.3")


@pytest.mark.parametrize(
    ("bashrc", "unclear"),
    [
        ("exec tmux\n", ("~/.bashrc:1",)),
        ('[ -z "$TMUX" ] && exec tmux new -A\n', ("~/.bashrc:1",)),
        ("exec zsh\n", ("~/.bashrc:1",)),
        ("x=1\nPROMPT_COMMAND='PATH=/x:$PATH'\n", ("~/.bashrc:2",)),
        ("alias go=/x/go\n", ("~/.bashrc:1",)),
        ('eval "$(some-program)"\n', ()),
        ("true\n", ()),
    ],
)
def test_what_was_asked_of_a_shell_is_not_said_of_a_terminal_that_another_takes_over(
    bashrc: str, unclear: tuple[str, ...]
) -> None:
    """A shell that is asked for a command has no terminal, no prompt and no alias."""
    said = Exited(0, b"\n== wsl-go-wizard ==\ngo /x/go\t/x/go\tgo1.27.3\n", b"")
    files = (
        at("~/.profile", ". ~/.bashrc\n"),
        at("~/.bashrc", f"case $- in *i*) ;; *) return;; esac; {bashrc}"),
    )
    printed = paths((LOGIN, said), (INTERACTIVE, said), *LOCAL, *files)
    assert printed.unclear == unclear
    assert printed.kinds[Kind.EDITOR].unclear == ()
    assert printed.kinds[Kind.EDITOR].first == GoHit("/x/go", "/x/go", "1.27.3")
