"""Hostile archives: each is refused with one sentence, and nothing at all is written anywhere."""

import contextlib
import gzip
import io
import os
import random
import shutil
import subprocess
import tarfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archives.blocks import (
    END,
    GNU,
    POSIX,
    file,
    folder,
    header,
    link,
    long_name,
    packed,
    pax,
    tree,
    twin,
    version,
)
from tests.archives.hostile_tars import HOSTILE
from tests.archives.unpacking import unpack
from tests.systems import IS_WINDOWS
from wizard.downloads import archive, tarball
from wizard.model.errors import MachineError
from wizard.model.events import never, silent


def refusal(path: Path, tmp_path: Path) -> str:
    """The sentence with which *path* is refused, twice; nothing but the canary is there before and after."""
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home/canary").write_text("mine")
    before = tree(tmp_path)
    with pytest.raises(MachineError) as inspected:
        archive.inspect(path, "1.25.5")
    with pytest.raises(MachineError) as unpacked:
        unpack(path, tmp_path / "home" / "go1.25.5", never, silent)
    assert tree(tmp_path) == before
    assert inspected.value.code == unpacked.value.code == "archive-unsafe"
    assert str(inspected.value) == str(unpacked.value)
    assert str(inspected.value).isprintable()
    return str(inspected.value)


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_hostile_is_refused_and_named(case: str, tmp_path: Path) -> None:
    blocks, phrase = HOSTILE[case]
    assert phrase in refusal(packed(tmp_path / "go.tar.gz", version(), *blocks), tmp_path)


@pytest.mark.parametrize("case", HOSTILE)
def test_it_is_refused_as_well_if_it_comes_last_or_first(case: str, tmp_path: Path) -> None:
    blocks, _ = HOSTILE[case]
    many = [file(f"go/src/{number}", b"x" * number) for number in range(20)]
    refusal(packed(tmp_path / "last.tar.gz", version(), *many, *blocks), tmp_path)
    refusal(packed(tmp_path / "first.tar.gz", *blocks, version(), *many), tmp_path)


@pytest.mark.parametrize(
    ("blocks", "names"),
    [
        ([folder("go/"), folder("go/a"), file("go/a/b", b"x")], {"a", "a/b"}),
        ([file("b", b"x", prefix=b"go/a")], {"a", "a/b"}),
        ([file("go/b", b"x", magic=GNU)], {"b"}),
        ([header("go/a/", kind=b"\0")], {"a"}),
        ([header("go/a", kind=b"\0")], {"a"}),
        ([pax(("path", "go/" + "x" * 200), ("mtime", "1.5")), file("go/x", b"x")], {"x" * 200}),
        ([pax(("path", "go/þfoo.go")), file("go/foo.go", b"x")], {"þfoo.go"}),
        ([pax(("path", "go/a/")), folder("go/a/")], {"a"}),
        ([long_name("go/" + "x" * 200), file("go/" + "x" * 97, b"x", magic=GNU)], {"x" * 200}),
        ([file("go/b", b"x", size=b"          1 ", mode=b"   644 \0")], {"b"}),
        ([file("go/b", b"x", mode=0o100644)], {"b"}),
    ],
)
def test_what_official_archives_and_honest_tars_hold_is_let_through(
    blocks: list[bytes], names: set[str], tmp_path: Path
) -> None:
    path = packed(tmp_path / "go.tar.gz", version(), *blocks)
    assert archive.inspect(path, "1.25.5").version == "1.25.5"
    unpack(path, tmp_path / "into", never, silent)
    assert set(tree(tmp_path / "into")) == names | {"VERSION"}


# ---- where it ends ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "phrase"),
    [
        (b"", "the archive is incomplete"),
        (bytes(512), "the archive is incomplete"),
        (bytes(1000), "the archive is incomplete"),
        (bytes(1025), "the archive is incomplete"),
        (bytes(1024) + b"x" * 512, "the archive has data after its end"),
        (bytes(512) + file("go/smuggled", b"x") + END, "the archive has data after its end"),
        (END + file("go/smuggled", b"x") + END, "the archive has data after its end"),
        (b"x" * 512 + END, "the archive is damaged"),
        (header("go/a", checksum=b"000001\0 ") + file("go/smuggled", b"x") + END, "the archive is damaged"),
    ],
)
def test_what_follows_the_last_entry_must_be_the_end(end: bytes, phrase: str, tmp_path: Path) -> None:
    assert phrase in refusal(packed(tmp_path / "go.tar.gz", version(), end=end), tmp_path)


