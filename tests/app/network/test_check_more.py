"""No line of the script has a login of an address in it, however odd that is written."""

from __future__ import annotations

import subprocess

import pytest

from wizard.resources import read_text

pytestmark = pytest.mark.linux(reason="the script runs in a distro")

SCRIPT = read_text("agent", "network.sh").replace("exec 3>&1 </dev/null", "").removesuffix("main\n")


def said(words: str, given: str = "") -> str:
    done = subprocess.run(
        ["sh", "-c", f"{SCRIPT}\n{words}", "sh"], input=given, capture_output=True, text=True, check=True
    )
    return done.stdout.rstrip("\n")


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("https://u:s3cret@h.test/p", "https://h.test/p"),
        ("https://u:s3/cret@h.test:80/p", "https://u"),
        ("http://u:s3?cret@h.test", "http://u"),
        ("u:s3/cret@h.test", "u"),
        ("https://h.test:80/p", "https://h.test:80/p"),
    ],
)
def test_an_address_is_told_without_its_login(address: str, text: str) -> None:
    assert said(f"plain '{address}'; printf '%s' \"$text\"") == text


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("reading https://t0k@h.test/m/@v/list: EOF", "reading https://h.test/m/@v/list: EOF"),
        ("reading https://h.test/m/@v/list: EOF", "reading https://h.test/m/@v/list: EOF"),
        (
            'parse "http://u:s3/cret@h.test": invalid port ":s3" after host',
            'parse "http://h.test": invalid port after host',
        ),
    ],
)
def test_what_go_says_is_told_without_logins(words: str, left: str) -> None:
    assert said("without_logins", words) == left
