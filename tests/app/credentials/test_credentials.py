"""Passwords on a real machine: real keyring, real git, real journal. None is left where it should not be."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.servers.own_home import OwnHome

pytestmark = [
    pytest.mark.root,
    pytest.mark.linux(reason="the Secret Service is Linux's, and so are the namespaces of the test"),
]

STORE = "https://me:c4naryST%40RE@git.store\nhttps://c4naryUSERNAME1234@user.name\n"
CONFIG = '[user]\n\tname = Me\n[url "https://me:c4naryURL@git.url/"]\n\tinsteadOf = https://git.url/\n'
CANARIES = ("c4naryST@RE", "c4naryST%40RE", "c4naryURL", "c4naryADDED", "c4naryNETRC", "c4naryUSERNAME1234")


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[OwnHome]:
    with OwnHome(tmp_path) as machine:
        machine.write(".git-credentials", STORE)
        machine.write(".gitconfig", CONFIG, 0o644)
        yield machine


def filled(machine: OwnHome, host: str) -> list[str]:
    """What git itself answers for a host."""
    asked = f"protocol=https\nhost={host}\n\n"
    ran = machine.run("git", "credential", "fill", given=asked, more={"GIT_TERMINAL_PROMPT": "0"})
    lines = ran.stdout.splitlines()
    machine.said.remove(ran.stdout)  # git's own pipe is the one place where it may be
    return [line for line in lines if line.startswith(("username", "password"))]


def test_passwords_move_git_gets_them_and_undo_brings_the_files_back(machine: OwnHome) -> None:
    listed = machine.wizard("credentials", "list", "--json")
    assert listed.returncode == 2
    plain = json.loads(listed.stdout)["plain"]
    assert [(each["path"], each["host"], each["user"], each["stays"] is None) for each in plain] == [
        ("~/.gitconfig", "git.url", "me", True),
        ("~/.git-credentials", "git.store", "me", True),
        ("~/.git-credentials", "user.name", "", False),
    ]
    moved = machine.wizard("credentials", "move", "--yes", "--accept")
    assert moved.returncode == 0, moved.stderr
    assert (machine.home / ".git-credentials").read_text() == STORE.splitlines(keepends=True)[1]
    assert (machine.home / ".gitconfig").read_text().startswith(CONFIG.replace("me:c4naryURL@", ""))
    assert filled(machine, "git.store") == ["username=me", "password=c4naryST@RE"]
    assert filled(machine, "git.url") == ["username=me", "password=c4naryURL"]
    assert machine.wizard("credentials", "list").returncode == 0
    assert machine.wizard("credentials", "test").returncode == 0
    again = machine.wizard("credentials", "move", "--yes")
    assert "None of the passwords can be moved." in again.stdout

    undone = machine.wizard("undo", "--yes")
    assert undone.returncode == 0, undone.stdout + undone.stderr
    assert (machine.home / ".git-credentials").read_text() == STORE
    assert (machine.home / ".gitconfig").read_text() == CONFIG
    assert (machine.home / ".git-credentials").stat().st_mode & 0o777 == 0o600


def test_undo_of_a_setup_that_waits_needs_no_bytes_either(machine: OwnHome) -> None:
    assert machine.wizard("credentials", "move", "--yes").returncode == 0
    assert machine.wizard("history", "--json").returncode == 5
    assert machine.wizard("undo", "--yes").returncode == 0
    assert (machine.home / ".git-credentials").read_text() == STORE


def test_an_original_that_was_deleted_for_good_is_missed_and_nothing_changes(machine: OwnHome) -> None:
    moved = json.loads(machine.wizard("credentials", "move", "--yes", "--accept", "--json").stdout)
    assert len(moved["originals"]) == 2
    for path in moved["originals"]:
        machine.run("rm", path)
    left = (machine.home / ".git-credentials").read_bytes()
    undone = machine.wizard("undo", "--yes")
    assert undone.returncode == 1
    assert "no longer in the journal" in undone.stderr
    assert (machine.home / ".git-credentials").read_bytes() == left


CHANGED_MEANWHILE = """
from pathlib import Path
from wizard.app.profiles.shipped import find
from wizard.app.machines.sites import Where, open_session
from wizard.model.errors import StaleError
logins = open_session(Where(), find("baseline")).credentials
made = logins.offer()
with Path("~/.git-credentials").expanduser().open("a") as file:
    file.write("# mine\\n")
try:
    logins.apply(made)
except StaleError as error:
    print(*(text.render() for text in error.sentences()))
