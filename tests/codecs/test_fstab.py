import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wizard.codecs.fstab import FstabEntry, parse, put, with_options
from wizard.codecs.lines import Unwritable, split

TMPFS = ("/tmp", "tmpfs", "tmpfs", ("rw", "nosuid", "nodev", "size=50%", "mode=1777"))
LINE = b"tmpfs /tmp tmpfs rw,nosuid,nodev,size=50%,mode=1777 0 0"

rows = st.sampled_from(
    [
        b"# a comment",
        b"  # another",
        b"",
        b" \t",
        b"LABEL=root\t/\text4\tdefaults\t0\t1",
        b"tmpfs   /tmp   tmpfs  size=1g,uid=1000  0 0 # mine",
        b"tmpfs /tmp/ tmpfs",
        b"/dev/sd\\040a /mnt/my\\040disk ext4 ro",
        b"bad line",
        b"x /y ext4 defaults zero 0",
        b"proc /proc proc defaults 0",
        b"\xff /tmp \xfe a,,b 1 2",
        b'x /ctx ext4 context="a,b",ro 0 0',
    ]
)
ends = st.sampled_from([b"\n", b"\r\n"])
tables = st.builds(
    lambda lines, tail: b"".join(row + end for row, end in lines) + tail,
    st.lists(st.tuples(rows, ends)),
    st.one_of(st.just(b""), rows),
)
some_bytes = st.one_of(tables, st.binary())
names = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1, max_size=6)
options = st.lists(st.from_regex(r"[a-z0-9=%#\\ \t]{1,5}", fullmatch=True), min_size=1, max_size=3).map(tuple)


def test_an_entry() -> None:
    table = parse(b'# c\n\\043x  /my\\040disk\text4 ro,noatime,context="a,b" 1 2 more\n')
    assert table.entries == (
        FstabEntry(2, "#x", "/my disk", "ext4", ("ro", "noatime", 'context="a,b"'), 1, 2),
    )


def test_missing_options_and_numbers() -> None:
    assert parse(b"a /b c\n").entries == (FstabEntry(1, "a", "/b", "c", (), 0, 0),)


def test_lines_that_mount_cannot_use_are_told() -> None:
    table = parse(b"a b\nx /y z d 0 no\nx /y z d # why\n")
    assert table.entries == ()
    assert table.malformed == (1, 2, 3)


