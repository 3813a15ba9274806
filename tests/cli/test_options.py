"""What every command shares: a profile, rules, and a yes that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, picture, refused
from wizard.cli.main import run


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"[go]\nverzion = 'stable'\n", "go.verzion"),
        (b"[go]\nversion = 'latest'\n", "go.version"),
        (b"[go]\nversion = 3\n", "go.version"),
        (b"[tmpfs]\nsize = 'huge'\n", "tmpfs.size"),
        (b"[godebug]\ntlsrsakex = '1'\n", "tlsrsakex=1"),
        (b"[go\n", "TOML"),
        (b"\xff\xfe[go]\n", "UTF-8"),
        (b"surprise = 1\n", "surprise"),
    ],
)
def test_profile(wizard: Wizard, root: Path, tmp_path: Path, text: bytes, words: str) -> None:
    before = picture(root)
    profile = tmp_path / "bad.toml"
    profile.write_bytes(text)
    said = wizard("apply", "--yes", "--language", "en", "--profile", profile)
    assert words in refused(said)
    assert picture(root) == before


def test_a_value_that_cannot_be_is_told_what_could(wizard: Wizard, tmp_path: Path) -> None:
    profile = tmp_path / "bad.toml"
    for text in ("[go]\nversion = 'latest'\n", "[go]\nversion = 3\n"):
        profile.write_text(text)
        said = refused(wizard("look", "--language", "en", "--profile", profile))
        assert "go.version must be stable, previous, go.mod" in said
        assert "regex" not in said


def test_no_such_profile(wizard: Wizard) -> None:
    assert "nonsense" in refused(wizard("look", "--profile", "nonsense", "--language", "en"))


def test_unknown_rule(wizard: Wizard) -> None:
    assert "no-such-rule" in refused(wizard("plan", "--only", "no-such-rule", "--language", "en"))


@pytest.mark.parametrize(
    ("words", "unheard"),
    [
        (("history",), ("--profile", "--set")),
        (("accept",), ("--profile", "--set")),
        (("undo",), ("--profile", "--set")),
        (("machines",), ("--profile", "--set")),
        (("inspect",), ("--profile", "--set")),
        (("rescue",), ("--profile", "--set", "--pc")),
        (("network",), ("--profile", "--set", "--pc")),
        (("shells",), ("--pc",)),
        (("projects",), ("--pc",)),
        *(
            (("credentials", name), ("--profile", "--set", "--pc"))
            for name in ("list", "add", "test", "remove")
        ),
        (("look",), ()),
        (("plan",), ()),
    ],
)
def test_help_speaks_only_of_options_that_matter(
    words: tuple[str, ...], unheard: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run([*words, "--help", "--language", "en"]) == 0
    out = capfdbinary.readouterr().out.decode()
    for option in ("--profile", "--set", "--pc", "--root", "--json", "--language"):
        assert (f"  {option}" in out) is (option not in unheard), option


def test_a_script_may_name_its_profile_to_every_command(wizard: Wizard, wanted: Path) -> None:
    assert wizard("history", "--profile", wanted).code == 0
    assert "nonsense" in refused(wizard("history", "--profile", "nonsense", "--language", "en"))
