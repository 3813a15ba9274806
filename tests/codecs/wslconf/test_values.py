"""Values as the C functions take them (WSL §1.6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.wslconf.keys import Dialect, Key, ValueType, find
from wizard.codecs.wslconf.values import ParsedValue, take

REFUSED = ParsedValue(None, 1)


def key(name: str, dialect: Dialect = Dialect.WSLCONFIG) -> Key:
    found = find(dialect, name)
    if found is None:
        raise LookupError(name)
    return found


FLAG = key("wsl2.dhcp")
NUMBER = key("wsl2.processors")
SIZE = key("wsl2.memory")
PORTS = key("experimental.ignoredPorts")
ADDRESS = key("experimental.dnsTunnelingIpAddress")
MAC = key("wsl2.macAddress")
MODE = key("wsl2.networkingMode")


@pytest.mark.parametrize(
    ("text", "taken"),
    [("1", True), ("TRUE", True), ("tRuE", True), ("0", False), ("False", False)]
    + [(text, None) for text in ("", "yes", "on", "t", "2", "01", "true ", "ｔｒｕｅ", "true\n")],
)
def test_flags(text: str, taken: bool | None) -> None:
    assert take(FLAG, text, on_windows=True) == (REFUSED if taken is None else ParsedValue(taken))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("+7", 7),
        ("-7", -7),
        ("022", 18),
        ("0x1F", 31),
        ("0X1f", 31),
        ("-0x10", -16),
        (" \t\n\v\f\r8", 8),
        ("000000000000000000000000000000012", 10),
        ("0x0000000000000000000000000000001", 1),
        ("2147483647", 2147483647),
        ("-2147483648", -2147483648),
    ],
)
@pytest.mark.parametrize("on_windows", [True, False])
def test_numbers_are_read_in_the_base_they_show(text: str, number: int, on_windows: bool) -> None:
    assert take(NUMBER, text, on_windows=on_windows) == ParsedValue(number)


@pytest.mark.parametrize(
    "text", ["", " ", "-", "+", "+-5", "08", "0x", "0xg", "0b11", "1e3", "1.5", "7 ", "5s", "４"]
)
@pytest.mark.parametrize("on_windows", [True, False])
def test_no_numbers(text: str, on_windows: bool) -> None:
    assert take(NUMBER, text, on_windows=on_windows) == REFUSED


@pytest.mark.parametrize(
    ("text", "held"), [("2147483648", 2147483647), ("-2147483649", -2147483648), ("9" * 5000, 2147483647)]
)
def test_a_number_too_big_fails_on_linux_and_sticks_at_the_end_on_windows(text: str, held: int) -> None:
    assert take(NUMBER, text, on_windows=False) == REFUSED
    assert take(NUMBER, text, on_windows=True) == ParsedValue(held)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("0", 0),
        ("0GB", 0),
        ("1", 1),
        ("5B", 5),
        ("4K", 4096),
        ("4KB", 4096),
        ("1MB", 1 << 20),
        ("+2G", 2 << 30),
        ("1TB", 1 << 40),
        ("007M", 7 << 20),
        (" 8", 8),
        ("-1", (1 << 64) - 1),
        ("-1K", (1 << 64) - 1024),
        ("17179869184GB", 0),
        ("9" * 5000, (1 << 64) - 1),
        ("-" + "9" * 30, (1 << 64) - 1),
    ],
)
def test_sizes_count_in_1024s_and_wrap(text: str, size: int) -> None:
    assert take(SIZE, text, on_windows=True) == ParsedValue(size)


@pytest.mark.parametrize(
    "text", ["", "00", "-0", "+0", " 0", "00GB", "4gb", "4 GB", "4GiB", "4.5GB", "50%", "GB", "0x10", "1PB"]
)
def test_no_sizes(text: str) -> None:
    assert take(SIZE, text, on_windows=True) == REFUSED


@pytest.mark.parametrize(
    ("text", "ports", "refusals"),
    [
        ("", (), 0),
        ("80", (80,), 0),
        ("443,80,80", (80, 443), 0),
        (",,22,", (22,), 0),
        (" 22, +8080x", (22, 8080), 0),
        ("2000;3.4", (2000,), 0),
        ("10,20,-100,p", (10, 20), 2),
        ("0,65535,65536", (65535,), 2),
        ("000000000000080", (80,), 0),
        ("9" * 5000, (), 1),
        ("-0x1", (), 1),
    ],
)
def test_ports_are_taken_one_by_one(text: str, ports: tuple[int, ...], refusals: int) -> None:
    assert take(PORTS, text, on_windows=True) == ParsedValue(ports, refusals)


@pytest.mark.parametrize("text", ["10.255.255.254", "0.0.0.0", "127.0.0.42"])
def test_addresses(text: str) -> None:
    assert take(ADDRESS, text, on_windows=True) == ParsedValue(text)


@pytest.mark.parametrize(
    "text", ["", "10.0.0", "10.0.0.256", "10.0.0.01", "10.0.0.1 ", "::1", "a.b.c.d", "1.2.3.4.5"]
)
def test_no_addresses(text: str) -> None:
    assert take(ADDRESS, text, on_windows=True) == REFUSED


@pytest.mark.parametrize("text", ["00:15:5d:aa:bb:cc", "00-15-5D-AA-BB-CC"])
def test_a_mac_address_has_one_kind_of_separator(text: str) -> None:
    assert take(MAC, text, on_windows=True) == ParsedValue("00:15:5D:AA:BB:CC")


@pytest.mark.parametrize(
    "text",
    ["", "00:15:5d:aa:bb-cc", "0015.5daa.bbcc", "00155DAABBCC", "00:15:5d:aa:bb:cg", "00:15:5d:aa:bb:cc "],
)
def test_no_mac_addresses(text: str) -> None:
    assert take(MAC, text, on_windows=True) == REFUSED


def test_a_choice_has_a_name_in_any_case_and_old_names_stand_for_new_ones() -> None:
    assert take(MODE, "MIRRORED", on_windows=True) == ParsedValue("Mirrored")
    assert take(MODE, "virtioproxy", on_windows=True) == ParsedValue("Consomme")
    assert take(MODE, "", on_windows=True) == REFUSED


def test_a_root_folder_always_ends_in_a_slash() -> None:
    root = key("automount.root", Dialect.WSL_CONF)
    assert [take(root, text, on_windows=False).value for text in ("", "/", "/x", "/x/")] == [
        "/",
        "/",
        "/x/",
        "/x/",
    ]


@given(st.sampled_from(list(ValueType)), st.text(max_size=30), st.booleans())
def test_no_text_is_too_odd_to_be_taken_or_refused(kind: ValueType, text: str, on_windows: bool) -> None:
    taken = take(Key("x.y", kind, None), text, on_windows=on_windows)
    assert taken.refusals >= 0
    assert (taken.value is None) == (taken == REFUSED)
