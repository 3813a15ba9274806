"""Commands that are asked, under every shell: their streams, their world, their end, and as whom they run."""

import os
from pathlib import Path

import pytest

from tests.shellground import IS_ROOT, USER, Ground
from tests.transports.shell.conftest import read
from wizard.model.probes import (
    Account,
    AccountProbe,
    CommandProbe,
    Exited,
    FileProbe,
    Found,
    Unavailable,
)
from wizard.transports.shell.hand import SESSION_PATH

ROOT = pytest.mark.skipif(not IS_ROOT, reason="needs root")


def test_a_command_and_its_streams(site: Ground) -> None:
    script = "printf 'a\\0b\\377'; printf 'e\\n\\nlast\\n\\n' >&2; exit 3"
    (answer,) = read(site, CommandProbe(("sh", "-c", script)))
    assert answer == Exited(3, b"a\0b\xff", b"e\n\nlast\n\n")


def test_the_world_of_a_command(site: Ground) -> None:
    site.env = {"GOPATH": "/leaked", "LANG": "de_DE.UTF-8"}
    script = "pwd; env | sort; cat; echo; ls -l /proc/self/fd | grep -c pipe"
    (answer,) = read(site, CommandProbe(("sh", "-c", script)))
    assert isinstance(answer, Exited)
    lines = answer.out.decode().split("\n")
    names = {line.partition("=")[0] for line in lines if "=" in line}
    assert lines[0] == "/"
    assert names - {"PWD", "SHLVL", "_", "OLDPWD"} == {"HOME", "LC_ALL", "LOGNAME", "PATH", "SHELL", "USER"}
    assert f"PATH={SESSION_PATH}" in lines
    assert "LC_ALL=C" in lines


def test_commands_that_are_not_there_or_do_not_end_well(site: Ground) -> None:
    # Only coreutils' `timeout` ends what a command started in the background, too.
    stubborn = "exec sleep 30" if site.shell == "busybox" else "trap '' TERM; sleep 30 & sleep 30"
    missing, folder, killed, late = read(
        site,
        CommandProbe(("no-such-command", "-x")),
        CommandProbe(("/",)),
        CommandProbe(("sh", "-c", "kill -9 $$")),
        CommandProbe(("sh", "-c", stubborn), timeout_s=1),
    )
    assert isinstance(missing, Exited)
    assert missing.code == 127
    assert isinstance(folder, Exited)
    assert folder.code == 126
    assert killed == Exited(137, b"", b"")
    assert late == Unavailable("it took too long")


def test_without_timeout_a_command_still_runs(site: Ground, tmp_path: Path) -> None:
    for name in ("env", "id", "stat", "base64", "head", "tail", "cat", "readlink", "tr"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    site.env = {"WSL_GO_WIZARD_PATH": str(tmp_path)}
    assert read(site, CommandProbe(("echo", "hi"))) == [Exited(0, b"hi\n", b"")]


def test_the_account(site: Ground) -> None:
    (answer,) = read(site, AccountProbe())
    assert isinstance(answer, Account)
    assert (answer.uid, answer.gid) == (os.geteuid(), os.getegid())
    assert answer.home.startswith("/")
    asked, nobody, path, command = read(
        site,
        AccountProbe(),
        FileProbe("/etc/passwd"),
        FileProbe("~/x"),
        CommandProbe(("id",)),
        user="the user does not exist",
    )
    assert isinstance(asked, Unavailable)
    assert isinstance(nobody, Found)
    assert isinstance(path, Unavailable)
    assert isinstance(command, Unavailable)


@ROOT
def test_for_a_user_root_looks_with_his_ids(site: Ground) -> None:
    account, who, secret, shadow = read(
        site,
        AccountProbe(),
        CommandProbe(("sh", "-c", "id -u; id -g; echo $HOME $USER $LOGNAME $SHELL")),
        FileProbe("/etc/shadow", limit=1 << 20),
        CommandProbe(("cat", "/etc/shadow")),
        user="nobody",
    )
    assert account == Account("nobody", USER.pw_uid, USER.pw_gid, USER.pw_dir, USER.pw_shell)
    words = f"{USER.pw_dir} nobody nobody {USER.pw_shell}"
    assert isinstance(who, Exited)
    assert who.out.decode().split("\n")[:3] == [str(USER.pw_uid), str(USER.pw_gid), words]
    assert isinstance(secret, Found), "system files are read as root"
    assert isinstance(shadow, Exited)
    assert shadow.code == 1
