"""A machine whose every name, value and link carries what a terminal would obey, and a secret."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.machines.links import link
from tests.systems import IS_WINDOWS

SECRET = "c4n4ryS3cr3tV4lue0123456789"
RAW = ("\x1b", "\x07", "\x00", "\u202e", "\u200b", "\x9b", "\x08")
"""What must come out of no face as it is."""
OBEYED = "\x1b[31m\x1b]52;c;eA==\x07\x1b]8;;http://x\x07\u202e\u200b\x9b2J\x08"
ADDRESS = f"https://me:{SECRET}@host.example/go"
START = f"""\
# {OBEYED}
export DB_PASSWORD={SECRET}
export GH_PAT={SECRET} NOTE={OBEYED}
export GODEBUG=netdns=go,tlsrsakex=1,{OBEYED}=1
export GOPROXY={ADDRESS},{OBEYED}
alias c='curl -u me:{SECRET} https://x {OBEYED}'
export GOROOT=/opt/{OBEYED}/go
export GOSUMDB=off GOFLAGS='-mod=mod -ldflags={OBEYED} -X=token={SECRET}'
mysql -p{SECRET}
export PATH="$PATH:/opt/{OBEYED}"
"""
CONF = f"""\
[boot]
command = curl -H "Authorization: Bearer {SECRET}" x {OBEYED}
systemd = tr{OBEYED}ue
[user]
default=me
[{OBEYED}]
[network]
hostname = a{OBEYED}
{OBEYED} = token={SECRET}
password = {SECRET}
generateResolvConf = {OBEYED}
"""


GITCONFIG = f"""\
[user]
\temail = {SECRET}@example.com
[credential]
\thelper = store --file /home/me/x
\thelper = "!f() {{ echo username=me; echo password={SECRET}; }}; f"
[url "https://me:{SECRET}@git.example/"]
\tinsteadOf = https://git.example/
[http "https://api.example/"]
\textraHeader = Authorization: Basic {SECRET}
"""
PROJECT = f"""\
[remote "origin"]
\turl = https://oauth2:{SECRET}@git.example/team/x.git
"""


_NO_NAME: Final = dict.fromkeys(map(ord, "/"))
if IS_WINDOWS:  # it is stricter, but a text that runs backwards is a name there, too
    _NO_NAME |= dict.fromkeys((*range(32), *map(ord, '\\:*?"<>|')))


def lay(root: Path) -> Path:
    """Make it in the folder *root*."""
    home = root / "home/me"
    for folder in ("etc", "usr/lib/systemd", "sbin", "bin", "tmp", "var/lib", "home/me/.config/go"):
        (root / folder).mkdir(parents=True)
    (root / "tmp").chmod(0o1777)
    (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/bash\nme:x:1000:1000::/home/me:/bin/bash\n")
    (root / "etc/machine-id").write_text("0123456789abcdef0123456789abcdef\n")
    (root / "etc/wsl.conf").write_text(CONF)
    share = f"//host/s /tmp cifs username=me,password={SECRET},{OBEYED} 0 0"
    (root / "etc/fstab").write_text(f"{share}\ntmpfs /tmp tmpfs size={OBEYED}4g 0 0\n")
    (home / ".profile").write_text(START)
    named = home / f"rc{OBEYED.translate(_NO_NAME)}"
    named.write_text(START + "export GOENV=off\n")
    link(root, str((home / ".bashrc").relative_to(root)), named.name)
    (home / ".config/go/env").write_text(
        f"GOPROXY={ADDRESS}{OBEYED}\nGOFLAGS={OBEYED}\nGOTOOLCHAIN=go1.2{OBEYED}\n"
    )
    (home / ".gitconfig").write_text(GITCONFIG)
    (home / ".git-credentials").write_text(f"https://me:{SECRET}@git.example\n")
    (home / ".netrc").write_text(f"machine git.example login me password {SECRET}\n")
    project = home / "project"
    (project / ".git").mkdir(parents=True)
    (project / ".git/config").write_text(PROJECT)
    (project / "Dockerfile").write_text(f"FROM x\nENV GOPROXY={ADDRESS}\nARG TOKEN={SECRET}\n")
    elf = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00"
    (root / "bin/sh").write_bytes(elf)
    init = root / "usr/lib/systemd/systemd"
    init.write_bytes(elf)
    init.chmod(0o755)
    link(root, "sbin/init", "/usr/lib/systemd/systemd")
    return root