@pytest.mark.linux(reason="it is compared with what mount reads")
@pytest.mark.skipif(shutil.which("findmnt") is None, reason="needs util-linux")
@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(rows.filter(bytes.isascii), ends)).map(lambda ls: b"".join(r + e for r, e in ls)))
def test_the_entries_are_those_that_mount_sees(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fstab"
        path.write_bytes(data)
        command = ["findmnt", "-F", path, "-J", "-l", "-o", "SOURCE,TARGET,FSTYPE,OPTIONS,FREQ,PASSNO"]
        seen = subprocess.run(command, capture_output=True, check=False)
    theirs = json.loads(seen.stdout)["filesystems"] if seen.stdout.strip() else []
    ours = [
        [e.source, e.mountpoint.rstrip("/") or "/", e.fstype, ",".join(e.options) or None, e.dump, e.passno]
        for e in parse(data).entries
    ]
    assert ours == [
        [row["source"], row["target"].rstrip("/") or "/", *list(row.values())[2:]] for row in theirs
    ]


def test_an_entry_is_found_however_its_folder_is_spelt() -> None:
    table = parse(b"a //tmp/ x\nb /tmp y\nc /tmpx z\n")
    assert [entry.source for entry in table.at("/tmp")] == ["a", "b"]


@settings(deadline=None)
@given(some_bytes)
def test_reading_never_raises(data: bytes) -> None:
    table = parse(data)
    assert all(1 <= line <= len(split(data)) for line in (*(e.line for e in table.entries), *table.malformed))


@settings(deadline=None)
@given(some_bytes, names, names, names, options)
def test_what_is_put_is_read(
    data: bytes, mountpoint: str, source: str, fstype: str, wanted: tuple[str, ...]
) -> None:
    after = put(data, mountpoint, source, fstype, wanted)
    (entry,) = parse(after).at(mountpoint)
    assert (entry.source, entry.fstype, entry.options) == (source, fstype, wanted)
    assert put(after, mountpoint, source, fstype, wanted) == after


@settings(deadline=None)
@given(some_bytes)
def test_only_lines_of_the_folder_change_and_none_is_lost(data: bytes) -> None:
    # A last line that ends in CR alone becomes one that ends in CRLF: no byte of it changes.
    assume(not data.endswith(b"\r"))
    entries = parse(data).at("/tmp")
    last = max((entry.line for entry in entries if entry.fstype == "tmpfs"), default=None)
    other = {entry.line for entry in entries} - {last}
    after = split(put(data, *TMPFS))
    for number, line in enumerate(split(data), 1):
        if number != last:
            assert after[number - 1].content == (b"# " if number in other else b"") + line.content
            assert not line.end or after[number - 1].end == line.end
    assert len(after) == len(split(data)) + (last is None)


@settings(deadline=None)
@given(some_bytes)
def test_a_new_entry_leaves_all_that_is_there(data: bytes) -> None:
    if not parse(data).at("/tmp") and (data == b"" or data.endswith(b"\n")):
        after = put(data, *TMPFS)
        assert (after.startswith(data), after[len(data) :].strip()) == (True, LINE)


def test_a_last_line_that_ends_in_a_carriage_return_keeps_its_bytes() -> None:
    assert put(b"# x\r", *TMPFS).startswith(b"# x\r")


def test_a_new_entry_is_the_last_line() -> None:
    assert put(b"", *TMPFS) == LINE + b"\n"
    assert put(b"# x", *TMPFS) == b"# x\n" + LINE + b"\n"
    assert put(b"# x\r\n", *TMPFS) == b"# x\r\n" + LINE + b"\r\n"


def test_the_entry_that_programs_see_changes_and_others_become_comments() -> None:
    data = b"# a\nnone /tmp tmpfs size=1g 0 0\n# b\ntmpfs /tmp tmpfs uid=1000 0 0 # mine\n/dev/x /tmp ext4\nx /y z"
    wanted = b"tmpfs /tmp tmpfs rw,nosuid,nodev,size=50%,mode=1777 0 0 # mine"
    assert put(data, *TMPFS) == (
        b"# a\n# none /tmp tmpfs size=1g 0 0\n# b\n" + wanted + b"\n# /dev/x /tmp ext4\nx /y z"
    )


def test_another_type_becomes_a_comment() -> None:
    assert put(b"/dev/x /tmp ext4 defaults 0 2\n", *TMPFS) == (
        b"# /dev/x /tmp ext4 defaults 0 2\n" + LINE + b"\n"
    )


def test_columns_numbers_and_what_follows_stay() -> None:
    data = b" t\t/tmp      tmpfs     uid=1000,gid=1000,mode=1777     1 2  # mine\n"
    wanted = b" tmpfs\t/tmp      tmpfs     rw                              1 2  # mine\n"
    assert put(data, "/tmp", "tmpfs", "tmpfs", ["rw"]) == wanted
    assert put(b"a   /tmp tmpfs y\n", "/tmp", "longer", "tmpfs", ["rw"]) == b"longer /tmp tmpfs rw\n"


def test_an_entry_that_says_the_same_in_other_letters_stays() -> None:
    data = b"tmp\\146s /tmp/ tmpfs rw,nosuid,nodev,size=50%,mode=1777\n"
    assert put(data, *TMPFS) == data


def test_no_options_are_the_defaults() -> None:
    assert put(b"", "/tmp", "tmpfs", "tmpfs", ()) == b"tmpfs /tmp tmpfs defaults 0 0\n"


@pytest.mark.parametrize(
    ("mountpoint", "source", "fstype", "wanted"),
    [
        ("", "a", "b", ["c"]),
        ("/a", "", "b", ["c"]),
        ("/a", "b\0", "c", []),
        ("/a", "b", "c", ["x,y"]),
        ("/a", "b", "c", [""]),
    ],
)
def test_what_an_fstab_cannot_hold_is_refused(
    mountpoint: str, source: str, fstype: str, wanted: list[str]
) -> None:
    with pytest.raises(Unwritable):
        put(b"", mountpoint, source, fstype, wanted)


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("/a\\040b  /x   ext4  defaults  0 2 # mine", "/a\\040b  /x   ext4  nofail    0 2 # mine"),
        ("/a /x ext4", "/a /x ext4 nofail"),
        ("/a\t/x\text4\tro,nofail\t0 0", "/a\t/x\text4\tro,nofail\t0 0"),
        ("/a /x", "/a /x"),
    ],
)
def test_options_come_besides_those_of_a_line(line: str, becomes: str) -> None:
    assert with_options(line, "nofail") == becomes
