"""What Windows is given to run is signed, and nobody can read by which key."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.windows.here import Windows
from tests.windows.installer import making
from tests.windows.installer.conftest import Maker
from tests.windows.installer.making import signing

OWN = "Lokale Daten/Programs/WSL Go Wizard"


def verified(file: Path, certificate: Path) -> str:
    """What osslsigncode says of *file*; fails unless it is signed with *certificate* and whole."""
    command = ["osslsigncode", "verify", "-CAfile", str(certificate), "-in", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that nobody has signed."""
    return making.program(tmp_path)["wsl-go-wizard.exe"]


def test_installer_programs_and_uninstaller_are_signed(windows: Windows, made: Maker) -> None:
    assert windows.run("setup 1.0.0 /S; seen installed") == [0]
    setup = made("1.0.0")
    installed = [windows.drive_d / OWN / name for name in (*making.PROGRAMS, "uninstall.exe")]
    for file in (setup, *installed):
        assert "WSL Go Wizard test signing" in verified(file, setup.with_suffix(".pem"))


def test_the_digests_are_of_what_is_installed(windows: Windows, made: Maker) -> None:
    """After the signatures, and with the uninstaller, which is made last."""
    assert windows.run("setup 1.0.0 /S; seen installed") == [0]
    folder = windows.drive_d / OWN
    there = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert json.loads(made("1.0.0").with_suffix(".json").read_text()) == there


def test_what_its_maker_signed_keeps_that_signature(tmp_path: Path, program: Path) -> None:
    first, certificate = signing.test_certificate()
    signing.sign(program, {**os.environ, **first})
    (tmp_path / "bundle").mkdir()
    program.rename(tmp_path / "bundle/library.dll")
    other, _ = signing.test_certificate()
    making.build_installer.sign_all(tmp_path / "bundle", {**os.environ, **other})
    (tmp_path / "first.pem").write_bytes(certificate)
    verified(tmp_path / "bundle/library.dll", tmp_path / "first.pem")


def test_the_key_is_in_no_file_and_on_no_command_line(tmp_path: Path, program: Path) -> None:
    """osslsigncode is watched: its words, its variables, and the folder it works in."""
    watched = tmp_path / "watched"
    watched.mkdir()
    watcher = tmp_path / "osslsigncode"
    watcher.write_text(
        f'#!/bin/sh\necho "$@" >> {watched}/words\nenv >> {watched}/variables\n'
        f'find {tmp_path} -type f >> {watched}/files\nexec /usr/bin/osslsigncode "$@"\n'
    )
    watcher.chmod(0o755)
    variables, certificate = signing.test_certificate()
    signed = {"PATH": f"{tmp_path}:/usr/bin:/bin", **variables}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", signed["PATH"])
        signing.sign(program, signed)
    (tmp_path / "test.pem").write_bytes(certificate)
    verified(program, tmp_path / "test.pem")
    said = "".join((watched / name).read_text() for name in ("words", "variables"))
    assert variables[signing.PASSWORD] not in said
    assert variables[signing.CERTIFICATE] not in said
    files = (watched / "files").read_text().split()
    assert not [name for name in files if name.endswith((".pfx", ".p12", ".key"))]


def test_without_a_certificate_nothing_is_signed(program: Path) -> None:
    before = program.read_bytes()
    command = [sys.executable, str(Path(signing.__file__)), str(program)]
    done = subprocess.run(command, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True)
    assert done.returncode != 0
    assert program.read_bytes() == before


def test_a_time_stamping_service_is_asked(tmp_path: Path, program: Path) -> None:
    variables, certificate = signing.test_certificate()
    (tmp_path / "test.pem").write_bytes(certificate)
    with time_stamping(tmp_path) as address:
        signing.sign(program, {**os.environ, **variables, signing.TIMESTAMP: address})
    command = ["osslsigncode", "verify", "-CAfile", str(tmp_path / "test.pem")]
    command += ["-TSA-CAfile", str(tmp_path / "tsa.pem"), "-in", str(program)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "Timestamp is not available" not in done.stdout


def test_a_release_fails_if_the_service_does(program: Path) -> None:
    variables, _ = signing.test_certificate()
    before = program.read_bytes()
    with pytest.raises(subprocess.CalledProcessError):
        signing.sign(program, {**os.environ, **variables, signing.TIMESTAMP: "http://127.0.0.1:9/"})
    assert program.read_bytes() == before


@contextmanager
def time_stamping(folder: Path) -> Iterator[str]:
    """The address of a service that stamps with a certificate of its own, ``tsa.pem`` in *folder*."""
    subject = ["-subj", "/CN=Test stamps", "-addext", "extendedKeyUsage=critical,timeStamping"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", *subject]
    subprocess.run(
        [*made, "-keyout", folder / "tsa.key", "-out", folder / "tsa.pem"], check=True, capture_output=True
    )
    (folder / "tsa.cnf").write_text(
        f"[tsa]\nserial={folder}/serial\nsigner_cert={folder}/tsa.pem\nsigner_key={folder}/tsa.key\n"
        "signer_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256,sha384,sha512\n"
        "accuracy=secs:1\n[ca]\ndefault_tsa=tsa\n"
    )

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            command = ["openssl", "ts", "-reply", "-config", folder / "tsa.cnf", "-section", "tsa"]
            command += ["-queryfile", folder / "query", "-out", folder / "reply"]
            subprocess.run(command, check=True)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

        def log_message(self, *words: object) -> None:
            """Nothing: it is a test."""

    with HTTPServer(("127.0.0.1", 0), Service) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
