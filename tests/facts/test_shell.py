"""Start files, and what real shells say when they are asked."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.facts.answers import GONE, ME, at, read
from wizard.facts.shell import (
    ACCOUNT,
    INTERACTIVE,
    INTERACTIVE_SHELL,
    LOGIN,
    LOGIN_SHELL,
    PLAIN,
    PLAIN_SHELL,
    SSH_FOLDER,
    GoHit,
    ShellEnvironment,
    StartFiles,
)
from wizard.facts.shells.start_files import START_FILES
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import (
    AccountProbe,
    Answer,
    Answers,
    CommandProbe,
    Denied,
    Exited,
    FileProbe,
    GlobProbe,
    Matches,
    Missing,
    Special,
    TooBig,
)
from wizard.model.wanted import Wanted

needs_sh = pytest.mark.linux(reason="there is no /bin/sh")
SHELLS = [pytest.param(path, marks=needs_sh) for path in ("/bin/bash", "/bin/dash") if Path(path).exists()]


def start_files(*pairs: tuple[str, bytes | str]) -> StartFiles:
    value = read(START_FILES, *(at(path, text) for path, text in pairs))
    assert isinstance(value, StartFiles)
    return value


@pytest.mark.parametrize(
    ("shell", "there", "chosen"),
    [
        ("/bin/bash", (), "~/.profile"),
        ("/bin/bash", ("~/.profile", "~/.bashrc"), "~/.profile"),
        ("/bin/bash", ("~/.profile", "~/.bash_login"), "~/.bash_login"),
        ("/usr/bin/bash", ("~/.profile", "~/.bash_login", "~/.bash_profile"), "~/.bash_profile"),
        ("/bin/ash", ("~/.bash_profile",), "~/.profile"),
        ("/usr/bin/zsh", ("~/.profile", "~/.zshrc"), "~/.zprofile"),
        ("/usr/bin/fish", ("~/.profile",), "~/.config/fish/conf.d/wsl-go-wizard.fish"),
        ("/usr/bin/nu", (), "~/.profile"),
        ("", (), "~/.profile"),
    ],
)
def test_the_file_of_a_login_shell(shell: str, there: tuple[str, ...], chosen: str) -> None:
    assert start_files(*((path, "") for path in there)).login_file(shell) == chosen


PROFILE_D = GlobProbe("/etc/profile.d/*.sh", limit=1 << 20, head=False)


@pytest.mark.parametrize(
    "answer", [Denied(), TooBig(1 << 30), Matches((("/etc/profile.d/a.sh", Denied()),))], ids=str
)
def test_a_folder_of_start_files_that_cannot_be_read_is_a_gap(answer: Answer) -> None:
    value = read(START_FILES, (PROFILE_D, answer))
    assert isinstance(value, StartFiles)
    assert value.gap is not None


def test_a_folder_of_start_files_that_is_not_there_is_none() -> None:
    value = read(START_FILES, (PROFILE_D, Missing()))
    assert isinstance(value, StartFiles)
    assert value.gap is None


def test_a_file_that_cannot_be_read_is_a_gap_and_no_empty_file() -> None:
    value = read(
        START_FILES,
        (FileProbe("~/.bashrc"), Denied()),
        (FileProbe("~/.zshrc"), TooBig(1 << 30)),
        at("~/.profile", "x"),
    )
    assert isinstance(value, StartFiles)
    assert value.get("~/.bashrc") is None
    assert value.get("~/.profile") == b"x"
    assert [path for path, _ in value.unreadable] == ["~/.bashrc", "~/.zshrc"]
    assert value.gap is not None
    assert value.gap.why.render() == "No permission to read ~/.bashrc."
    assert start_files(("~/.profile", "")).gap is None


@pytest.mark.parametrize(
    ("path", "data", "meant"),
    [
        ("~/.profile", b"a\r\nb\r\n", b"a\nb\n"),
        ("~/.profile", b"\xef\xbb\xbfa\n", b"a\n"),
        ("~/.profile", "a\n".encode("utf-16"), b"a\n"),
        ("~/.profile", b"\xff\xfex\n", b"\xff\xfex\n"),
        ("/etc/profile", b"a\r\n", b"a\r\n"),
    ],
)
def test_what_a_file_of_the_user_says_in_plain_form(path: str, data: bytes, meant: bytes) -> None:
    (found,) = start_files((path, data)).files
    assert (found.data, found.meant) == (data, meant)


def test_whose_machine_it_is() -> None:
    assert read(ACCOUNT) == ME
    assert isinstance(read(ACCOUNT, (AccountProbe(), GONE)), Unknown)


def asked(probe: CommandProbe, shell: str, home: Path, path: str) -> Exited:
    done = subprocess.run(
        probe.argv,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={"HOME": str(home), "SHELL": shell, "PATH": path, "LC_ALL": "C"},
        timeout=30,
    )
    return Exited(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a Go 1.25.5 behind a link, an older one, and a folder with no Go; loud start files."""
    for root, version in (("sdk/go1.25.5", "go1.25.5\ntime 2025-12-02\n"), ("old go", "go1.19.8")):
        binary = tmp_path / root / "bin" / "go"
        binary.parent.mkdir(parents=True)
        binary.write_text("#!/bin/sh\n")
        binary.chmod(0o755)
        (tmp_path / root / "VERSION").write_text(version)
    (tmp_path / "sdk/go").symlink_to("go1.25.5")
    (tmp_path / "bin/go").mkdir(parents=True)
    (tmp_path / ".profile").write_text(
        "echo 'Welcome! == wsl-go-wizard =='; echo var GOROOT /never\n"
        'export GODEBUG="netdns=go,x=1"\nexport GOPATH=\nexport SECRET=hunter2\nGOBIN=not-exported\n'
        'PATH="$HOME/sdk/go/bin:$HOME/bin:$HOME/old go/bin:$PATH"\n[ ! "$BASH_VERSION" ] || . "$HOME/.bashrc"\n'
    )
    (tmp_path / ".bashrc").write_text(
        'case $- in *i*) ;; *) return ;; esac\necho hello\nexport GOFLAGS=-v\nPATH="$HOME/old go/bin:$PATH"\n'
    )
    return tmp_path