@pytest.mark.parametrize("end", [bytes(1024), bytes(10240)])
def test_ends_as_go_and_gnu_tar_write_them_are_good(end: bytes, tmp_path: Path) -> None:
    assert archive.inspect(packed(tmp_path / "go.tar.gz", version(), end=end), "1.25.5").entries == 1


@pytest.mark.parametrize(
    ("more", "phrase"),
    [
        (b"\0", "the archive has data after its end"),
        (b"garbage", "the archive has data after its end"),
        (gzip.compress(file("go/smuggled", b"x"), mtime=0), "the archive has data after its end"),
        (b"\0" * 1_000_000, "the archive has data after its end"),
    ],
    ids=["a NUL", "garbage", "another stream", "many NULs"],
)
@pytest.mark.parametrize("chunk", [1, 1 << 18], ids=["read byte by byte", "read at once"])
def test_what_follows_the_gzip_stream_is_refused(
    chunk: int, more: bytes, phrase: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tarball, "CHUNK_BYTES", chunk)
    path = packed(tmp_path / "go.tar.gz", version())
    path.write_bytes(path.read_bytes() + more)
    assert phrase in refusal(path, tmp_path)


def test_cut_anywhere_it_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "go.tar.gz", version(), file("go/noise", random.Random(2).randbytes(300)))
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(MachineError, match=r"incomplete|damaged"):
            archive.inspect(path, "1.25.5")


def test_changed_anywhere_it_is_refused_or_still_the_same(tmp_path: Path) -> None:
    path = packed(tmp_path / "go.tar.gz", version(), file("go/noise", random.Random(2).randbytes(300)))
    whole = path.read_bytes()
    good = archive.inspect(path, "1.25.5")
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        with contextlib.suppress(MachineError):
            # There are bits without a meaning: the date in gzip's header, the last bits of its stream.
            assert archive.inspect(path, "1.25.5") == good
            assert gzip.decompress(path.read_bytes()) == gzip.decompress(whole)


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\x1f\x8b", b"<html>", b"PK\3\4" + bytes(100), bytes(10_000)]
)
def test_what_is_no_gzip_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "go.tar.gz"
    path.write_bytes(content)
    refusal(path, tmp_path)


# ---- too much --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bomb", [file("go/bomb", size=40 << 20), pax(("path", "go/a")) + file("go/a", size=40 << 20)]
)
def test_a_bomb_is_counted_as_it_unpacks(
    bomb: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tarball, "MAX_BYTES", 32 << 20)
    path = tmp_path / "go.tar.gz"
    path.write_bytes(_bomb(version() + bomb, megabytes=1600))
    assert "it unpacks to more than 32 MiB" in refusal(path, tmp_path)


def test_a_bomb_after_the_end_is_not_even_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "go.tar.gz"
    path.write_bytes(_bomb(version(), megabytes=1600))
    assert "the archive has data after its end" in refusal(path, tmp_path)


