"""The whole way on a real Debian: from inside by `here`, from outside by `tree`; and back, byte for byte."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import GO_VERSION, Distro, pictured, profile
from tests.goserver import GoServer

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
    assert f"go{GO_VERSION} " in login.splitlines()[2]
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
