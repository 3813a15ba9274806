"""Nobody waits for a server that says nothing, and two who want one file do not harm each other."""

import contextlib
import threading
import time
from pathlib import Path

import pytest

from tests.servers.goserver import GoServer, Knobs
from tests.servers.loading import is_good, listed, load
from wizard.codecs.go.releases import Archive
from wizard.downloads import web
from wizard.model.errors import MachineError, Stopped


@pytest.mark.parametrize("stuck", [Knobs(stall=0), Knobs(stall=70_000)], ids=["before", "within"])
def test_stop_is_heard_while_the_server_says_nothing(
    stuck: Knobs, go: GoServer, archive: Archive, tmp_path: Path
) -> None:
    go.knobs = stuck
    heard: list[float] = []

    def stop() -> bool:
        if go.stalled.is_set() and not heard:
            heard.append(time.monotonic())
        return bool(heard)

    with pytest.raises(Stopped):
        load(archive, tmp_path, go.url, stop=stop)
    assert time.monotonic() - heard[0] < 1


def test_what_came_before_the_stop_is_continued(go: GoServer, archive: Archive, tmp_path: Path) -> None:
    go.knobs = Knobs(stall=100_000)
    begun = threading.Event()
    with pytest.raises(Stopped):
        load(
            archive, tmp_path, go.url, stop=begun.is_set, tell=lambda done, _: done == 100_000 and begun.set()
        )
    go.knobs = Knobs()
    load(archive, tmp_path, go.url)
    assert go.requests[-1].range == "bytes=100000-"


def test_stop_is_heard_while_another_download_has_the_lock(
    go: GoServer, archive: Archive, tmp_path: Path
) -> None:
    go.knobs = Knobs(stall=70_000)
    over = threading.Event()
    first = threading.Thread(target=_until_stopped, args=(archive, tmp_path, go.url, over))
    first.start()
    assert go.stalled.wait(10)
    asked = threading.Event()

    def stop() -> bool:
        was_asked = asked.is_set()
        asked.set()
        return was_asked

    with pytest.raises(Stopped):
        load(archive, tmp_path, go.url, stop=stop)
    over.set()
    first.join(10)
    assert len(go.requests) == 1


def _until_stopped(archive: Archive, into: Path, url: str, over: threading.Event) -> None:
    with contextlib.suppress(Stopped):
        load(archive, into, url, stop=over.is_set)


def test_downloads_of_one_file_at_the_same_time_share_one(
    go: GoServer, archive: Archive, tmp_path: Path
) -> None:
    paths: list[Path] = []
    threads = [
        threading.Thread(target=lambda: paths.append(load(archive, tmp_path, go.url))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(paths) == 6
    assert all(is_good(path, archive) for path in paths)
    assert len(go.requests) == 1


@pytest.mark.parametrize(
    "stuck", [Knobs(stall=0), Knobs(stall=70_000), Knobs(drip=70_000)], ids=["mute", "stall", "drip"]
)
def test_a_source_that_falls_asleep_is_given_up(
    stuck: Knobs, go: GoServer, shelf: Path, archive: Archive, tmp_path: Path
) -> None:
    go.knobs = stuck
    assert is_good(load(archive, tmp_path, go.url, str(shelf), stall_s=0.3), archive)


def test_a_list_that_drips_is_given_up_in_time(go: GoServer) -> None:
    go.knobs = Knobs(drip=1)
    began = time.monotonic()
    with pytest.raises(MachineError, match="too slow") as caught:
        web.fetch(f"{go.url}?mode=json", limit_bytes=1 << 20, timeout_s=0.4)
    assert caught.value.code == "unreachable"
    assert time.monotonic() - began < 5


def test_a_list_that_trickles_is_given_up_in_time(go: GoServer, archive: Archive) -> None:
    go.knobs = Knobs(drip=0, piece=7_000)
    with pytest.raises(MachineError, match="too slow"):
        web.fetch(go.url + archive.filename, limit_bytes=1 << 20, timeout_s=0.3)


def test_stop_is_heard_while_the_list_is_awaited(go: GoServer) -> None:
    go.knobs = Knobs(stall=0)
    with pytest.raises(Stopped):
        listed(go.url, stop=go.stalled.is_set)
