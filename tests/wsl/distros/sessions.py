"""The systemd user session that WSL opens for every user's first process (WSL §4.1)."""

from __future__ import annotations

import contextlib
import os
import time
from typing import NoReturn

from tests.wsl.commands.output import Console
from tests.wsl.distros import inside
from tests.wsl.distros.process import Account, Process, account_of
from tests.wsl.place import Place
from tests.wsl.state import Distro, changing, load


def begin_session(place: Place, console: Console, distro: Distro, process: Process) -> None:
    """`login -f` on a terminal of its own, and a wait for `user@UID.service`, at most boot.initTimeout. If that
    fails, it is said on stderr and the process starts nevertheless. It is not a child of that login."""
    instance = distro.instance
    if instance is None or not instance.systemd:
        return
    account = _account(instance.leader, process)
    if account is None:
        return
    with place.locked(f"session-{distro.guid}"):
        known = load(place).distros[distro.guid].instance
        if known is None or account.uid in known.sessions:
            return
        with changing(place) as state:
            now = state.distros[distro.guid].instance
            if now is not None:
                now.sessions.append(account.uid)
        _login(instance.leader, account.name)
        if not _is_up(instance.leader, account.uid, instance.settings["boot.initTimeout"] / 1000):
            console.warn(console.texts["session"].format(user=account.name))


def _account(leader: int, process: Process) -> Account | None:
    """Who it is, by the distro's own files."""
    here = os.open(f"/proc/{leader}/root", os.O_PATH)
    try:
        return account_of(process, f"/proc/self/fd/{here}")
    finally:
        os.close(here)


def _login(leader: int, name: str) -> None:
    nothing = os.open("/dev/null", os.O_RDWR)

    def body() -> NoReturn:
        master, terminal = os.openpty()
        if os.fork() == 0:
            os.close(master)
            os.login_tty(terminal)
            os.execve("/bin/login", ["login", "-f", name], {"TERM": "xterm-256color"})
        os.close(terminal)
        if os.fork() == 0:  # init itself keeps the terminal: nobody waits for this one
            while os.read(master, 4096):
                pass
        os._exit(0)

    child, answer = inside.spawn(leader, (nothing, nothing, nothing), body)
    os.close(nothing)
    with contextlib.suppress(inside.Gone):
        inside.status(answer)
    os.waitpid(child, 0)


def _is_up(leader: int, uid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        code, _ = inside.output(leader, "/usr/bin/systemctl", "is-active", "--quiet", f"user@{uid}.service")
        if code == 0:
            return True
        if code < 0:
            return False
        time.sleep(0.05)
    return False
