"""What edits of start files do besides what they are for, foreseen without a shell."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, file, read
from wizard.codecs.shell.kinds import Kind
from wizard.facts.shell import StartFile, StartFiles
from wizard.facts.shells.followed import SHELLS, FollowedShells
from wizard.facts.shells.foreseen import Aim, Foreseen, foresee, harmless
from wizard.model.edits.files import DropLine, Edit, ReplaceLine, SetEntry
from wizard.model.probes import Account, AccountProbe, FileProbe

PATH = "~/.profile"
ME = Account("me", 1000, 1000, "/home/me", "/bin/bash")
GOROOT = Aim(names=frozenset(("GOROOT",)))


def seen(text: str, *edits: Edit, aim: Aim = GOROOT, path: str = PATH) -> Foreseen:
    shells = read(SHELLS, at(path, text))
    assert isinstance(shells, FollowedShells)
    return foresee(shells, StartFiles((StartFile(path, text.encode()),), ()), ME, edits, aim)


def dropped(text: str, line: int = 1, path: str = PATH) -> DropLine:
    return DropLine(path, line, text.split("\n")[line - 1])


def says(foreseen: Foreseen) -> str:
    return foreseen.says.render() if foreseen.says is not None else ""


@pytest.mark.parametrize(
    ("below", "harm"),
    [
        ("export A=1", ""),
        ("[ -d /x ] && export A=1", ""),
        ("PATH=$PATH:$GOROOT/bin", "PATH loses /usr/local/go/bin"),
        ("export GOBIN=$GOROOT/x", "GOBIN changes to /x"),
        ('[ -n "$GOROOT" ] && export A=1', "A is no longer set"),
        ('[ -n "$GOROOT" ] && alias gr="go run"', "The alias gr disappears"),
        ('if [ -n "$GOROOT" ]; then f() { :; }; fi', "The shell function f disappears"),
        ('[ -n "$GOROOT" ] && echo "with Go"', "The command at ~/.profile:2"),
        ('case "$GOROOT" in /usr*) touch ~/.x;; esac', "The command at ~/.profile:2"),
        ('[ -n "$GOROOT" ] || echo "no Go"', "The command at ~/.profile:2"),
    ],
)
def test_what_a_line_below_makes_of_it(below: str, harm: str) -> None:
    text = f"export GOROOT=/usr/local/go\n{below}\n"
    found = seen(text, dropped(text))
    assert says(found).startswith(harm)
    assert found.is_harmless == (harm == "")


@pytest.mark.parametrize(("after", "is_harmless"), [("", True), (" && echo hi", False), ("\necho hi", True)])
def test_how_a_file_ends_matters_where_something_hangs_on_it(after: str, is_harmless: bool) -> None:
    profile, other = f". ~/.bashrc{after}\n", "[ -d /x ]\nexport GOROOT=/usr/local/go\n"
    shells = read(SHELLS, at(PATH, profile), at("~/.bashrc", other))
    assert isinstance(shells, FollowedShells)
    files = StartFiles((StartFile(PATH, profile.encode()), StartFile("~/.bashrc", other.encode())), ())
    edits = [dropped(other, 2, "~/.bashrc")]
    assert foresee(shells, files, ME, edits, GOROOT).is_harmless == is_harmless


OLD, NEW = "/usr/local/go/bin", "/home/me/sdk/go/bin"
BLOCK = SetEntry("~/.zprofile", "PATH", 'export PATH="$HOME/sdk/go/bin:$PATH"')
BASH_BLOCK = SetEntry(PATH, "PATH", BLOCK.text)
PATH_LINE = f"export PATH={OLD}:$PATH\n"
TOOLS = "case :$PATH: in *:/usr/local/go/bin:*|*/sdk/go/bin:*) PATH=$PATH:~/go/bin;; esac\n"
GUARD = "case $- in *i*) ;; *) return;; esac\n"
BARE = "in a shell that no login shell started"


@pytest.mark.parametrize(
    ("shell", "path", "text", "block", "harm"),
    [
        ("zsh", "~/.zshrc", PATH_LINE, BLOCK, f"PATH loses {OLD} {BARE}"),
        ("zsh", "~/.zshrc", PATH_LINE + TOOLS, BLOCK, f"PATH loses /home/me/go/bin {BARE}"),
        ("zsh", "~/.zshrc", f"{PATH_LINE}PATH=$PATH:~/go/bin\nPATH=$PATH:{OLD}\n", BLOCK, ""),
        (
            "zsh",
            "~/.zshenv",
            PATH_LINE,
            BLOCK,
            f"PATH loses {OLD} {BARE}, wsl with a command, ssh with a command",
        ),
        ("zsh", "~/.zprofile", PATH_LINE, BLOCK, ""),
        ("bash", "~/.bashrc", PATH_LINE, BASH_BLOCK, f"PATH loses {OLD} {BARE}, ssh with a command"),
        ("bash", "~/.bashrc", f"{GUARD}{PATH_LINE}", BASH_BLOCK, f"PATH loses {OLD} {BARE}"),
        ("bash", PATH, PATH_LINE, BASH_BLOCK, ""),
    ],
)
def test_a_shell_that_no_login_shell_starts_reads_no_block(
    shell: str, path: str, text: str, block: SetEntry, harm: str
) -> None:
    me = Account("me", 1000, 1000, "/home/me", f"/bin/{shell}")
    shells = read(SHELLS, (AccountProbe(), me), at(path, text))
    assert isinstance(shells, FollowedShells)
    files = StartFiles((StartFile(path, text.encode()),), ())
    line = text.split("\n").index(PATH_LINE.strip()) + 1
    found = foresee(shells, files, me, [block, dropped(text, line, path)], Aim(folders=frozenset((OLD, NEW))))
    assert says(found).removesuffix(".") == harm


def test_what_it_is_for_is_no_harm() -> None:
    text = "export GOROOT=/usr/local/go\n"
    found = seen(text, dropped(text))
    assert found.is_harmless
    assert found.kinds[Kind.TERMINAL].get("GOROOT").text is None
    assert says(seen(text, dropped(text), aim=Aim())).startswith("GOROOT is no longer set")


@pytest.mark.parametrize(
    ("wanted", "becomes", "harm"),
    [
        (None, "export GODEBUG=b=1", False),
        (None, "export GODEBUG=b=2", True),
        (None, "export GODEBUG=b=1,c=1", True),
        ("2", "export GODEBUG=a=2,b=1", False),
        ("1", "export GODEBUG=b=1", True),
        ("2", "export GODEBUG=b=1", True),
        ("2", "export GODEBUG=a=1,b=1", False),
        (None, "GODEBUG=b=1", True),
    ],
)
def test_of_godebug_only_the_keys_that_are_meant_may_change(
    wanted: str | None, becomes: str, harm: bool
) -> None:
    text = "export GODEBUG=a=1,b=1\n"
    edit = ReplaceLine(PATH, 1, text.strip(), becomes)
    assert seen(text, edit, aim=Aim(keys={"a": wanted})).is_harmless != harm


def test_an_entry_of_the_block_runs_where_it_stands() -> None:
    text = "export GODEBUG=b=1\n"
    entry = SetEntry(PATH, "GODEBUG", 'export GODEBUG="${GODEBUG:+$GODEBUG,}a=1"')
    found = seen(text, entry, aim=Aim(keys={"a": "1"}))
    assert found.is_harmless
    assert found.kinds[Kind.EDITOR].get("GODEBUG").text == "b=1,a=1"
    assert not seen(
        text, SetEntry(PATH, "GODEBUG", "export GODEBUG=a=1"), aim=Aim(keys={"a": "1"})
    ).is_harmless


def test_folders_of_path() -> None:
    text = "PATH=/usr/local/go/bin:$PATH\nPATH=$PATH:/opt/x\n"
    aim = Aim(folders=frozenset(("/usr/local/go/bin",)))
    assert seen(text, dropped(text), aim=aim).is_harmless
    assert says(seen(text, dropped(text, 2), aim=aim)).startswith("PATH loses /opt/x")


@pytest.mark.parametrize(
    ("below", "is_harmless"),
    [
        ("echo hi", True),
        ('some-program "$PATH" && echo hi', False),
        ("command -v go >/dev/null && echo hi", False),
        ("echo $PATH | grep -q go && echo hi", False),
        ("go version", False),
    ],
)
def test_a_command_that_may_look_at_path(below: str, is_harmless: bool) -> None:
    text = f"PATH=/usr/local/go/bin:$PATH\n{below}\n"
    program = FileProbe("/usr/local/go/bin/go", limit=0, head=True)
    shells = read(
        SHELLS, at(PATH, text), *([(program, file("", 0o755))] if below.startswith(("go", "command")) else [])
    )
    assert isinstance(shells, FollowedShells)
    files = StartFiles((StartFile(PATH, text.encode()),), ())
    aim = Aim(folders=frozenset(("/usr/local/go/bin",)))
    assert foresee(shells, files, ME, [dropped(text)], aim).is_harmless == is_harmless


@pytest.mark.parametrize("path", ["~/.zshrc", "~/.config/fish/config.fish"])
def test_a_file_of_another_shell_is_followed_in_that(path: str) -> None:
    text = 'export GOROOT=/usr/local/go\nexport A="$GOROOT/x"\n'
    assert says(seen(text, dropped(text, path=path), path=path)).startswith("A changes to /x")


def test_what_is_given_is_no_harm_of_the_edits() -> None:
    text = "PATH=/usr/local/go/bin:$PATH\n"
    block, aim = SetEntry(PATH, "A", "export A=1"), Aim(folders=frozenset(("/usr/local/go/bin",)))
    shells = read(SHELLS, at(PATH, text))
    assert isinstance(shells, FollowedShells)
    files = StartFiles((StartFile(PATH, text.encode()),), ())
    assert foresee(shells, files, ME, [dropped(text)], aim, (block,)).is_harmless
    assert says(foresee(shells, files, ME, [dropped(text), block], aim)).startswith("A becomes set")


def test_the_most_of_what_is_fine_together() -> None:
    assert harmless((), lambda _: False) == ()
    assert harmless((1,), lambda _: False) == ()
    assert harmless((1, 2), lambda _: True) == (1, 2)
    assert harmless((1, 2, 3), lambda some: 2 not in some) == (1, 3)
    assert harmless((1, 2, 3), lambda some: len(some) < 2) == (1,)
