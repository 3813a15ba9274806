"""Run in a network and with mounts of its own: the whole command, for a user whose GOPROXY leads to a proxy here that
has nothing, or is slow. Prints as JSON how it ended and what is left running of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from tests.servers.modules import Knobs, ModuleProxy

REPO = Path(__file__).resolve().parents[3]
SECRET = "pw-0f1e2d3c4b5a"
_WIZARD = (sys.executable, "-m", "wizard", "network", "--user", "me")


def main() -> None:
    case, folder, go = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    passwd = folder / "passwd"
    passwd.write_text(f"root:x:0:0::/root:/bin/sh\nme:x:4711:4711::{folder}:/bin/sh\n")
    subprocess.run(["mount", "--bind", str(passwd), "/etc/passwd"], check=True)
    with ModuleProxy(Knobs(wait_s=30 if case == "slow" else 0, has_module=False)) as proxy:
        address = f"http://anna:{SECRET}@{proxy.address}"
        (folder / ".profile").write_text(
            f"PATH={go}/bin:$PATH GOPROXY={address} GOSUMDB=off\nexport PATH GOPROXY GOSUMDB\n"
        )
        found = stopped(proxy) if case == "slow" else watched()
    print(json.dumps(found))


def watched() -> dict[str, object]:
    """The command run to its end, with what was seen of the arguments of all programs."""
    arguments: set[str] = set()
    child = subprocess.Popen((*_WIZARD, "--json"), cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while child.poll() is None:
        arguments |= {" ".join(_words(process)) for process in psutil.process_iter()}
        time.sleep(0.02)
    out, err = child.communicate()
    return {
        "code": child.returncode,
        "said": json.loads(out),
        "leaks": [each for each in (out.decode(), err.decode(), *arguments) if SECRET in each],
        "programs": sorted({each.split(" ", 1)[0] for each in arguments if each}),
    }


def stopped(proxy: ModuleProxy) -> dict[str, object]:
    """The command that is interrupted once the proxy is asked."""
    child = subprocess.Popen(_WIZARD, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not proxy.asked:
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate()
    return {
        "code": child.returncode,
        "err": err,
        "left": [_words(process) for process in psutil.process_iter() if _is_here(process)],
    }


def _words(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def _is_here(process: psutil.Process) -> bool:
    """Whether another process is in this network."""
    try:
        same = os.readlink(f"/proc/{process.pid}/ns/net") == os.readlink("/proc/self/ns/net")
        return same and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE
    except (OSError, psutil.Error):
        return False


if __name__ == "__main__":
    main()
