"""What the user's code can see and do while it is rehearsed: nothing more than ever, and nothing that stays."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.shellhomes import ShellHome, processes, shell_home
from wizard.model.events import never, silent
from wizard.model.orders import Rehearse
from wizard.model.rehearsal.shells import HowEnded, ShellKind, Shells

pytestmark = pytest.mark.root

INSPECTOR = r"""
{
    tr '\0' ' ' </proc/1/cmdline >/dev/null 2>&1
    sed -n 's/^\(Cap...\|NoNewPrivs\|Uid\):[[:blank:]]*/\1 /p' /proc/self/status
    echo "disks $(find /dev -type b 2>/dev/null | wc -l)"
    echo "dev $(cd /dev && echo *)"
    for each in /run/.rehearsal-*; do
        ls "$each" >/dev/null 2>&1 && [ -n "$(ls -A "$each")" ] && echo "staged readable"
    done
    for each in /proc/$$/fd/*; do readlink "$each"; done >"$HOME/fds"
    echo "fds $(sed "s|^$HOME/||" "$HOME/fds" | sort -u | tr '\n' ' ')"
    while read -r _ point kind options _; do
        # What is mounted again later is hidden by that, and the same is so of all below the new /dev.
        last=$(awk -v p="$point" '$2 == p { last = $2 " " $4 } END { print last }' /proc/mounts)
        [ "$point $options" = "$last" ] || continue
        case $kind:,$options, in
        tmpfs:* | devtmpfs:* | proc:* | devpts:* | overlay:* | *:*,ro,*) ;;
        *) echo "writable $point $kind $options" ;;
        esac
        case ,$options, in *,nosuid,*) ;; *) echo "suid $point" ;; esac
    done </proc/mounts
    for each in umount\ /run "mount -t tmpfs x /mnt" "mknod /tmp/disk b 8 0" "chroot / true" "unshare -m true" \
        "cat /proc/1/mem" "dd if=/dev/sda count=1" "dd if=/dev/vda count=1" "su -s /bin/sh -c true"; do
        $each >/dev/null 2>&1 && echo "could $each"
    done
    { echo 3 >/proc/sys/vm/drop_caches; } 2>/dev/null && echo could drop_caches
    { echo b >/proc/sysrq-trigger; } 2>/dev/null && echo could sysrq
    { echo x >/etc/OUTSIDE; } 2>/dev/null && echo could etc
    { echo x >PLACE/outside; } 2>/dev/null && echo could outside
    echo "net $(cat /proc/net/route | wc -l)"
    echo "sockets $(find /run -type s 2>/dev/null | wc -l)"
    echo "processes $(echo /proc/[0-9]* | wc -w)"
    cp /bin/sh "$HOME/setuid" && chmod 4755 "$HOME/setuid"
    cp /bin/sh /tmp/setuid && chmod 4755 /tmp/setuid
    echo "environ $(tr '\0' '\n' </proc/self/environ | sed 's/=.*//' | sort | tr '\n' ' ')"
    echo inspected
} >"$HOME/seen.txt" 2>&1
while IFS= read -r line; do echo "$line"; done <"$HOME/seen.txt" >&2
"""


@pytest.fixture(params=["nobody", "root"])
def home(request: pytest.FixtureRequest) -> Iterator[ShellHome]:
    with shell_home("/bin/sh", is_root=request.param == "root") as made:
        yield made


def _inspected(home: ShellHome) -> list[str]:
    script = INSPECTOR.replace("PLACE", str(home.home.parent))
    shells = home.rehearse(home.change(".profile", script), kinds=(ShellKind.EDITOR,))
    after = shells.after[ShellKind.EDITOR]
    assert after.ended is HowEnded.EXITED, after
    return after.stderr.splitlines()


def test_what_user_code_can_see_and_do(home: ShellHome) -> None:
    secret = secrets.token_hex(8)
    os.environ["WSL_GO_WIZARD_SECRET"] = secret
    try:
        lines = _inspected(home)
    finally:
        del os.environ["WSL_GO_WIZARD_SECRET"]
    assert lines[-1] == "inspected", lines
    told = {line.partition(" ")[0]: line.partition(" ")[2] for line in lines}
    assert told["Uid"].split() == [str(home.uid)] * 4
    assert {told[f"Cap{name}"] for name in ("Inh", "Prm", "Eff", "Bnd", "Amb")} == {"0000000000000000"}
    assert told["NoNewPrivs"] == "1"
    assert told["disks"] == "0"
    assert set(told["dev"].split()) <= {
        *(
            "fd",
            "full",
            "null",
            "ptmx",
            "pts",
            "random",
            "shm",
            "stderr",
            "stdin",
            "stdout",
            "tty",
            "urandom",
            "zero",
        ),
    }
    own = {
        "/dev/null",
        ".profile",
        "seen.txt",
        "fds",
        *(f"/run/rehearsal/over/{each}.fifo" for each in ("out", "err")),
    }
    assert set(told["fds"].split()) <= own, "no descriptor of the wizard's"
    assert int(told["net"]) <= 1, "a header, and no route"
    assert told["sockets"] == "0"
    assert int(told["processes"]) < 25, "only those of its own space"
    assert "WSL_GO_WIZARD_SECRET" not in told["environ"]
    assert [line for line in lines if line.startswith(("could", "writable", "suid", "staged"))] == []


def test_what_it_wrote_is_nowhere(home: ShellHome) -> None:
    _inspected(home)
    assert [path.name for path in home.home.iterdir()] == []
    assert not (home.home.parent / "outside").exists()
    assert not Path("/etc/OUTSIDE").exists()
    assert not Path("/tmp/setuid").exists()
    assert not list(Path("/run").glob(".rehearsal-*"))
    assert not Path("/run/rehearsal").exists()


def test_arguments_tell_no_content_and_no_password(home: ShellHome) -> None:
    """Everybody on the machine can read arguments; what is laid, and the session's proxies, go by a pipe."""
    secret = secrets.token_hex(8)
    hand = home.hand()
    hand.session = {"https_proxy": f"http://me:{secret}@proxy:3128"}
    order = Rehearse((home.change(".profile", f"# {secret}\nsleep 1\n"),), (ShellKind.EDITOR,))
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(lambda: hand.act(order, silent, never).shells)
        seen, told = 0, []
        while not running.done():
            seen += len(processes(str(home.home)))
            told += processes(secret)
        shells = running.result()
    assert isinstance(shells, Shells)
    assert seen, "the processes of the rehearsal were there to be read"
    assert told == []
    assert shells.after[ShellKind.EDITOR].variables["https_proxy"] == "http://***@proxy:3128"


