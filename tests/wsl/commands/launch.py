"""A process in a distro: started, fed, listened to, and its end told (WSL §5)."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any, NoReturn

from tests.wsl.commands.arguments import Launch
from tests.wsl.commands.errors import WslError
from tests.wsl.commands.first_launch import as_root, first_launch
from tests.wsl.commands.output import Console
from tests.wsl.commands.stream import Stream
from tests.wsl.distros import inside, instance
from tests.wsl.distros.process import USER_NOT_FOUND, Process, become
from tests.wsl.distros.sessions import begin_session
from tests.wsl.distros.wslenv import passed, seen
from tests.wsl.place import Place, from_windows, to_windows
from tests.wsl.state import DEFAULT_ENVIRONMENT, INSTALLED, Distro, State, changing, is_running, load

TTY_LIMIT = 87


def launched(place: Place, console: Console, asked: Launch, faults: list[dict[str, Any]]) -> int:
    """Start what is *asked* for and give its exit code: 0 to 255, or the raw wait status of a signal. 67 and
    87 are taken for errors of WSL itself."""
    state = load(place)
    distro = _distro(state, asked)
    if asked.system:
        raise WslError("Wsl/Service/CreateInstance/WSL_E_GUI_APPLICATIONS_DISABLED")
    folder = _folder(place, asked)
    client = place.distro(distro.guid) / "clients" / str(os.getpid())
    client.parent.mkdir(parents=True, exist_ok=True)
    client.touch()
    try:
        distro = instance.ensure(place, console, distro.guid, faults)
        _name_servers(place, distro)
        process = _process(console, state, distro, asked, folder)
        begin_session(place, console, distro, process)
        if distro.run_oobe and process.is_login and not process.line:
            code = first_launch(place, distro, lambda line: _ran(console, distro, as_root(process, line)))
            if code != 0:
                return code
            process.uid = load(place).distros[distro.guid].uid
        return _ran(console, distro, process)
    finally:
        client.unlink(missing_ok=True)
        _rest(place, distro.guid, client.parent)


def _distro(state: State, asked: Launch) -> Distro:
    if "Microsoft-Windows-Subsystem-Linux" in state.missing and "VirtualMachinePlatform" in state.missing:
        raise WslError("Wsl/WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED")
    guid = asked.guid or state.default
    if guid is None:
        raise WslError("Wsl/Service/CreateInstance/WSL_E_DEFAULT_DISTRO_NOT_FOUND")
    if guid not in state.distros:
        raise WslError("Wsl/Service/CreateInstance/WSL_E_DISTRO_NOT_FOUND")
    distro = state.distros[guid]
    if distro.state != INSTALLED:
        raise WslError("Wsl/Service/CreateInstance/E_ILLEGAL_STATE_CHANGE")
    return distro


def _folder(place: Place, asked: Launch) -> str:
    """Where the process shall start: `--cd`, or the caller's own folder, which is the user's if it is not on
    the world's drive. An absolute Windows path has to be there."""
    wanted = asked.folder
    if wanted is None:
        return to_windows(place, Path.cwd()) or "C:\\Users\\me"
    if wanted == "~" or wanted.startswith("/"):
        return wanted
    there = from_windows(place, wanted)
    if there is None:
        raise WslError("Wsl/E_INVALIDARG")
    if not there.is_dir():
        raise WslError("Wsl/ERROR_PATH_NOT_FOUND")
    return wanted


def _translated(console: Console, folder: str, values: dict[str, Any]) -> str:
    """A folder of Windows as the distro sees it; if it has no drives, it is warned of."""
    if folder[1:2] != ":":
        return folder
    if not values["automount.enabled"]:
        console.warn(console.texts["cwd"].format(path=folder))
        return "/"
    return seen(folder, values["automount.root"])


def _process(console: Console, state: State, distro: Distro, asked: Launch, folder: str) -> Process:
    values = distro.instance.settings if distro.instance is not None else {}
    root = values["automount.root"]
    interop = values["interop.enabled"]
    appended = interop and values["interop.appendWindowsPath"]
    return Process(
        distro=distro.name,
        hostname=instance.hostname(state, values),
        user=asked.user,
        default_user=values["user.default"],
        uid=distro.uid,
        folder=_translated(console, folder, values),
        umask=values["filesystem.umask"] & 0o777,
        argv=asked.argv,
        line=asked.line if not asked.is_exec else "",
        is_login=asked.is_login,
        environment=list(DEFAULT_ENVIRONMENT if distro.environment is None else distro.environment),
        windows=passed(console.environ, root),
        windows_path=[seen(path, root) for path in state.windows_path] if appended else [],
        systemd=values["boot.systemd"],
        gui=values["general.guiApplications"],
        interop=interop,
        gpu_path=distro.version == 2 and values["gpu.enabled"] and values["gpu.appendLibPath"],
    )


def _name_servers(place: Place, distro: Distro) -> None:
    """`/etc/resolv.conf`: made a link to WSL's own before every process, or, if that is one and it shall not
    be so, removed (WSL §2, `network.generateResolvConf`)."""
    values = distro.instance.settings if distro.instance is not None else {}
    if distro.version != 2 or values["network.generateResolvConf"] is None:
        return
    link = place.root(distro.guid) / "etc/resolv.conf"
    target = f"{values['automount.root']}wsl/resolv.conf"
    is_ours = link.is_symlink() and os.readlink(link) == target
    if values["network.generateResolvConf"]:
        if not is_ours:
            link.unlink(missing_ok=True)
            link.symlink_to(target)
    elif is_ours:
        link.unlink()


def _ran(console: Console, distro: Distro, process: Process) -> int:
    if distro.instance is None:
        raise WslError("Wsl/Service/0x80072745")
    feed, input_ = os.pipe()
    output, output_end = os.pipe()
    errors, complained = os.pipe()

    def body() -> NoReturn:
        become(process)

    feeding = threading.Thread(target=_relay_input, args=(input_,), daemon=True)
    child, answer = inside.spawn(distro.instance.leader, (feed, output_end, complained), body)
    for handle in (feed, output_end, complained):
        os.close(handle)
    feeding.start()
    other = threading.Thread(target=_relay, args=(errors, console.err), daemon=True)
    other.start()
    _relay(output, console.out)
    other.join()
    try:
        code = inside.status(answer)
    except inside.Gone:
        raise WslError("Wsl/Service/0x80072745") from None
    os.waitpid(child, 0)
    if code == USER_NOT_FOUND:
        raise WslError("Wsl/WSL_E_USER_NOT_FOUND")
    if code == TTY_LIMIT:
        raise WslError("Wsl/WSL_E_TTY_LIMIT")
    return code


def _relay_input(to: int) -> None:
    """All of standard input is read, whether the process wants it or not; its end is passed on."""
    try:
        while data := os.read(0, 65536):
            while data:
                data = data[os.write(to, data) :]
    except OSError:
        pass
    os.close(to)


def _relay(source: int, to: Stream) -> None:
    """Until the process closes its end; if nobody listens to us, ours is closed too."""
    try:
        while data := os.read(source, 65536):
            to.write(data)
    except OSError:
        pass
    os.close(source)


def _rest(place: Place, guid: str, clients: Path) -> None:
    """The last client of a distro is gone: from now on the distro is idle, services or not (WSL §9)."""
    if any(Path(f"/proc/{client.name}").exists() for client in clients.iterdir()):
        return
    with changing(place) as state:
        distro = state.distros.get(guid)
        if distro is not None and distro.instance is not None and is_running(distro):
            distro.instance.idle_since = state.clock
