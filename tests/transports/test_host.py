"""This computer: its memory, its system, and documents from an address or a folder."""

from __future__ import annotations

import platform
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from wizard.model.errors import InputError, Stopped
from wizard.model.events import never, silent
from wizard.model.orders import Recover
from wizard.model.ports import Can
from wizard.model.probes import (
    AccountProbe,
    Answer,
    CommandProbe,
    Figure,
    FileProbe,
    Found,
    HostProbe,
    Probe,
    Unavailable,
    UrlProbe,
)
from wizard.transports.host import Host


def only(probe: Probe) -> Answer:
    return Host().read((probe,), never)[probe]


def test_figures_are_this_computers() -> None:
    assert only(HostProbe("memory")) == Figure(psutil.virtual_memory().total)
    assert only(HostProbe("system")) == Figure(platform.system())
    assert only(HostProbe("shoe-size")) == Unavailable("no information is available")


def test_addresses_of_a_name_are_those_of_this_computer_s_resolver() -> None:
    assert only(HostProbe("addresses of localhost")) == Figure("127.0.0.1")
    assert isinstance(only(HostProbe("addresses of a..b")), Unavailable)
    with pytest.raises(Stopped):
        Host().read((HostProbe("addresses of localhost"),), lambda: True)


def test_a_folder_stands_in_for_a_site_with_its_index(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_bytes(b"[]")
    answer = only(UrlProbe(str(tmp_path)))
    assert isinstance(answer, Found)
    assert answer.content == b"[]"
    assert isinstance(only(UrlProbe(str(tmp_path), 1)), Unavailable)


@pytest.mark.parametrize(
    "url", ["/no/such/folder", "", "ftp://x/", "http://127.0.0.1:1/", "http://user:s3cret@127.0.0.1:1/x"]
)
def test_what_cannot_be_had_is_told_why(url: str) -> None:
    answer = only(UrlProbe(url))
    assert isinstance(answer, Unavailable)
    assert answer.why
    assert "s3cret" not in answer.why
    assert "\n" not in answer.why


def test_everything_else_is_for_others_to_answer() -> None:
    for probe in (FileProbe("/etc/passwd"), CommandProbe(("true",)), AccountProbe()):
        assert only(probe) == Unavailable("this machine cannot report this")


def test_it_changes_nothing_and_can_be_stopped() -> None:
    host = Host()
    assert (host.can, host.site.kind, bool(host.site.name)) == (Can(False, False, False), "host", True)
    for refuse in (lambda: host.act(Recover(), silent, never), lambda: host.restart(silent)):
        with pytest.raises(InputError) as caught:
            refuse()
        assert caught.value.code == "host-cannot-act"
    with pytest.raises(Stopped):
        host.read((HostProbe("memory"),), lambda: True)


@pytest.mark.linux(reason="Windows has no TZ")
def test_the_time_is_that_of_greenwich_wherever_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        before = datetime.now(UTC).replace(microsecond=0)
        told = only(HostProbe("now"))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert isinstance(told, Figure)
    assert before <= datetime.strptime(str(told.value), "%Y-%m-%dT%H:%M:%S%z") <= datetime.now(UTC)
