"""The whole way on a real Debian: from inside by `here`, from outside by `tree`; and back, byte for byte."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Distro, pictured, profile
from tests.e2e.goroots import NEWEST
from tests.servers.goserver import GoServer

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("distro"),
    pytest.mark.timeout(900),
]

OURS = (
    "/var/lib/wsl-go-wizard",
    "/proc",
    "/sys",
    "/dev",
    "/run",
    "/root/.cache",
    "/home/me/.cache",
    "/opt",
    "/var/tmp",
)
HELLO = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello, distro") }\n'


@pytest.fixture
def source(go_archives: Path) -> Iterator[str]:
    with GoServer(go_archives) as server:
        yield server.url


@pytest.fixture
def prepared(distro: Distro) -> Distro:
    """As people have it: a commented wsl.conf without systemd, and an fstab."""
    (distro.root / "etc/wsl.conf").write_text("# mine\n[user]\ndefault=me  # that is me\n")
    (distro.root / "etc/fstab").write_text("# UNCONFIGURED FSTAB FOR BASE SYSTEM\n")
    return distro


def _outside(distro: Distro, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wizard", *words, "--root", str(distro.root), "--user", "me"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def _check_effect(distro: Distro) -> None:
    """Not what the files say, but what is so: mounts, shells, and a Go that builds."""
    mounts = distro.run("cat", "/proc/self/mounts").stdout
    (line,) = [line for line in mounts.splitlines() if line.split()[1] == "/tmp"]
    assert line.split()[2] == "tmpfs"
    assert "noexec" not in line
    look = 'echo "$GODEBUG"; command -v go; XDG_CONFIG_HOME=/tmp/x go version'
    login = distro.run("bash", "-lc", look, user="me").stdout
    assert login.splitlines()[0] == "netdns=go"
    assert login.splitlines()[1] == "/home/me/sdk/go/bin/go"
    assert f"go{NEWEST} " in login.splitlines()[2]
    places = (
        "export XDG_CONFIG_HOME=/tmp/x XDG_CACHE_HOME=/tmp/y GOPATH=/tmp/z"  # Go leaves things in the home
    )
    build = f"{places}; mkdir -p /tmp/hello && cd /tmp/hello && cat > main.go && go run main.go"
    assert distro.run("bash", "-lc", build, user="me", input=HELLO).stdout == "hello, distro\n"
    plain = distro.run("sh", "-c", 'echo "[$GODEBUG]"', user="me").stdout
    assert plain == "[]\n", "a shell that is no login shell does not see it, as we say"
    assert "systemd=true" in (distro.root / "etc/wsl.conf").read_text()


def test_inside_by_here(prepared: Distro, source: str) -> None:
    distro = prepared
    wanted = profile(distro.root / "home/me/e2e.toml", source)
    words = ("--profile", "/home/me/e2e.toml", "--json")
    before = pictured(distro.root, without=OURS)

    seen = distro.wizard("look", *words, user="me")
    assert seen.returncode == 2, seen.stderr
    applied = distro.wizard("apply", "--yes", *words, user="me")
    assert applied.returncode == 0, applied.stderr
    assert json.loads(applied.stdout)["receipt"]["phase"] == "trial"
    _check_effect(distro)
    again = distro.wizard("plan", *words, user="me")
    assert json.loads(again.stdout)["plan"]["changes"] == []

    undone = distro.wizard("undo", "--yes", *words, user="me")
    assert undone.returncode == 0, undone.stderr
    assert pictured(distro.root, without=OURS) == before
    assert wanted.exists()


def test_outside_by_tree(prepared: Distro, source: str, tmp_path: Path) -> None:
    distro = prepared
    wanted = str(profile(tmp_path / "e2e.toml", source))
    before = pictured(distro.root, without=OURS)

    applied = _outside(distro, "apply", "--yes", "--json", "--profile", wanted)
    assert applied.returncode == 0, applied.stderr
    _check_effect(distro)
    again = _outside(distro, "plan", "--json", "--profile", wanted)
    assert json.loads(again.stdout)["plan"]["changes"] == []

    undone = _outside(distro, "undo", "--yes", "--json", "--profile", wanted)
    assert undone.returncode == 0, undone.stderr
    after = pictured(distro.root, without=OURS)
    assert after == before


def test_what_one_hand_applies_the_other_takes_back(prepared: Distro, source: str, tmp_path: Path) -> None:
    distro = prepared
    wanted = str(profile(tmp_path / "e2e.toml", source))
    before = pictured(distro.root, without=OURS)
    assert _outside(distro, "apply", "--yes", "--json", "--profile", wanted).returncode == 0
    undone = distro.wizard("undo", "--yes", "--json", "--user", "me")
    assert undone.returncode == 0, undone.stderr
    assert pictured(distro.root, without=OURS) == before


def test_accepted_and_taken_back_later(prepared: Distro, source: str, tmp_path: Path) -> None:
    distro = prepared
    wanted = str(profile(tmp_path / "e2e.toml", source))
    conf = distro.root / "etc/wsl.conf"
    before = (conf.read_bytes(), conf.stat().st_mode, conf.stat().st_mtime_ns)
    assert _outside(distro, "apply", "--yes", "--accept", "--json", "--profile", wanted).returncode == 0
    undone = distro.wizard("undo", "--yes", "--json", "--user", "me")
    assert undone.returncode == 0, undone.stderr
    assert (conf.read_bytes(), conf.stat().st_mode, conf.stat().st_mtime_ns) == before
    assert not (distro.root / "home/me/sdk/go").is_symlink()


def test_without_root_history_and_drift_ask_for_it_and_look_still_knows_what_waits(
    prepared: Distro, source: str
) -> None:
    distro = prepared
    profile(distro.root / "home/me/e2e.toml", source)
    words = ("--profile", "/home/me/e2e.toml", "--only", "go-env-godebug")
    assert distro.wizard("apply", "--yes", *words, user="me").returncode == 0
    assert distro.wizard("look", "--json", "--profile", "/home/me/e2e.toml", user="me").returncode == 5
    for command in ("history", "drift"):
        said = distro.wizard(command, "--language", "en", "--profile", "repair", user="me")
        assert said.returncode == 1
        assert "Only root" in said.stderr
        assert "sudo" in said.stderr
    assert distro.wizard("undo", "--yes", "--profile", "repair", user="me").returncode == 0


COMMANDS = """
import sys
from wizard.model.commands.command import Command
from wizard.model.orders import Commit, Undo
from wizard.model.events import never
from wizard.model.text import plain
from wizard.transports.here import Here

