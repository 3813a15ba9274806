"""Setting and removing keys: what is asked for is in force, and all else keeps its bytes."""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter

import pytest
from hypothesis import assume, given, settings

from tests.wslconf.texts import anything, dialects, keys, names, tidy, values
from wizard.codecs.lines import Unwritable
from wizard.codecs.wslconf.document import Document, parse
from wizard.codecs.wslconf.edit import Unreachable, glued_header, put, remove, written
from wizard.codecs.wslconf.keys import Dialect, slot
from wizard.codecs.wslconf.nodes import Header, full_name


def conf(data: bytes) -> Document:
    return parse(data, Dialect.WSL_CONF)


def wslconfig(data: bytes) -> Document:
    return parse(data, Dialect.WSLCONFIG)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"[boot]\nsystemd=true\n"),
        (b"[boot]", b"[boot]\nsystemd=true\n"),
        (b"[boot]\nsystemd=false\n", b"[boot]\nsystemd=true\n"),
        (b"[boot]\n\tsystemd =  false  # why\n", b"[boot]\n\tsystemd =  true  # why\n"),
        (b"[boot]\nsystemd=false#c", b"[boot]\nsystemd=true#c"),
        (b"[boot]\nsystemd=\n", b"[boot]\nsystemd=true\n"),
        (b"[boot]\nsystemd = \n", b"[boot]\nsystemd = true\n"),
        (b"[boot]\nsystemd= # c\n", b"[boot]\nsystemd=true # c\n"),
        (b"[boot]\nsystemd =  # c\n", b"[boot]\nsystemd = true # c\n"),
        (b'[boot]\nsystemd="fal\\\n se" # c\n', b"[boot]\nsystemd=true # c\n"),
        (b"[BOOT]\nSystemD=0\n", b"[BOOT]\nSystemD=true\n"),
        (
            b"[boot]\ncommand=x # c\n\n# of user\n[user]\n",
            b"[boot]\ncommand=x # c\nsystemd=true\n\n# of user\n[user]\n",
        ),
        (b"[boot] # c\n[user]\ndefault=me\n", b"[boot] # c\nsystemd=true\n[user]\ndefault=me\n"),
        (b"[user]\ndefault=me", b"[user]\ndefault=me\n\n[boot]\nsystemd=true\n"),
        (b"[user]\ndefault=me\n\n", b"[user]\ndefault=me\n\n[boot]\nsystemd=true\n"),
        (b"# only a comment\r", b"# only a comment\r\n\n[boot]\nsystemd=true\n"),
        (b"[boot]\ncommand=a # c\r", b"[boot]\ncommand=a # c\r\nsystemd=true\n"),
        (b"[boot]\r\ncommand=a\r\n", b"[boot]\r\ncommand=a\r\nsystemd=true\r\n"),
        (b"\r\n[boot]\r\ncommand=a\n", b"\r\n[boot]\r\ncommand=a\nsystemd=true\n"),
        (b'[boot]\nsystemd = "true"\n', b'[boot]\nsystemd = "true"\n'),
        (
            b"[boot]\nsystemd=0\nsystemd=1\n[boot]\nsystemd=1 # c\n",
            b"[boot]\nsystemd=true\n# systemd=1\n[boot]\n# systemd=1 # c\n",
        ),
        (b"[boot]\na=1\n[user]\n[boot]\nb=1\n", b"[boot]\na=1\nsystemd=true\n[user]\n[boot]\nb=1\n"),
        (b"[user]\ndefault=x\n[boot]\nsystemd=false", b"[user]\ndefault=x\n[boot]\nsystemd=true"),
    ],
)
def test_put_in_wsl_conf(before: bytes, after: bytes) -> None:
    document = put(conf(before), "boot", "systemd", "true")
    assert document.data == after
    assert document.effective()["boot.systemd"] is True


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"[wsl2]\nfirewall=true\n"),
        (b"\xef\xbb\xbf", b"\xef\xbb\xbf[wsl2]\nfirewall=true\n"),
        (b"[wsl2]\r\nmemory=1GB\r\n", b"[wsl2]\r\nmemory=1GB\r\nfirewall=true\r\n"),
        (b"\n\r\n[wsl2]\r\n", b"\n\r\n[wsl2]\r\nfirewall=true\r\n"),
        (b"\n\n[wsl2]\r\n", b"\n\n[wsl2]\r\nfirewall=true\n"),
        (
            b"[experimental]\nfirewall=0\n[wsl2]\nfirewall=1\n",
            b"[experimental]\nfirewall=true\n[wsl2]\n# firewall=1\n",
        ),
        (b"[wsl2]\n; bad\nmemory=1GB\n", b"[wsl2]\n; bad\nmemory=1GB\nfirewall=true\n"),
        (b"[wsl2]\n[ general ]\nx=1\n", b"[wsl2]\nfirewall=true\n[ general ]\nx=1\n"),
        (b"[wsl2]\nmemory=1GB\n\x1a more", b"[wsl2]\nmemory=1GB\nfirewall=true\n\x1a more"),
        (b"x=1\x1a more", b"x=1\n\n[wsl2]\nfirewall=true\n\x1a more"),
    ],
)
def test_put_in_wslconfig(before: bytes, after: bytes) -> None:
    assert put(wslconfig(before), "wsl2", "firewall", "true").data == after


