"""A small distro as a folder, and the command line in-process."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.machines.links import link
from tests.pcs.one_machine import Pc
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.model.ports import SiteKind


@dataclass(frozen=True)
class Said:
    """What a run said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said without a word about the language, wherever the tests run."""
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An image of an Ubuntu, as small as the wizard needs it, with a line that WSL cannot read."""
    root = tmp_path / "root"
    for folder in ("etc", "home/me", "usr/lib/systemd", "sbin", "bin", "tmp", "var/lib"):
        (root / folder).mkdir(parents=True)
    (root / "tmp").chmod(0o1777)
    (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/bash\nme:x:1000:1000::/home/me:/bin/bash\n")
    (root / "etc/machine-id").write_text("0123456789abcdef0123456789abcdef\n")
    (root / "etc/wsl.conf").write_text(
        "[user]\ndefault=me\n; a comment of the wrong kind\n[network]\nhostname=box\n"
    )
    (root / "etc/fstab").write_text("LABEL=cloudimg-rootfs\t/\text4\tdefaults\t0 1\n")
    (root / "home/me/.profile").write_text("# mine\nexport GODEBUG=netdns=go,tlsrsakex=1\n")
    elf = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00"
    (root / "bin/sh").write_bytes(elf)
    init = root / "usr/lib/systemd/systemd"
    init.write_bytes(elf)
    init.chmod(0o755)
    link(root, "sbin/init", "/usr/lib/systemd/systemd")
    return root


@pytest.fixture
def wanted(tmp_path: Path) -> Path:
    """A profile that needs no network."""
    path = tmp_path / "wanted.toml"
    path.write_text('name = "test"\n[wsl]\nsystemd = true\n[tmpfs]\nsize = "2g"\n[godebug]\nnetdns = "go"\n')
    return path


Wizard = Callable[..., Said]


@pytest.fixture
def wizard(root: Path, wanted: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Wizard:
    """Run a command on the tree with the profile, unless the words name others."""

    def call(*words: str | Path) -> Said:
        argv = [str(word) for word in words]
        for option, value in (("--root", root), ("--profile", wanted)):
            if option not in argv:
                argv += [option, str(value)]
        code = run(argv)
        out, err = capfdbinary.readouterr()
        return Said(code, out.decode(), err.decode())

    return call


Call = Callable[..., Said]


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    def call(pc: Pc, command: str, *words: str) -> Said:
        where = (
            ("--pc",) if pc.transport.site.kind is SiteKind.WINDOWS else ("--distro", pc.transport.site.name)
        )
        code = run([command, *where, "--language", "en", *words], pc=pc)
        out, err = capfdbinary.readouterr()
        return Said(code, out.decode(), err.decode())

    return call


def refused(said: Said) -> str:
    """The sentence by which the run was refused."""
    assert said.code == Exit.ERROR
    assert "Traceback" not in said.out + said.err
    (sentence, *_) = said.err.splitlines()
    return sentence


def picture(root: Path) -> dict[str, tuple[int, int, bytes | str | None]]:
    """Everything of a tree but the journal."""
    seen: dict[str, tuple[int, int, bytes | str | None]] = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if name.startswith("var/lib/wsl-go-wizard"):
            continue
        info = path.lstat()
        if path.is_symlink():
            seen[name] = (info.st_mode, 0, os.readlink(path))
        elif path.is_file():
            seen[name] = (info.st_mode, info.st_mtime_ns, path.read_bytes())
        else:
            seen[name] = (info.st_mode, 0, None)
    return seen
