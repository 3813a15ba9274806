"""A distro gets passwords from Windows: git and a real Go ask a program of Windows that holds them, and no file does.

The program is a stand-in: it speaks git's protocol where Git Credential Manager lies, and is started as interop would
start that one. What is real is all that leads to it: the wiring, git, Go, and the server."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pcs.registry_file import FileRegistry
from tests.servers.authority import Authority
from tests.servers.git_server import GitServer, make_repository
from tests.servers.secret_service import SecretService
from tests.wsl.distros.base import made
from tests.wsl.world import World
from wizard.app.credentials.keyring import open_keyring
from wizard.app.machines.this_pc import ThisPc
from wizard.cli.main import run
from wizard.rules.commands import use_credential_manager
from wizard.transports.windows.pc import Windows

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("distro"),
    pytest.mark.timeout(900),
]

HOST, ADDRESS = "git.corp.test", "127.77.0.9"
MODULE = f"{HOST}/team/m.git"
SECRET = "c4naryGCM"
MANAGER = "Program Files/Git/mingw64/bin/git-credential-manager.exe"
PROGRAM = """\
#!/bin/sh
# What interop starts: it has the vault of Windows, and answers as gitcredentials(7) says.
printf '%s\\n' "$*" >>/mnt/c/vault/asked
question=$(cat)
case $1,$question in
get,*host=git.corp.test*) cat /mnt/c/vault/git.corp.test ;;
esac
"""
Wizard = Callable[..., int]


@pytest.fixture
def world(tmp_path: Path, tree: Path) -> Iterator[World]:
    """A Windows with Git, and a distro with git and Go that knows the server of the company by name."""
    made("debian-git")
    with World(tmp_path) as world:
        world.add("Debian", system="debian-git")
        world.run("-d", "Debian", "-e", "true")
        root = world.root("Debian")
        with (root / "etc/hosts").open("a") as hosts:
            hosts.write(f"{ADDRESS} {HOST}\n")
        shutil.copytree(tree, root / "usr/local/go", symlinks=True)
        (root / "etc/profile.d/go.sh").write_text(
            "export PATH=/usr/local/go/bin:$PATH GOTOOLCHAIN=local GOPRIVATE=git.corp.test GOFLAGS=-modcacherw\n"
        )
        program = world.drive / MANAGER
        program.parent.mkdir(parents=True)
        program.write_text(PROGRAM)
        program.chmod(0o755)
        (world.drive / "vault").mkdir()
        (world.drive / "vault").chmod(0o777)
        yield world


@pytest.fixture
def wizard(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wizard]:
    """The command line, on that Windows, with a keyring that stands for its vault."""
    with SecretService(tmp_path / "keyring") as service:
        for name, value in service.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "en")

        def wizard(*words: str, given: str = "") -> int:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
            pc = Windows(world.profile, FileRegistry(world.reg()), wsl_exe=world.exe)
            return run([*words, "--distro", "Debian"], pc=ThisPc(pc))

        yield wizard


@pytest.fixture
def server(tmp_path: Path, world: World, wizard: Wizard) -> Iterator[GitServer]:
    """The distro trusts its authority once the wizard has added that."""
    make_repository(tmp_path / "repositories/team", "m.git", MODULE, "v1.0.0")
    authority = Authority(tmp_path)
    shutil.copy(authority.ca_file, world.root("Debian") / "home/me/corp.pem")
    wanted = tmp_path / "team.toml"
    wanted.write_text('name = "team"\n[tls]\nauthorities = ["~/corp.pem"]\n')
    words = ("--profile", str(wanted), "--only", "tls-authorities-wanted")
    assert wizard("apply", *words, "--yes", "--accept") == 0
    with GitServer(tmp_path / "repositories", authority.server(HOST), f"me:{SECRET}", ADDRESS) as server:
        yield server


def fetched(world: World) -> tuple[int, str]:
    """What a person gets in a new terminal, with nothing in the cache."""
    typed = (
        f"rm -rf ~/go ~/a && mkdir ~/a && cd ~/a && go mod init a 2>/dev/null"
        f" && GIT_TERMINAL_PROMPT=0 go get {MODULE}@v1.0.0"
    )
    ran = world.run("-d", "Debian", "--cd", "/", "-e", "/bin/bash", "-lc", typed)
    return ran.returncode, (ran.stdout + ran.stderr).decode()


def in_vault(world: World, end: str = "\n") -> None:
    """Windows holds the login that the wizard stored."""
    found = open_keyring().find(HOST)
    assert found is not None
    user, secret = found
    text = f"username={user}{end}password={secret.reveal()}{end}"
    (world.drive / "vault" / HOST).write_bytes(text.encode())


def test_go_gets_a_private_module_through_the_manager_of_windows(
    world: World, server: GitServer, wizard: Wizard
) -> None:
    before = fetched(world)
    assert before[0] != 0
    assert server.refused, before[1]

    words = ("credentials", "add", HOST, "--login", "me", "--yes", "--accept")
    assert wizard(*words, given=f"{SECRET}\n") == 0
    in_vault(world)
    config = (world.root("Debian") / "home/me/.gitconfig").read_text()
    assert (
        config
        == f'[credential "https://{HOST}"]\n\thelper =\n\thelper = "/mnt/c/Program\\\\ Files{MANAGER[13:]}"\n'
    )
    assert fetched(world)[0] == 0
    assert server.fetched
    asked = (world.drive / "vault/asked").read_text().splitlines()
    assert set(asked) <= {"get", "store"}
    assert "get" in asked
    assert wizard("credentials", "test", HOST) == 0
    in_vault(world, "\r\n")
    assert fetched(world)[0] == 0, "a program of Windows may end lines as Windows does"

    home = world.root("Debian") / "home/me"
    kept = [path for path in home.rglob("*") if path.is_file() and not path.is_symlink()]
    assert not [path for path in kept if SECRET.encode() in path.read_bytes()]
    assert wizard("undo", "--yes") == 0
    assert not (home / ".gitconfig").exists()
    assert fetched(world)[0] != 0


def test_the_command_that_a_person_is_told_does_so_too(world: World, server: GitServer) -> None:
    (world.drive / "vault" / HOST).write_text(f"username=me\npassword={SECRET}\n")
    told = use_credential_manager("C:\\" + MANAGER.replace("/", "\\"))
    assert world.run("-d", "Debian", "-e", "/bin/sh", "-c", told).returncode == 0
    code, said = fetched(world)
    assert code == 0, said
