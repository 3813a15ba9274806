"""Archives and the list of releases, from real servers on loopback addresses."""

from pathlib import Path

import pytest

from tests.servers.goserver import GoServer, Knobs
from tests.servers.loading import is_good, listed, load, names, refused
from wizard.codecs.go.releases import Archive
from wizard.downloads import web
from wizard.model.errors import InputError, MachineError


def test_an_archive_arrives_whole_and_alone(go: GoServer, archive: Archive, tmp_path: Path) -> None:
    result: list[tuple[int, int]] = []
    path = load(archive, tmp_path / "new" / "cache", go.url, tell=lambda *step: result.append(step))
    assert is_good(path, archive)
    assert names(path.parent) == [archive.filename]
    assert result == sorted(result)
    assert result[-1] == (archive.size, archive.size)


def test_what_is_there_is_not_loaded_again(go: GoServer, archive: Archive, tmp_path: Path) -> None:
    load(archive, tmp_path, go.url)
    load(archive, tmp_path, go.url)
    load(archive, tmp_path)
    assert len(go.requests) == 1


def test_a_local_folder_is_a_source(shelf: Path, archive: Archive, tmp_path: Path) -> None:
    assert is_good(load(archive, tmp_path, str(shelf)), archive)


def test_the_address_may_lack_its_slash_or_have_a_query(
    go: GoServer, archive: Archive, tmp_path: Path
) -> None:
    load(archive, tmp_path / "a", go.url.rstrip("/"))
    load(archive, tmp_path / "b", go.url + "?mode=json")
    assert {request.path for request in go.requests} == {f"/dl/{archive.filename}"}


@pytest.mark.parametrize(
    "change",
    [
        {"filename": "../../etc/cron.d/go1.25.5.linux-amd64.tar.gz"},
        {"filename": ".bashrc"},
        {"sha256": "ab"},
        {"size": 0},
        {"size": 1 << 40},
    ],
)
def test_an_archive_that_no_list_would_name_is_refused(
    change: dict[str, object], go: GoServer, archive: Archive, tmp_path: Path
) -> None:
    fields = {name: getattr(archive, name) for name in ("filename", "sha256", "size", "version")} | change
    with pytest.raises(InputError, match="is not a Go archive"):
        load(Archive(**fields), tmp_path, go.url)
    assert (names(tmp_path), go.requests) == ([], [])


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param(Knobs(truncate=100_000), id="ended"),
        pytest.param(
            Knobs(drop=100_000),
            id="reset",
            marks=pytest.mark.linux(reason="Windows forgets what came before a reset"),
        ),
        pytest.param(Knobs(extra=b"#", truncate=100_000), id="ended, no length"),
    ],
)
def test_an_interrupted_download_is_continued(
    cut: Knobs, go: GoServer, archive: Archive, tmp_path: Path
) -> None:
    go.knobs = cut
    error = refused(archive, tmp_path, go.url)
    assert error.code == "archive-unreachable"
    kept = (tmp_path / f"{archive.filename}.part").stat().st_size
    assert 0 < kept <= 100_000
    go.knobs = Knobs()
    assert is_good(load(archive, tmp_path, go.url), archive)
    assert go.requests[-1].range == f"bytes={kept}-"
    assert names(tmp_path) == [archive.filename]


@pytest.mark.parametrize(
    "ranges", ["ignored", "refused", "failed", "shifted", "late", "empty", "other", "reset", "mute"]
)
def test_a_server_that_cannot_begin_in_the_middle_begins_anew(
    ranges: str, go: GoServer, shelf: Path, archive: Archive, tmp_path: Path
) -> None:
    whole = (shelf / archive.filename).read_bytes()
    (tmp_path / f"{archive.filename}.part").write_bytes(whole[:1000])
    go.knobs = Knobs(ranges=ranges)
    assert is_good(load(archive, tmp_path, go.url, stall_s=2), archive)
    assert names(tmp_path) == [archive.filename]


def test_the_lie_of_a_mirror_is_not_repeated_for_ever(
    go: GoServer, shelf: Path, archive: Archive, tmp_path: Path
) -> None:
    """It sends too little, and does not say where it begins: only the digest can tell, one try later."""
    whole = (shelf / archive.filename).read_bytes()
    (tmp_path / f"{archive.filename}.part").write_bytes(whole[:1000])
    go.knobs = Knobs(ranges="silent")
    assert refused(archive, tmp_path, go.url).code == "archive-unreachable"
    assert is_good(load(archive, tmp_path, go.url), archive)
    assert names(tmp_path) == [archive.filename]


@pytest.mark.parametrize("knobs", [Knobs(status=503), Knobs(page=True)])
def test_what_is_there_is_kept_while_a_server_has_nothing_better(
    knobs: Knobs, go: GoServer, shelf: Path, archive: Archive, tmp_path: Path
) -> None:
    part = tmp_path / f"{archive.filename}.part"
    part.write_bytes((shelf / archive.filename).read_bytes()[:1000])
    go.knobs = knobs
    assert refused(archive, tmp_path, go.url).code == "archive-unreachable"
    assert part.stat().st_size == 1000


