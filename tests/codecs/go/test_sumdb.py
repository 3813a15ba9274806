"""GOSUMDB as Go reads it: each row was asked of the go command, 1.21.13 and 1.27.3."""

from __future__ import annotations

import pytest

from wizard.codecs.go import sumdb

OWN = "sumdb.corp.example+3b0b1785+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
SOUND = [
    "off",
    "sum.golang.org",
    "sum.golang.org ",
    "sum.golang.google.cn",
    "sum.golang.org https://sum.golang.google.cn",
    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    OWN,
    f"{OWN} https://sumdb.corp.example",
]
WRONG = [
    ("sum.golang.org+https://sum.golang.google.cn", "sum.golang.google.cn"),
    ("sum.golang.google.cn https://sum.golang.google.cn", "sum.golang.google.cn"),
    ("https://sum.golang.org", "sum.golang.org"),
    ('"sum.golang.org"', "sum.golang.org"),
    ("OFF", None),
    ("on", None),
    (" ", None),
    ("a b c", None),
    ("goproxy.cn", None),
    ("my-sumdb.example.com", None),
    (OWN.replace("3b0b1785", "00000000"), None),
    (OWN.replace("3b0b1785", "3b0b178"), None),
    (OWN.replace("sumdb", "SUMDB"), None),
    (OWN.replace("AQAB", "AQA"), None),
    (OWN.replace("AQAB", "A?AB"), None),
]


@pytest.mark.parametrize("value", SOUND)
def test_a_database_that_go_can_ask_is_sound(value: str) -> None:
    assert sumdb.is_sound(value)


@pytest.mark.parametrize(("value", "becomes"), WRONG)
def test_any_other_becomes_the_one_that_is_named_in_it(value: str, becomes: str | None) -> None:
    assert not sumdb.is_sound(value)
    assert sumdb.meant(value) == becomes
