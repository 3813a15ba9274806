"""Go archives: fetched once, looked through before a machine sees them, and never taken from an unknown place."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.servers.goserver import make_archive
from wizard.app.archives import Archives
from wizard.model.edits.files import Download
from wizard.model.errors import InputError, WizardError
from wizard.model.events import Doing, Event, never
from wizard.model.plans import Plan
from wizard.model.state import Absent, Change, Link, UnpackedTree

GO = "go1.25.5"


@pytest.fixture
def wanted(tmp_path: Path) -> Download:
    """An archive in a folder that stands for a download site."""
    shop = tmp_path / "shop"
    shop.mkdir()
    data = make_archive(shop, "1.25.5").read_bytes()
    (archive,) = shop.iterdir()
    return Download(archive.name, GO, hashlib.sha256(data).hexdigest(), len(data), (str(shop),))


def plan(*downloads: Download) -> Plan:
    return Plan("m", "s", downloads=downloads)


def test_it_is_fetched_once_and_told_of(wanted: Download, tmp_path: Path) -> None:
    told: list[Event] = []
    archives = Archives(tmp_path / "cache")
    first = archives.get(wanted, told.append, never)
    assert hashlib.sha256(first.read_bytes()).hexdigest() == wanted.sha256
    assert [event.what.render() for event in told if isinstance(event, Doing)] == [
        f"Downloading {wanted.filename}",
        f"Verifying the checksum of {wanted.filename}",
    ]
    (tmp_path / "shop" / wanted.filename).unlink()
    assert archives.get(wanted, told.append, never) == first, "the second time it is at hand"


def test_an_archive_that_is_no_go_is_refused_before_a_machine_sees_it(tmp_path: Path) -> None:
    name = "go1.25.5.linux-amd64.tar.gz"
    (tmp_path / name).write_bytes(b"no archive")
    digest = hashlib.sha256(b"no archive").hexdigest()
    wanted = Download(name, GO, digest, 10, (str(tmp_path),))
    with pytest.raises(WizardError) as caught:
        Archives(tmp_path / "cache").get(wanted, lambda _: None, never)
    assert caught.value.code == "archive-unsafe"


def test_a_change_that_unpacks_gets_its_archive(wanted: Download, tmp_path: Path) -> None:
    change = Change("/home/me/sdk/go1.25.5", Absent(), UnpackedTree(wanted.sha256), 1000, 1000)
    ready = Archives(tmp_path / "cache").beside(plan(wanted), change, lambda _: None, never)
    assert ready.origin is not None
    assert ready.origin.archive is not None
    assert Path(ready.origin.archive).read_bytes() == (tmp_path / "shop" / wanted.filename).read_bytes()


def test_other_changes_are_left_as_they_are(tmp_path: Path) -> None:
    change = Change("/home/me/sdk/go", Absent(), Link("go1.25.5"), 1000, 1000)
    assert Archives(tmp_path).beside(plan(), change, lambda _: None, never) is change


def test_a_plan_that_does_not_say_where_an_archive_comes_from_is_refused(tmp_path: Path) -> None:
    change = Change("/home/me/sdk/go1.25.5", Absent(), UnpackedTree("0" * 64), 1000, 1000)
    with pytest.raises(InputError) as caught:
        Archives(tmp_path).beside(plan(), change, lambda _: None, never)
    assert caught.value.code == "plan-damaged"