install = Command(("dpkg", "-i", "/opt-x.deb"), True, ("dpkg", "--remove", "wizard-x"), plain("x"))
tell = lambda event: print(event)
here = Here()
if sys.argv[1] == "do":
    print(here.act(Commit((), b"{}", (install,)), tell, never))
else:
    print(here.act(Undo(1), tell, never))
"""


def test_a_real_package_is_installed_and_removed(prepared: Distro, tmp_path: Path) -> None:
    """By dpkg itself, with a package of our own: no network is needed."""
    distro = prepared
    tree = tmp_path / "x"
    (tree / "DEBIAN").mkdir(parents=True)
    control = (
        "Package: wizard-x\nVersion: 1\nArchitecture: all\nMaintainer: me <me@localhost>\nDescription: x\n"
    )
    (tree / "DEBIAN/control").write_text(control)
    (tree / "opt").mkdir()
    (tree / "opt/wizard-x").write_text("x\n")
    deb = distro.root / "opt-x.deb"
    subprocess.run(["dpkg-deb", "--build", "--root-owner-group", str(tree), str(deb)], check=True)
    status = ("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", "wizard-x")
    distro.run("python3", "-c", COMMANDS, "do")
    assert distro.run(*status).stdout == "installed 1"
    assert (distro.root / "opt/wizard-x").read_text() == "x\n"
    assert (distro.root / "opt/wizard-x").stat().st_mode & 0o777 == 0o644
    known = (distro.root / "var/lib/wsl-go-wizard/1/commands").read_text()
    assert known.splitlines()[1].startswith("command 1 ended 0 ")
    distro.run("python3", "-c", COMMANDS, "undo")
    assert not (distro.root / "opt/wizard-x").exists()
    assert distro.run(*status, check=False).stdout == ""


def _reaches_its_mirror(distro: Distro) -> bool:
    shutil.copyfile("/etc/resolv.conf", distro.root / "etc/resolv.conf")
    return distro.run("apt-get", "update", "-o", "APT::Update::Error-Mode=any", check=False).returncode == 0


def test_systemd_is_really_installed_where_it_is_missing(prepared: Distro, tmp_path: Path) -> None:
    """With the distro's own apt-get and mirror: found, shown, installed, switched on, and taken back exactly."""
    distro = prepared
    if not _reaches_its_mirror(distro):
        pytest.skip("no mirror")
    distro.run("dpkg", "--remove", "systemd-sysv")
    for place in (distro.root / "var/lib/apt/lists").glob("*_*"):
        place.unlink()
    (distro.root / "wanted.toml").write_text('name = "e2e"\n[wsl]\nsystemd = true\n')
    with_profile = ("--profile", "/wanted.toml", "--json")
    plan = json.loads(distro.wizard("plan", "--only", "wsl-systemd", *with_profile).stdout)
    lines = [(command["line"], command["undo"]) for command in plan["diff"]["commands"]]
    assert lines == [
        ("apt-get update", None),
        ("apt-get install --yes --no-install-recommends systemd systemd-sysv", "dpkg --remove systemd-sysv"),
    ]
    done = distro.wizard("apply", "--only", "wsl-systemd", "--yes", *with_profile)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (distro.root / "sbin/init").is_symlink()
    assert "systemd=true" in (distro.root / "etc/wsl.conf").read_text()
    look = json.loads(distro.wizard("look", *with_profile).stdout)
    (found,) = [item for item in look["findings"] if item["rule"] == "wsl-systemd"]
    assert found["finding"]["edits"] == []
    undone = distro.wizard("undo", "--yes", "--json")
    assert undone.returncode == 0, undone.stdout + undone.stderr
    ran = json.loads(undone.stdout)["receipt"]["ran"]
    assert [each["undid"]["code"] for each in ran] == [None, 0], ran
    assert not (distro.root / "usr/sbin/init").exists()
    assert "systemd=true" not in (distro.root / "etc/wsl.conf").read_text()
    installed = distro.run("dpkg-query", "-W", "-f", "${db:Status-Status}", "systemd").stdout
    assert installed == "installed", "it was there before"
