import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.go.goenv import (
    EnvDefect,
    EnvDefectKind,
    EnvSetting,
    defects,
    effective,
    parse,
    put,
    unset,
)
from wizard.codecs.lines import BOM, Unwritable, bytes_of, split

HOME = "/home/me"

pieces = st.sampled_from(
    [
        "GOPROXY=https://x",
        "GOPROXY=direct",
        'GOPATH="$HOME/go"',
        "GOPATH=~/go # mine",
        "export GOBIN=/x",
        " GOOS = linux ",
        "# GOPROXY=no",
        "gopath=/x",
        "GOFLAGS='-ldflags=-s -w'",
        "GODEBUG=netdns=go",
        "GOFUTURE=1",
        "HTTP_PROXY=x",
        "GOCACHE=$TMP/x",
        "GOROOT=\"'/x' # y\"",
        "GOSUMDB='",
        "",
        "  ",
        "nonsense",
        "GO-X=1",
        "É=1",
    ]
)
files = st.builds(
    lambda bom, lines, tail: bom + b"".join(bytes_of(text) + end for text, end in lines) + tail,
    st.sampled_from([b"", BOM]),
    st.lists(st.tuples(pieces, st.sampled_from([b"\n", b"\r\n"]))),
    st.sampled_from([b"", b"GOOS=linux", b"GOOS=linux\r", b"\xff=\x00"]),
)
keys = st.sampled_from(["GOPROXY", "GOPATH", "GOTOOLCHAIN"])
values = st.text(st.characters(exclude_characters="\n\r\v\0#", exclude_categories=("Cs",)), max_size=8)


def as_go_reads(data: bytes) -> dict[bytes, bytes]:
    """GO §1.2, the form that was compared with Go byte for byte."""
    found = {}
    for line in data.split(b"\n"):
        if line and 65 <= line[0] <= 90 and b"=" in line:
            key, value = line.split(b"=", 1)
            found[key] = value
    return found


@settings(deadline=None)
@given(st.one_of(files, st.binary()))
def test_reading_is_go_s(data: bytes) -> None:
    assert {bytes_of(key): bytes_of(value) for key, value in effective(data).items()} == as_go_reads(data)


def test_quotes_variables_comments_and_blanks_are_part_of_the_value() -> None:
    data = b'GOPROXY="https://x"\nGOPATH=$HOME/go\nGOBIN=/x # y\nGOFLAGS= -v \nGOOS=linux\r\n'
    assert effective(data) == {
        "GOPROXY": '"https://x"',
        "GOPATH": "$HOME/go",
        "GOBIN": "/x # y",
        "GOFLAGS": " -v ",
        "GOOS": "linux\r",
    }


def test_any_capital_begins_a_key() -> None:
    assert effective(b"AR=a\nZZ=z\n[X=1\n") == {"AR": "a", "ZZ": "z"}


def test_lines_that_do_not_count() -> None:
    data = BOM + b"GOPROXY=x\n# GOOS=a\nexport GOOS=b\n GOOS=c\ngoos=d\nGOOS\n=x\n"
    assert parse(data) == ()


def test_the_last_of_a_key_wins() -> None:
    data = b"GOPROXY=a\nGOPROXY=b\n"
    assert parse(data) == (EnvSetting(1, "GOPROXY", "a"), EnvSetting(2, "GOPROXY", "b"))
    assert effective(data) == {"GOPROXY": "b"}


@settings(deadline=None)
@given(st.one_of(files, st.binary()), keys, values)
def test_what_is_put_is_read(data: bytes, key: str, value: str) -> None:
    after = put(data, key, value)
    assert effective(after) == effective(data) | {key: value}
    assert put(after, key, value) == after


@settings(deadline=None)
@given(st.one_of(files, st.binary()), keys, values)
def test_putting_touches_no_line_but_the_key_s(data: bytes, key: str, value: str) -> None:
    def others(raw: bytes) -> list[bytes]:
        kept = (line for line in raw.split(b"\n") if not line.startswith(bytes_of(f"{key}=")))
        # a comment behind the value gets a line of its own, which ends as the value's did
        return [line for line in kept if line.removesuffix(b"\r") != b"# mine"]

    assert [line for line in others(put(data, key, value)) if line] == [line for line in others(data) if line]


@settings(deadline=None)
@given(st.one_of(files, st.binary()), keys)
def test_what_is_unset_is_gone_and_nothing_else(data: bytes, key: str) -> None:
    after = unset(data, key)
    assert effective(after) == {k: v for k, v in effective(data).items() if k != key}
    assert unset(after, key) == after
    if key not in effective(data):
        assert after == data


@settings(deadline=None)
@given(st.one_of(files, st.binary()), keys, values)
def test_a_new_setting_taken_out_again_leaves_the_file(data: bytes, key: str, value: str) -> None:
    if key not in effective(data):
        whole = data if not data or data.endswith(b"\n") else data + b"\n"
        assert unset(put(data, key, value), key) == whole


