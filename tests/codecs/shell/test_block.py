import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shellfiles import SHELLS, values_after
from wizard.codecs.lines import Unwritable, bytes_of, split
from wizard.codecs.shell.block import (
    END,
    START,
    Block,
    Damage,
    DamagedBlock,
    block,
    drop_entry,
    put_block,
    read_entries,
    set_entry,
)

GO = 'export PATH="$HOME/sdk/go1.25.5/bin:$PATH"'
ENTRIES = (("go", GO), ("netdns", 'export GODEBUG="${GODEBUG:+$GODEBUG,}netdns=go"'))
WRITTEN = f"""# >>> wsl-go-wizard >>>
{GO}  # go
export GODEBUG="${{GODEBUG:+$GODEBUG,}}netdns=go"  # netdns
# <<< wsl-go-wizard <<<
"""

pieces = st.sampled_from([b"a", b"# x", b"\xff", b" ", b"\\", b"\n", b"\n", b"\r\n", b"\r", b"\n\n"])
profiles = st.one_of(st.lists(pieces).map(b"".join), st.binary()).filter(lambda data: b"-go-" not in data)
names = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,5}", fullmatch=True)
texts = st.one_of(
    st.text(st.characters(exclude_characters="\n\r\0", exclude_categories=("Cs",)), min_size=1).filter(
        lambda text: text == text.rstrip()
    ),
    st.sampled_from(["a # b", "a  # go", "  x", "# y"]),
)
entries = st.dictionaries(names, texts, min_size=1, max_size=4)


def test_the_block_as_it_is_written() -> None:
    assert put_block(b"", ENTRIES) == WRITTEN.encode()
    assert put_block(b"a\n", ENTRIES) == b"a\n\n" + WRITTEN.encode()
    assert put_block(b"a", ENTRIES) == b"a\n" + WRITTEN.encode()
    assert put_block(b"a\r\n", {"x": "y"}) == b"a\r\n\r\n" + START + b"\r\ny  # x\r\n" + END + b"\r\n"


@settings(deadline=None)
@given(profiles, entries)
def test_a_block_put_and_removed_leaves_the_very_bytes(data: bytes, wanted: dict[str, str]) -> None:
    assert put_block(put_block(data, wanted), ()) == data


@settings(deadline=None)
@given(profiles, entries)
def test_entries_set_and_dropped_one_by_one_leave_the_very_bytes(data: bytes, wanted: dict[str, str]) -> None:
    after = data
    for name, line in wanted.items():
        after = set_entry(after, name, line)
    assert after == put_block(data, sorted(wanted.items()))
    for name in wanted:
        after = drop_entry(after, name)
    assert after == data


@settings(deadline=None)
@given(profiles, entries, entries)
def test_what_is_put_is_read_and_replaces_what_was(
    data: bytes, earlier: dict[str, str], wanted: dict[str, str]
) -> None:
    after = put_block(put_block(data, earlier), wanted)
    assert read_entries(after) == tuple(wanted.items())
    assert put_block(after, wanted) == after
    assert after == put_block(data, wanted)


@settings(deadline=None)
@given(profiles, entries, profiles, names, texts)
def test_an_entry_changes_no_other_line(
    above: bytes, wanted: dict[str, str], below: bytes, name: str, line: str
) -> None:
    data = put_block(above, wanted) + below
    after = set_entry(data, name, line)
    found = block(data)
    assert found is not None
    assert [entry.content for entry in split(after)][: found.start] == [
        entry.content for entry in split(data)
    ][: found.start]
    assert after.endswith(below)
    assert dict(read_entries(after)) == wanted | {name: line}
    assert [n for n, _ in read_entries(after) if n in wanted] == list(wanted)
    assert set_entry(after, name, line) == after


