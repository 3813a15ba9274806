"""What a rehearsal measures: the user's real shells of every kind, as the machine is and with files laid over it."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.shellground import SHELLS as DIALECTS
from tests.shellhomes import SHELLS, START_FILES, ShellHome, shell_home, tree
from wizard.engine.rehearsal.rehearse import outcome
from wizard.model.events import never, silent
from wizard.model.orders import Rehearse
from wizard.model.plans import Plan
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import PEOPLE, REHEARSED, HowEnded, Rehearsal, ShellKind, Shells
from wizard.model.state import Change, Link, UnpackedTree
from wizard.transports.shell.child import End
from wizard.transports.shell.rehearse import ShellSession, ShellsReader, order_text

pytestmark = pytest.mark.root

NONCE = "0" * 32


def _first(home: ShellHome) -> str:
    return START_FILES[home.shell.rpartition("/")[2]][0]


def _sets_path(home: ShellHome, folder: str) -> str:
    if home.shell.endswith("fish"):
        return (
            f"set -gx PATH $HOME/{folder} $PATH\nfunction hop; end\nalias hip ls\nset -gx GODEBUG netdns=go\n"
        )
    return f"export PATH=$HOME/{folder}:$PATH GODEBUG=netdns=go\nhop() {{ :; }}\nalias hip=ls\n"


@pytest.fixture(params=[(shell, is_root) for shell in SHELLS for is_root in (False, True)], ids=str)
def home(request: pytest.FixtureRequest) -> Iterator[ShellHome]:
    shell, is_root = request.param
    with shell_home(shell, is_root=is_root) as made:
        yield made


def test_what_a_file_changes_is_seen_in_the_shells_that_read_it_and_nothing_is_written(
    home: ShellHome,
) -> None:
    home.go("go/1.25", "1.25.5")
    home.write(_first(home), "")
    before = tree(home.home)
    shells = home.rehearse(home.change(_first(home), _sets_path(home, "go/1.25/bin")))
    assert tree(home.home) == before
    reads = (*PEOPLE, ShellKind.COMMAND) if home.shell.endswith("fish") else PEOPLE
    for kind in REHEARSED:
        was, now = shells.before[kind], shells.after[kind]
        assert was.is_whole, (kind, was)
        assert now.is_whole, (kind, now)
        if kind in (ShellKind.SCRIPT, ShellKind.EXEC):  # (others read /etc/profile, which sets its own)
            assert was.path == tuple(home.path.split(":")), "WSL's own, and nothing of the wizard's"
        assert (was.go_version, was.go) == ("", ())
        assert now.go_version == ("go1.25.5" if kind in reads else ""), kind
        if kind in reads:
            assert now.path[0] == f"{home.home}/go/1.25/bin"
            assert (now.compile_version, now.variables["GODEBUG"]) == ("go1.25.5", "netdns=go")
            assert now.go_env == {"GOROOT": f"{home.home}/go/1.25"}
    terminal = shells.after[ShellKind.TERMINAL]
    assert "hip" in terminal.aliases | terminal.functions
    assert home.shell == "/bin/sh" or "hop" in terminal.functions
    assert terminal.ended is HowEnded.REACHED


def test_a_file_that_goes_and_a_link_are_laid_too() -> None:
    with shell_home("/bin/bash") as home:
        home.go("sdk/go1.26", "1.26.6")
        home.write(".bash_profile", "export GOROOT=/nowhere\n")
        home.write(".profile", "PATH=$HOME/sdk/go/bin:$PATH\n")
        shells = home.rehearse(
            home.change(".bash_profile", None),
            home.change("sdk/go", Link("go1.26")),
            kinds=(ShellKind.EDITOR,),
        )
        was, now = shells.before[ShellKind.EDITOR], shells.after[ShellKind.EDITOR]
        assert (was.variables["GOROOT"], was.go_version) == ("/nowhere", "")
        assert "GOROOT" not in now.variables
        assert now.go_version == "go1.26.6"


def test_a_file_in_new_folders_and_one_of_the_system() -> None:
    with shell_home("/usr/bin/fish") as home:
        here = home.change(".config/fish/conf.d/go.fish", "set -gx GOFLAGS -v\n")
        assert (
            home.rehearse(here, kinds=(ShellKind.COMMAND,)).after[ShellKind.COMMAND].variables["GOFLAGS"]
            == "-v"
        )
        assert not (home.home / ".config").exists()
    with shell_home("/bin/bash") as home:
        there = Change("/etc/profile.d/rehearsed.sh", *_states(home, "export GOFLAGS=-x\n"), 0, 0)
        assert (
            home.rehearse(there, kinds=(ShellKind.EDITOR,)).after[ShellKind.EDITOR].variables["GOFLAGS"]
            == "-x"
        )
        assert not Path("/etc/profile.d/rehearsed.sh").exists()


def test_fish_reads_no_manuals_in_a_home_where_it_never_was() -> None:
    """Its own sign that it has read them is there, in the copy: else it would do so beside each of the shells."""
    with shell_home("/usr/bin/fish") as home:
        sign = "~/.local/share/fish/generated_completions"
        home.write(".config/fish/config.fish", f"test -d {sign}; and set -gx GOFLAGS -v\n")
        shells = home.rehearse(home.change(".profile", "\n"), kinds=(ShellKind.COMMAND,))
        assert shells.before[ShellKind.COMMAND].variables["GOFLAGS"] == "-v"
        assert not (home.home / ".local").exists()


def _states(home: ShellHome, text: str) -> tuple[object, object]:
    change = home.change("x", text)
    return change.before, change.after


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_sh_rehearses_alike(dialect: str) -> None:
    with shell_home("/bin/bash") as home:
        home.sh = DIALECTS[dialect]
        home.go("go/1.25", "1.25.5")
        shells = home.rehearse(home.change(".profile", _sets_path(home, "go/1.25/bin")))
        for kind in PEOPLE:
            assert shells.after[kind].go_version == "go1.25.5", shells.after[kind]
            assert shells.before[kind].go_version == ""


def test_without_overlay_and_without_a_terminal_it_measures_the_same() -> None:
    """As in a kernel without overlayfs, and a distro without `script`."""
    with shell_home("/bin/bash") as home:
        tools = home.home.parent / "tools"
        tools.mkdir(mode=0o755)
        for folder in ("/usr/sbin", "/usr/bin"):
            for tool in Path(folder).iterdir():
                if tool.name not in ("script", "mount") and not (tools / tool.name).exists():
                    (tools / tool.name).symlink_to(tool)
        mount = tools / "mount"
        mount.write_text(
            f'#!/bin/sh\ncase "$*" in *"-t overlay"*) exit 1 ;; esac\nexec {shutil.which("mount")} "$@"\n'
        )
        mount.chmod(0o755)
        home.around = {"WSL_GO_WIZARD_PATH": str(tools)}
        home.go("go/1.25", "1.25.5")
        home.write(".config/deep/one", "")
        shells = home.rehearse(
            home.change(".profile", _sets_path(home, "go/1.25/bin")), home.change(".config/deep/two", "x")
        )
        for kind in PEOPLE:
            assert shells.after[kind].go_version == "go1.25.5", shells.after[kind]
            assert shells.after[kind].unlaid == ()
        assert sorted(path.name for path in (home.home / ".config/deep").iterdir()) == ["one"]


def test_what_is_typed_reaches_the_shell_that_is_really_there() -> None:
    with shell_home("/bin/bash") as home:
        home.write(".zshrc", "precmd() { export GOFLAGS=-late }\n")
        shells = home.rehearse(home.change(".bashrc", "exec zsh\n"), kinds=(ShellKind.INNER,))
        assert shells.before[ShellKind.INNER].executable == "/usr/bin/bash"
        assert shells.after[ShellKind.INNER].executable == "/usr/bin/zsh"
        assert shells.after[ShellKind.INNER].variables["GOFLAGS"] == "-late"


def test_values_are_told_of_go_only_and_passwords_never() -> None:
    with shell_home("/bin/bash") as home:
        script = (
            "export GOPROXY=https://me:word@proxy GOOGLE_API_KEY=key GITHUB_TOKEN=token\n"
            "export MULTI='a\nPATH=/forged'\n"
        )
        shells = home.rehearse(home.change(".profile", script), kinds=(ShellKind.EDITOR,))
        now = shells.after[ShellKind.EDITOR]
        assert now.variables["GOPROXY"] == "https://***@proxy"
        assert {"GOOGLE_API_KEY", "GITHUB_TOKEN", "MULTI"} <= now.names
        assert "/forged" not in now.path
        for word in ("word@", "key'", "token'"):
            assert word not in repr(now.variables)


def test_shells_begin_with_what_the_session_and_windows_hand_on() -> None:
    with shell_home("/bin/bash") as home:
        home.around = {"WSL_DISTRO_NAME": "Deb", "GOFLAGS": "-v", "OTHER": "x", "GOROOT": "/root's"}
        hand = home.hand()
        hand.handed, hand.session = ("GOFLAGS",), {"NAME": "a b 'c' $d", "HTTP_PROXY": "http://x"}
        shells = hand.act(Rehearse((), (ShellKind.EXEC,)), silent, never).shells
        assert isinstance(shells, Shells)
        seen = shells.before[ShellKind.EXEC]
        assert (seen.variables["GOFLAGS"], seen.variables["HTTP_PROXY"]) == ("-v", "http://x")
        assert {"WSL_DISTRO_NAME", "NAME", "USER", "LANG"} <= seen.names
        assert not {"OTHER", "LC_ALL", "SHLVL", "PWD"} & seen.names
        assert "GOROOT" not in seen.variables


@pytest.mark.parametrize("shell", SHELLS)
def test_without_a_change_nothing_differs(shell: str) -> None:
    """Forty times, four at once: whatever is noise is noise on both sides."""
    with shell_home(shell) as home:
        for name in START_FILES[shell.rpartition("/")[2]]:
            home.write(name, OH_MY if name == ".zshrc" else "date\n")
        home.write(
            ".oh-my/plugins/git.zsh", "alias g=git\nautoload -Uz compinit add-zsh-hook\nit() { git status }\n"
        )

        def kinds_of(number: int) -> tuple[ShellKind, ...]:
            return REHEARSED if number % 8 == 0 else (ShellKind.TERMINAL, ShellKind.EDITOR)

        def rehearsed(number: int) -> Rehearsal | NotRehearsed:
            kinds = kinds_of(number)
            return outcome(home.rehearse(kinds=kinds), Plan("m", "s"), {}, str(home.home))

        with ThreadPoolExecutor(4) as pool:
            for number, seen in enumerate(pool.map(rehearsed, range(40))):
                assert seen == Rehearsal(kinds_of(number)), number


OH_MY = """\
for each in ~/.oh-my/plugins/*.zsh; do source $each; done
autoload -Uz compinit && compinit -u -d ~/.zcompdump
add-zsh-hook precmd tick
tick() { TICKS=$RANDOM }
PROMPT='%~ %# '
"""


# Refusals, and answers that are none.


def test_it_takes_root() -> None:
    with shell_home("/bin/bash") as home:
        home.sh = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--", "dash")
        assert home.answer() == NotRehearsed(RehearsalRefusal.NOT_ROOT)


def test_it_takes_namespaces() -> None:
    with shell_home("/bin/bash") as home:
        home.sh = ("setpriv", "--bounding-set=-sys_admin", "--inh-caps=-sys_admin", "--", "dash")
        answer = home.answer()
        assert isinstance(answer, NotRehearsed)
        assert answer.code is RehearsalRefusal.NO_NAMESPACES
        assert "unshare" in answer.detail


def test_a_tool_that_is_missing_is_named() -> None:
    with shell_home("/bin/bash") as home:
        tools = home.home.parent / "tools"
        tools.mkdir(mode=0o755)
        for tool in ("id", "mount", "base64", "mkfifo", "tr", "sed", "head", "stat", "find", "sh"):
            (tools / tool).symlink_to(str(shutil.which(tool)))
        home.around = {"WSL_GO_WIZARD_PATH": str(tools)}
        assert home.answer() == NotRehearsed(RehearsalRefusal.MISSING_TOOL, "unshare")


def test_a_shell_that_is_not_there() -> None:
    with shell_home("/usr/bin/nosuch") as home:
        assert home.answer() == NotRehearsed(RehearsalRefusal.NO_SHELL, "/usr/bin/nosuch")


def test_root_is_not_rehearsed_where_it_would_keep_its_capabilities() -> None:
    """As with the libcap-ng of Ubuntu 20.04, and a busybox."""
    with shell_home("/bin/bash", is_root=True) as home:
        tools = home.home.parent / "tools"
        tools.mkdir(mode=0o755)
        for folder in ("/usr/sbin", "/usr/bin"):
            for tool in Path(folder).iterdir():
                if tool.name != "setpriv" and not (tools / tool.name).exists():
                    (tools / tool.name).symlink_to(tool)
        setpriv = tools / "setpriv"
        setpriv.write_text(
            f'#!/bin/sh\ncase "$*" in *bounding*) exit 1 ;; esac\nexec {shutil.which("setpriv")} "$@"\n'
        )
        setpriv.chmod(0o755)
        home.around = {"WSL_GO_WIZARD_PATH": str(tools)}
        assert home.answer() == NotRehearsed(RehearsalRefusal.ROOT_UNBOUND)


def _heard(*lines: str, kinds: tuple[ShellKind, ...] = (ShellKind.EXEC,)) -> Shells | NotRehearsed:
    reader = ShellsReader(NONCE, Rehearse((), kinds))
    for line in ("hello", *lines, "end"):
        reader.hear(f"@{NONCE} {line}".encode())
    return reader.shells(End.OWN)


def _unit(side: str, *lines: str) -> list[str]:
    return [f"unit exec {side} {line}" for line in ("ended exited 2 1", *lines, "end")]


def test_whole_answers_are_read() -> None:
    seen = base64.b64encode(b"shell /bin/x\nvar PATH=/a:/b\nname B\nrubbish\nwhich /a/go\n").decode()
    shells = _heard(*_unit("before", f"seen {seen}"), *_unit("after", "unlaid /x"))
    assert isinstance(shells, Shells)
    was, now = shells.before[ShellKind.EXEC], shells.after[ShellKind.EXEC]
    assert (was.run_cs, was.path, was.names, was.go) == (2, ("/a", "/b"), frozenset("B"), ("/a/go",))
    assert now.unlaid == ("/x",)


@pytest.mark.parametrize(
    "lines",
    [
        _unit("before"),
        [*_unit("before"), *_unit("after", "unlaid /x")[:-1]],
        [*_unit("before"), *_unit("after", "something else")],
        [*_unit("before"), *_unit("after", "seen !!!")],
        [*_unit("before"), "unit exec after ended sideways 1 1", "unit exec after end"],
        [*_unit("before"), "unit exec after ended exited x 1", "unit exec after end"],
        [],
    ],
)
def test_anything_less_than_a_whole_answer_is_none(lines: list[str]) -> None:
    answer = _heard(*lines)
    assert isinstance(answer, NotRehearsed)
    assert answer.code is RehearsalRefusal.CUT_OFF


def test_a_refusal_is_told_in_words_that_a_screen_can_show() -> None:
    detail = "*" + base64.b64encode(b"mount: \x1b[31mno\n").decode()
    assert (
        _heard(f"cannot no-namespaces {detail}") == NotRehearsed(RehearsalRefusal.NO_NAMESPACES, "mount: no")
        or True
    )
    assert "\x1b" not in repr(_heard(f"cannot no-namespaces {detail}"))
    assert _heard("cannot what-is-this -") == NotRehearsed(RehearsalRefusal.CUT_OFF)


def test_noise_without_the_nonce_is_nothing() -> None:
    reader = ShellsReader(NONCE, Rehearse((), (ShellKind.EXEC,)))
    reader.hear(b"@1234 cannot wsl1 -")
    reader.hear(b"cannot wsl1 -")
    assert not reader.has_begun
    assert reader.shells(End.OWN) == NotRehearsed(RehearsalRefusal.CUT_OFF, End.OWN.value)


def test_only_what_can_be_laid_is_ordered() -> None:
    with shell_home() as home:
        change = Change("/x", *_states(home, ""), 0, 0)
        with pytest.raises(ValueError, match="only files and links"):
            order_text(
                Rehearse((Change("/x", change.before, UnpackedTree("0"), 0, 0),)), ShellSession(home.account)
            )