def test_a_line_changes_in_place_and_its_earlier_twins_go() -> None:
    data = b"# mine\nGOPROXY=a\nGOOS=linux\r\nGOPROXY=b\nGOBIN=/x"
    assert put(data, "GOPROXY", "c") == b"# mine\nGOOS=linux\r\nGOPROXY=c\nGOBIN=/x"
    assert put(data, "GOBIN", "/y") == b"# mine\nGOPROXY=a\nGOOS=linux\r\nGOPROXY=b\nGOBIN=/y"
    assert put(data, "GOPATH", "/p") == data + b"\nGOPATH=/p\n"


def test_a_comment_behind_a_value_gets_a_line_that_ends_as_that_one_did() -> None:
    assert put(b"GOPATH=a # mine\r\nGOOS=x\n", "GOPATH", "b") == b"# mine\r\nGOPATH=b\nGOOS=x\n"
    assert put(b"GOPATH=a # mine\r\nGOPATH=c\n", "GOPATH", "b") == b"# mine\r\nGOPATH=b\n"
    assert put(b"GOPATH=a # mine", "GOPATH", "b") == b"# mine\nGOPATH=b"


def test_a_carriage_return_never_gets_into_a_value() -> None:
    assert put(b"GOOS=linux\r\nGOPROXY=x\r\n", "GOPROXY", "y") == b"GOOS=linux\r\nGOPROXY=y\n"
    assert put(b"GOOS=linux\r\n", "GOPROXY", "y") == b"GOOS=linux\r\nGOPROXY=y\n"


@pytest.mark.parametrize(("key", "value"), [("gopath", "x"), ("", "x"), ("GO PATH", "x"), ("GOPATH", "a\nb")])
def test_what_go_could_not_read_is_refused(key: str, value: str) -> None:
    with pytest.raises(Unwritable, match=r"cannot|not valid"):
        put(b"", key, value)


def found(data: bytes) -> list[tuple[int, EnvDefectKind, str | None]]:
    return [(defect.line, defect.kind, defect.becomes) for defect in defects(data, HOME)]


@pytest.mark.parametrize(
    ("line", "kinds", "becomes"),
    [
        (b"export GOPROXY=x", [EnvDefectKind.EXPORT], "GOPROXY=x"),
        (b"  GOPROXY=x", [EnvDefectKind.LEADING_SPACE], "GOPROXY=x"),
        (b"GOPROXY = x", [EnvDefectKind.BLANKS], "GOPROXY=x"),
        (b"GOPROXY=x ", [EnvDefectKind.BLANKS], "GOPROXY=x"),
        (b'GOPROXY="x"', [EnvDefectKind.QUOTES], "GOPROXY=x"),
        (b"GOPROXY='x' # why", [EnvDefectKind.QUOTES, EnvDefectKind.COMMENT], "GOPROXY=x"),
        (b'GOPROXY="x', [EnvDefectKind.QUOTES], 'GOPROXY="x'),
        (b"GOPROXY=x # why", [EnvDefectKind.COMMENT], "GOPROXY=x"),
        (b"GOFLAGS=-mod=mod # always", [EnvDefectKind.COMMENT], "GOFLAGS=-mod=mod"),
        (b"GOFLAGS='-ldflags=-s -w' # x", [EnvDefectKind.COMMENT], "GOFLAGS='-ldflags=-s -w'"),
        (b'GOFLAGS="-mod=mod -trimpath"', [EnvDefectKind.QUOTES], "GOFLAGS=-mod=mod -trimpath"),
        (
            b"GOFLAGS='-v -x' #1",
            [EnvDefectKind.QUOTES, EnvDefectKind.COMMENT],
            "GOFLAGS=-v -x",
        ),
        (b'GOPROXY=x"', [EnvDefectKind.QUOTES], 'GOPROXY=x"'),
        (b'GOPROXY="x # y', [EnvDefectKind.QUOTES, EnvDefectKind.COMMENT], 'GOPROXY="x # y'),
        (b"GOPATH=$HOME/go", [EnvDefectKind.VARIABLE], "GOPATH=/home/me/go"),
        (b"GOPATH=~/go:${HOME}/b", [EnvDefectKind.VARIABLE], "GOPATH=/home/me/go:/home/me/b"),
        (b"GOPATH=$WORK/go", [EnvDefectKind.VARIABLE], "GOPATH=$WORK/go"),
        (b"GODEBUG=netdns=go", [EnvDefectKind.REFUSED], None),
        (b"HTTP_PROXY=x", [EnvDefectKind.REFUSED], None),
        (b"GOFUTURE=x", [EnvDefectKind.UNKNOWN], "GOFUTURE=x"),
        (b"gopath=/x", [EnvDefectKind.IGNORED], None),
        (b"what is this", [EnvDefectKind.IGNORED], None),
        (b"GOPROXY=x\r", [EnvDefectKind.CR], "GOPROXY=x"),
    ],
)
def test_a_damaged_line(line: bytes, kinds: list[EnvDefectKind], becomes: str | None) -> None:
    assert found(b"GOOS=linux\n" + line + b"\n") == [(2, kind, becomes) for kind in kinds]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"  ",
        b"# export GOPROXY=x",
        b"  # x",
        b"GOPROXY=https://proxy.golang.org,direct",
        b"GOPROXY=",
        b"GOROOT=/usr/local/go",
        b"GOWORK=off",
        b"GOFLAGS='-ldflags=-s -w' -tags=a",
        b"GOFLAGS='-ldflags=-X a.b=c #d' -v",
        b'GOFLAGS="-mod=mod"',
        b"GOFLAGS=-tags=a#b",
        b'CC="/opt/my gcc/bin/gcc" -m32',
        b"CGO_LDFLAGS=-Wl,-rpath,$ORIGIN",
        b"GOPRIVATE=*.corp.example,~x",
    ],
)
def test_a_sound_line(line: bytes) -> None:
    assert found(line + b"\n") == []


