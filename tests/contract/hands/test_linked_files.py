"""A file of the system that is a link, as WSL reads `/etc/wsl.conf`: every hand changes only what it leads to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.hands import Hand
from wizard.model.errors import WizardError
from wizard.model.orders import Commit, Phase, Receipt, Undo
from wizard.model.probes import FileProbe, Found, Linked, LinkProbe, Missing, Special
from wizard.model.state import Change

CONF, OLD, NEW = "etc/wsl.conf", b"[boot]\nsystemd=false\n", b"[boot]\nsystemd=true\n"


def linked(hand: Hand, real: str, *, absolute: bool = False) -> Path:
    """The link, which leads to the file *real*."""
    site = hand.site
    site.folder("etc")
    site.write(real, OLD)
    link = site.root / CONF
    link.symlink_to(site.path(real) if absolute else f"../{real}")
    return link


def change(hand: Hand, real: str) -> Change:
    site = hand.site
    uid, gid = site.ids(real)
    return Change(site.path(real), site.file(real, OLD), site.file(real, NEW), uid, gid, site.path(CONF))


def refused(hand: Hand, *changes: Change) -> str:
    before = hand.site.seen()
    with pytest.raises(WizardError) as caught:
        hand.act(Commit(changes))
    assert hand.site.seen() == before
    assert hand.site.litter() == []
    return caught.value.code


@pytest.mark.parametrize("absolute", [True, False])
@pytest.mark.parametrize("real", ["srv/conf/wsl.conf", "home/dots/wsl.conf"])
def test_the_file_behind_it_is_changed_and_the_link_stays(hand: Hand, real: str, absolute: bool) -> None:
    site, link = hand.site, linked(hand, real, absolute=absolute)
    before, target = site.seen(), os.readlink(link)
    asked = hand.ask(FileProbe(site.path(CONF)))
    assert isinstance(asked, Found)
    assert (asked.content, asked.link) == (OLD, site.path(real))
    assert hand.ask(LinkProbe(site.path(CONF))) == Linked(target)
    assert hand.act(Commit((change(hand, real),))) == Receipt(1, Phase.TRIAL)
    assert (os.readlink(link), (site.root / real).read_bytes()) == (target, NEW)
    now = (site.root / real).stat()
    assert (now.st_uid, now.st_gid) == site.ids(real)
    assert hand.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert site.seen() == before


@pytest.mark.parametrize("real", ["srv/conf/wsl.conf", "home/dots/wsl.conf"])
def test_a_folder_on_its_way_that_was_swapped_for_a_link_is_refused(hand: Hand, real: str) -> None:
    """What was previewed lies elsewhere by now, perhaps where somebody else wants root to write."""
    linked(hand, real)
    folder = (hand.site.root / real).parent
    folder.rename(folder.with_name("moved"))
    folder.symlink_to("moved")
    hand.site.own(folder)
    assert refused(hand, change(hand, real)) == "unsafe-path"


@pytest.mark.parametrize("real", ["srv/conf/wsl.conf", "home/dots/wsl.conf"])
def test_a_link_is_no_file_whose_bytes_could_be_exchanged(hand: Hand, real: str) -> None:
    """By its own name, a link would be replaced by the file that it leads to."""
    linked(hand, real)
    uid, gid = hand.site.ids(CONF)
    by_name = Change(hand.site.path(CONF), hand.site.file(CONF, OLD), hand.site.file(CONF, NEW), uid, gid)
    assert refused(hand, by_name) == "stale"


def test_what_is_no_file_at_its_end_is_told_from_one(hand: Hand) -> None:
    site = hand.site
    site.folder("etc")
    os.mkfifo(site.root / "pipe")
    for target, kind in (("../pipe", "fifo"), ("/dev/null", "char"), (".", "directory")):
        (site.root / CONF).symlink_to(target)
        answer = hand.ask(FileProbe(site.path(CONF)))
        assert isinstance(answer, Special)
        assert answer.kind == kind
        (site.root / CONF).unlink()
    for target in ("../gone", "wsl.conf"):
        (site.root / CONF).symlink_to(target)
        assert hand.ask(FileProbe(site.path(CONF))) == Missing(target)
        (site.root / CONF).unlink()
