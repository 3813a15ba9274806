"""Which entries may pass: the rules that need no archive to be tried."""

import os.path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.downloads.archive_policy import ArchiveEntry, ArchiveEntryKind, ArchivePolicy, Unsafe, short


def entry(name: str, kind: ArchiveEntryKind = ArchiveEntryKind.FILE, target: str = "") -> ArchiveEntry:
    return ArchiveEntry(name, kind, 0o644, 0, target)


@pytest.mark.parametrize(
    "name",
    ["go/NUL", "go/nul.txt", "go/a/Com1", "go/lpt9.x.y", "go/con", "go/a.", "go/a ", "go/a./b", "go/COM¹"],
)
def test_names_that_windows_keeps_are_refused_only_there(name: str) -> None:
    ArchivePolicy().admit(entry(name))
    with pytest.raises(Unsafe, match="Windows"):
        ArchivePolicy(is_portable=True).admit(entry(name))


@pytest.mark.parametrize("name", ["go/nullable.go", "go/console", "go/com10", "go/.gitignore", "go/a..b"])
def test_names_that_only_look_alike_may_pass(name: str) -> None:
    ArchivePolicy(is_portable=True).admit(entry(name))


def test_more_entries_than_any_go_has_are_refused() -> None:
    gate = ArchivePolicy()
    for number in range(40_000):
        gate.admit(entry(f"go/{number}"))
    with pytest.raises(Unsafe, match="more than 40000 entries"):
        gate.admit(entry("go/one more"))


def test_links_are_refused_where_they_cannot_be_made() -> None:
    ArchivePolicy().admit(entry("go/a", ArchiveEntryKind.LINK, "b"))
    with pytest.raises(Unsafe, match="Windows may not be able to create"):
        ArchivePolicy(is_portable=True).admit(entry("go/a", ArchiveEntryKind.LINK, "b"))


@pytest.mark.parametrize(("first", "second"), [("go/A", "go/a"), ("go/ß", "go/SS"), ("go/D/x", "go/d")])
def test_twins_in_capitals_are_refused_where_they_are_one(first: str, second: str) -> None:
    gate = ArchivePolicy(is_portable=True)
    gate.admit(entry(first))
    with pytest.raises(Unsafe):
        gate.admit(entry(second))


def test_a_link_by_another_spelling_is_still_a_link_on_the_way() -> None:
    gate = ArchivePolicy(is_portable=True)
    gate.admit(entry("go/Dir"))
    with pytest.raises(Unsafe, match="is inside something other than a folder"):
        gate.admit(entry("go/dir/x"))


_PARTS = st.sampled_from(["a", "b", "c"])
_PLACES = st.lists(_PARTS, min_size=1, max_size=3)


@given(
    st.lists(
        st.tuples(_PLACES, st.lists(st.sampled_from(["..", "a", "b", "c"]), min_size=1, max_size=4)),
        max_size=6,
    )
)
def test_however_links_are_chained_they_lead_nowhere_outside(
    links: list[tuple[list[str], list[str]]],
) -> None:
    gate = ArchivePolicy()
    kept: dict[str, str] = {}
    for place, target in links:
        made = entry("/".join(["go", *place]), ArchiveEntryKind.LINK, "/".join(target))
        try:
            gate.admit(made)
        except Unsafe:
            continue
        kept[made.name] = made.target
    for name in kept:
        assert _resolved(name, kept, 40).startswith("go")


def _resolved(name: str, links: dict[str, str], limit: int) -> str:
    """*name* as a kernel resolves it, link by link; ``go`` where it gives up on a loop."""
    done: list[str] = []
    rest = name.split("/")
    while rest and limit:
        part = rest.pop(0)
        if part == "..":
            if len(done) <= 1:
                return os.path.pardir
            done.pop()
            continue
        here = "/".join([*done, part])
        if here in links:
            limit -= 1
            rest = [*links[here].split("/"), *rest]
        else:
            done.append(part)
    return "/".join(done) if limit else "go"


@given(st.text())
def test_a_name_is_shown_on_one_line_without_surprises(name: str) -> None:
    assert not any(category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for letter in short(name))
    assert len(short(name)) <= 100