def test_another_users_files_are_as_closed_as_ever() -> None:
    with shell_home("/bin/sh") as home:
        closed = home.home.parent / "closed"
        closed.write_text("secret")
        closed.chmod(0o600)
        script = f'cat {closed} >&2; cat /etc/shadow >&2; echo "$?" >&2\n'
        shells = home.rehearse(home.change(".profile", script), kinds=(ShellKind.EDITOR,))
        assert "secret" not in shells.after[ShellKind.EDITOR].stderr
        assert shells.after[ShellKind.EDITOR].stderr.count("Permission denied") == 2


def test_a_shell_cannot_speak_for_the_hand() -> None:
    """Whatever it prints, and writes where the probe writes, is told as what it printed."""
    with shell_home("/bin/sh") as home:
        forged = (
            'echo "@x unit exec after ended late 1 1"; echo "@x cannot wsl1 -" >&2\n'
            'printf "end\\nended late 9 9\\nvar PATH=/forged\\nunlaid /etc/passwd\\n" >>/run/rehearsal/r\n'
            "rm -f /run/rehearsal/r; ln -s /etc/shadow /run/rehearsal/r\n"
            "for each in /proc/*/fd/1; do echo '@x unit' >$each; done 2>/dev/null\n"
        )
        shells = home.rehearse(home.change(".profile", forged), kinds=(ShellKind.EDITOR, ShellKind.EXEC))
        after = shells.after[ShellKind.EDITOR]
        assert (after.ended, after.unlaid) == (HowEnded.EXITED, ())
        assert shells.after[ShellKind.EXEC].ended is HowEnded.EXITED
        assert "root:" not in repr(shells)