print(logins.keyring.find("git.store")[0])
"""


def test_a_file_that_changes_before_the_yes_keeps_its_passwords(machine: OwnHome) -> None:
    ran = machine.run(sys.executable, "-P", "-c", CHANGED_MEANWHILE)
    says, stored = ran.stdout.splitlines()
    assert "has changed since the plan was made" in says
    assert "The passwords are in the keyring. The files are unchanged." in says
    assert stored == "me"
    assert (machine.home / ".git-credentials").read_text() == STORE + "# mine\n"
    assert (machine.home / ".gitconfig").read_text() == CONFIG


def test_a_new_password_comes_from_the_input_alone(machine: OwnHome) -> None:
    added = machine.wizard(
        "credentials", "add", "new.host", "--login", "bob", "--yes", "--accept", given="c4naryADDED\n"
    )
    assert added.returncode == 0, added.stderr
    assert filled(machine, "new.host") == ["username=bob", "password=c4naryADDED"]
    refused = machine.wizard("credentials", "add", "new.host", "--login", "eve", "--yes", given="x\n")
    assert refused.returncode == 1
    assert "already has a login for new.host" in refused.stderr
    assert machine.wizard("credentials", "remove", "new.host", "--yes").returncode == 0
    assert filled(machine, "new.host") == []
    assert machine.wizard("credentials", "test", "new.host").returncode == 1


def test_without_a_yes_nothing_happens(machine: OwnHome) -> None:
    for words in (("move",), ("add", "new.host", "--login", "bob"), ("remove", "git.store")):
        ran = machine.wizard("credentials", *words, given="c4naryADDED\n")
        assert ran.returncode == 1
        assert "--yes" in ran.stderr
    assert (machine.home / ".git-credentials").read_text() == STORE
    assert json.loads(machine.wizard("credentials", "list", "--json").stdout)["stored"] == []


def test_a_netrc_is_written_for_its_owner_only(machine: OwnHome) -> None:
    machine.write(".netrc", "machine a.x login u password p\n", 0o644)
    words = ("credentials", "add", "new.host", "--login", "bob", "--netrc", "--yes", "--accept")
    added = machine.wizard(*words, given="c4naryNETRC\n")
    assert added.returncode == 0, added.stderr
    netrc = machine.home / ".netrc"
    assert netrc.read_text().endswith("machine new.host login bob password c4naryNETRC\n")
    assert netrc.stat().st_mode & 0o777 == 0o600
    assert machine.wizard(*words, given="c4naryNETRC\n").returncode == 1


def test_no_password_is_left_anywhere_else(machine: OwnHome, tmp_path: Path) -> None:
    home = machine.home
    kept = home / "kept"
    kept.mkdir()
    machine.write(".netrc", "machine git.netrc login me password c4naryNETRC\n")
    machine.wizard("credentials", "list")
    machine.wizard("credentials", "list", "--json")
    machine.wizard("credentials", "move", "--yes")
    machine.wizard("plan", "--save", "/var/lib/home/kept/plan.json", "--no-rehearsal")
    machine.wizard("report", "--out", "/var/lib/home/kept/report.html")
    machine.wizard("record", "/var/lib/home/kept/record.json")
    machine.wizard("accept")
    machine.wizard("credentials", "add", "n.x", "--login", "b", "--yes", "--accept", given="c4naryADDED\n")
    machine.wizard("credentials", "test")
    machine.wizard("look", "--all", "--json")
    machine.wizard("history", "--json")
    machine.wizard("drift", "--json")
    machine.wizard("undo", "--yes", "--json", "1")
    machine.wizard("credentials", "add", "n.x", "--login", "b", "--netrc", "--yes", given="c4naryADDED\n")
    machine.wizard("history", "--json")
    assert {path.name for path in kept.iterdir()} >= {"plan.json", "report.html", "record.json"}

    allowed = {home / name for name in (".git-credentials", ".gitconfig", ".netrc")}
    found = {
        str(path)
        for path in machine.files()
        if path not in allowed and not path.name.endswith(".before") and holds(path.read_bytes())
    }
    assert found == set()
    assert any(holds(path.read_bytes()) for path in allowed)
    originals = [path for path in machine.files() if path.name.endswith(".before")]
    assert any(holds(path.read_bytes()) for path in originals)
    assert not holds("".join(machine.said).encode())
    assert len(machine.seen) > 50
    assert not [each for each in tuple(machine.seen) if holds(each)]


def holds(data: bytes) -> bool:
    """Whether any canary is in *data*, as it is or as programs write such things."""
    return any(form in data for canary in CANARIES for form in forms(canary))


def forms(canary: str) -> Iterator[bytes]:
    yield canary.encode()
    yield quote(canary, safe="").encode()
    yield canary.encode("utf-16-le")
    for shift in range(3):
        # What of base64 does not depend on what stands before and behind.
        coded = base64.b64encode(b"x" * shift + canary.encode())
        yield coded[4 if shift else 0 : len(canary) * 4 // 3 - 4]