def test_the_next_source_continues_what_the_first_began(
    go: GoServer, shelf: Path, archive: Archive, tmp_path: Path
) -> None:
    go.knobs = Knobs(truncate=50_000)
    with GoServer(shelf) as second:
        assert is_good(load(archive, tmp_path, go.url, second.url), archive)
        assert second.requests[0].range == "bytes=50000-"


def test_a_good_source_is_not_blamed_for_the_bad_bytes_of_another(
    go: GoServer, shelf: Path, archive: Archive, tmp_path: Path
) -> None:
    go.knobs = Knobs(wrong=True, truncate=50_000)
    with GoServer(shelf) as second:
        assert is_good(load(archive, tmp_path, go.url, second.url), archive)


@pytest.mark.parametrize(
    ("knobs", "phrase"),
    [
        (Knobs(status=404), "the file does not exist there (404)"),
        (Knobs(status=403), "it denied access to the file (403)"),
        (Knobs(status=500), "the server failed (500)"),
        (Knobs(status=418), "it returned status 418"),
        (Knobs(page=True), "it sent a web page"),
        (Knobs(truncate=0), "the connection was lost"),
        (Knobs(drop=0), "the connection was lost"),
        (Knobs(user="ali:s3cret"), "it denied access to the file (401)"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_why_a_source_fails_is_said_and_the_next_one_is_asked(
    knobs: Knobs, phrase: str, go: GoServer, shelf: Path, archive: Archive, tmp_path: Path
) -> None:
    go.knobs = knobs
    error = refused(archive, tmp_path, go.url)
    assert f"{go.url}: {phrase}" in str(error)
    assert (error.code, names(tmp_path)) == ("archive-unreachable", [])
    assert is_good(load(archive, tmp_path, go.url, str(shelf)), archive)


def test_each_source_is_named_with_its_reason(go: GoServer, archive: Archive, tmp_path: Path) -> None:
    go.knobs = Knobs(status=404)
    with GoServer(go.folder) as closed:
        gone = closed.url
    error = refused(archive, tmp_path / "cache", go.url, gone, "ftp://mirror/go", str(tmp_path))
    assert str(error) == (
        f"Could not download {archive.filename}. {go.url}: the file does not exist there (404). "
        f"{gone}: the connection was refused. "
        f"ftp://mirror/go: the download source must be an http or https address, or a folder. "
        f"{tmp_path}: the file {archive.filename} does not exist."
    )


@pytest.mark.parametrize(
    "source", ["http://", "http://[", "http://a b/", "http://host:99999/", "http://host:0/"]
)
def test_an_address_that_is_none_is_one_sentence(source: str, archive: Archive, tmp_path: Path) -> None:
    assert refused(archive, tmp_path, source).code == "archive-unreachable"


def test_no_sources_is_one_sentence(archive: Archive, tmp_path: Path) -> None:
    assert (
        str(refused(archive, tmp_path))
        == f"Could not download {archive.filename}. The profile has no download source."
    )


@pytest.mark.parametrize(
    "knobs",
    [Knobs(wrong=True), Knobs(extra=b"#"), Knobs(extra=b"#" * 300_000)],
    ids=["wrong", "one more", "more"],
)
def test_wrong_bytes_are_removed_and_said(
    knobs: Knobs, go: GoServer, archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    go.knobs = knobs
    error = refused(archive, tmp_path, go.url)
    assert error.code == "archive-digest"
    assert names(tmp_path) == ["mine.txt"]


def test_wrong_bytes_of_a_mirror_are_followed_by_the_right_ones_of_another(
    go: GoServer, shelf: Path, archive: Archive, tmp_path: Path
) -> None:
    go.knobs = Knobs(wrong=True)
    assert is_good(load(archive, tmp_path, go.url, str(shelf)), archive)


def test_a_file_of_another_size_is_not_even_begun(go: GoServer, archive: Archive, tmp_path: Path) -> None:
    larger = Archive(archive.filename, archive.sha256, archive.size + 1, archive.version)
    result: list[int] = []
    error = refused(larger, tmp_path, go.url, tell=lambda done, _: result.append(done))
    assert f"the file has {archive.size} bytes instead of {larger.size}" in str(error)
    assert result == []


def test_the_list_is_read_from_a_server(go: GoServer, archive: Archive) -> None:
    assert listed(go.url).archive("1.25.5", "linux", "amd64") == archive


def test_a_page_without_end_is_cut_off(go: GoServer) -> None:
    with pytest.raises(MachineError, match="larger than 100 bytes") as caught:
        web.fetch(f"{go.url}?mode=json", limit_bytes=100, timeout_s=5)
    assert caught.value.code == "too-large"