@settings(deadline=None)
@given(profiles, entries, profiles)
def test_a_block_with_text_behind_it_goes_without_that_text(
    above: bytes, wanted: dict[str, str], below: bytes
) -> None:
    data = put_block(above, wanted) + below
    removed = put_block(data, ())
    assert removed.endswith(below)
    assert [line.content for line in split(removed)][: max(0, len(split(above)) - 1)] == [
        line.content for line in split(above)
    ][: max(0, len(split(above)) - 1)]


def test_the_block_stays_where_it_is() -> None:
    data = b"a\n\n" + put_block(b"", {"x": "1"}) + b"b\n"
    assert put_block(data, {"x": "2"}) == data.replace(b"1  #", b"2  #")
    assert put_block(data, {}) == b"a\nb\n"


def test_what_others_wrote_into_the_block_stays_when_an_entry_changes() -> None:
    data = b"\n".join([START, b"# mine", b"a  # go", b"echo", b"b  # go", END, b""])
    assert set_entry(data, "go", "c") == b"\n".join([START, b"# mine", b"c  # go", b"echo", END, b""])
    assert drop_entry(data, "go") == b"\n".join([START, b"# mine", b"echo", END, b""])
    assert drop_entry(data, "nope") == data


def test_a_block_is_found() -> None:
    assert block(b"a\n") is None
    assert block(b"a\n" + START + b"\nx  # go\n\xff\n" + END) == Block(2, 5, ("x  # go", "\udcff"))
    assert block(START + b" \r\n" + END + b"\t\n") == Block(1, 2, ())


@pytest.mark.parametrize(
    ("lines", "damage", "line"),
    [
        ([b"a", START, b"x"], Damage.NO_END, 2),
        ([b"x", END], Damage.NO_START, 2),
        ([START, END, START, END], Damage.TWICE, 1),
        ([START, START, END], Damage.TWICE, 1),
        ([END, START], Damage.TWICE, 1),
    ],
)
def test_a_damaged_block_is_told_and_never_edited(lines: list[bytes], damage: Damage, line: int) -> None:
    data = b"\n".join(lines)
    found = block(data)
    assert found is not None
    assert (found.damage, found.start, found.lines) == (damage, line, ())
    assert read_entries(data) == ()
    for edit in (
        lambda: put_block(data, {"a": "b"}),
        lambda: put_block(data, {}),
        lambda: set_entry(data, "a", "b"),
        lambda: drop_entry(data, "a"),
    ):
        with pytest.raises(
            DamagedBlock, match=f"The block that WSL Go Wizard wrote at line {line} is damaged"
        ) as caught:
            edit()
        assert caught.value.line == line


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("go", "a\nb"),
        ("go", ""),
        ("go", " "),
        ("go", "a "),
        ("", "a"),
        ("a b", "a"),
        ("go", "a\r"),
        ("go\n", "a"),
    ],
)
def test_what_would_not_read_back_is_refused(name: str, line: str) -> None:
    with pytest.raises(Unwritable, match="cannot write"):
        set_entry(b"", name, line)


@settings(deadline=None)
@given(profiles)
def test_reading_never_raises(data: bytes) -> None:
    for text in (data, START + b"\n" + data, data + b"\n" + END):
        block(text)
        read_entries(text)


@pytest.mark.linux(reason="what is read is compared with what real shells do")
@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_takes_the_block(shell: str) -> None:
    data = put_block(b"PLAIN=1", (("go", 'GOROOT="/a b"'), ("path", "export GOPATH=/x")))
    assert values_after(shell, data.decode()) == {
        "GOROOT": "/a b",
        "GOPATH": "/x",
        "PLAIN": "1",
        "EDITOR": None,
    }


@pytest.mark.linux(reason="what is read is compared with what real shells do")
def test_merging_a_setting_twice_in_a_shell_keeps_what_was_there() -> None:
    script = bytes_of(f"GODEBUG=a=1\n{put_block(b'', ENTRIES).decode()}echo $GODEBUG")
    ran = subprocess.run(["sh", "-c", script], capture_output=True, check=True)
    assert ran.stdout == b"a=1,netdns=go\n"
