"""Root acts in a home with the user's ids: it can do there what he can, and nothing more."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shellground import IS_ROOT, SHELLS, USER, Ground, ground
from wizard.model.errors import MachineError, WizardError
from wizard.model.events import never
from wizard.model.orders import Commit, Phase, Undo
from wizard.model.probes import CommandProbe, Denied, Exited, FileProbe, Found
from wizard.model.state import Origin, UnpackedTree

pytestmark = pytest.mark.skipif(not IS_ROOT, reason="needs root")


@pytest.fixture(params=SHELLS)
def site(request: pytest.FixtureRequest) -> Iterator[Ground]:
    with ground(request.param) as made:
        made.folder("home")
        yield made


def owner(path: Path) -> tuple[int, int]:
    return path.lstat().st_uid, path.lstat().st_gid


def test_all_that_is_made_in_a_home_is_the_users(site: Ground) -> None:
    site.write("home/.profile", b"x")
    archive, digest = site.archive()
    site.act(
        Commit(
            (
                site.change("home/.profile", b"x", b"y"),
                site.change("home/a/b/new", None, b"new"),
                site.change("home/link", None, "/etc/passwd"),
                site.change("home/sdk/go1.99", None, UnpackedTree(digest), Origin(archive=archive)),
            )
        )
    )
    made = list((site.root / "home").rglob("*"))
    assert len(made) > 10
    assert {owner(path) for path in made} == {(USER.pw_uid, USER.pw_gid)}


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_an_archive_that_the_user_may_not_read_is_not_called_missing(site: Ground, closed: str) -> None:
    archive, digest = site.archive()
    folder = site.root / "cache"
    folder.mkdir()
    moved = Path(shutil.move(archive, folder))
    (moved if closed == "file" else folder).chmod(0o600 if closed == "file" else 0o700)
    change = site.change("home/sdk/go1.99", None, UnpackedTree(digest), Origin(archive=str(moved)))
    with pytest.raises(MachineError) as caught:
        site.act(Commit((change,)))
    assert caught.value.code == "archive-denied"
    assert moved.name in caught.value.text.render()
    assert not (site.root / "home/sdk").exists()


def test_a_file_of_root_in_a_home_is_not_linked_or_replaced(site: Ground) -> None:
    site.write("home/.profile", b"x")
    os.chown(site.root / "home/.profile", 0, 0)
    change = site.change("home/.profile", b"x", b"y")
    rooted = change.__class__(change.path, site.file("etc", b"x"), change.after, change.uid, change.gid)
    before = site.seen()
    with pytest.raises(MachineError) as caught:
        site.act(Commit((rooted,)))
    assert caught.value.code == "denied"
    assert site.seen() == before


def test_a_link_out_of_the_home_is_no_way_to_a_file_of_root(site: Ground) -> None:
    """`~/etc` leads to the system's folder, `~/x` to its file: the hand neither follows nor writes."""
    canary = site.write("etc/canary", b"alive")
    (site.root / "home/etc").symlink_to("../etc")
    (site.root / "home/x").symlink_to(canary)
    before = site.seen()
    for name, state in (("home/etc/canary", b"alive"), ("home/etc/new", None), ("home/x", b"alive")):
        with pytest.raises(WizardError) as caught:
            site.act(Commit((site.change(name, state, b"evil"),)))
        assert caught.value.code in ("unsafe-path", "stale")
        assert site.seen() == before


def test_a_folder_that_is_roots_is_closed_to_the_users_changes(site: Ground) -> None:
    (site.root / "home/theirs").mkdir(mode=0o755)
    before = site.seen()
    for name in ("home/theirs/new", "home/theirs/deep/new"):
        with pytest.raises(MachineError) as caught:
            site.act(Commit((site.change(name, None, b"x"),)))
        assert caught.value.code == "denied"
        assert site.seen() == before


@pytest.mark.parametrize("where", [".local", ".local/state", ".local/state/wsl-go-wizard"])
def test_where_a_home_has_no_place_for_originals_they_wait_beside(site: Ground, where: str) -> None:
    """A folder of root in the way, a common wound of `sudo`; or a link to where the user must not write."""
    site.write("home/.profile", b"x")
    site.folder(where.rpartition("/")[0] and f"home/{where.rpartition('/')[0]}")
    place = site.root / "home" / where
    if where == ".local":
        place.mkdir(mode=0o755)
    else:
        place.symlink_to("/etc")
    etc = sorted(os.listdir("/etc"))
    before = site.seen()
    site.act(Commit((site.change("home/.profile", b"x", b"y"),)))
    assert (site.root / "home/.wsl-go-wizard-1-1.before").read_bytes() == b"x"
    assert site.act(Undo(1)).phase is Phase.UNDONE
    assert site.seen() == before
    assert sorted(os.listdir("/etc")) == etc


