"""This machine as a site: who it is, for whom, and what happens if it gives no rights."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shellground import IS_ROOT, USER, ground, small_batch
from wizard.model.errors import MachineError, Stopped
from wizard.model.events import never, silent
from wizard.model.orders import Commit, Phase, Receipt, Recover, Rehearse, Undo
from wizard.model.ports import Can, SiteKind, Transport
from wizard.model.probes import Account, AccountProbe, CommandProbe, Exited, FileProbe, Found
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.transports.elevation import Elevation, Environment
from wizard.transports.here import Here, session_path
from wizard.transports.shell.child import Launch

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

ROOT = pytest.mark.skipif(not IS_ROOT, reason="needs root")
WSL = {"/proc/sys/kernel/osrelease": "5.15.0-microsoft-standard-WSL2", "/etc/machine-id": "0123abc\n"}


def files(table: dict[str, str]) -> Environment:
    return Environment(
        environ={"WSL_DISTRO_NAME": "Ubuntu"}, is_root=False, read=lambda path: table.get(path, "")
    )


def test_it_is_a_transport_that_can_all_but_restart() -> None:
    here: Transport = Here()
    assert here.can == Can(commands=True, act=True, restart=False)
    assert here.site.kind is SiteKind.HERE
    assert here.site.name
    with pytest.raises(MachineError) as caught:
        here.restart(silent)
    assert caught.value.next_step is not None


def test_its_names() -> None:
    site = Here(around=files(WSL)).site
    assert (site.name, site.lock, site.distro) == ("Ubuntu", "machine-0123abc", "Ubuntu")
    linux = {"/etc/os-release": 'ID=debian\nNAME="Debian GNU/Linux"\n', "/etc/machine-id": "x"}
    assert Here(around=files(linux)).site.name == "Debian GNU/Linux"
    assert Here(around=files(linux)).site.distro is None
    assert Here(around=files({})).site.name == os.uname().nodename


def test_inside_wsl_the_next_step_is_a_command_of_windows() -> None:
    with pytest.raises(MachineError) as caught:
        Here(around=files(WSL)).restart(silent)
    assert caught.value.next_step is not None
    assert "wsl --terminate Ubuntu" in caught.value.next_step.render()


def test_it_looks_as_who_runs_it() -> None:
    here = Here(around=Environment(environ={}, is_root=False))
    answers = here.read([AccountProbe(), FileProbe("/etc/passwd"), CommandProbe(("id", "-u"))], never)
    account = answers[AccountProbe()]
    assert isinstance(account, Account)
    assert account.uid == os.geteuid()
    assert isinstance(answers[FileProbe("/etc/passwd")], Found)
    assert answers[CommandProbe(("id", "-u"))] == Exited(0, b"%d\n" % os.geteuid(), b"")


@ROOT
@pytest.mark.parametrize(
    ("environ", "user", "uid"),
    [
        ({"SUDO_USER": "nobody"}, None, USER.pw_uid),
        ({"PKEXEC_UID": str(USER.pw_uid)}, None, USER.pw_uid),
        ({"SUDO_USER": "root"}, None, 0),
        ({"PKEXEC_UID": "0"}, None, 0),
        ({}, None, 0),
        ({}, "nobody", USER.pw_uid),
        ({"SUDO_USER": "nobody"}, "root", 0),
    ],
)
def test_behind_sudo_and_pkexec_it_sees_the_user(environ: dict[str, str], user: str | None, uid: int) -> None:
    here = Here(user, around=Environment(environ=environ, is_root=True))
    account = here.read([AccountProbe()], never)[AccountProbe()]
    assert isinstance(account, Account)
    assert account.uid == uid


def test_functions_of_a_bash_do_not_come_before_commands() -> None:
    """A user's shell may export a function called `stat`; `sh` is bash on half of all distros."""
    environ = {"BASH_FUNC_stat%%": "() { echo 41ed 0 0 0 0; }", "PATH": os.environ["PATH"]}
    here = Here(around=Environment(environ=environ, is_root=False))
    bash = ("bash", "--posix", "-s")
    start = here.hand.start
    here.hand.start = lambda verb: Launch(bash, start(verb).env)
    assert isinstance(here.read([FileProbe("/etc/passwd")], never)[FileProbe("/etc/passwd")], Found)
    here.hand.start = lambda verb: Launch(bash, environ)
    assert not isinstance(here.read([FileProbe("/etc/passwd")], never)[FileProbe("/etc/passwd")], Found)


