"""This PC through the command line: .wslconfig set, WSL shut down and started, kept, drifted, undone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pcs.registry_file import FileRegistry
from tests.wsl.distros.base import made
from tests.wsl.world import World
from wizard.app.machines.this_pc import ThisPc
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.transports.windows.pc import Windows

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("distro"),
    pytest.mark.timeout(600),
]

MINE = b"# for the big builds\r\n[wsl2]\r\nlocalhostForwarding=true   # as it was\r\n"
PROFILE = """\
name = "laptop"
[wslconfig]
memory = "2GB"
autoMemoryReclaim = "dropCache"
"""
Wizard = Callable[..., int]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made()
    with World(tmp_path) as world:
        yield world


@pytest.fixture
def wizard(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wizard:
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "en")
    wanted = tmp_path / "laptop.toml"
    wanted.write_text(PROFILE)
    version = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
    world.registered(version, CurrentBuildNumber="26100", UBR=2314, EditionID="Professional")

    def wizard(command: str, *words: str) -> int:
        pc = Windows(
            world.profile,
            FileRegistry(world.reg()),
            wsl_exe=world.exe,
            drives={"c": world.drive},
            home=r"C:\Users\me",
        )
        return run([command, "--pc", "--profile", str(wanted), *words], pc=ThisPc(pc))

    return wizard


def memory(world: World) -> int:
    """What a distro has, as the virtual machine was told when it was made."""
    return int(world.vm_settings["wsl2.memory"])


def test_the_whole_way_of_wslconfig(world: World, wizard: Wizard, capfd: pytest.CaptureFixture[str]) -> None:
    world.add("One")
    world.add("Two")
    config = world.profile / ".wslconfig"
    config.write_bytes(MINE)
    for name in ("One", "Two"):
        world.run("-d", name, "--exec", "/bin/true")
    assert wizard("apply", "--yes", "--restart", "later") == Exit.DONE, capfd.readouterr()
    assert b"memory=2GB\r\n" in config.read_bytes()
    assert b"localhostForwarding=true   # as it was\r\n" in config.read_bytes()
    assert memory(world) != 2 << 30, "what runs is not touched before the restart"
    capfd.readouterr()
    assert wizard("restart", "--yes") == Exit.NOTHING_TO_DO, capfd.readouterr()
    output = capfd.readouterr().out
    assert {"One", "Two"} <= set(re.split(r"\W+", output)), "every distro that ends is named"
    assert world.vm_boots == 2
    assert memory(world) == 2 << 30
    assert wizard("accept") == Exit.DONE
    assert wizard("plan") == Exit.NOTHING_TO_DO

    config.write_bytes(config.read_bytes().replace(b"memory=2GB", b"memory=1GB"))
    capfd.readouterr()
    assert wizard("drift", "--json") == Exit.PENDING
    (drifted,) = json.loads(capfd.readouterr().out)["drift"]
    assert drifted["standing"] == "foreign"
    assert wizard("apply", "--yes", "--restart", "now") == Exit.DONE
    assert wizard("accept") == Exit.DONE
    assert wizard("undo", "2", "--yes") == Exit.DONE
    assert b"memory=1GB" in config.read_bytes()
    config.write_bytes(config.read_bytes().replace(b"memory=1GB", b"memory=2GB"))
    assert wizard("undo", "1", "--yes") == Exit.DONE
    assert config.read_bytes() == MINE


@pytest.mark.parametrize(
    ("damaged", "message"),
    [
        (b"[wsl2]\nmacAddress=nonsense\nmemory=4GB\n", "WSL does not start"),
        (b"[wsl2]\nkernel=C:\\\\no\\\\kernel\nmemory=4GB\n", "WSL does not start"),
        ("[wsl2]\nmemory=4GB\n".encode("utf-16-be"), "does not read this form of UTF-16"),
        (b"[wsl2] x\nmemory=4GB\n[wsl2]\nprocessors=2\n", "cannot read this section header"),
        (b"[wsl2]\nprocessors=2\x1a\nmemory=4GB\n", "(Ctrl+Z)"),
        (b"\0\0\0memory=4GB\0\0", "not a text file"),
        (b"\xef\xbb\xbf[wsl2]\nmemory=4GB\n", ""),
        ("\ufeff[wsl2]\nmemory=4GB\n".encode("utf-16-le"), ""),
    ],
    ids=["mac", "kernel", "utf-16-be", "poisoned", "control-z", "zeros", "bom", "utf-16-le"],
)
def test_a_damaged_file_is_explained_and_never_begun_anew(
    world: World, wizard: Wizard, capfd: pytest.CaptureFixture[str], damaged: bytes, message: str
) -> None:
    """What WSL reads in spite of its form is no damage: a byte order mark, UTF-16 with one."""
    world.add("One")
    config = world.profile / ".wslconfig"
    config.write_bytes(damaged)
    wizard("look")
    said = capfd.readouterr()
    assert ("wslconfig-damage" in said.out) is bool(message)
    assert message in said.out
    wizard("apply", "--yes", "--restart", "later")
    words = config.read_bytes().replace(b"\0", b"")
    assert b"memory=" in words, "what was there is the beginning of what is there"
    wizard("undo", "--yes")
    assert config.read_bytes() == damaged
    assert "Traceback" not in capfd.readouterr().err + said.err
