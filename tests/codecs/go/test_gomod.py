import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.go.gomod import Directive, is_sound, needs, parse, repeated
from wizard.codecs.lines import BOM

GO_MOD = b"""// Deprecated: no
module example.com/a/b // it

go 1.24.11

toolchain go1.25.5

godebug (
\tnetdns=go // why
\ttlsrsakex=1
)
godebug panicnil=1

require (
\tgithub.com/x/y v1.2.3 // indirect
\t"gopkg.in/z" v2.0.0
)
replace example.com/c => ../c
"""


def test_a_go_mod() -> None:
    gomod = parse(GO_MOD)
    assert (gomod.go, gomod.toolchain) == ("1.24.11", "go1.25.5")
    assert [(each.line, *each.args) for each in gomod.of("godebug")] == [
        (9, "netdns=go"),
        (10, "tlsrsakex=1"),
        (12, "panicnil=1"),
    ]
    assert gomod.of("require") == (
        Directive(15, "require", ("github.com/x/y", "v1.2.3")),
        Directive(16, "require", ("gopkg.in/z", "v2.0.0")),
    )
    assert gomod.of("replace") == (Directive(18, "replace", ("example.com/c", "=>", "../c")),)
    assert [directive.line for directive in gomod.of("go")] == [4]


def test_a_go_work() -> None:
    gowork = parse(b'go 1.22\ntoolchain default\nuse ./a\nuse (\n  ./b\n  "./c d"\n)\n')
    assert (gowork.go, gowork.toolchain) == ("1.22", "default")
    assert [directive.args for directive in gowork.of("use")] == [("./a",), ("./b",), ("./c d",)]


@pytest.mark.parametrize(
    ("line", "is_read"),
    [
        *(
            (line, True)
            for line in ("go 1.25", "go 1.25rc1", "go 1.25.0rc1", "go 1.25.0", "go 1.20x1", "go 2.0")
        ),
        *(
            (line, False)
            for line in ("go", "go 1", "go 1.2x", "go 1.25.0-foo", "go 01.2", "go 1.021", "go 1.25 1")
        ),
        *(
            (line, False)
            for line in ('go "1.25"', "go v1.25", "go go1.25", "go 1.25.1-custom", "go 1.25 /* x */")
        ),
        *((f"toolchain {name}", True) for name in ("default", "go1", "go1.26.0", "go1.26.0-foo")),
        *((f"toolchain {name}", False) for name in ("", "x", "go2", "go1x", "local", "1.26.0", '"default"')),
        *((f"godebug {setting}", True) for setting in ("panicnil=1", "default=go1.20", "a=b=c")),
        *((f"godebug {setting}", False) for setting in ("", "x", "netdns=go,a=b", "a=1 b=2")),
        *(
            (line, False)
            for line in ("<<<<<<< HEAD", "=======", ">>>>>>> theirs", "\u00e9 x", "||||||| 1a2b", "1")
        ),
        ("require x", True),  # what other verbs take is not looked at
        ("ignore ./x", True),
    ],
)
def test_what_go_reads(line: str, is_read: bool) -> None:
    """Every row but the last two was tried with Go 1.27.3 (``go list -m``)."""
    (directive,) = parse(f"{line}\n".encode()).directives
    assert is_sound(directive) is is_read


def test_go_stops_at_a_second_line_of_a_kind() -> None:
    gomod = parse(b"go 1.25\ngodebug panicnil=1\ngo 1.24\ntoolchain go1.26.0\ngodebug panicnil=0\ngo 1.23\n")
    assert [directive.line for directive in repeated(gomod)] == [3, 6]


def test_line_ends_of_windows_change_nothing() -> None:
    assert parse(GO_MOD.replace(b"\n", b"\r\n")) == parse(GO_MOD)


def test_a_byte_order_mark_is_passed_over() -> None:
    gomod = parse(BOM + b"module x\n")
    assert gomod.directives == (Directive(1, "module", ("x",)),)


def test_an_address_is_one_word() -> None:
    assert parse(b"module a//b\ntool (\n /x\n)\n").directives == (
        Directive(1, "module", ("a",)),
        Directive(3, "tool", ("/x",)),
    )


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        (b"go 1.24.11\ntoolchain go1.25.5\n", "1.25.5"),
        (b"go 1.25\ntoolchain go1.24.1\n", "1.25"),
        (b"go 1.21rc2\n", "1.21rc2"),
        (b"go 1.22\ntoolchain go1.22.3-corp\n", "1.22.3"),
        (b"go 1.24\ntoolchain default\n", "1.24"),
        (b"go 1.24.x\n", None),
        (b"go 1.24.x\ntoolchain go1.23.1\n", "1.23.1"),
        (b"module x\n", None),
        (b"go\n", None),
    ],
)
def test_the_oldest_go_that_will_do(text: bytes, needed: str | None) -> None:
    assert needs(parse(text)) == needed


@pytest.mark.parametrize("stray", [b"(", b")", b"require (\n)", b'"', b"require ( a v1 )"])
def test_a_stray_mark_does_not_hide_what_follows(stray: bytes) -> None:
    assert parse(stray + b"\ngo 1.21\n").go == "1.21"


def test_quotes_are_taken_off_in_pairs() -> None:
    uses = parse(b'use "\nuse "a"\nuse `b`\nuse c"\n').of("use")
    assert [directive.args for directive in uses] == [('"',), ("a",), ("b",), ('c"',)]


@settings(deadline=None)
@given(st.one_of(st.binary(), st.text('module godebug(=\n\r\t )"`/\\,', max_size=40).map(str.encode)))
def test_nothing_raises_and_lines_are_the_file_s(data: bytes) -> None:
    gomod = parse(data)
    needs(gomod)
    assert (gomod.go, gomod.toolchain, gomod.of("godebug")) is not None
    assert all(1 <= directive.line <= data.count(b"\n") + 1 for directive in gomod.directives)