def elevated(script: str) -> Elevation:
    """A stand-in for sudo that runs *script*."""
    return Elevation("sudo", Launch(("sh", "-c", script, "sudo", "--", "/bin/sh", "-s")))


@ROOT
def test_it_acts_through_the_shell_it_was_given() -> None:
    with ground() as ground_:
        script = f'echo started >>{ground_.aside}/log; shift; exec "$@"'
        here = Here(elevation=elevated(script), journal=str(ground_.journal))
        changes = small_batch(ground_)
        here.read([AccountProbe()], never)
        assert here.act(Commit(changes), silent, never).phase is Phase.TRIAL
        assert here.act(Undo(1), silent, never).phase is Phase.UNDONE
        assert (ground_.aside / "log").read_text() == "started\n" * 2
        assert here.elevation.name == "sudo"


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo 'sudo: a password is required' >&2; exit 1", "a password is required"),
        ("echo 'me is not in the sudoers file.' >&2; exit 1", "not in the sudoers file"),
        ("kill -9 $$", "sudo"),
    ],
)
def test_rights_that_are_not_given(script: str, words: str) -> None:
    with ground() as ground_:
        here = Here(elevation=elevated(script), journal=str(ground_.journal))
        before = ground_.seen()
        with pytest.raises(MachineError) as caught:
            here.act(Commit(small_batch(ground_)), silent, never)
        assert caught.value.code == "denied"
        assert words in str(caught.value)
        assert caught.value.next_step is not None
        assert ground_.seen().keys() - before.keys() == {"etc", "etc/wsl.conf"}


def test_a_question_for_a_password_can_be_stopped(tmp_path: Path) -> None:
    """Nothing was heard yet, so nothing is awaited."""
    asked = elevated(f"touch {tmp_path}/asked; cat >/dev/null; exec sleep 60")
    with pytest.raises(Stopped):
        Here(elevation=asked).act(Recover(), silent, (tmp_path / "asked").exists)


def test_without_any_way_to_root() -> None:
    here = Here(elevation=Elevation("none", None))
    with pytest.raises(MachineError) as caught:
        here.act(Recover(), silent, never)
    assert caught.value.code == "denied"


@ROOT
def test_sudo_itself_gives_a_hand_that_acts_and_stops() -> None:
    """The real one: through it the end of stdin is heard, and the user's ids are known."""
    with ground() as ground_:
        here = Here(
            elevation=Elevation("sudo", Launch(("sudo", "-n", "--", "/bin/sh", "-s"))),
            journal=str(ground_.journal),
        )
        assert here.act(Commit(small_batch(ground_)), silent, never).phase is Phase.TRIAL
        assert here.act(Undo(1), silent, never).phase is Phase.UNDONE


def test_the_path_of_the_session_is_that_of_its_first_process(tmp_path: Path) -> None:
    """What a profile, a virtual environment or this very test added later is not in it."""
    script = "from wizard.transports.here import session_path; print(session_path())"
    later = f"PATH={tmp_path}/later:$PATH; export PATH; exec {sys.executable} -c '{script}'"
    environ = {**os.environ, "PATH": f"{tmp_path}/first:/usr/bin:/bin", "LATER": later}
    done = subprocess.run(
        ["sh", "-c", 'sh -c "$LATER"; exit'], env=environ, capture_output=True, text=True, check=True
    )
    assert "later" not in done.stdout
    assert session_path("the user does not exist").startswith("/usr/local/sbin")


@pytest.mark.parametrize(
    ("name", "grants", "asks"),
    [
        ("root", False, False),
        ("interop", False, False),
        ("sudo", True, False),
        ("sudo", False, True),
        ("pkexec", True, True),
    ],
)
def test_nobody_is_asked_for_a_password_before_a_plan_is_shown(name: str, grants: bool, asks: bool) -> None:
    """A rehearsal takes root; where that would ask, the plan says so instead."""
    ran: list[tuple[str, ...]] = []
    around = Environment(
        environ={}, is_root=False, run=lambda *argv: "" if ran.append(argv) or grants else None
    )
    here = Here(around=around, elevation=Elevation(name, Launch(("sh", "-c", "exit 1"))))
    if asks:
        assert here.act(Rehearse(()), silent, never) == Receipt(
            None, None, shells=NotRehearsed(RehearsalRefusal.ASKS_PASSWORD)
        )
    else:
        with pytest.raises(MachineError):
            here.act(Rehearse(()), silent, never)
    assert all(argv == ("sudo", "-n", "true") for argv in ran)