def test_what_a_link_in_the_home_leads_to_is_read_with_the_users_eyes(site: Ground) -> None:
    secret = site.write("secret", b"secret", 0o600)
    open_file = site.write("open", b"open")
    hand = site.hand("nobody")
    home = Path(USER.pw_dir)
    if home.exists():
        pytest.skip("nobody has a home here")
    # The home in passwd does not exist, so the look is asked by a passwd of its own in a mount namespace.
    place = site.root / "home"
    (place / "s").symlink_to(secret)
    (place / "o").symlink_to(open_file)
    passwd = site.root / "passwd"
    passwd.write_text(f"root:x:0:0:root:/root:/bin/sh\nnobody:x:{site.uid}:{site.gid}::{place}:/bin/sh\n")
    site.launch = (
        *("unshare", "-m", "sh", "-c", f'mount --bind {passwd} /etc/passwd && exec "$@"', "sh"),
        *SHELLS[site.shell],
        "-s",
    )
    probes = (FileProbe("~/s"), FileProbe(str(place / "s")), FileProbe("~/o"), FileProbe(str(secret)))
    answers = hand.read((*probes, CommandProbe(("cat", str(secret)))), never)
    result = [answer for _, answer in answers.pairs]
    assert result[0] == result[1] == Denied()
    assert isinstance(result[2], Found)
    assert result[2].link == str(open_file)
    assert isinstance(result[3], Found), "a system file is read as root"
    assert isinstance(result[4], Exited)
    assert result[4].code == 1


@pytest.mark.parametrize("missing", ["setpriv", "setpriv su"])
def test_other_ways_to_the_users_ids(missing: str) -> None:
    """Where there is no `setpriv` (Alpine), `su` does it; else `chroot`."""
    with ground() as site:
        tools = site.aside
        for folder in ("/usr/sbin", "/usr/bin", "/sbin", "/bin"):
            for name in os.listdir(folder):
                if name not in missing.split() and not os.path.lexists(tools / name):
                    (tools / name).symlink_to(f"{folder}/{name}")
        site.write("home/.pro'file $(x)", b"x")
        site.env = {"WSL_GO_WIZARD_PATH": str(tools)}
        before = site.seen()
        site.act(
            Commit((site.change("home/.pro'file $(x)", b"x", b"y"), site.change("home/n/e/w", None, b"1")))
        )
        made = list((site.root / "home").rglob("*"))
        assert {owner(path) for path in made} == {(USER.pw_uid, USER.pw_gid)}
        site.act(Undo(1))
        assert site.seen() == before
        (answer,) = (
            answer for _, answer in site.hand("nobody").read([CommandProbe(("id", "-u"))], never).pairs
        )
        assert answer == Exited(0, b"%d\n" % USER.pw_uid, b"")


def test_without_any_way_nothing_is_done_as_root_instead() -> None:
    with ground() as site:
        tools = site.aside
        for name in os.listdir("/usr/bin"):
            if name not in ("setpriv", "su"):
                (tools / name).symlink_to(f"/usr/bin/{name}")
        site.write("home/.profile", b"x")
        site.env = {"WSL_GO_WIZARD_PATH": str(tools)}
        before = site.seen()
        with pytest.raises(WizardError):
            site.act(Commit((site.change("home/.profile", b"x", b"y"),)))
        assert site.seen() == before


def test_a_user_can_act_on_his_own() -> None:
    """Without root the hand acts with the ids it has; what needs others is refused."""
    with ground() as site:
        site.write("home/.profile", b"x")
        site.write("etc/x", b"x")
        os.chown(site.root, USER.pw_uid, USER.pw_gid)
        ids = ("--reuid", str(USER.pw_uid), "--regid", str(USER.pw_gid), "--clear-groups")
        site.launch = ("setpriv", *ids, "dash", "-s")
        before = site.seen()
        with pytest.raises(WizardError):
            site.act(Commit((site.change("etc/x", b"x", b"y"),)))
        assert site.seen() == before
        assert site.act(Commit((site.change("home/.profile", b"x", b"y"),))).phase is Phase.TRIAL
        assert site.act(Undo(1)).phase is Phase.UNDONE
        assert site.seen() == before


def test_the_stand_ins_are_there() -> None:
    """What these tests rely on, so that a skip is never silent."""
    for tool in ("setpriv", "su", "unshare", "chroot"):
        assert shutil.which(tool)
    assert subprocess.run(["unshare", "-m", "true"], check=False).returncode == 0
