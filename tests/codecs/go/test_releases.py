"""The list of releases: what a person may choose from, and what must never be believed."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.go import releases
from wizard.codecs.go.releases import ReleasesUnreadable
from wizard.model.errors import InputError

DIGEST = "9e9b755d63b36acf30c12a9a3fc379243714c1c6d3dd72861da637f336ebb35b"


def entry(version: str, *, stable: bool = True, **changes: Any) -> dict[str, Any]:
    file = {
        "filename": f"{version}.linux-amd64.tar.gz",
        "os": "linux",
        "arch": "amd64",
        "version": version,
        "sha256": DIGEST,
        "size": 60_000_000,
        "kind": "archive",
    } | changes
    return {"version": version, "stable": stable, "files": [file]}


def parsed(*entries: dict[str, Any]) -> releases.Releases:
    return releases.parse(json.dumps(entries).encode())


FULL = parsed(
    entry("go1.9.7"),
    entry("go1.27rc1", stable=False),
    entry("go1.26.6"),
    entry("go1.26"),
    entry("go1.26rc2", stable=False),
    entry("go1.27beta1", stable=False),
    entry("go1.25.10"),
    entry("go1.25.9"),
    entry("go1.8.5rc5", stable=False),
)


def test_versions_are_ordered_by_age_and_not_by_spelling() -> None:
    assert [release.version for release in FULL.all] == [
        "1.27rc1", "1.27beta1", "1.26.6", "1.26", "1.26rc2", "1.25.10", "1.25.9", "1.9.7", "1.8.5rc5",
    ]  # fmt: skip


def test_newest_and_previous_are_the_two_series_that_are_looked_after() -> None:
    newest, previous = FULL.newest_stable(), FULL.previous_stable()
    assert newest is not None
    assert previous is not None
    assert (newest.version, previous.version) == ("1.26.6", "1.25.10")


def test_a_release_candidate_is_not_the_newest_of_its_series() -> None:
    assert FULL.newest_of("1.27") is None
    newest = FULL.newest_of("1.25")
    assert newest is not None
    assert newest.version == "1.25.10"


def test_a_candidate_that_calls_itself_stable_is_not_believed() -> None:
    assert parsed(entry("go1.27rc1", stable=True), entry("go1.26.6")).newest_stable() == FULL.newest_stable()


def test_one_series_has_no_previous() -> None:
    assert parsed(entry("go1.26.6"), entry("go1.26.5")).previous_stable() is None


@pytest.mark.parametrize("asked", ["1.25.9", "go1.25.9"])
def test_an_archive_is_found_with_and_without_go_in_front(asked: str) -> None:
    archive = FULL.archive(asked, "linux", "amd64")
    assert archive == releases.Archive("go1.25.9.linux-amd64.tar.gz", DIGEST, 60_000_000, "1.25.9")


def test_a_version_that_does_not_exist_is_said_in_one_sentence() -> None:
    with pytest.raises(InputError) as caught:
        FULL.archive("1.99.0", "linux", "amd64")
    assert (caught.value.code, str(caught.value)) == (
        "go-version-unknown",
        "Go 1.99.0 is not in the list of releases.",
    )


def test_a_machine_that_go_has_no_archive_for_is_said_in_one_sentence() -> None:
    with pytest.raises(InputError) as caught:
        FULL.archive("1.25.9", "linux", "s390x")
    assert (caught.value.code, str(caught.value)) == (
        "go-archive-unknown",
        "Go 1.25.9 has no archive for linux on s390x.",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": ""},
        {"sha256": DIGEST[:-1]},
        {"sha256": DIGEST[:-1] + "g"},
        {"sha256": DIGEST + "\n"},
        {"sha256": "٣" * 64},
        {"size": 0},
        {"size": -1},
        {"size": 1 << 50},
        {"kind": "installer"},
        {"filename": "../go1.26.6.linux-amd64.tar.gz"},
        {"filename": "/etc/go1.26.6.linux-amd64.tar.gz"},
        {"filename": "go1.26.6.linux/amd64.tar.gz"},
        {"filename": "go1.26.6\\x.linux-amd64.tar.gz"},
        {"filename": "go1.26.6.linux-amd64.tar.gz\n"},
        {"filename": "go1.26.6.linux-amd64.msi"},
        {"filename": "go1.26.6.linux-amd64.tar.gz?x=.tar.gz"},
        {"filename": "go1.25.10.linux-amd64.tar.gz"},
        {"filename": "x" * 300},
    ],
)
def test_an_entry_that_cannot_be_trusted_is_left_out_and_the_rest_stays(change: dict[str, Any]) -> None:
    read = parsed(entry("go1.26.6", **change), entry("go1.25.10"))
    assert read.archive("1.25.10", "linux", "amd64").size == 60_000_000
    with pytest.raises(InputError, match="has no archive"):
        read.archive("1.26.6", "linux", "amd64")


def test_digests_in_capitals_are_the_same_digests() -> None:
    assert (
        parsed(entry("go1.26.6", sha256=DIGEST.upper())).archive("1.26.6", "linux", "amd64").sha256 == DIGEST
    )


def test_versions_we_cannot_order_are_left_out() -> None:
    assert [r.version for r in parsed(entry("go1.26.6"), entry("weekly.2012"), entry("go1.²")).all] == [
        "1.26.6"
    ]


def test_fields_of_tomorrow_are_ignored() -> None:
    assert (
        parsed({**entry("go1.26.6"), "signature": {"by": ["x"]}}).newest_stable()
        == parsed(entry("go1.26.6")).newest_stable()
    )


def test_a_byte_order_mark_does_no_harm() -> None:
    assert releases.parse(b"\xef\xbb\xbf" + json.dumps([entry("go1.26.6")]).encode()).find("1.26.6")


@pytest.mark.parametrize(
    ("data", "phrase"),
    [
        (b"  <!DOCTYPE html><title>Hotel</title>", "is a web page"),
        (b"", "is not in the form"),
        (b"{}", "is not in the form"),
        (b"null", "is not in the form"),
        (b"[1]", "is not in the form"),
        (b'[{"version":"go1.26.6"}]', "is not in the form"),
        (b'[{"version":"go1.26.6","stable":"yes","files":[]}]', "is not in the form"),
        (b'[{"version":"go1.26.6","stable":true,"files":[{"filename":3}]}]', "is not in the form"),
        (b'[{"version":"\xff"}]', "is not in the form"),
        ('[{"version":"go1.26.6"}]'.encode("utf-16"), "is not in the form"),
        (b"[" * 1_000_000, "is not in the form"),
        (b'[{"x":' + b"[" * 1_000_000, "is not in the form"),
        (b"[]", "contains no usable archive"),
        (b'[{"version":"go1.26.6","stable":true,"files":[]}]', "contains no usable archive"),
    ],
)
def test_what_is_not_the_list_is_refused_with_a_reason(data: bytes, phrase: str) -> None:
    with pytest.raises(ReleasesUnreadable, match=phrase) as caught:
        releases.parse(data)
    assert caught.value.code == "index-unreadable"


def test_a_list_cut_anywhere_is_refused() -> None:
    whole = json.dumps([entry("go1.26.6"), entry("go1.25.10")]).encode()
    for end in range(len(whole)):
        with pytest.raises(ReleasesUnreadable):
            releases.parse(whole[:end])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["version", "stable", "files", "filename", "size"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(_JSON | st.binary(max_size=60))
def test_nothing_but_a_list_or_a_reason_comes_out(value: Any) -> None:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    try:
        read = releases.parse(data)
    except ReleasesUnreadable:
        return
    assert any(release.archives for release in read.all)


@pytest.mark.parametrize(
    ("version", "series"), [("1.25.5", "1.25"), ("go1.25.5", "1.25"), ("1.26rc1", "1.26"), ("tip", "tip")]
)
def test_the_series_of_a_version(version: str, series: str) -> None:
    assert releases.series_of(version) == series
