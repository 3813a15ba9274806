"""What a document says of a file: values in force, where WSL stops, and files it does not read at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.wslconf.texts import anything, dialects
from wizard.codecs.wslconf.document import parse
from wizard.codecs.wslconf.keys import Dialect
from wizard.codecs.wslconf.nodes import Fault


@settings(max_examples=400, deadline=None)
@given(anything, dialects)
def test_any_bytes_are_read_and_printed_back(data: bytes, dialect: Dialect) -> None:
    document = parse(data, dialect)
    assert document.data == data
    assert document.rc in (0, -1, None)
    assert (document.rc is None) == (document.exception is not None)
    assert len(document.pairs) + len(document.unread) <= len(document.nodes)
    first = {id(pair) for pair in document.first.values()}
    assert {id(pair) for pair in document.pairs if document.is_effective(pair)} == first


def test_the_first_of_two_equal_keys_is_in_force_even_if_wsl_does_not_take_it() -> None:
    document = parse(b"[boot]\nsystemd=banana\nSYSTEMD=true\n", Dialect.WSL_CONF)
    assert document.get("boot", "systemd") == "banana"
    assert document.effective()["boot.systemd"] is False
    assert [document.is_effective(pair) for pair in document.pairs] == [True, False]
    refused, repeated = document.complaints
    assert refused.startswith("Invalid boolean value 'banana' for key 'boot.systemd'")
    assert repeated.startswith("Duplicated config key 'boot.SYSTEMD'")


def test_a_value_is_found_under_any_name_of_its_key() -> None:
    document = parse(b"[experimental]\nfirewall=0\n[wsl2]\nfirewall=1\n", Dialect.WSLCONFIG)
    assert document.get("WSL2", "Firewall") == document.get("experimental", "firewall") == "0"
    assert document.get("wsl2", "memory") is None


def test_a_key_outside_a_section_has_no_section() -> None:
    document = parse(b"memory=4GB\n", Dialect.WSLCONFIG)
    assert document.get("", "memory") == "4GB"
    assert document.get("wsl2", "memory") is None


def test_wsl_conf_ends_at_its_first_bad_line() -> None:
    document = parse(b"[boot]\nsystemd=true\n; bad\ncommand=x\n", Dialect.WSL_CONF)
    assert (document.rc, document.stops_at) == (-1, 3)
    assert document.get("boot", "systemd") == "true"
    assert document.get("boot", "command") is None
    assert [pair.key for pair in document.unread] == ["command"]
    assert document.stop is not None
    assert document.complaints == ("Invalid key name in /etc/wsl.conf:3",)


def test_wslconfig_goes_on_after_a_bad_line() -> None:
    document = parse(b"[wsl2]\n; bad\nmemory=4GB\n", Dialect.WSLCONFIG)
    assert (document.rc, document.stops_at, document.get("wsl2", "memory")) == (0, None, "4GB")


def test_a_complaint_counts_lines_as_an_editor_does_and_quotes_wsl_which_does_not() -> None:
    document = parse(b"[boot]\r\nsystemd=true\r\nzz=1\r\n", Dialect.WSL_CONF)
    (complaint,) = document.complaints
    assert (document.pairs[-1].line, complaint) == (3, "Unknown key 'boot.zz' in /etc/wsl.conf:5")


def test_a_mark_at_the_start_of_wsl_conf_makes_wsl_ignore_all_of_it() -> None:
    document = parse(b"\xef\xbb\xbf[boot]\nsystemd=true\n", Dialect.WSL_CONF)
    assert (document.rc, document.stops_at, document.pairs) == (-1, 1, ())
    assert document.complaints[0] == "Invalid key name in /etc/wsl.conf:1"


def test_a_mark_at_the_start_of_wslconfig_is_no_text() -> None:
    document = parse(b"\xef\xbb\xbf[wsl2]\nmemory=4GB\n", Dialect.WSLCONFIG)
    assert (document.get("wsl2", "memory"), document.complaints) == ("4GB", ())


def test_a_file_that_windows_does_not_open_says_so() -> None:
    data = "\ufeff[wsl2]\nmemory=4GB\n".encode("utf-16-be")
    document = parse(data, Dialect.WSLCONFIG)
    assert (document.data, document.pairs, document.stops_at) == (data, (), 1)
    assert document.complaints[0] == "Failed to open config file .wslconfig"


def test_a_backslash_at_the_very_end_of_wsl_conf_throws_and_nothing_is_in_force() -> None:
    document = parse(b"[boot]\nsystemd=true\ncommand=x\\", Dialect.WSL_CONF)
    assert (document.rc, document.exception, document.stops_at) == (None, "Illegal byte sequence", 3)
    assert document.resolved() == {}
    assert document.complaints == ()


@pytest.mark.parametrize(
    ("dialect", "escaped", "shown"),
    [
        (Dialect.WSL_CONF, "q", "q"),
        (Dialect.WSL_CONF, "é", "\ufffd"),
        (Dialect.WSL_CONF, "\0", ""),
        (Dialect.WSLCONFIG, "用", "用"),
        (Dialect.WSLCONFIG, "😀", "\ufffd"),
        (Dialect.WSLCONFIG, "\0", ""),
    ],
)
def test_a_bad_escape_is_named_as_the_c_library_sees_it(dialect: Dialect, escaped: str, shown: str) -> None:
    document = parse(f"x=\\{escaped}\n".encode(), dialect)
    assert document.complaints[0] == f"Invalid escaped character: '{shown}' in {dialect.shown}:1"


def test_the_same_in_wslconfig_is_one_more_bad_line() -> None:
    document = parse(b"[wsl2]\nmemory=4GB\nkernel=x\\", Dialect.WSLCONFIG)
    assert (document.rc, document.stops_at) == (0, None)
    assert document.complaints[0] == "Invalid escaped character: '\uffff' in .wslconfig:3"


def test_a_bad_mac_address_throws_and_nothing_below_it_is_read() -> None:
    document = parse(b"[wsl2]\nmemory=4GB\nmacAddress=x\nswap=0\n", Dialect.WSLCONFIG)
    assert (document.rc, document.stops_at, document.resolved()) == (None, 3, {})
    assert document.get("wsl2", "swap") is None


def test_a_bad_address_switches_dns_tunnelling_off_unless_it_is_switched_on_below() -> None:
    bad = b"[experimental]\ndnsTunnelingIpAddress=x\n"
    assert parse(bad, Dialect.WSLCONFIG).resolved() == {"wsl2.dnsTunneling": False}
    assert parse(bad + b"dnsTunneling=1\n", Dialect.WSLCONFIG).resolved() == {}
    assert parse(b"[wsl2]\ndnsTunneling=1\n" + bad, Dialect.WSLCONFIG).resolved() == {
        "wsl2.dnsTunneling": False
    }


@pytest.mark.parametrize(("rest", "stops_at"), [(b"swap=0\n", 3), (b"", None), (b" \r\n\x1a", None)])
def test_control_z_ends_wslconfig_and_matters_if_there_is_more(rest: bytes, stops_at: int | None) -> None:
    document = parse(b"[wsl2]\nmemory=4GB\n\x1a" + rest, Dialect.WSLCONFIG)
    assert (document.get("wsl2", "memory"), document.get("wsl2", "swap")) == ("4GB", None)
    assert document.stops_at == stops_at


def test_the_first_stop_is_the_one_that_counts() -> None:
    document = parse(b"[wsl2]\nmacAddress=x\n\x1aswap=0\n", Dialect.WSLCONFIG)
    assert document.stop is not None
    assert (document.stop.line, document.stop.fault) == (2, Fault.FATAL_VALUE)


def test_an_odd_last_byte_of_utf16_is_kept() -> None:
    data = "\ufeff[wsl2]\nswap=0".encode("utf-16-le") + b"1"
    document = parse(data, Dialect.WSLCONFIG)
    assert (document.data, document.get("wsl2", "swap")) == (data, "0")


def test_control_z_is_a_character_like_any_other_on_linux() -> None:
    assert parse(b"[boot]\ncommand=a\x1ab\n", Dialect.WSL_CONF).get("boot", "command") == "a\x1ab"


@pytest.mark.parametrize(
    ("text", "value"),
    [("C:\\\\用户\\\\k", "C:\\(7\\k"), ("é", "\ufffd"), ("Ŵ", "t"), ("a\u0100b", "a"), ("😀", "=")],
)
def test_wslconfig_keeps_only_the_lower_half_of_a_character(text: str, value: str) -> None:
    assert parse(f"[wsl2]\nkernel={text}\n".encode(), Dialect.WSLCONFIG).get("wsl2", "kernel") == value


def test_wsl_conf_keeps_utf8_and_shows_other_bytes_as_unreadable() -> None:
    assert parse("[user]\ndefault=用户\n".encode(), Dialect.WSL_CONF).get("user", "default") == "用户"
    assert parse(b"[user]\ndefault=\xe9\n", Dialect.WSL_CONF).get("user", "default") == "\ufffd"
