"""How git and Go are led to the keyring: what is added to their files, and when Go cannot be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wizard.app.credentials.wiring import Wiring, helper_of
from wizard.facts.credentials.files import CREDENTIAL_MANAGER
from wizard.facts.credentials.git import GIT_CONFIGS, GitConfigs, GitFile, Helper
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL, GoHit, ShellEnvironment
from wizard.facts.shells.goenv_file import GOENV, GoEnvFile
from wizard.model.errors import InputError
from wizard.model.facts import Snapshot
from wizard.model.ports import SiteKind
from wizard.model.probes import Account
from wizard.model.text import Text

GCM = r"C:\Program Files\Git\mingw64\bin\git-credential-manager.exe"
HELPER = r"/mnt/c/Program\ Files/Git/mingw64/bin/git-credential-manager.exe"


def wiring(
    env: str = "",
    *,
    go: str = "1.27.3",
    set_to: str = "",
    home: str = "/home/me",
    path: str = "~/.config/go/env",
    helpers: tuple[Helper, ...] = (),
) -> Wiring:
    hits = (GoHit("/usr/local/go/bin/go", "/usr/local/go/bin/go", go),) if go != "none" else ()
    variables = (("GOAUTH", set_to),) if set_to else ()
    see = Snapshot(
        {
            ACCOUNT: Account("me", 1000, 1000, home, "/bin/bash", 0, 0),
            LOGIN_SHELL: ShellEnvironment(variables, hits),
            GOENV: GoEnvFile(path, env.encode()),
            GIT_CONFIGS: GitConfigs((GitFile("~/.gitconfig", helpers),)),
            CREDENTIAL_MANAGER: GCM,
        }
    )
    return Wiring(HELPER, see)


def test_a_distro_asks_the_credential_manager_of_windows() -> None:
    assert helper_of(SiteKind.WSL, wiring().see) == HELPER
    with pytest.raises(InputError) as caught:
        helper_of(SiteKind.WSL, Snapshot({CREDENTIAL_MANAGER: ""}))
    assert caught.value.code == "no-credential-manager"


@pytest.mark.linux(reason="a desktop of Linux asks the wizard")
def test_this_machine_asks_the_wizard() -> None:
    helper = helper_of(SiteKind.HERE, wiring().see)
    assert helper.startswith("!/")
    assert helper.endswith(" -P -m wizard credentials git")


@pytest.mark.linux(reason="the path of a program of Linux")
def test_a_bundle_answers_by_its_own_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/WSL Go Wizard/wsl-go-wizard")
    helper = helper_of(SiteKind.HERE, wiring().see)
    assert helper == "!'/opt/WSL Go Wizard/wsl-go-wizard' credentials git"


@pytest.mark.parametrize("kind", [SiteKind.TREE, SiteKind.REPLAY, SiteKind.WINDOWS])
def test_where_nothing_runs_nothing_can_ask(kind: SiteKind) -> None:
    with pytest.raises(InputError):
        helper_of(kind, wiring().see)


@pytest.mark.linux(reason="git is Linux's here")
@pytest.mark.parametrize("before", [b"", b"[user]\n\tname = Me", b"[credential]\n\thelper = store\n"])
def test_git_asks_this_helper_alone_and_only_for_the_host(before: bytes, tmp_path: Path) -> None:
    data = wiring().git_config(before, ["git.corp", "b.x:8443", "git.corp"])
    assert data.startswith(before)
    file = tmp_path / "config"
    file.write_bytes(data)

    def helpers(url: str) -> list[str]:
        argv = ["git", "config", "--file", str(file), "--get-urlmatch", "credential.helper", url]
        return subprocess.run(argv, capture_output=True, text=True, check=False).stdout.splitlines()

    assert helpers("https://git.corp/me/p") == [HELPER]
    assert helpers("https://b.x:8443") == [HELPER]
    assert helpers("https://other.x") == (["store"] if b"store" in before else [])
    every = ["git", "config", "--file", str(file), "--get-all", "credential.https://git.corp.helper"]
    assert subprocess.run(every, capture_output=True, text=True, check=True).stdout == f"\n{HELPER}\n"


def test_git_that_asks_it_already_stays_as_it_is() -> None:
    everywhere = wiring(helpers=(Helper("~/.gitconfig", 2, "", HELPER),))
    assert everywhere.git_config(b"x\n", ["git.corp"]) == b"x\n"
    for_host = wiring(helpers=(Helper("~/.gitconfig", 2, "https://git.corp", HELPER),))
    assert for_host.git_config(b"x\n", ["git.corp"]) == b"x\n"
    assert for_host.git_config(b"x\n", ["other.corp"]) != b"x\n"


@pytest.mark.parametrize(
    ("env", "becomes"),
    [
        ("", "GOAUTH=git /home/me;netrc\n"),
        ("GOAUTH=netrc\n", "GOAUTH=git /home/me;netrc\n"),
        ("GOAUTH=netrc; mine --x\nGOPROXY=direct\n", "GOAUTH=git /home/me;netrc;mine --x\nGOPROXY=direct\n"),
        ("GOAUTH=git /else\n", "GOAUTH=git /else\n"),
        ("GOAUTH=netrc;git /else\n", "GOAUTH=netrc;git /else\n"),
    ],
)
def test_go_asks_git(env: str, becomes: str) -> None:
    each = wiring(env)
    assert each.why_not_go is None
    assert each.go_env(env.encode()).decode() == becomes


@pytest.mark.parametrize(
    ("each", "is_known"),
    [
        (wiring(go="1.24"), True),
        (wiring(go="none"), True),
        (wiring(go="1.23.12"), False),
        (wiring(go=""), False),
        (wiring(set_to="netrc"), False),
        (wiring(home="/home/my home"), False),
        (wiring(path="/etc/go/env"), False),
        (wiring("GOAUTH=off\n"), False),
    ],
)
def test_whether_go_can_ask(each: Wiring, is_known: bool) -> None:
    assert (each.why_not_go is None) is is_known
    if isinstance(each.goauth, Text):
        assert each.go_env(b"GOPROXY=direct\n") == b"GOPROXY=direct\n"
