"""A real Go gets a private module from a proxy that wants a password, and no file holds it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.authority import Authority
from tests.servers.own_home import OwnHome, go_tree
from tests.servers.private_proxy import PrivateProxy, make_module

pytestmark = [pytest.mark.root, pytest.mark.linux(reason="distros are Linux's, and so are namespaces")]
USER = "me:c4naryPROXY"


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[PrivateProxy]:
    make_module(tmp_path / "modules", "corp.example/m", "v1.0.0")
    with PrivateProxy(tmp_path / "modules", Authority(tmp_path).server("127.0.0.1"), USER) as proxy:
        yield proxy


@pytest.fixture
def machine(tmp_path: Path, tree: Path) -> Iterator[OwnHome]:
    with OwnHome(tmp_path) as machine:
        go_tree(tree, machine)
        yield machine


def download(machine: OwnHome, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """What a person runs in a new terminal."""
    folder = machine.home / "module"
    folder.mkdir(exist_ok=True)
    (folder / "go.mod").write_text("module a\ngo 1.21\n")
    machine.run("rm", "-rf", "/var/lib/home/cache")
    return machine.run(
        *("bash", "-lc", "exec go mod download -modcacherw corp.example/m@v1.0.0"),
        cwd="/var/lib/home/module",
        more={
            "SSL_CERT_FILE": str(tmp_path / "ca.pem"),
            "GOSUMDB": "off",
            "GOTOOLCHAIN": "local",
            "GOMODCACHE": "/var/lib/home/cache",
            "GIT_TERMINAL_PROMPT": "0",
            "NO_PROXY": "127.0.0.1",
        },
    )


@pytest.mark.parametrize("kind", ["netrc", "address"])
def test_go_gets_a_private_module_before_and_after(
    kind: str, machine: OwnHome, proxy: PrivateProxy, tmp_path: Path
) -> None:
    login = f"{USER}@" if kind == "address" else ""
    if kind == "netrc":
        machine.write(".netrc", f"machine {proxy.host} login me password c4naryPROXY\n")
    env = machine.write(".config/go/env", f"GOPROXY=https://{login}{proxy.host}\n", 0o644)
    before = download(machine, tmp_path)
    assert before.returncode == 0, before.stderr

    moved = machine.wizard("credentials", "move", "--yes", "--accept")
    assert moved.returncode == 0, moved.stdout + moved.stderr
    assert not (machine.home / ".netrc").exists()
    assert env.read_text() == f"GOPROXY=https://{proxy.host}\nGOAUTH=git /var/lib/home;netrc\n"
    assert not [
        path for path in machine.files() if b"c4nary" in path.read_bytes() and path.suffix != ".before"
    ]
    after = download(machine, tmp_path)
    assert after.returncode == 0, after.stderr
    assert proxy.refused

    assert machine.wizard("credentials", "remove", proxy.host, "--yes").returncode == 0
    assert "401 Unauthorized" in download(machine, tmp_path).stderr
    assert machine.wizard("undo", "--yes").returncode == 0
    assert download(machine, tmp_path).returncode == 0


def test_a_new_login_is_enough_for_go(machine: OwnHome, proxy: PrivateProxy, tmp_path: Path) -> None:
    machine.write(".config/go/env", f"GOPROXY=https://{proxy.host}\n", 0o644)
    assert download(machine, tmp_path).returncode == 1
    words = ("credentials", "add", proxy.host, "--login", "me", "--yes", "--accept")
    assert machine.wizard(*words, given="c4naryPROXY\n").returncode == 0
    after = download(machine, tmp_path)
    assert after.returncode == 0, after.stderr


def test_an_older_go_would_find_nothing_so_its_netrc_stays(machine: OwnHome) -> None:
    (machine.home / "go-tree/VERSION").write_text("go1.23.4\ntime 2025-01-01T00:00:00Z\n")
    text = "machine proxy.corp login me password x\n"
    netrc = machine.write(".netrc", text)
    moved = machine.wizard("credentials", "move", "--yes")
    assert "Go 1.23.4 cannot ask the keyring" in moved.stdout
    assert netrc.read_text() == text
