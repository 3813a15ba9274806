"""What stands in the way of an order, under every shell: it is refused, and nothing is changed. A lock is taken over
where whoever held it is gone."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.shellground import IS_ROOT, Ground, ground, small_batch
from tests.transports.shell.conftest import refused
from wizard.model.errors import BusyError, StaleError
from wizard.model.orders import Commit, Phase, Receipt, Recover
from wizard.model.state import Origin, Other, UnpackedTree


@pytest.mark.parametrize("wrong", ["content", "mode", "owner", "there", "gone", "folder", "fifo", "link"])
def test_a_file_that_moved_on_makes_the_plan_stale(site: Ground, wrong: str) -> None:
    changes = small_batch(site)
    path, new = site.root / "etc/wsl.conf", site.root / "etc/go.conf"
    match wrong:
        case "content":
            path.write_bytes(b"mine\n")
        case "mode":
            path.chmod(0o600)
        case "owner":
            if not IS_ROOT:
                pytest.skip("needs root")
            os.chown(path, site.uid, site.gid)
        case "there":
            new.write_bytes(b"somebody was here\n")
        case _:
            path.unlink()
    if wrong == "folder":
        path.mkdir()
    elif wrong == "fifo":
        os.mkfifo(path)
    elif wrong == "link":
        path.symlink_to("passwd")
    error = refused(site, Commit(changes))
    assert isinstance(error, StaleError)
    assert str(new if wrong == "there" else path) in str(error)


def test_a_state_that_cannot_be_known_is_stale(dash: Ground) -> None:
    dash.folder("etc/folder")
    assert refused(dash, Commit((dash.change("etc/folder", Other("directory"), b"x"),))).code == "stale"


def test_a_parent_that_is_a_link_is_refused(site: Ground) -> None:
    site.write("real/file", b"x")
    (site.root / "way").symlink_to("real")
    for name, state in (
        ("way/file", b"x"),
        ("way/new", None),
        ("way/deep/new", None),
        ("real/../real/new", None),
    ):
        change = site.change(name, state, b"y")
        assert refused(site, Commit((change,))).code in ("unsafe-path", "stale")
    assert refused(site, Commit((site.change("real/file/below", None, b"y"),))).code == "unsafe-path"


@pytest.mark.parametrize("taken", ["", ".before", ".dir"])
def test_a_name_of_ours_that_is_taken_is_refused(site: Ground, taken: str) -> None:
    """By a link to a canary, which is neither followed nor removed."""
    changes = small_batch(site)
    canary = site.write("canary", b"alive")
    (site.root / f"etc/.wsl-go-wizard-1-2{taken}").symlink_to(canary)
    assert refused(site, Commit(changes)).code == "unsafe-path"


def test_an_archive_that_is_not_the_promised_one(site: Ground) -> None:
    archive, digest = site.archive()
    wrong = site.change("sdk/go1.99", None, UnpackedTree("0" * 64), Origin(archive=archive))
    assert refused(site, Commit((wrong,))).code == "archive-mismatch"
    missing = site.change("sdk/go1.99", None, UnpackedTree(digest), Origin(archive=archive + ".gone"))
    assert refused(site, Commit((missing,))).code == "archive-unseen"


def test_an_archive_that_cannot_be_unpacked(site: Ground) -> None:
    import hashlib

    broken = site.write("broken.tar.gz", b"this is no archive\n" * 100)
    digest = hashlib.sha256(broken.read_bytes()).hexdigest()
    change = site.change("sdk/go1.99", None, UnpackedTree(digest), Origin(archive=str(broken)))
    assert refused(site, Commit((change,))).code == "archive-unpack"


def test_a_missing_tool_is_named(tmp_path: Path) -> None:
    with ground("bash") as site:
        for name in (
            "id",
            "stat",
            "readlink",
            "ln",
            "mkdir",
            "rm",
            "sha256sum",
            "cat",
            "sync",
            "mv",
            "sh",
            "tail",
            "tr",
        ):
            (tmp_path / name).symlink_to(f"/usr/bin/{name}")
        changes = small_batch(site)
        site.journal.mkdir(parents=True)
        site.env = {"WSL_GO_WIZARD_PATH": str(tmp_path)}
        error = refused(site, Commit(changes))
        assert error.code == "missing-tool"
        assert "base64" in str(error)


@pytest.mark.parametrize(
    ("lock", "is_free"),
    [
        ("999999999:1:{space}:me@pc", True),
        ("1:1:{space}:me@pc", True),
        ("1:1:another-boot-1:me@pc", True),
        ("1:99999999999:{boot}-4026531999:me@pc", False),
        ("garbage", False),
        ("", False),
    ],
)
def test_whose_lock_is_taken_over(site: Ground, lock: str, is_free: bool) -> None:
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().partition("-")[0]
    space = f"{boot}-{os.readlink('/proc/self/ns/pid')[5:-1]}"
    site.journal.mkdir(parents=True)
    (site.journal / "lock").symlink_to(lock.format(space=space, boot=boot) or " ")
    if is_free:
        assert site.act(Commit(small_batch(site))).phase is Phase.TRIAL
        assert not list(site.journal.glob("stale*"))
        return
    with pytest.raises(BusyError):
        site.act(Commit(small_batch(site)))
    assert site.is_locked


def test_a_live_process_with_another_start_time_is_not_the_holder(dash: Ground) -> None:
    with subprocess.Popen(["sleep", "30"]) as sleeper:
        fields = Path(f"/proc/{sleeper.pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().partition("-")[0]
        space = f"{boot}-{os.readlink('/proc/self/ns/pid')[5:-1]}"
        dash.journal.mkdir(parents=True)
        lock = dash.journal / "lock"
        lock.symlink_to(f"{sleeper.pid}:{fields[19]}:{space}:me@pc")
        with pytest.raises(BusyError, match="me@pc"):
            dash.act(Recover())
        lock.unlink()
        lock.symlink_to(f"{sleeper.pid}:{int(fields[19]) - 1}:{space}:me@pc")
        assert dash.act(Recover()) == Receipt(None, None)
        sleeper.kill()