def test_put_in_utf16_stays_utf16() -> None:
    before = "\ufeff[wsl2]\r\n# é😀\r\nmemory=1GB\r\n"
    document = put(wslconfig(before.encode("utf-16-le")), "wsl2", "memory", "2GB")
    assert document.data.decode("utf-16-le") == before.replace("1GB", "2GB")


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        ("true", b"true"),
        ("", b""),
        ("a b", b"a b"),
        ("a=b;c", b"a=b;c"),
        ("'q'", b"'q'"),
        ("a#b", b'"a#b"'),
        ('say "hi"', rb'"say \"hi\""'),
        ("C:\\new", rb'"C:\\new"'),
        (" a", b'" a"'),
        ("a ", b'"a "'),
        ("a\tb\nc\bd", rb'"a\tb\nc\bd"'),
        ("me[boot]", b'"me[boot]"'),
        ("me[you]", b"me[you]"),
        ("用户", "用户".encode()),
    ],
)
def test_a_value_is_quoted_only_if_it_must_be(value: str, raw: bytes) -> None:
    assert written(value, Dialect.WSL_CONF) == raw
    assert conf(b"[user]\ndefault=" + raw + b"\n").get("user", "default") == value


@pytest.mark.parametrize("value", ["a\rb", "a\0b", "\x1a", "\x7f", "\ud800"])
@pytest.mark.parametrize("dialect", list(Dialect))
def test_what_no_file_can_hold_is_refused(value: str, dialect: Dialect) -> None:
    with pytest.raises(Unwritable):
        put(parse(b"", dialect), "boot", "command", value)


def test_wslconfig_cannot_hold_letters_that_are_not_ascii() -> None:
    with pytest.raises(Unwritable, match="用户"):
        put(wslconfig(b""), "wsl2", "kernel", "C:\\用户")


@pytest.mark.parametrize(
    ("section", "key"), [("", "x"), ("my-tool", "x"), ("boot", "k_v"), ("9", "x"), ("boot", "é")]
)
def test_names_are_letters_and_digits(section: str, key: str) -> None:
    with pytest.raises(Unwritable, match="letters and digits"):
        put(conf(b""), section, key, "x")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"[user]\ndefault=x\n; bad\n[boot]\nsystemd=false\n", 3),
        (b"[user]\n; bad\n", 2),
        (b"\xef\xbb\xbf[boot]\n", 1),
        ("\ufeff[boot]\n".encode("utf-16-le"), 1),
        (b"[boot]\nsystemd=false\ncommand=x\\", 3),
    ],
)
def test_put_below_a_stop_says_where_it_is(data: bytes, line: int) -> None:
    with pytest.raises(Unreachable) as caught:
        put(conf(data), "boot", "systemd", "true")
    assert caught.value.line == line
    assert str(line) in str(caught.value)


