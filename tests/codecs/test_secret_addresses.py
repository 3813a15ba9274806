"""Passwords in addresses: found with their line, their setting and their host, and never told."""

from __future__ import annotations

import pytest

from wizard.codecs import secret_addresses

TOKEN = "c4n4ryS3cr3tV4lue0123456789"
FOUND = [
    (f"GOPROXY=https://me:{TOKEN}@proxy.example/go,direct", "GOPROXY https://•••@proxy.example"),
    (f'export HTTPS_PROXY="http://me:{TOKEN}@proxy.example:3128"', "HTTPS_PROXY http://•••@proxy.example"),
    (f"set -gx GOPROXY https://me:{TOKEN}@proxy.example", "GOPROXY https://•••@proxy.example"),
    (f'[url "https://me:{TOKEN}@git.example/"]', "url https://•••@git.example"),
    (f'[url "https://{TOKEN}@github.com/"]', "url https://•••@github.com"),
    ("url = https://ghp_0123456789abcdefghij@github.com/o/x", "url https://•••@github.com"),
    (f"ENV GOPROXY=https://me:{TOKEN}@[fd00::1]:80/", "GOPROXY https://•••@[fd00::1]"),
    (f"RUN git clone https://me:{TOKEN}@git.example/x", "clone https://•••@git.example"),
    (f"\textraHeader = Authorization: Basic {TOKEN}", "extraHeader •••"),
    ("GOPROXY=https://•••@proxy.example", "GOPROXY https://•••@proxy.example"),
]
NOT_FOUND = [
    "GOPROXY=https://proxy.example,direct",
    "url = ssh://git@github.com/o/x",
    "url = git@github.com:o/x",
    "url = https://me@github.com/o/x",
    "export HTTPS_PROXY=http://$USER:$PASS@proxy.example",
    "proxy = http://{{user}}:{{password}}@proxy.example",
    f"# export GOPROXY=https://me:{TOKEN}@proxy.example",
    f"; url = https://me:{TOKEN}@git.example",
    "url = https://me:@git.example",
    "mail me@example.com, see https://example.com/@me",
    "extraHeader = X-Trace: 1",
    "",
]


@pytest.mark.parametrize(("line", "shown"), FOUND)
def test_a_secret_is_found_and_only_its_place_is_told(line: str, shown: str) -> None:
    (found,) = secret_addresses.find(f"\n{line}\r\n".encode())
    assert (found.line, found.shown) == (2, shown)
    assert TOKEN not in str(found)


@pytest.mark.parametrize("line", NOT_FOUND)
def test_what_nobody_can_log_in_with_is_none(line: str) -> None:
    assert secret_addresses.find(line.encode()) == ()


def test_each_of_a_line_is_told() -> None:
    line = f"GOPROXY=https://a:{TOKEN}@one.example,https://b:{TOKEN}@two.example\n"
    assert [each.host for each in secret_addresses.find(line.encode())] == ["one.example", "two.example"]
