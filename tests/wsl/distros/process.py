"""The process of a call: its user, its environment, its folder, its program (WSL §5).

`become` runs inside the distro, as the last of the chain in `inside`; files are read there.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

USER_NOT_FOUND = 67
EXEC_PATH = "/usr/local/bin:/bin:/usr/bin"
"""Where `--exec` looks for a bare name: init's own PATH, which is none, whatever PATH the process gets."""


@dataclass
class Process:
    """What shall run. *user* None: whom the distro has as default, by name if it is there, else by *uid*."""

    distro: str
    hostname: str
    user: str | None
    default_user: str | None
    uid: int
    folder: str
    umask: int
    argv: list[str]
    line: str
    is_login: bool
    environment: list[str]
    windows: dict[str, str]
    windows_path: list[str]
    systemd: bool
    gui: bool
    interop: bool
    gpu_path: bool = True
    extra: dict[str, str] = field(default_factory=dict)


@dataclass
class Account:
    name: str
    uid: int
    gid: int
    home: str
    shell: str


def become(process: Process) -> NoReturn:
    """Be *process*."""
    account = account_of(process)
    if account is None:
        os._exit(USER_NOT_FOUND)
    environ = environment(process, account)
    os.umask(process.umask)
    os.setgroups(_groups(account))
    os.setgid(account.gid)
    os.setuid(account.uid)
    _enter(account.home if process.folder == "~" else process.folder)
    if process.argv:
        _execute(process.argv, environ)
    words = [account.shell] if process.line else []
    if process.is_login:
        words = ["-" + account.shell.rpartition("/")[2]]
    if process.line:
        words += ["-c", process.line]
    try:
        os.execve(account.shell, words, environ)
    except OSError as error:
        _complain(f"execve({account.shell}) failed: {error.strerror}")
    os._exit(1)


def account_of(process: Process, root: str = "") -> Account | None:
    """Whose process it is: the user asked for, or None; else wsl.conf's, else the registry's, else root
    (WSL §2, `user.default`). *root* is where the distro's files are seen."""
    accounts = _accounts(root)
    if process.user is not None:
        return next((one for one in accounts if one.name == process.user), None)
    for account in accounts:
        if account.name == process.default_user:
            return account
    for uid in (process.uid, 0):
        for account in accounts:
            if account.uid == uid:
                return account
    return Account("root", 0, 0, "/root", "/bin/sh")


def _accounts(root: str) -> list[Account]:
    found = []
    for line in _lines(f"{root}/etc/passwd"):
        fields = line.split(":")
        if len(fields) >= 7 and fields[2].isdigit() and fields[3].isdigit():
            found.append(
                Account(fields[0], int(fields[2]), int(fields[3]), fields[5], fields[6] or "/bin/sh")
            )
    return found


def _groups(account: Account) -> list[int]:
    groups = {account.gid}
    for line in _lines("/etc/group"):
        fields = line.split(":")
        if len(fields) >= 4 and fields[2].isdigit() and account.name in fields[3].split(","):
            groups.add(int(fields[2]))
    return sorted(groups)


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []


def environment(process: Process, account: Account) -> dict[str, str]:
    """All of the environment: neither /etc/environment, nor PAM, nor a profile has a part in it."""
    environ = dict(entry.split("=", 1) for entry in process.environment if "=" in entry)
    if process.gui:
        environ |= {
            "DISPLAY": ":0",
            "WAYLAND_DISPLAY": "wayland-0",
            "PULSE_SERVER": "unix:/mnt/wslg/PulseServer",
            "XDG_RUNTIME_DIR": "/mnt/wslg/runtime-dir/",
            "WSL2_GUI_APPS_ENABLED": "1",
        }
    path = [environ.get("PATH", "")]
    environ |= process.windows
    if "PATH" in process.windows:
        path = [process.windows["PATH"]]
    if process.gpu_path:
        path.append("/usr/lib/wsl/lib")
    environ["PATH"] = ":".join(part for part in [*path, *process.windows_path] if part)
    environ |= {"NAME": process.hostname, "WSL_DISTRO_NAME": process.distro}
    environ |= _language()
    environ |= {"HOME": account.home, "USER": account.name, "LOGNAME": account.name, "SHELL": account.shell}
    if process.systemd:
        runtime = f"/run/user/{account.uid}"
        environ |= {"XDG_RUNTIME_DIR": f"{runtime}/", "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime}/bus"}
    if process.interop:
        environ["WSL_INTEROP"] = f"/run/WSL/{os.getppid()}_interop"
    return environ | process.extra


def _language() -> dict[str, str]:
    """LANG from /etc/default/locale."""
    for line in _lines("/etc/default/locale"):
        if line.startswith("LANG="):
            return {"LANG": line[5:].strip().strip('"')}
    return {}


def _enter(folder: str) -> None:
    """Go to *folder*; if that fails it is told, and the command runs anyway."""
    try:
        os.chdir(folder)
    except OSError as error:
        _complain(f"chdir({folder}) failed: {error.strerror}")
        os.chdir("/")


def _execute(argv: list[str], environ: dict[str, str]) -> NoReturn:
    """The program itself, without a shell. A bare name is looked for in EXEC_PATH."""
    name = argv[0]
    places = [name] if "/" in name else [f"{folder}/{name}" for folder in EXEC_PATH.split(":")]
    why = "No such file or directory"
    for place in places:
        try:
            os.execve(place, argv, environ)
        except FileNotFoundError:
            continue
        except OSError as error:
            why = error.strerror or why
    _complain(f"execvpe({name}) failed: {why}")
    os._exit(1)


def _complain(text: str) -> None:
    os.write(2, f"<3>WSL ({os.getpid()} - Relay) ERROR: CreateProcessCommon:800: {text}\n".encode())
