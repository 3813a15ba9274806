"""The demo machine: an Ubuntu on which three years of recipes from the web have been tried."""

from __future__ import annotations

from tests.machines import stock
from tests.machines.build import Sees, program, raw, text
from tests.machines.ubuntu import FRESH, PATH, UBUNTU_PATH, go_tree

_WSL_CONF = """\
# /etc/wsl.conf of the dev box
# After editing: wsl --shutdown, and wait 8 seconds (really!)

[automount]
enabled = true
options = "metadata,umask=22,fmask=11"   # so that chmod works on /mnt/c

[interop]
appendWindowsPath = false
appendWindowsPath = true

[network]
; the VPN overwrites resolv.conf, see the wiki
generateResolvConf = true
hostname = devbox

[user]
default=me[boot]
systemd=yes
command = mount -t tmpfs -o size=1g,uid=1000,gid=1000,mode=1777 tmpfs /tmp
"""

_FSTAB = """\
LABEL=cloudimg-rootfs\t/\t ext4\tdiscard,errors=remount-ro\t0 1
# faster builds (from a blog)
tmpfs   /tmp   tmpfs   defaults,uid=1000,gid=1000,mode=1777,size=512m   0   0
"""

_PROFILE = (
    stock.PROFILE
    + """
# Go
export GOROOT=/usr/local/go
export GOPATH=$HOME/go
export PATH=$PATH:$GOROOT/bin:$GOPATH/bin
export GODEBUG=netdns=go
export GODEBUG=netdns=go
"""
)

_BASHRC = (
    stock.BASHRC.encode()
    + b"""
# the report from the other team says this avoids the delay
export GODEBUG=netdns=go,tlsrsakex=1
alias gs='git status'
"""
    + b"# pasted from the Windows notes\r\nexport PATH=/usr/local/go/bin:$PATH\r\nalias gt='go test ./...'\r\n"
)

_GOENV = """\
GODEBUG=netdns=go
GOPROXY=https://proxy.golang.org,direct
GOROOT=/usr/local/go
"""

_GOS = (("/usr/local/go/bin/go", "/usr/local/go/bin/go", "go1.19.8"),)
_GO_PATH = f"{UBUNTU_PATH}:/usr/local/go/bin:/home/me/go/bin"
_OLD_CONF = "[boot]\nsystemd=true\n"

MESSY = FRESH.but(
    "ubuntu-24.04-messy",
    {
        "/etc/machine-id": text("d1c0de5cbb1d4f4e9a6a7c7d4b5e3f21\n"),
        "/etc/wsl.conf": text(_WSL_CONF),
        "/etc/wsl.conf.bak": text(_OLD_CONF),
        "/etc/fstab": text(_FSTAB),
        "/proc/1/comm": text("init(Ubuntu-24.\n", 0o444),
        "/proc/self/mounts": text(
            stock.wsl2_mounts(
                "early:tmpfs /tmp tmpfs rw,relatime,size=524288k,uid=1000,gid=1000 0 0",
            ),
            0o444,
        ),
        "~/.profile": text(_PROFILE),
        "~/.profile.bak": text(stock.PROFILE),
        "~/.bashrc": raw(_BASHRC),
        "~/.config/go/env": text(_GOENV),
        **go_tree("/usr/local/go", "1.19.8"),
        **go_tree("~/sdk/go1.25.5", "1.25.5", complete=True),
        "~/go/bin/gopls": program(),
    },
    login=Sees(_GO_PATH, _GOS, {"GODEBUG": "netdns=go", "GOROOT": "/usr/local/go", "GOPATH": "/home/me/go"}),
    interactive=Sees(f"/usr/local/go/bin:{PATH}", _GOS, {"GODEBUG": "netdns=go,tlsrsakex=1"}),
    plain=Sees(PATH),
    greeting="",
    also=("/etc/wsl.conf.bak", "~/.profile.bak", "~/go/bin/gopls", "~/sdk/go1.25.5/.unpacked-success"),
)
