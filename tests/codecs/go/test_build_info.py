"""What Go wrote into a program, byte by byte: what is cut short is left out, and never an error."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.go.build_info import MAGIC, GoBuild, find, in_words

MARK = b"\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6"
LINES = (
    b"path\texample.com/a/cmd/a\nmod\texample.com/a\tv1.2.3\th1:x=\n"
    b'build\t-ldflags="-X main.v=a\\tb -s"\nbuild\tCGO_ENABLED=0\nbuild\t-tags=a,b\n'
    b"build\tvcs.revision=abc\nbuild\tvcs.modified=true\n"
)


def info(version: bytes = b"go1.27.3", lines: bytes = LINES) -> bytes:
    text = MARK + lines + MARK
    sized = (
        len(text).to_bytes(1, "little") if len(text) < 128 else bytes([len(text) & 127 | 128, len(text) >> 7])
    )
    return MAGIC + b"\x08\x02" + bytes(16) + bytes([len(version)]) + version + sized + text


def test_it_is_read_wherever_it_is_aligned() -> None:
    for before in (b"", bytes(16), b"x" * 5 + MAGIC + b"y" * (48 - 5 - len(MAGIC))):
        build = find(before + info() + bytes(100))
        assert build is not None
        assert (build.version, build.path, build.module, build.module_version) == (
            "go1.27.3",
            "example.com/a/cmd/a",
            "example.com/a",
            "v1.2.3",
        )
        assert build.settings["-ldflags"] == "-X main.v=a\tb -s"
        assert (build.cgo, build.tags, build.vcs, build.fips) == (False, ("a", "b"), "abc+", "")


def test_what_does_not_say_so_says_nothing() -> None:
    assert find(b"") is None
    assert find(bytes(4096)) is None
    assert find(b"x" + info()) is None  # not where Go puts it
    assert find(MAGIC + b"\x08\x00" + bytes(64)) == GoBuild("")  # before 1.18
    assert GoBuild("go1.27").cgo is None


def test_people_get_the_names_that_go_has() -> None:
    assert in_words(find(info()) or GoBuild("")) == {
        "CGO_ENABLED": "0",
        "-tags": "a,b",
        "vcs.revision": "abc+",
    }


@given(st.integers(0, len(info())), st.binary(max_size=40))
def test_what_is_cut_short_or_goes_on_otherwise_is_no_error(end: int, rest: bytes) -> None:
    find(info()[:end] + rest)
