"""Bad input gets one clear sentence and exit code 1, leaves everything as it was, and shows no traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Said, Wizard, picture
from wizard.cli.exits import Exit


def _refused(said: Said) -> str:
    assert said.code == Exit.ERROR
    assert "Traceback" not in said.out + said.err
    (sentence, *_) = said.err.splitlines()
    return sentence


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
    assert words in _refused(said)
    assert picture(root) == before


def test_a_value_that_cannot_be_is_told_what_could(wizard: Wizard, tmp_path: Path) -> None:
    profile = tmp_path / "bad.toml"
    for text in ("[go]\nversion = 'latest'\n", "[go]\nversion = 3\n"):
        profile.write_text(text)
        said = _refused(wizard("look", "--language", "en", "--profile", profile))
        assert "go.version must be stable, previous, go.mod" in said
        assert "regex" not in said


def test_no_such_profile(wizard: Wizard) -> None:
    assert "nonsense" in _refused(wizard("look", "--profile", "nonsense", "--language", "en"))


def test_a_root_without_etc(wizard: Wizard, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert str(empty) in _refused(wizard("look", "--root", empty, "--language", "en"))
    assert list(empty.iterdir()) == []


def test_no_such_root(wizard: Wizard, tmp_path: Path) -> None:
    assert "nowhere" in _refused(wizard("look", "--root", tmp_path / "nowhere", "--language", "en"))


@pytest.mark.parametrize("path", ["etc/wsl.conf", "etc/fstab", "home/me/.profile"])
def test_a_folder_where_a_file_should_be(wizard: Wizard, root: Path, path: str) -> None:
    (root / path).unlink()
    (root / path / "inside").mkdir(parents=True)
    before = picture(root)
    said = wizard("look", "--json")
    assert said.code in (Exit.PENDING, Exit.NOTHING_TO_DO)
    assert "Traceback" not in said.err
    wizard("apply", "--yes")
    assert (root / path / "inside").is_dir()
    assert picture(root).keys() >= before.keys()


def test_a_dot_file_of_fifty_megabytes(wizard: Wizard, root: Path) -> None:
    (root / "home/me/.profile").write_bytes(b"# x\n" * (50 << 18))
    said = wizard("plan", "--json")
    assert said.code == Exit.PENDING
    assert all(change["path"] != "/home/me/.profile" for change in said.json["plan"]["changes"])
    assert "too big" in wizard("look").out


def test_invalid_utf8_survives(wizard: Wizard, root: Path) -> None:
    profile = root / "home/me/.profile"
    profile.write_bytes(b"# caf\xe9 \xff\xfe\nexport GODEBUG=tlsrsakex=1\n")
    assert wizard("apply", "--yes").code == Exit.DONE
    assert profile.read_bytes().startswith(b"# caf\xe9 \xff\xfe\n")
    assert b"tlsrsakex" not in profile.read_bytes()


def test_a_plan_from_another_machine(wizard: Wizard, root: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    wizard("plan", "--save", plan)
    (root / "etc/machine-id").write_text("f" * 32 + "\n")
    before = picture(root)
    said = wizard("apply", "--yes", "--plan", plan, "--language", "en")
    assert "a different machine" in _refused(said)
    assert picture(root) == before


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b'{"machine": 1}', b"[" * 100_000])
def test_a_file_that_is_no_plan(wizard: Wizard, root: Path, tmp_path: Path, damage: bytes) -> None:
    before = picture(root)
    plan = tmp_path / "plan.json"
    plan.write_bytes(damage)
    assert str(plan) in _refused(wizard("apply", "--yes", "--plan", plan, "--language", "en"))
    assert picture(root) == before


def test_a_plan_with_a_field_more(wizard: Wizard, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    wizard("plan", "--save", plan)
    plan.write_text(json.dumps({**json.loads(plan.read_text()), "more": 1}))
    assert str(plan) in _refused(wizard("apply", "--yes", "--plan", plan, "--language", "en"))


@pytest.mark.parametrize("data", [b"", b"{}", b"\x00", b'{"format": 99}'])
def test_a_file_that_is_no_machine(wizard: Wizard, tmp_path: Path, data: bytes) -> None:
    machine = tmp_path / "machine.json"
    machine.write_bytes(data)
    from wizard.cli.main import run

    assert run(["look", "--machine", str(machine)]) == Exit.ERROR


def test_unknown_rule(wizard: Wizard) -> None:
    assert "no-such-rule" in _refused(wizard("plan", "--only", "no-such-rule", "--language", "en"))


def test_errors_are_json_too(wizard: Wizard) -> None:
    said = wizard("look", "--json", "--profile", "nonsense")
    assert said.json["error"]["code"] == "profile-unknown"


def test_without_a_display_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from wizard.cli.main import run

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run([]) == Exit.ERROR
    assert b"without a display" in capfdbinary.readouterr().err
