"""Undo among other people's changes, under every shell: what is theirs stays, and is named."""

import os

import pytest

from tests.shellground import Ground, small_batch
from wizard.model.orders import Commit, Phase, Receipt, Recover, Undo
from wizard.model.state import Origin, UnpackedTree


def test_what_somebody_wrote_in_a_trial_is_left_and_named(site: Ground) -> None:
    changes = (*small_batch(site), site.change("etc/third", None, b"3"))
    site.act(Commit(changes))
    (site.root / "etc/wsl.conf").write_bytes(b"mine\n")
    (site.root / "etc/go.conf").unlink()
    (site.root / "etc/go.conf").symlink_to("elsewhere")
    receipt = site.act(Undo(1))
    assert receipt.phase is Phase.UNDONE
    assert set(receipt.foreign) == {site.path("etc/wsl.conf"), site.path("etc/go.conf")}
    assert (site.root / "etc/wsl.conf").read_bytes() == b"mine\n"
    assert os.readlink(site.root / "etc/go.conf") == "elsewhere"
    assert not (site.root / "etc/third").exists()
    assert (site.journal / "1/1.before").read_bytes() == b"[user]\ndefault=me\n"


def test_a_file_deleted_in_a_trial_stays_deleted_and_is_named(site: Ground) -> None:
    site.act(Commit(small_batch(site)))
    (site.root / "etc/wsl.conf").unlink()
    receipt = site.act(Undo(1))
    assert receipt.foreign == (site.path("etc/wsl.conf"),)
    assert (site.journal / "1/1.before").exists()


def test_a_file_restored_by_hand_is_as_before(site: Ground) -> None:
    site.act(Commit(small_batch(site)))
    (site.root / "etc/wsl.conf").write_bytes(b"[user]\ndefault=me\n")
    assert site.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert not list(site.journal.glob("1/*.before"))


@pytest.mark.parametrize("what", ["new file", "changed file", "removed file"])
def test_a_tree_that_somebody_worked_in_is_left(site: Ground, what: str) -> None:
    archive, digest = site.archive()
    tree = site.root / "sdk/go1.99"
    site.act(Commit((site.change("sdk/go1.99", None, UnpackedTree(digest), Origin(archive=archive)),)))
    late = (tree / ".unpacked-success").stat().st_mtime_ns + 10**9
    match what:
        case "new file":
            (tree / "bin/mine").write_bytes(b"mine")
        case "changed file":
            (tree / "VERSION").write_bytes(b"mine")
            os.utime(tree / "VERSION", ns=(late, late))
        case _:
            (tree / "VERSION").unlink()
    os.utime(tree if what == "removed file" else tree / "bin", ns=(late, late))
    receipt = site.act(Undo(1))
    assert receipt.foreign == (str(tree),)
    assert tree.is_dir()


def test_a_folder_that_somebody_uses_stays(site: Ground) -> None:
    site.act(Commit((site.change("etc/new.d/deep/x", None, b"x"),)))
    (site.root / "etc/new.d/theirs").write_bytes(b"theirs")
    assert site.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert [path.name for path in (site.root / "etc/new.d").iterdir()] == ["theirs"]


def test_unknown_bytes_under_our_name_are_put_aside(site: Ground) -> None:
    """In a crash's wake somebody may have written to what was staged."""
    site.act(Commit(small_batch(site)))
    (site.journal / "1/trial").rename(site.journal / "1/switching")
    (site.root / "etc/.wsl-go-wizard-1-1").write_bytes(b"unknown")
    receipt = site.act(Recover())
    assert receipt == Receipt(1, Phase.UNDONE, kept=(site.path("var/lib/wsl-go-wizard/1/1.kept"),))
    assert (site.journal / "1/1.kept").read_bytes() == b"unknown"
    assert not site.litter()
