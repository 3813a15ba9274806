"""A small machine in a folder: enough wrong with it to fill every page."""

from __future__ import annotations

import json
from pathlib import Path

from tests.machines.links import link
from wizard.model.wanted import GoWanted, TmpfsWanted, Wanted, WslWanted

WSL_CONF = """\
# my settings
[user]
default=me
[boot]
systemd=false
[automount]
options = "metadata"
"""
FSTAB = """\
LABEL=cloudimg-rootfs\t/\text4\tdefaults\t0 1
tmpfs /tmp tmpfs uid=1000,gid=1000,mode=1777,size=512m 0 0
"""
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 9 + b"\x03\0\x3e\0" + b"\0" * 44


def machine(root: Path) -> Path:
    """A distro's files below *root*, owned by whoever runs the tests."""
    files: dict[str, str | bytes] = {
        "etc/passwd": "root:x:0:0:root:/root:/bin/bash\nme:x:1000:1000::/home/me:/bin/bash\n",
        "etc/wsl.conf": WSL_CONF,
        "etc/fstab": FSTAB,
        "etc/os-release": 'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nID=ubuntu\nVERSION_ID="24.04"\n',
        "etc/machine-id": "0123456789abcdef0123456789abcdef\n",
        "usr/lib/systemd/systemd": ELF,
        "usr/bin/dash": ELF,
        "home/me/.profile": 'if [ -d "$HOME/bin" ] ; then\n    PATH="$HOME/bin:$PATH"\nfi\n',
        "home/me/.bashrc": "alias ll='ls -l'\nexport GODEBUG=netdns=cgo\n",
        "home/me/.config/go/env": "GOFLAGS=-mod=mod\r\nGOPROXY=https://proxy.golang.org,direct\r\n",
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    for name, target in {
        "bin": "usr/bin",
        "sbin": "usr/sbin",
        "usr/bin/sh": "dash",
        "usr/sbin/init": "../lib/systemd/systemd",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        link(root, name, target)
    (root / "tmp").mkdir()
    (root / "tmp").chmod(0o1777)
    (root / "var/lib").mkdir(parents=True)
    return root


BASELINE = Wanted(
    name="baseline",
    title="Go on WSL",
    about="systemd, /tmp in memory, and Go's own resolver.",
    wsl=WslWanted(systemd=True),
    tmpfs=TmpfsWanted(size="4g"),
    godebug={"netdns": "go"},
)
REPAIR = Wanted(name="repair", title="Repairs only", about="Wants nothing new.")
GO = Wanted(name="go", title="Go itself", about="A Go from a folder.", go=GoWanted(version="1.25.5"))

PROFILES = (BASELINE, REPAIR)
RELEASES = json.dumps([])
