import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.go.version import GoVersionNumber, can_switch, from_version_file, parse

IN_ORDER = [
    "1",
    "1.2.2",
    "1.5alpha1",
    "1.5rc1",
    "1.5",
    "1.20rc2",
    "1.20",
    "1.20.1",
    "1.21",
    "1.21rc1",
    "1.21.0",
    "1.21.9",
    "1.21.10",
    "1.22beta1",
    "1.22rc1",
    "1.27.3",
    "1.99999999999999999999999",
    "2.0",
]
"""Go 1.27's own order: internal/gover, compareTests and its comments."""


def version(text: str) -> GoVersionNumber:
    read = parse(text)
    assert read is not None
    return read


def test_versions_are_ordered_as_go_orders_them() -> None:
    for i, a in enumerate(IN_ORDER):
        for j, b in enumerate(IN_ORDER):
            assert ((version(a) > version(b)), (version(a) < version(b))) == (i > j, i < j), (a, b)


def test_before_1_21_a_series_was_its_first_release() -> None:
    assert version("1.20") == version("1.20.0")
    assert version("1.21") < version("1.21.0")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("go1.27.3", "1.27.3"),
        ("1.21", "1.21"),
        ("go1.22rc1", "1.22rc1"),
        ("go1.21.13-custom", "1.21.13"),
        ("go1.26.0-1", "1.26.0"),
        ("go1.24.11 X:boringcrypto", "1.24.11"),
        ("go1.27.3-X:boringcrypto", "1.27.3"),
    ],
)
def test_names_of_toolchains(text: str, number: str) -> None:
    assert version(text).number == number
    assert version(text) == version(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "go",
        "v1.21",
        "1.21.x",
        "1.021",
        "1.21.3rc1",
        "1.21-custom",
        "go1.21-../x",
        "devel go1.28",
        "1.",
        "١.٢١",
    ],
)
def test_what_is_no_version_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.25.5", "1.25"),
        ("go1.25.5", "1.25"),
        ("1.25", "1.25"),
        ("1.25rc1", "1.25"),
        ("1", "1"),
    ],
)
def test_the_series(text: str, expected: str) -> None:
    assert version(text).series == expected


def test_what_is_a_prerelease() -> None:
    assert [text for text in ("1.21", "1.21rc1", "1.21.0", "1.20") if version(text).is_prerelease] == [
        "1.21rc1"
    ]


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (b"go1.27.3\ntime 2026-10-01T00:00:00Z\n", "1.27.3"),
        (b"go1.19.8", "1.19.8"),
        (b"go1.21.1\r\n", "1.21.1"),
        (b"devel go1.28-abc\n", None),
        (b"\xff\xfe", None),
        (b"", None),
    ],
)
def test_the_version_file(data: bytes, number: str | None) -> None:
    read = from_version_file(data)
    assert (None if read is None else read.number) == number


@settings(deadline=None)
@given(st.text(), st.binary())
def test_nothing_raises(text: str, data: bytes) -> None:
    parse(text)
    parse("go" + text)
    from_version_file(data)
    from_version_file(b"go1." + data)


def test_which_go_can_run_another_for_a_project() -> None:
    assert [
        text for text in ("1.19.8", "1.20", "1.21", "1.21rc2", "1.27.3", "", "x") if can_switch(text)
    ] == [
        "1.21",
        "1.21rc2",
        "1.27.3",
    ]