def _bomb(begin: bytes, megabytes: int) -> bytes:
    """A gzip file of *begin* and zeros, made in no time: the same compressed megabyte again and again."""
    deflate = zlib.compressobj(9, wbits=-15)
    first = deflate.compress(begin) + deflate.flush(zlib.Z_FULL_FLUSH)
    zeros = deflate.compress(bytes(1 << 20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + first + zeros * megabytes


# ---- any tar at all --------------------------------------------------------------------------------------

_FOLDERS = st.lists(st.sampled_from(["d", "e"]), max_size=2).map(lambda parts: "/".join(["go", *parts]))
_FILES = st.builds("{}/{}".format, _FOLDERS, st.sampled_from("abcdeABC"))
_ODD = st.lists(st.sampled_from(["go", "a", "d", "..", ".", ""]), min_size=1, max_size=4).map("/".join)
_TARGETS = st.sampled_from(["a", "d", "d/a", "VERSION", "b", "../a", "../../b", "a/..", ""])


def _blocks(names: st.SearchStrategy[str], folders: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return st.one_of(
        st.builds(file, names, st.binary(max_size=600)),
        st.builds(folder, folders.map("{}/".format)),
        st.builds(link, names, _TARGETS),
        st.builds(twin, names, st.just("go/VERSION") | st.just("go/VERSION") | names),
    )


_HONEST = st.lists(_blocks(_FILES, _FOLDERS), min_size=2, max_size=5, unique_by=lambda block: block[:100])
_TARS = _HONEST | _HONEST | st.lists(_blocks(_FILES | _ODD, _FOLDERS | _ODD), max_size=6)
_FOREIGN = [["tar"], ["busybox", "tar"]]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TARS)
def test_what_is_let_through_unpacks_inside_and_the_same_with_every_tar(
    tmp_path: Path, blocks: list[bytes]
) -> None:
    place = tmp_path / "place"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    path = packed(tmp_path / "go.tar.gz", version(), *blocks)
    try:
        contents = archive.inspect(path, "1.25.5")
    except MachineError:
        with pytest.raises(MachineError):
            unpack(path, place / "ours", never, silent)
        assert tree(place) == {}
        return
    try:
        unpack(path, place / "ours", never, silent)
    except MachineError:  # it has links
        assert IS_WINDOWS
        assert tree(place) == {}
        return
    ours = tree(place / "ours")
    assert set(os.listdir(place)) == {"ours"}
    assert contents.entries == 1 + len(blocks)
    for name in ours:
        real = Path(os.path.realpath(place / "ours" / name))
        assert real.is_relative_to(place / "ours")
    assert _by_tarfile(path, place / "python") == ours
    for command in _FOREIGN:
        if shutil.which(command[0]):
            assert _by(command, path, place / command[0]) == ours


def _by_tarfile(path: Path, into: Path) -> dict[str, tuple[str, str]]:
    into.mkdir()
    with tarfile.open(path) as tar:
        tar.extractall(into, filter="data")
    return tree(into / "go")


def _by(command: list[str], path: Path, into: Path) -> dict[str, tuple[str, str]]:
    into.mkdir()
    options = ["-xzof", str(path), "-C", str(into), "--strip-components=1"]
    subprocess.run([*command, *options], check=True, capture_output=True)
    return tree(into)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_blocks_with_any_byte_changed_never_make_a_traceback(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(
        version() + folder("go/a/") + pax(("path", "go/a/b")) + file("go/x", b"x") + link("go/l", "a")
    )
    for _ in range(data.draw(st.integers(1, 3))):
        position = data.draw(st.integers(0, len(whole) - 1))
        whole[position] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        for begin in range(0, len(whole), 512):
            _sign(whole, begin)
    path = packed(tmp_path / "go.tar.gz", bytes(whole))
    with contextlib.suppress(MachineError):
        archive.inspect(path, "1.25.5")


def _sign(blocks: bytearray, begin: int) -> None:
    """Make the checksum right again, where there is a header."""
    if blocks[begin + 257 : begin + 262] == POSIX[:5]:
        blocks[begin + 148 : begin + 156] = b" " * 8
        blocks[begin + 148 : begin + 156] = b"%06o\0 " % sum(blocks[begin : begin + 512])


def test_archives_of_pythons_tarfile_are_let_through_in_each_format(tmp_path: Path) -> None:
    for format in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        path = tmp_path / f"{format}.tar.gz"
        with tarfile.open(path, "w:gz", format=format) as tar:
            for name in ("go/VERSION", "go/" + "d" * 90 + "/" + "f" * 90):
                entry = tarfile.TarInfo(name)
                entry.size = 9
                tar.addfile(entry, io.BytesIO(b"go1.25.5\n"))
        assert archive.inspect(path, "1.25.5").entries == 2
