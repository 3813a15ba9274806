"""A real Debian is told of the certificate of a company: Go and curl trust its servers, and after undo no more."""

from __future__ import annotations

import http.server
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.certificates import made, text_form
from tests.e2e.conftest import Distro
from tests.e2e.goroots import NEWEST, goroot
from tests.servers.authority import Authority
from tests.servers.serving import QuietServer, Serving

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("distro"),
    pytest.mark.timeout(900),
]

PROFILE = "/home/me/team.toml"
ARGS = ("--profile", PROFILE, "--only", "tls-authorities-wanted")
LIST = "etc/ssl/certs/ca-certificates.crt"
PROGRAM = """\
package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	answer, err := http.Get(os.Args[1])
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(answer.Status)
}
"""


class Company(Serving):
    """A server of the company, over TLS."""

    def __init__(self, authority: Authority) -> None:
        self.http = QuietServer(_Handler, self, authority.server("127.0.0.1"))

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.http.port}/"


class _Handler(http.server.BaseHTTPRequestHandler):
    owner: Company

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words: Any) -> None:
        """Quiet."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Company]:
    with Company(Authority(tmp_path, "Example Corp Root CA")) as company:
        yield company


@pytest.fixture
def told(distro: Distro, server: Company, tmp_path: Path) -> Distro:
    """With a program of Go, and a profile that names the certificate in the home."""
    home = distro.root / "home/me"
    (tmp_path / "main.go").write_text(PROGRAM)
    environment = {
        **os.environ,
        "CGO_ENABLED": "0",
        "GOTOOLCHAIN": "local",
        "GOCACHE": str(tmp_path / "cache"),
    }
    build = [str(goroot(NEWEST) / "bin/go"), "build", "-o", str(home / "get"), str(tmp_path / "main.go")]
    subprocess.run(build, check=True, env=environment)
    (home / "our company.pem").write_bytes((tmp_path / "ca.pem").read_bytes())
    (distro.root / PROFILE[1:]).write_text('name = "team"\n[tls]\nauthorities = ["~/our company.pem"]\n')
    return distro


def trust(distro: Distro, url: str) -> tuple[bool, ...]:
    """Whether a program of Go, curl, and Python (through OpenSSL's folder) trust the server."""
    python = f"import urllib.request as u; u.urlopen({url!r})"
    asked = (
        distro.run("/home/me/get", url, user="me", check=False),
        distro.run("curl", "-sS", "-o", "/dev/null", url, user="me", check=False),
        distro.run("python3", "-c", python, user="me", check=False),
    )
    return tuple(each.returncode == 0 for each in asked)


def lists(distro: Distro) -> dict[str, object]:
    """All that programs read to know whom to trust, and what it is made of."""
    found: dict[str, object] = {}
    for folder in ("etc/ssl", "usr/local/share/ca-certificates", "usr/share/ca-certificates"):
        for path in (distro.root / folder).rglob("*"):
            info = path.lstat()
            what = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
            found[str(path)] = (info.st_mode, info.st_uid, info.st_gid, what)
    return found


def test_it_is_trusted_after_apply_and_not_after_undo(told: Distro, server: Company) -> None:
    before = lists(told)
    assert trust(told, server.url) == (False,) * 3

    planned = json.loads(told.wizard("plan", *ARGS, "--json", user="me").stdout)
    assert [each["argv"][0] for each in planned["plan"]["commands"]] == [
        "update-ca-certificates", "openssl", "update-ca-certificates",
    ]  # fmt: skip
    applied = told.wizard("apply", "--yes", *ARGS, "--json", user="me")
    assert applied.returncode == 0, applied.stdout + applied.stderr
    assert trust(told, server.url) == (True,) * 3
    added = told.root / "usr/local/share/ca-certificates/our-company.crt"
    assert (added.stat().st_mode & 0o777, added.stat().st_uid) == (0o644, 0)
    again = json.loads(told.wizard("plan", *ARGS, "--json", user="me").stdout)
    assert again["plan"]["commands"] == []

    undone = told.wizard("undo", "--yes", "--json", user="me")
    assert undone.returncode == 0, undone.stdout + undone.stderr
    assert lists(told) == before
    assert trust(told, server.url) == (False,) * 3


def test_a_list_that_somebody_edited_is_left_alone(told: Distro) -> None:
    made_by_hand = told.root / LIST
    made_by_hand.write_text(made_by_hand.read_text() + text_form(made("By hand")))
    before = lists(told)
    planned = json.loads(told.wizard("plan", *ARGS, "--json", user="me").stdout)
    assert planned["plan"]["commands"] == []
    assert lists(told) == before


def test_what_fails_half_way_leaves_nothing(told: Distro, server: Company) -> None:
    program = told.root / "usr/sbin/update-ca-certificates"
    kept = program.read_text()
    program.write_text(kept.replace("#!/bin/sh -e", '#!/bin/sh -e\n[ -n "$1" ] || exit 7', 1))
    assert program.read_text() != kept
    before = lists(told)
    failed = told.wizard("apply", "--yes", *ARGS, user="me")
    assert failed.returncode == 1
    assert "exit code 7" in failed.stdout + failed.stderr
    assert lists(told) == before