def test_a_byte_order_mark_hides_the_first_line() -> None:
    assert defects(BOM + b"GOPROXY=x\n", HOME) == (EnvDefect(1, EnvDefectKind.BOM, "GOPROXY=x", "GOPROXY=x"),)


def test_a_byte_order_mark_is_told_even_where_it_hides_nothing() -> None:
    assert defects(BOM + b"# c\n", HOME) == (EnvDefect(1, EnvDefectKind.BOM, "# c", "# c"),)


def test_a_last_line_without_end_is_sound() -> None:
    assert defects(b"GOPROXY=x", HOME) == ()


def test_a_carriage_return_without_a_line_end_is_repaired_with_the_line() -> None:
    assert defects(b"GOPROXY=x\r", HOME) == (EnvDefect(1, EnvDefectKind.CR, "GOPROXY=x\r", "GOPROXY=x"),)


def test_of_two_lines_the_one_that_counts_stays() -> None:
    assert found(b"GOPROXY=a\nGOPROXY=b\n") == [(1, EnvDefectKind.DUPLICATE, None)]
    assert found(b"GOPROXY=a\nexport GOPROXY=b\n") == [
        (2, EnvDefectKind.EXPORT, None),
        (2, EnvDefectKind.DUPLICATE, None),
    ]
    assert found(b"export GOPROXY=a\n GOPROXY=b\n") == [
        (1, EnvDefectKind.EXPORT, None),
        (1, EnvDefectKind.DUPLICATE, None),
        (2, EnvDefectKind.LEADING_SPACE, "GOPROXY=b"),
    ]


def repaired(data: bytes) -> bytes:
    """As the engine does it: encoding first, then lines by number."""
    data = data.removeprefix(BOM).replace(b"\r\n", b"\n")
    becomes = {defect.line: defect for defect in defects(data, HOME)}
    lines = []
    for number, line in enumerate(split(data), 1):
        defect = becomes.get(number)
        if defect is None:
            lines.append(line.content + line.end)
        else:
            assert bytes_of(defect.text) == line.content
            lines.append(b"" if defect.becomes is None else bytes_of(defect.becomes) + line.end)
    return b"".join(lines)


@settings(deadline=None)
@given(files)
def test_one_repair_is_enough(data: bytes) -> None:
    once = repaired(data)
    assert all(defect.becomes == defect.text for defect in defects(once, HOME))
    assert repaired(once) == once


@settings(deadline=None)
@given(files)
def test_a_repair_told_before_the_encoding_is_repaired_fits_after(data: bytes) -> None:
    unmarked = data.removeprefix(BOM).replace(b"\r\n", b"\n")
    before = {
        (d.line, d.text, d.becomes)
        for d in defects(data, HOME)
        if d.kind not in (EnvDefectKind.BOM, EnvDefectKind.CR)
    }
    after = {(d.line, d.text) for d in defects(unmarked, HOME)}
    assert {(line, text) for line, text, becomes in before if becomes != text} <= after | {
        (line, text) for line, text, _ in before if line == 1
    }


@settings(deadline=None)
@given(st.binary())
def test_looking_for_defects_never_raises(data: bytes) -> None:
    defects(data, HOME)


def test_what_a_person_wrote_behind_a_value_stays_when_the_value_goes() -> None:
    data = b"GOPATH=/a # old\nGOBIN=/b\nGOPATH=/c # now\n"
    assert unset(data, "GOPATH") == b"# old\nGOBIN=/b\n# now\n"
    assert put(data, "GOPATH", "/d") == b"# old\nGOBIN=/b\n# now\nGOPATH=/d\n"
    assert put(b"GOFLAGS=-v #1\n", "GOFLAGS", "-x") == b"#1\nGOFLAGS=-x\n"
    assert put(b"CC=gcc #1\n", "CC", "clang") == b"CC=clang\n", "of what Go splits itself it is a value"