def seen(fact: Fact[ShellEnvironment | None], probe: CommandProbe, answer: Answer) -> ShellEnvironment | None:
    value = read(fact, (probe, answer))
    assert not isinstance(value, Unknown)
    return value


@needs_sh
@pytest.mark.parametrize("shell", SHELLS)
def test_what_a_real_login_shell_sees(home: Path, shell: str) -> None:
    answer = asked(LOGIN, shell, home, "/usr/bin:/bin")
    printed = seen(LOGIN_SHELL, LOGIN, answer)
    assert printed is not None
    assert printed.get("GODEBUG") == "netdns=go,x=1"
    assert printed.get("GOPATH") == "", "set, and empty"
    assert printed.get("GOROOT") is None, "not set"
    assert printed.get("GOBIN") is None, "not exported"
    assert printed.gos == (
        GoHit(f"{home}/sdk/go/bin/go", f"{home}/sdk/go1.25.5/bin/go", "1.25.5"),
        GoHit(f"{home}/old go/bin/go", f"{home}/old go/bin/go", "1.19.8"),
    )
    assert b"hunter2" not in answer.out, "only what is asked for is told"


@needs_sh
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_what_a_real_interactive_shell_sees(home: Path) -> None:
    printed = seen(INTERACTIVE_SHELL, INTERACTIVE, asked(INTERACTIVE, "/bin/bash", home, "/usr/bin:/bin"))
    assert printed is not None
    assert (printed.get("GOFLAGS"), printed.get("GODEBUG")) == ("-v", None)
    assert [hit.version for hit in printed.gos] == ["1.19.8"]