def test_put_above_a_stop_is_in_force_and_takes_the_unread_line_away() -> None:
    document = put(conf(b"[boot]\ncommand=x\n; bad\nsystemd=false\n"), "boot", "systemd", "true")
    assert document.data == b"[boot]\ncommand=x\nsystemd=true\n; bad\n# systemd=false\n"


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"[wsl2]\nmacAddress=x\n", 2), (b"[general]\nx=\\", 2), ("\ufeff".encode("utf-16-be"), 1)],
)
def test_put_in_a_wslconfig_that_windows_gives_up(data: bytes, line: int) -> None:
    with pytest.raises(Unreachable) as caught:
        put(wslconfig(data), "wsl2", "memory", "4GB")
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"[wsl2]\n[wsl 2]\nt=", b"[wsl2]\nmemory=8GB\n[wsl 2]\nt="),
        (b"[wsl2]\n[wsl 2]\nt=\n[wsl2]\n", b"[wsl2]\nmemory=8GB\n[wsl 2]\nt=\n[wsl2]\n"),
        (b"[wsl2]\na=1\n[wsl 2]\n", b"[wsl2]\na=1\nmemory=8GB\n[wsl 2]\n"),
    ],
)
def test_a_key_does_not_slip_below_a_header_that_wsl_misreads(before: bytes, after: bytes) -> None:
    document = put(wslconfig(before), "wsl2", "memory", "8GB")
    assert (document.data, document.get("wsl2", "memory")) == (after, "8GB")


def test_a_hardware_address_that_keeps_wsl_from_starting_is_not_written() -> None:
    with pytest.raises(Unwritable, match="0015"):
        put(wslconfig(b""), "wsl2", "macAddress", "0015.5daa.bbcc")


def test_put_rescues_a_header_that_the_old_value_swallowed() -> None:
    document = put(conf(b"[user]\ndefault=me [boot] # c\nsystemd=true\n"), "user", "default", "you")
    assert document.data == b"[user]\ndefault=you\n[boot] # c\nsystemd=true\n"


def test_a_new_key_does_not_slip_into_a_section_whose_header_is_glued_on() -> None:
    document = put(
        conf(b"[network]\nhostname=h\ngenerateHosts=0[boot]\nsystemd=true\n"), "network", "zz", "1"
    )
    assert document.data == b"[network]\nhostname=h\nzz=1\ngenerateHosts=0[boot]\nsystemd=true\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"[boot]\nsystemd=1 # c\ncommand=x\n", b"[boot]\n# systemd=1 # c\ncommand=x\n"),
        (
            b"[boot]\nsystemd=1\n[user]\n[BOOT]\nSYSTEMD=0",
            b"[boot]\n# systemd=1\n[user]\n[BOOT]\n# SYSTEMD=0",
        ),
        (b"[boot]\n  systemd=1[user]\ndefault=me\n", b"[boot]\n  # systemd=1\n[user]\ndefault=me\n"),
        (b"[boot]\n; bad\nsystemd=1\n", b"[boot]\n; bad\n# systemd=1\n"),
        (b"[boot]\ncommand=x\n", b"[boot]\ncommand=x\n"),
    ],
)
def test_remove(before: bytes, after: bytes) -> None:
    assert remove(conf(before), "boot", "systemd").data == after


def test_remove_takes_all_names_of_a_key_and_keys_outside_a_section() -> None:
    document = wslconfig(b"firewall=1\n[wsl2]\nfirewall=1\n[experimental]\nfirewall=0\nx=1\n")
    assert remove(document, "wsl2", "firewall").data == (
        b"firewall=1\n[wsl2]\n# firewall=1\n[experimental]\n# firewall=0\nx=1\n"
    )
    assert (
        remove(document, "", "firewall").data
        == b"# firewall=1\n[wsl2]\nfirewall=1\n[experimental]\nfirewall=0\nx=1\n"
    )


@settings(max_examples=400, deadline=None)
@given(anything, dialects, names, keys, values)
def test_what_is_put_is_in_force_and_put_twice_is_put_once(
    data: bytes, dialect: Dialect, section: str, key: str, value: str
) -> None:
    document = parse(data, dialect)
    try:
        once = put(document, section, key, value)
    except (Unreachable, Unwritable):
        return
    again = parse(once.data, dialect)
    assert again.get(section, key) == value
    assert put(again, section, key, value).data == once.data
    wanted = slot(dialect, full_name(section, key))
    others = [(pair.name, pair.value) for pair in document.pairs if slot(dialect, pair.name) != wanted]
    rescued = any(
        glued_header(document, pair) for pair in document.pairs if slot(dialect, pair.name) == wanted
    )
    if not rescued:
        assert [
            (pair.name, pair.value) for pair in again.pairs if slot(dialect, pair.name) != wanted
        ] == others


