"""What wsl.exe prints, in every encoding and in the languages of those who reported that others misread it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wsl.commands.texts import languages, texts
from wizard.codecs.windows.wsl_output import (
    AvailableDistro,
    ListedDistro,
    decode,
    has_no_distros,
    listing,
    online,
)

LONG = "x" * 256


def table(*rows: tuple[str, str, str, int]) -> str:
    width = max(4, *(len(row[1]) for row in rows)) + 4
    lines = [f"  {'NAME':<{width}}{'STATE':<16}VERSION"]
    lines += [f"{star} {name:<{width}}{state:<16}{version}" for star, name, state, version in rows]
    return "".join(line + "\r\n" for line in lines)


# Encodings.

LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40)
LINES = st.lists(LINE, min_size=1, max_size=8).map(lambda lines: "".join(line + "\r\n" for line in lines))


@given(LINES)
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text.replace("\r\n", "\n")


@given(LINES)
def test_an_old_build_is_understood_too(text: str) -> None:
    """It ends every line with CRLF, so that there are zeros in every line."""
    assert decode(text.encode("utf-16-le")) == text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "words", ["上\r\n", "版本上\r\n", "以上是可安装的\r\n分发上\r\n", "\r\n上\r\n", "Ċ\r\n", "xਅĀ\r\n"]
)
def test_a_character_with_the_byte_of_a_line_end_ends_no_line(words: str) -> None:
    assert decode(words.encode("utf-16-le")) == words.replace("\r\n", "\n")


RELAYED = "bash: line 1: /no/such: nicht gefunden – ünï\n"


@pytest.mark.parametrize("said", [RELAYED, RELAYED.rstrip("\n"), "x" + RELAYED, "ok\n" * 2, ""])
@pytest.mark.parametrize(
    "warning", ["Unknown key 'a.b' in /etc/wsl.conf:7", "C:\\Users\\我\\.wslconfig:3 里的键“x”不认识"]
)
def test_warnings_in_utf16_stand_among_what_the_distro_says(said: str, warning: str) -> None:
    first, then = (f"wsl: {warning}\r\n".encode("utf-16-le") for _ in range(2))
    shown = f"wsl: {warning}\n"
    assert decode(first + said.encode() + then) == shown + said + shown
    assert decode(said.encode() + then) == said + shown


def test_a_failure_in_utf16_after_what_the_distro_said() -> None:
    words = "已终止。\r\n错误代码: Wsl/Service/0x80072745\r\n"
    assert decode(b"@0123456789 hello\n" + words.encode("utf-16-le")).endswith("Wsl/Service/0x80072745\n")


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe\xfd",
        "Größe\r\n".encode("latin-1"),
        b"\x80abc\n",
        "wsl".encode("utf-16-le")[:-1],
        b"\0\0\0\0",
        "Grün\r\n".encode("latin-1"),
    ],
)
def test_other_bytes_are_no_text(raw: bytes) -> None:
    with pytest.raises(ValueError):
        decode(raw)


# --list --verbose


def test_a_list_as_it_is_printed() -> None:
    printed = (
        "  NAME            STATE           VERSION\r\n"
        "* Ubuntu-24.04    Running         2\r\n"
        "  Debian          Stopped         2\r\n"
    )
    assert listing(decode(printed.encode("utf-16-le"))) == (
        ListedDistro("Ubuntu-24.04", "Running", 2),
        ListedDistro("Debian", "Stopped", 2),
    )
    assert [each.is_running for each in listing(printed)] == [True, False]


def test_names_of_one_character_and_of_256() -> None:
    rows = (("*", "x", "Stopped", 1), (" ", LONG, "Running", 2), (" ", "Running", "Installing", 2))
    result = listing(decode(table(*rows).encode()))
    assert [(each.name, each.state, each.version) for each in result] == [row[1:] for row in rows]
    assert listing(table(("*", "x", "Converting", 2)))[0] == ListedDistro("x", "Converting", 2)


@pytest.mark.parametrize(
    "state", ["Stopped", "Running", "Installing", "Uninstalling", "Converting", "Exporting"]
)
def test_every_state_is_a_word_of_its_own(state: str) -> None:
    assert listing(table(("*", "Ubuntu", state, 2)))[0].state == state


NAME = st.from_regex(r"[A-Za-z0-9._-]{1,256}", fullmatch=True)


@given(
    st.lists(st.tuples(NAME, st.sampled_from(["Stopped", "Running"]), st.sampled_from([1, 2])), min_size=1)
)
def test_what_is_listed_is_what_there_is(distros: list[tuple[str, str, int]]) -> None:
    rows = [("*" if not at else " ", *each) for at, each in enumerate(distros)]
    result = [(each.name, each.state, each.version) for each in listing(decode(table(*rows).encode()))]
    assert result == distros


@pytest.mark.parametrize(
    "words", ["", "\n", "nothing of the kind\n", "  NAME    STATE    VERSION\n* Ubuntu\n", "NAME STATE\n"]
)
def test_what_is_no_table_is_not_taken_for_an_empty_one(words: str) -> None:
    with pytest.raises(ValueError):
        listing(words)


# What is localized.

ENCODINGS = pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])


@ENCODINGS
@pytest.mark.parametrize("language", languages())
def test_what_the_stand_in_says_in_its_languages(language: str, encoding: str) -> None:
    said = texts(language)

    def printed(words: str) -> str:
        return decode((words + "\n").replace("\n", "\r\n").encode(encoding))

    assert has_no_distros(printed(said["no-distros"]))
    assert not has_no_distros(printed(said["no-feature"]))
    assert not has_no_distros(printed(said["no-such-distro"]))
    rows = "NAME              FRIENDLY NAME\nUbuntu-24.04      Ubuntu 24.04 LTS\narchlinux         Arch Linux"
    assert online(printed(f"{said['online-header']}\n{rows}")) == (
        AvailableDistro("Ubuntu-24.04", "Ubuntu 24.04 LTS"),
        AvailableDistro("archlinux", "Arch Linux"),
    )


# What is not there, and what can be had.


@pytest.mark.parametrize(
    "words",
    [
        (
            "还没有 Linux。\n要装一个，请这样做:\n\n"
            "用“wsl.exe --list --online”看看有哪些，\n再用“wsl.exe --install <Distro>”装上一个。\n"
        ),
        "There is no Linux on this PC.\nThe shop of Windows has some:\nhttps://aka.ms/wslstore\n",
    ],
)
def test_nothing_is_installed_yet(words: str) -> None:
    assert has_no_distros(words)


@pytest.mark.parametrize(
    "words", ["", "Error code: Wsl/E_ACCESSDENIED\n", "--list\n--online\n--install\n" + "\n" * 60]
)
def test_other_words_do_not_mean_that_nothing_is_installed(words: str) -> None:
    assert not has_no_distros(words)


def test_the_offers_of_an_older_build() -> None:
    words = (
        "You can choose among these distros.\n"
        "The usual one has a '*'.\nTo get one: 'wsl --install -d <Distro>'.\n\n"
        "  NAME       FRIENDLY NAME\n* Ubuntu     Ubuntu\n  Debian     Debian GNU/Linux\n"
    )
    assert online(words) == (
        AvailableDistro("Ubuntu", "Ubuntu"),
        AvailableDistro("Debian", "Debian GNU/Linux"),
    )


def test_no_offers_without_a_table() -> None:
    with pytest.raises(ValueError):
        online("Nobody knows the address of that server\n")
