"""What is said of GOPROXY, GOSUMDB, GOAUTH and vendor folders is what a real Go does. No byte leaves this machine."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.codecs.go.test_proxies import SOUND as SOUND_PROXIES
from tests.codecs.go.test_proxies import WRONG as WRONG_PROXIES
from tests.codecs.go.test_sumdb import SOUND as SOUND_DATABASES
from tests.codecs.go.test_sumdb import WRONG as WRONG_DATABASES
from wizard.codecs.go import gomod, vendored

NOBODY = "http://127.0.0.1:9"
ASKED = ("connection refused", "module lookup disabled", "unrecognized import path", "reading file:")
"""How a download ends for which Go asked somebody, or was told to ask nobody."""
REQUIRES = "module a\ngo 1.21\nrequire x.example/m v1.0.0\n"
LISTED = "# x.example/m v1.0.0\n## explicit\nx.example/m\n"


def go(tree: Path, folder: Path, *words: str, **more: str) -> str:
    """What go says about the module in *folder*."""
    environment = {
        "HOME": str(folder.parent),
        "PATH": f"{tree}/bin:/usr/bin:/bin",
        "GOTOOLCHAIN": "local",
        "GOENV": "off",
        "GOMODCACHE": str(folder.parent / "cache"),
        "HTTPS_PROXY": NOBODY,
        "HTTP_PROXY": NOBODY,
        "GIT_TERMINAL_PROMPT": "0",
        **more,
    }
    ran = subprocess.run(
        ["go", *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )
    return ran.stdout + ran.stderr


@pytest.fixture
def module(tmp_path: Path) -> Path:
    folder = tmp_path / "module"
    folder.mkdir()
    (folder / "go.mod").write_text("module a\ngo 1.21\n")
    (folder / "main.go").write_text("package main\n\nfunc main() {}\n")
    return folder


@pytest.mark.parametrize(
    ("value", "is_sound"),
    [*((value, True) for value in SOUND_PROXIES), *((value, False) for value, _ in WRONG_PROXIES)],
)
def test_go_asks_a_proxy_that_is_sound_and_no_other(
    value: str, is_sound: bool, tree: Path, module: Path
) -> None:
    said = go(tree, module, "list", "-m", "golang.org/x/text@v0.3.0", GOPROXY=value)
    is_nowhere = "goproxy.cn%EF%BC%8C" in said or "goproxy.cn;" in said  # a name that nobody has
    assert (any(end in said for end in ASKED) and not is_nowhere) is is_sound, said


@pytest.fixture
def proxy(tmp_path: Path) -> str:
    """A module on disk."""
    folder = tmp_path / "proxy/m.example/m/@v"
    folder.mkdir(parents=True)
    (folder / "v1.0.0.info").write_text('{"Version": "v1.0.0"}')
    (folder / "v1.0.0.mod").write_text("module m.example/m\n")
    with zipfile.ZipFile(folder / "v1.0.0.zip", "w") as archive:
        archive.writestr("m.example/m@v1.0.0/go.mod", "module m.example/m\n")
    return f"file://{tmp_path}/proxy"


@pytest.mark.parametrize(
    ("value", "is_sound"),
    [*((value, True) for value in SOUND_DATABASES), *((value, False) for value, _ in WRONG_DATABASES)],
)
def test_go_asks_a_database_that_is_sound_and_no_other(
    value: str, is_sound: bool, tree: Path, module: Path, proxy: str
) -> None:
    words = ("mod", "download", "-modcacherw", "m.example/m@v1.0.0")
    said = go(tree, module, *words, GOPROXY=proxy, GOSUMDB=value)
    assert ("GOSUMDB" not in said) is is_sound, said
    assert is_sound or "invalid GOSUMDB" in said or "missing GOSUMDB" in said


@pytest.mark.parametrize(
    ("value", "is_fatal"),
    [
        ("off", False),
        ("netrc", False),
        ("git /", False),
        ("netrc; git /", False),
        ("bogus", False),
        ("git", True),
        ("git x", True),
        ("git / x", True),
        ("netrc;", True),
        ("off; netrc", True),
    ],
)
def test_goauth_ends_a_download_or_does_not(value: str, is_fatal: bool, tree: Path, module: Path) -> None:
    words = ("list", "-m", "golang.org/x/text@v0.3.0")
    said = go(tree, module, *words, GOPROXY="https://127.0.0.1:9", GOAUTH=value)
    assert ("GOAUTH" in said) is is_fatal, said


@pytest.mark.parametrize(
    ("more", "listed"),
    [
        ("", LISTED),
        ("", None),
        ("", LISTED.replace("v1.0.0", "v1.1.0")),
        ("", LISTED.replace("## explicit\n", "")),
        ("", f"{LISTED}# z.example/z v1.0.0\n## explicit\nz.example/z\n"),
        ("", f"{LISTED}# q.example/q => ../q\n"),
        ("", f"## workspace\n{LISTED.replace('v1.0.0', 'v1.1.0')}"),
        ("replace x.example/m => ../m\n", LISTED),
        (
            "replace x.example/m => ../m\n",
            f"{LISTED.replace('m v1.0.0', 'm v1.0.0 => ../m')}# x.example/m => ../m\n",
        ),
    ],
)
def test_go_finds_the_differences_of_a_vendor_folder_that_are_told(
    more: str, listed: str | None, tree: Path, module: Path
) -> None:
    (module / "vendor").mkdir()
    (module / "go.mod").write_text(REQUIRES + more)
    if listed is not None:
        (module / "vendor/modules.txt").write_text(listed)
    said = go(tree, module, "list", ".", GOPROXY="off")
    read = vendored.parse((listed or "").encode())
    found = vendored.faults(gomod.parse((REQUIRES + more).encode()), read)
    told = {"@".join(filter(None, each.module)) for each in found} if not read.is_workspace else set()
    assert {
        line.split(":")[0].strip() for line in said.split("\n") if line.startswith("\t") and ": is " in line
    } == told, said
    assert ("inconsistent vendoring" in said) is bool(told)