_LINES = ("[wsl2]", "[wsl 2]", "[ws", "[general]", "t=", "memory=1")


@pytest.mark.parametrize("dialect", Dialect)
def test_beside_headers_that_wsl_misreads_a_key_is_in_force_or_refused(dialect: Dialect) -> None:
    for count in range(4):
        for lines in itertools.product(_LINES, repeat=count):
            document = parse("\n".join(lines).encode(), dialect)
            with contextlib.suppress(Unreachable, Unwritable):
                assert put(document, "wsl2", "memory", "8GB").get("wsl2", "memory") == "8GB", lines


@settings(max_examples=400, deadline=None)
@given(tidy, dialects, names, keys, values)
def test_only_lines_of_the_key_change(
    data: bytes, dialect: Dialect, section: str, key: str, value: str
) -> None:
    document = parse(data, dialect)
    assume(document.exception is None)
    wanted = slot(dialect, full_name(section, key))
    try:
        after = put(document, section, key, value)
    except Unwritable:
        return
    mine = [pair for pair in document.pairs if slot(dialect, pair.name) == wanted]
    now = after.pair(section, key)
    assert now is not None
    own_line = after.body[now.span.start : now.span.end]
    if mine:
        lines = data.splitlines(keepends=True)
        for pair in reversed(mine):
            was = lines[pair.line - 1]
            indent = was[: len(was) - len(was.lstrip(b" \t"))]
            comment = indent + b"# " + was[len(indent) :]
            lines[pair.line - 1] = own_line if pair is mine[0] else comment
        assert after.data == b"".join(lines)
        return
    before, behind = after.body[: now.span.start], after.body[now.span.end :]
    if section.lower() in {node.name.lower() for node in document.nodes if isinstance(node, Header)}:
        assert before + behind == data
    else:
        added = before.removeprefix(data)
        assert added.strip() == f"[{section}]".encode()
        assert data + added == before
        assert behind == b""


@settings(max_examples=400, deadline=None)
@given(tidy, dialects, names, keys, values)
def test_put_and_remove_of_a_new_key_in_a_section_leave_a_comment_and_nothing_else(
    data: bytes, dialect: Dialect, section: str, key: str, value: str
) -> None:
    document = parse(data + f"[{section}]\n".encode(), dialect)
    assume(document.exception is None and document.pair(section, key) is None)
    try:
        after = put(document, section, key, value)
    except Unwritable:
        return
    gone = remove(after, section, key).data
    now, before = Counter(gone.splitlines()), Counter(document.data.splitlines())
    assert not before - now
    assert all(line.startswith(b"# ") for line in now - before)


@settings(max_examples=400, deadline=None)
@given(anything, dialects, names, keys)
def test_what_is_removed_is_gone_and_nothing_else(
    data: bytes, dialect: Dialect, section: str, key: str
) -> None:
    document = parse(data, dialect)
    after = remove(document, section, key)
    wanted = slot(dialect, full_name(section, key))
    if not any(glued_header(document, pair) for pair in document.pairs) and document.exception is None:
        kept = [(pair.name, pair.value) for pair in document.pairs if slot(dialect, pair.name) != wanted]
        assert after.get(section, key) is None
        assert [(pair.name, pair.value) for pair in after.pairs] == kept


@pytest.mark.parametrize("dialect", [Dialect.WSL_CONF, Dialect.WSLCONFIG])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_last_value_that_goes_on_in_the_next_line_does_not_swallow_a_new_key(
    dialect: Dialect, end: bytes
) -> None:
    section = "boot" if dialect is Dialect.WSL_CONF else "wsl2"
    data = b"[" + section.encode() + b"]" + end + b"a=b\\" + end
    after = put(parse(data, dialect), section, "key", "value")
    assert after.get(section, "key") == "value"
    assert after.data.startswith(data)
