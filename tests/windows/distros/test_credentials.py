"""Passwords by the Windows program: into Credential Manager, wired for a distro, and out again. Their words are of any
script, on a code page that knows none of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.windows.distros.computer import Pc
from tests.windows.distros.way import Ran
from tests.windows.distros.windows import PREFIX, PYTHON_EXE
from wizard.cli.exits import Exit

HOST = "git.corp:8443"
USER = "jürgen 王"
SECRET = "密码 c4nary ü\N{KEY}"
READ = f"""
import sys
from win32ctypes.pywin32 import win32cred
found = win32cred.CredRead("git:https://{HOST}", win32cred.CRED_TYPE_GENERIC)
sys.stdout.buffer.write((found["UserName"] + "\\n" + found["CredentialBlob"].decode("utf-16-le")).encode())
"""
MANAGER = "Program Files/Git/mingw64/bin/git-credential-manager.exe"
AT = ("--distro", "Debian")


@pytest.fixture
def home(pc: Pc) -> Path:
    """The home of a distro's user whose PC has Git for Windows, as far as it is looked for."""
    root = pc.add("Debian")
    (pc.world.drive / MANAGER).parent.mkdir(parents=True)
    (pc.world.drive / MANAGER).write_bytes(b"MZ")
    return root / "home/me"


def added(pc: Pc, secret: str, user: str = USER) -> Ran:
    words = ("credentials", "add", HOST, "--login", user, *AT, "--yes", "--accept")
    return pc.windows.run(*pc.windows.wizard_argv(), *words, input=f"{secret}\n".encode())


def stored(pc: Pc) -> list[dict[str, str]]:
    """The logins that the program lists."""
    accounts: list[dict[str, str]] = json.loads(pc.wizard("credentials", "list", *AT, "--json").out)["stored"]
    return accounts


def test_a_password_goes_into_credential_manager_and_out_again(pc: Pc, home: Path) -> None:
    assert stored(pc) == []
    ran = added(pc, SECRET)
    assert ran.code == Exit.DONE, ran
    assert stored(pc) == [{"host": HOST, "user": USER}]
    read = pc.windows.run(PYTHON_EXE, "-X", "utf8", "-c", READ)
    assert read.out == f"{USER}\n{SECRET}", read
    config = (home / ".gitconfig").read_text("utf-8")
    assert f'[credential "https://{HOST}"]' in config
    assert "git-credential-manager.exe" in config

    tested = pc.wizard("credentials", "test", *AT)
    assert (tested.code, tested.words) == (
        Exit.ERROR,
        f"{HOST}: git gets no password from the keyring.",
    ), "there is no git"
    removed = pc.wizard("credentials", "remove", HOST, *AT, "--yes")
    assert (removed.code, removed.words) == (Exit.DONE, f"The login of {USER} for {HOST} is deleted.")
    assert stored(pc) == []
    assert pc.wizard("undo", *AT, "--yes").code == Exit.DONE
    assert not (home / ".gitconfig").exists()
    assert [path for path in written(pc, home) if b"c4nary" in path.read_bytes().replace(b"\0", b"")] == []


def test_what_windows_does_not_take_is_refused_before_anything_changes(pc: Pc, home: Path) -> None:
    for secret, why in (
        ("x" * 1281, "The password is longer than Windows Credential Manager allows."),
        ("", "The password is empty"),
        ("a\tb", "a control character"),
    ):
        ran = added(pc, secret)
        assert (ran.code, why in ran.err) == (Exit.ERROR, True), ran
    assert stored(pc) == []
    assert not (home / ".gitconfig").exists()
    assert added(pc, "密" * 1280).code == Exit.DONE
    other = added(pc, "x", user="eve")
    assert other.code == Exit.ERROR
    assert f"The keyring already has a login for {HOST}, of {USER}." in other.err


def written(pc: Pc, home: Path) -> list[Path]:
    """The files of the distro's user, of Windows' user, and of the registry."""
    registry = [*(pc.windows.system / PREFIX).glob("*.reg")]
    assert registry
    below = (*home.rglob("*"), *pc.profile.rglob("*"))
    return [*registry, *(path for path in below if path.is_file() and not path.is_symlink())]
