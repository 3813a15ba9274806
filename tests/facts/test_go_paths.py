"""Which Go a PATH finds: asked of a shell, or read from its start files."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from tests.facts.answers import at, file, read
from tests.machines.build import program
from wizard.facts.go import (
    GO_FILES,
)
from wizard.facts.go_paths import GO_PATHS, GoPaths
from wizard.facts.shell import LOGIN, GoHit
from wizard.model.probes import (
    Answer,
    Denied,
    Exited,
    FileProbe,
    GlobProbe,
    Matches,
    Probe,
    Special,
)
from wizard.model.wanted import Wanted

AMD64, ARM64 = program("amd64").data or b"", program("arm64").data or b""


HEAD = 20


HOME = "/home/me"


def whole(path: str) -> str:
    return path.replace("~", HOME)


def tree(root: str, version: str, *names: str, binary: bytes = AMD64) -> tuple[tuple[Probe, Answer], ...]:
    """A Go at *root*, of a pattern; *names* are other names that lead there."""
    pattern = next(
        probe.pattern.removesuffix("/VERSION")
        for probe in GO_FILES.ask(Wanted())
        if isinstance(probe, GlobProbe) and _fits(probe.pattern, f"{root}/VERSION")
    )
    there = [(whole(name), None if name == root else whole(root)) for name in sorted((root, *names))]

    def found(name: str, content: bytes) -> Matches:
        entries = [(f"{at}/{name}", file(content, link=to and f"{to}/{name}")) for at, to in there]
        return Matches(tuple(entries))

    return (
        (GlobProbe(f"{pattern}/VERSION"), found("VERSION", f"go{version}\ntime x\n".encode())),
        (GlobProbe(f"{pattern}/bin/go", limit=HEAD), found("bin/go", binary[:HEAD])),
    )


def _fits(pattern: str, path: str) -> bool:
    return fnmatchcase(path, pattern) and pattern.count("/") == path.count("/")


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
    assert (printed.login, printed.interactive, printed.measured, printed.unclear) == (login, None, False, ())


def test_lines_that_cannot_be_followed_are_named() -> None:
    printed = paths(at("~/.profile", 'x=1\neval "$(mise activate bash)"\n'))
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
    assert (printed.login, printed.unclear) == (login, unclear)


def test_a_start_file_that_cannot_be_read_may_do_anything() -> None:
    printed = paths(*LOCAL, (FileProbe("~/.profile"), Denied()))
    assert printed.unclear == ("~/.profile",)


def test_a_packaged_go_is_found_by_its_name_in_usr_bin() -> None:
    named = FileProbe("/usr/bin/go", limit=HEAD, head=True)
    printed = paths(
        *tree("/usr/lib/go-1.22", "1.22.2"), (named, file(AMD64[:HEAD], link="/usr/lib/go-1.22/bin/go"))
    )
    assert printed.login == printed.plain == (GoHit("/usr/bin/go", "/usr/lib/go-1.22/bin/go", "1.22.2"),)


def test_what_a_shell_says_goes_before_what_files_say() -> None:
    said = Exited(0, b"\n== wsl-go-wizard ==\ngo /x/go\t/x/go\tgo1.27.3\n", b"")
    printed = paths((LOGIN, said), *LOCAL, at("~/.profile", "export PATH=$PATH:/usr/local/go/bin\n"))
    assert (printed.login, printed.measured) == ((GoHit("/x/go", "/x/go", "1.27.3"),), True)