@needs_sh
def test_what_a_command_without_any_start_file_sees(home: Path) -> None:
    printed = seen(PLAIN_SHELL, PLAIN, asked(PLAIN, "/bin/sh", home, f"{home}/sdk/go/bin::relative:/usr/bin"))
    assert printed is not None
    assert printed.get("PATH") == f"{home}/sdk/go/bin::relative:/usr/bin"
    assert [hit.version for hit in printed.gos][:1] == ["1.25.5"]


@needs_sh
def test_a_shell_that_is_not_there_or_breaks_off_says_nothing(home: Path) -> None:
    assert seen(LOGIN_SHELL, LOGIN, asked(LOGIN, "/bin/none", home, "/usr/bin:/bin")) is None
    (home / ".profile").write_text("exit 0\n")
    assert seen(LOGIN_SHELL, LOGIN, asked(LOGIN, "/bin/sh", home, "/usr/bin:/bin")) is None


MARK = b"\n== wsl-go-wizard ==\n"


@pytest.mark.parametrize(
    ("answer", "variables", "gos"),
    [
        (Exited(0, MARK, b""), (), ()),
        (Exited(1, MARK + b"var GODEBUG a=1\n", b"job control\n"), (("GODEBUG", "a=1"),), ()),
        (Exited(0, MARK + b"var GODEBUG\n", b""), (("GODEBUG", ""),), ()),
        (Exited(0, MARK + b"noise\ngo nothing\nvar\xff\n", b""), (), ()),
        (Exited(0, MARK + b"go /a/go\t/b/go\t\n", b""), (), (GoHit("/a/go", "/b/go", ""),)),
        (
            Exited(0, MARK + b"go /a/go\t/b/go\tgo1.27.3 X:boringcrypto\n", b""),
            (),
            (GoHit("/a/go", "/b/go", "1.27.3"),),
        ),
        (Exited(0, MARK + b"go /a/go\t/b/go\tdevel +abc\n", b""), (), (GoHit("/a/go", "/b/go", ""),)),
    ],
)
def test_odd_answers(answer: Exited, variables: tuple[tuple[str, str], ...], gos: tuple[GoHit, ...]) -> None:
    found = seen(LOGIN_SHELL, LOGIN, answer)
    assert isinstance(found, ShellEnvironment)
    assert (found.variables, found.gos) == (variables, gos)


def test_a_shell_is_known_for_what_it_was_asked() -> None:
    """What was recorded before format 3 does not say it."""
    before, now = (
        seen(LOGIN_SHELL, LOGIN, Exited(0, MARK + said, b"")) for said in (b"", b"asked PATH GOOS\n")
    )
    assert isinstance(before, ShellEnvironment)
    assert isinstance(now, ShellEnvironment)
    assert now.asked == ("PATH", "GOOS")
    assert "GOFLAGS" in before.asked
    assert "GOOS" not in before.asked


@pytest.mark.parametrize("answer", [GONE, Exited(0, b"", b""), Exited(124, b"Last login: Monday\n", b"")])
def test_no_answer_is_none(answer: Answer) -> None:
    assert seen(LOGIN_SHELL, LOGIN, answer) is None


def test_questions_are_constant_words() -> None:
    """Nothing of a machine gets into what a shell runs."""
    for probe in (LOGIN, INTERACTIVE, PLAIN):
        assert probe.argv[0] == "/bin/sh"
        assert os.linesep != "\r\n" or "\r" not in "".join(probe.argv)


@pytest.mark.parametrize(
    ("answer", "leads_to"),
    [
        (Special("directory", 0o777, 0, 0, "/mnt/c/Users/me/.ssh"), "/mnt/c/Users/me/.ssh"),
        (Special("directory", 0o700, 1000, 1000), None),
        (Special("fifo", 0o700, 1000, 1000, "/run/x"), None),
        (Missing("/mnt/c/gone"), None),
        (Denied(), None),
    ],
)
def test_where_the_ssh_folder_really_is(answer: Answer, leads_to: str | None) -> None:
    (asked,) = SSH_FOLDER.ask(Wanted())
    assert SSH_FOLDER.read(Answers(((asked, answer),)), Wanted()) == leads_to
