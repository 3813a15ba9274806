"""The script that VS Code runs before its server."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.facts.answers import at, read
from tests.real_shells import SHELLS, put
from wizard.codecs.shell.follow.disk import Seen
from wizard.facts.shell import StartFile
from wizard.facts.shells.editor_setup import EDITOR_SETUPS, PLACES, after_setup
from wizard.facts.shells.followed import FollowedFiles, FollowedShells, session_of
from wizard.model.facts import Unknown
from wizard.model.probes import Account, Denied, FileProbe


@pytest.mark.parametrize("place", PLACES)
def test_it_is_read_where_there_is_one(place: str) -> None:
    assert read(EDITOR_SETUPS, at(place, "export A=1\n")) == (StartFile(place, b"export A=1\n"),)
    assert read(EDITOR_SETUPS) == ()
    assert isinstance(read(EDITOR_SETUPS, (FileProbe(place), Denied())), Unknown)


NAMES = ("PATH", "GOROOT", "GOPROXY", "GOFLAGS", "GODEBUG", "GOPATH")
BESIDE = {
    ".profile": (
        "export GOPROXY=https://proxy.corp\nGOFLAGS=-v\nif [ -d ~/sdk/go/bin ]; then PATH=~/sdk/go/bin:$PATH; fi\n"
    ),
    ".env": "GOPROXY=off\nGOFLAGS=-mod=vendor\n",
    "sdk/go/bin/go": "",
}
SCRIPTS = {
    "what terminals read": '. "$HOME/.profile"\nexport GODEBUG=netdns=go\n',
    "not exported, unset again, in a function": (
        "GOROOT=/opt/go\nexport GOPATH=/srv/go GOFLAGS=-v\nunset GOFLAGS\nnever() { export GOPROXY=x; }\n"
    ),
    "a file of settings for all": "set -a\n. ~/.env\nset +a\nPATH=$PATH:~/go/bin\n",
    "it leaves before the end": 'export GOPROXY=direct\n[ -n "$PS1" ] || return 0\nexport GOFLAGS=-x\n',
    "not of every sh": "[[ -n $HOME ]] && export GOPROXY=direct\nexport GOPATH=/srv/go\n",
}


@pytest.mark.linux(reason="what is read is compared with what a real sh does")
@pytest.mark.parametrize("script", SCRIPTS)
def test_it_is_as_a_real_sh_has_it(script: str, tmp_path: Path) -> None:
    for name, text in {**BESIDE, PLACES[0][2:]: SCRIPTS[script]}.items():
        put(tmp_path, name, text)
    account = Account("me", 1000, 1000, str(tmp_path), "/usr/bin/fish")
    seen = {str(path): _seen(path) for path in tmp_path.rglob("*")}
    shells = FollowedShells({}, str(tmp_path), {}, looked=FollowedFiles(seen, {}, {}, ()))
    found = after_setup(StartFile(PLACES[0], SCRIPTS[script].encode()), shells, account)
    typed = f'. "{tmp_path}/{PLACES[0][2:]}"; exec /usr/bin/env -0'
    ran = subprocess.run(
        [SHELLS["sh"], "-c", typed], env=session_of(account), capture_output=True, check=True
    )
    real = dict(pair.split("=", 1) for pair in ran.stdout.decode().split("\0") if pair)
    values = {name: found.get(name) for name in NAMES}
    told = {name: value.text for name, value in values.items() if value.is_exported}
    unclear = {name for name, value in values.items() if value.unclear is not None}
    assert unclear == ({"GOPROXY"} if script == "not of every sh" else set())
    known = set(NAMES) - unclear
    assert {name: told[name] for name in known & told.keys()} == {
        name: real[name] for name in known & real.keys()
    }


def _seen(path: Path) -> Seen:
    return Seen("folder") if path.is_dir() else Seen("file", path.read_bytes())
