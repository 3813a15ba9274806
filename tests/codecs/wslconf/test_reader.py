"""The reader against a machine that reads one character at a time, and its places against the bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wslconf.machine import Heard, Machine, linux_characters, windows_characters
from tests.wslconf.texts import anything, dialects
from wizard.codecs.wslconf.document import parse
from wizard.codecs.wslconf.keys import Dialect
from wizard.codecs.wslconf.nodes import Broken, Fault, Header, Pair
from wizard.codecs.wslconf.reader import Scanner

UNSEEN = b"\xef\xbf\xbf"  # U+FFFF: see the docstring of the reader


def heard_by_machine(data: bytes, dialect: Dialect) -> Heard:
    characters = windows_characters(data) if dialect.on_windows else linux_characters(data)
    return Machine(characters, skips=dialect.on_windows).run()


def heard_by_scanner(body: bytes, dialect: Dialect) -> Heard:
    heard = Heard()
    for node in Scanner(body, dialect, text_errors="replace").nodes():
        if isinstance(node, Pair):
            heard.pairs.append((node.name, node.value, node.wsl_line))
        if isinstance(node, Broken):
            heard.threw = node.fault is Fault.BACKSLASH_AT_END and not dialect.on_windows
            if not heard.threw:
                heard.messages.append((node.says, node.wsl_line))
            if not dialect.on_windows:
                heard.stopped = not heard.threw
                break
    return heard


def as_text(heard: Heard) -> Heard:
    heard.pairs = [(name, raw.decode("utf-8", "replace"), line) for name, raw, line in heard.pairs]
    return heard


@settings(max_examples=600, deadline=None)
@given(anything, dialects)
def test_it_reads_as_a_machine_that_takes_one_character_at_a_time(data: bytes, dialect: Dialect) -> None:
    body = parse(data, dialect).body
    if UNSEEN in body or (dialect.on_windows and data[:2] in (b"\xff\xfe", b"\xfe\xff")):
        return
    assert heard_by_scanner(body, dialect) == as_text(heard_by_machine(data, dialect))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='ab=[]"\\#\r\n\té用😀', max_size=40))
def test_windows_reads_utf16_as_it_reads_utf8(text: str) -> None:
    wide = parse(b"\xff\xfe" + text.encode("utf-16-le"), Dialect.WSLCONFIG)
    plain = parse(text.encode(), Dialect.WSLCONFIG)
    assert (wide.pairs, wide.complaints) == (plain.pairs, plain.complaints)
    assert heard_by_scanner(wide.body, Dialect.WSLCONFIG) == as_text(
        heard_by_machine(wide.data, Dialect.WSLCONFIG)
    )


@settings(max_examples=300, deadline=None)
@given(anything, dialects)
def test_nodes_stand_in_order_on_lines_of_their_own_and_spans_show_what_they_say(
    data: bytes, dialect: Dialect
) -> None:
    document = parse(data, dialect)
    at = 0
    for node in document.nodes:
        assert at <= node.span.start < node.span.end <= document.end
        assert node.line == document.body.count(b"\n", 0, node.span.start) + 1
        if isinstance(node, Pair):
            assert node.span.start < node.written.start <= node.written.end <= node.span.end
            before = document.body[node.span.start : node.written.start]
            assert before.split(b"=")[0].strip(b" \t").decode() == node.key
        at = node.span.end


def test_a_pair_knows_its_line_and_its_value_in_the_bytes_of_the_file() -> None:
    body = b'# x\n[boot]\n  command = "a # b" # why\r\nsystemd=1\n'
    document = parse(body, Dialect.WSL_CONF)
    command, systemd = document.pairs
    assert body[command.span.start : command.span.end] == b'  command = "a # b" # why\r\n'
    assert body[command.written.start : command.written.end] == b'"a # b"'
    assert (command.section, command.key, command.value, command.line) == ("boot", "command", "a # b", 3)
    assert (systemd.line, systemd.wsl_line) == (4, 4)


@pytest.mark.parametrize(
    ("line", "raw"),
    [
        (b"a=", b""),
        (b"a= ", b""),
        (b"a=  # c", b""),
        (b'a="x" ', b'"x"'),
        (b"a= x # c", b"x"),
        (b"a=x#c", b"x"),
    ],
)
def test_the_written_value_has_no_outer_blanks(line: bytes, raw: bytes) -> None:
    (pair,) = parse(line + b"\n", Dialect.WSL_CONF).pairs
    assert line[pair.written.start : pair.written.end] == raw


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[experimental]\nsparseVhd=1\n[wsl\nswap=0\n", ["experimental.sparseVhd", "wsl"]),
        ("[wsl2]\na=1\n[experimental] x\nb=1\n[wsl2]\nc=1\n", ["wsl2.a", "expe.b", "wsl2.c"]),
        ("[wsl2]\n[ general ]\na=1\n", ["wsl2.a"]),
        ("[wsl-2]\na=1\n", ["a"]),
    ],
)
def test_a_malformed_header_garbles_the_section_in_wslconfig(text: str, names: list[str]) -> None:
    assert [pair.name for pair in parse(text.encode(), Dialect.WSLCONFIG).pairs] == names


def test_below_a_malformed_header_a_person_sees_the_section_it_means() -> None:
    document = parse(b"[wsl2]\n[ general ]\na=1\n[my-tool]\nb=1\n", Dialect.WSLCONFIG)
    assert [pair.section for pair in document.pairs] == ["general", "mytool"]


def test_wsl_counts_a_crlf_after_a_header_or_a_pair_twice_and_an_editor_does_not() -> None:
    (pair,) = parse(b"\r\n\r\n[foo]\r\na=b", Dialect.WSL_CONF).pairs
    assert (pair.wsl_line, pair.line) == (5, 4)


def test_headers_are_told_with_their_lines() -> None:
    header, _ = parse(b"\n[boot] # c\nsystemd=1\n", Dialect.WSL_CONF).nodes
    assert isinstance(header, Header)
    assert (header.name, header.line) == ("boot", 2)
