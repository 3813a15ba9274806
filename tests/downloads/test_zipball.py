"""Hostile zip files: each is refused with one sentence, and nothing at all is written anywhere."""

import io
import random
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archives.blocks import tree
from tests.archives.unpacking import unpack
from wizard.downloads import archive
from wizard.model.errors import MachineError
from wizard.model.events import never, silent

Change = Callable[[zipfile.ZipFile], None]


def made(*changes: Change) -> bytes:
    """A good zip, and what *changes* add."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("go/VERSION", "go1.25.5\n")
        for change in changes:
            change(file)
    return content.getvalue()


def named(name: str, content: bytes = b"x", **attributes: object) -> Change:
    def add(file: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("x", (2026, 1, 1, 0, 0, 0))
        info.filename = info.orig_filename = name
        for key, value in attributes.items():
            setattr(info, key, value)
        file.writestr(info, content)

    return add


def unix(mode: int) -> dict[str, object]:
    return {"create_system": 3, "external_attr": mode << 16}


def twice(file: zipfile.ZipFile) -> None:
    for content in (b"1", b"2"):
        named("go/a", content)(file)


HOSTILE: dict[str, tuple[Change, str]] = {
    "dotdot": (named("go/../../evil"), "points outside its folder"),
    "absolute": (named("/evil"), "has an absolute path"),
    "backslash": (named("go\\..\\..\\evil"), "characters that Go does not use"),
    "drive": (named("C:/evil"), "characters that Go does not use"),
    "stream": (named("go/a:b"), "characters that Go does not use"),
    "nul": (named("go/a\0b"), "characters that Go does not use"),
    "other top": (named("evil"), "is not in the folder go"),
    "link": (
        named("go/evil", b"/etc/passwd", **unix(stat.S_IFLNK | 0o777)),
        "is not a regular file or folder",
    ),
    "fifo": (named("go/evil", b"", **unix(stat.S_IFIFO | 0o644)), "is not a regular file or folder"),
    "file called a folder": (
        named("go/a/", b"", **unix(stat.S_IFREG | 0o644)),
        "is not a regular file or folder",
    ),
    "folder with content": (named("go/a/", b"x"), "has content but is not a file"),
    "setuid": (named("go/evil", **unix(stat.S_IFREG | 0o4755)), "setuid"),
    "twice": (twice, "“go/a” occurs twice"),
    "method": (named("go/a", compress_type=zipfile.ZIP_LZMA), "is not a regular file or folder"),
    "comment": (lambda file: setattr(file, "comment", b"x"), "or has data after its end"),
}


def refusal(content: bytes, tmp_path: Path) -> str:
    path = tmp_path / "go.zip"
    path.write_bytes(content)
    before = tree(tmp_path)
    with pytest.raises(MachineError) as inspected:
        archive.inspect(path, "1.25.5")
    with pytest.raises(MachineError) as unpacked:
        unpack(path, tmp_path / "into", never, silent)
    assert tree(tmp_path) == before
    assert inspected.value.code == unpacked.value.code == "archive-unsafe"
    assert str(inspected.value) == str(unpacked.value)
    return str(inspected.value)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_hostile_is_refused_and_named(case: str, tmp_path: Path) -> None:
    change, phrase = HOSTILE[case]
    assert phrase in refusal(made(change), tmp_path)


def test_encrypted_entries_are_refused(tmp_path: Path) -> None:
    content = bytearray(made(named("go/a")))
    central = content.rindex(b"PK\1\2")
    content[central + 8] |= 1
    assert "“go/a” is not a regular file or folder" in refusal(bytes(content), tmp_path)


def test_cut_anywhere_or_continued_it_is_refused(tmp_path: Path) -> None:
    whole = made(named("go/a", b"x" * 100))
    path = tmp_path / "go.zip"
    for content in [*(whole[:length] for length in range(len(whole))), whole + b"x", b"x" + whole]:
        path.write_bytes(content)
        with pytest.raises(MachineError) as caught:
            archive.inspect(path, "1.25.5")
        assert caught.value.code == "archive-unsafe"


def test_changed_anywhere_it_never_makes_a_traceback(tmp_path: Path) -> None:
    whole = made(named("go/a", random.Random(3).randbytes(100)))
    path = tmp_path / "go.zip"
    for position in range(len(whole)):
        for change in (0x01, 0x80, 0xFF):
            path.write_bytes(whole[:position] + bytes([whole[position] ^ change]) + whole[position + 1 :])
            try:
                contents = archive.inspect(path, "1.25.5")
            except MachineError:
                continue
            assert (contents.entries, contents.version) == (2, "1.25.5")


def test_a_comment_that_is_only_promised_is_refused(tmp_path: Path) -> None:
    content = bytearray(made())
    content[-2] = 9
    assert "or has data after its end" in refusal(bytes(content), tmp_path)


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    content = bytearray(made(named("go/a", b"x" * 1000)))
    central = content.rindex(b"PK\1\2")
    struct.pack_into("<I", content, central + 24, 10)
    assert "the archive is damaged" in refusal(bytes(content), tmp_path)


def test_a_list_of_entries_beyond_reason_is_not_read(tmp_path: Path) -> None:
    size = 17 << 20
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, size, 0, 0)
    assert "the archive has more entries than any Go release" in refusal(bytes(size) + end, tmp_path)


def test_a_bomb_is_counted_as_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 5 << 20)
    zeros = bytes(1 << 20)
    assert "it unpacks to more than 5 MiB" in refusal(
        made(*(named(f"go/{number}", zeros) for number in range(6))), tmp_path
    )


def test_a_date_that_is_none_does_no_harm(tmp_path: Path) -> None:
    content = bytearray(made(named("go/a")))
    central = content.rindex(b"PK\1\2")
    content[central + 12 : central + 16] = bytes(4)
    path = tmp_path / "go.zip"
    path.write_bytes(content)
    assert archive.inspect(path, "1.25.5").entries == 2
