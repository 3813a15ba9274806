"""A real Debian, a real Go in an official archive, and the wizard's real wheel installed inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.goroots import NEWEST, goroot, without_compiler
from tests.e2e.made_once import debootstrap, once

pytestmark = pytest.mark.linux(reason="distros are started in containers")  # all below

REPO = Path(__file__).resolve().parents[2]
SUITE = "bookworm"
PACKAGES = ("python3", "sudo", "systemd-sysv", "dbus", "ca-certificates", "curl", "procps")
SKIPPED_REQUIREMENTS = ("PySide6",)  # the command line in a distro needs no Qt


@pytest.fixture(scope="session")
def debian() -> Path:
    """The root of a minimal Debian with Python, sudo and systemd; never written to."""

    def make(root: Path) -> None:
        debootstrap(root, SUITE, PACKAGES)
        subprocess.run(["chroot", str(root), "useradd", "-m", "-s", "/bin/bash", "me"], check=True)
        (root / "etc/sudoers.d/me").write_text("me ALL=(ALL) NOPASSWD: ALL\n")

    return once(f"debian-{SUITE}-3", make)


@pytest.fixture(scope="session")
def go_archives() -> Path:
    """A folder with an official-format archive of a real Go."""

    def make(folder: Path) -> None:
        folder.mkdir(parents=True)
        with tarfile.open(folder / f"go{NEWEST}.linux-amd64.tar.gz", "w:gz", compresslevel=1) as archive:
            archive.add(goroot(NEWEST), "go", filter=_official)

    return once(f"go-{NEWEST}-3", make)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As much of a real Go as needs no compiler."""
    return without_compiler(NEWEST, tmp_path_factory.mktemp("go"))


def _official(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    name = member.name
    if name.endswith("__init__.py") or "__pycache__" in name:
        return None
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    if member.isfile() and ("/bin/" in name or "/pkg/tool/" in name):
        member.mode = 0o755
    return member


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wizard, built as a user's pip would, with what it needs: a folder to be PYTHONPATH in the distro."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "wheel", "-q", "--no-deps", "-w", str(folder), str(REPO)], check=True)
    (built,) = folder.glob("*.whl")
    project = tomllib.loads((REPO / "pyproject.toml").read_text())["project"]
    needs = [name for name in project["dependencies"] if not name.startswith(SKIPPED_REQUIREMENTS)]
    site = folder / "site"
    binary = ["--python-version", "3.11", "--only-binary=:all:"]
    subprocess.run([*pip, "install", "-q", "--target", str(site), *binary, *needs], check=True)
    subprocess.run([*pip, "install", "-q", "--target", str(site), "--no-deps", str(built)], check=True)
    return site


class Distro:
    """A Debian of its own for one test: an overlay over the shared one, entered by systemd-nspawn."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root = root
        self._site = site

    def run(
        self, *argv: str, user: str = "root", check: bool = True, input: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run *argv* inside, in a container of its own; /tmp is the distro's own folder."""
        home = "/root" if user == "root" else f"/home/{user}"
        environment = {"PYTHONPATH": "/opt/wizard", "HOME": home, "LANG": "C.UTF-8"}
        options = [f"--setenv={name}={value}" for name, value in environment.items()]
        # systemd-nspawn brings a /tmp of its own; what the distro's fstab says counts here.
        command = ["/bin/sh", "-c", 'umount /tmp; mount -a; exec "$@"', "sh"]
        if user != "root":
            command += ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
        return subprocess.run(
            [
                "systemd-nspawn", "-q", f"--machine=debian-{uuid.uuid4().hex[:12]}",
                "--register=no", "--keep-unit", "--pipe", "--as-pid2", "--resolv-conf=off",
                f"--bind-ro={self._site}:/opt/wizard", *options, "-D", str(self.root), *command, *argv,
            ],
            check=check, capture_output=True, text=True, input=input, timeout=300,
        )  # fmt: skip

    def wizard(
        self, *words: str, user: str = "root", check: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """The wizard, inside."""
        return self.run("python3", "-m", "wizard", *words, user=user, check=check)


@pytest.fixture
def distro(debian: Path, wheel: Path, tmp_path: Path) -> Iterator[Distro]:
    parts = {name: tmp_path / name for name in ("upper", "work", "root")}
    for part in parts.values():
        part.mkdir()
    options = f"lowerdir={debian},upperdir={parts['upper']},workdir={parts['work']}"
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, str(parts["root"])], check=True)
    try:
        yield Distro(parts["root"], wheel)
    finally:
        subprocess.run(["umount", "-l", str(parts["root"])], check=True)


def pictured(root: Path, *, without: tuple[str, ...]) -> dict[str, object]:
    """Every file of a tree: kind, mode, owner, time and content, to be compared."""
    seen: dict[str, object] = {}
    for folder, folders, files in os.walk(root):
        inside = "/" + str(Path(folder).relative_to(root)).removeprefix(".")
        folders[:] = [name for name in folders if f"{inside.rstrip('/')}/{name}" not in without]
        for name in (*folders, *files):
            path = Path(folder, name)
            info = path.lstat()
            what: object = None
            if path.is_symlink():
                what = os.readlink(path)
            elif path.is_file():
                what = (info.st_mtime_ns, hash(path.read_bytes()))
            seen[f"{inside.rstrip('/')}/{name}"] = (info.st_mode, info.st_uid, info.st_gid, what)
    return seen


def profile(path: Path, source: str) -> Path:
    """A team's profile that wants all four changes, with archives from *source*."""
    path.write_text(
        'name = "e2e"\n[wsl]\nsystemd = true\n[tmpfs]\nsize = "2g"\n[godebug]\nnetdns = "go"\n'
        f'[go]\nversion = "stable"\nsources = [{json.dumps(source)}]\n'
    )
    return path
