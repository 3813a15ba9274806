"""No output of any face holds a secret of the machine, or anything that a terminal would obey."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.laws.shown.hostile_machine import OBEYED, RAW, SECRET, lay
from wizard.cli.main import run

Say = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "root")


@pytest.fixture
def wanted(tmp_path: Path) -> Path:
    path = tmp_path / "wanted.toml"
    path.write_text(
        'name = "test"\n[wsl]\nsystemd = true\n[tmpfs]\nsize = "2g"\n[godebug]\nnetdns = "go"\n'
        '[go]\nversion = "1.27.3"\nsources = ["https://127.0.0.1:9/go"]\n[projects]\nfolders = ["~/project"]\n'
    )
    return path


@pytest.fixture
def out(root: Path, wanted: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Say:
    def said(*words: str, at_machine: bool = True) -> str:
        where = ["--root", str(root), "--user", "me", "--profile", str(wanted)] if at_machine else []
        run([*words, *where])
        caught = capfdbinary.readouterr()
        return (caught.out + caught.err).decode("utf-8")

    return said


def assert_harmless(text: str) -> None:
    assert text
    assert SECRET[:10] not in text
    for raw in RAW:
        assert raw not in text, ascii(text[max(0, text.index(raw) - 200) : text.index(raw) + 100])


COMMANDS = (
    ("look", "--all"),
    ("plan",),
    ("plan", "--only", f"x{OBEYED}"),
    ("verify",),
    ("history",),
    ("drift",),
    ("report",),
    ("report", "--context"),
    ("apply", "--yes", "--only", "go-env-godebug"),
    ("apply", "--plan", f"/nowhere/{OBEYED.replace('/', '')}"),
    ("record", f"/nowhere/{OBEYED.replace('/', '')}"),
    ("undo", "--yes"),
    (f"no-{OBEYED}",),
    ("history", f"token={SECRET}{OBEYED}"),
    ("look", f"--{OBEYED}"),
)


@pytest.mark.parametrize("more", [(), ("--json",), ("--language", "zh_CN")], ids=["en", "json", "zh"])
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: ascii(words[0])[:12])
def test_no_command_says_it(words: tuple[str, ...], more: tuple[str, ...], out: Say) -> None:
    assert_harmless(out(*words, *more))


def test_no_word_about_a_setup_says_it(out: Say, root: Path) -> None:
    assert "wsl-systemd" in out("look", "--all")
    applied = out("apply", "--yes", "--only", "wsl-systemd", "--only", "go-env-godebug", "--accept")
    assert_harmless(applied)
    (root / "etc/wsl.conf").write_text(f"{OBEYED}\npassword={SECRET}\n{OBEYED}")
    for words in (("history",), ("drift",), ("look", "--all"), ("undo", "--yes"), ("report",)):
        for more in ((), ("--json",)):
            assert_harmless(out(*words, *more))


@pytest.mark.parametrize("more", [(), ("--json",), ("--language", "zh_CN")])
def test_no_command_says_the_password_of_an_address_that_it_refuses(
    more: tuple[str, ...], out: Say, wanted: Path
) -> None:
    text = wanted.read_text("utf-8")
    wanted.write_text(text.replace("https://127", f"https://me:{SECRET}@127"), "utf-8")
    for words in (("look",), ("plan",), ("apply", "--yes")):
        said = out(*words, *more)
        assert_harmless(said)
        assert "go.sources[0]" in said


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_explain_does_not_say_it(more: tuple[str, ...], out: Say, root: Path) -> None:
    assert_harmless(out("explain", str(root / "etc/wsl.conf"), *more, at_machine=False))


def test_a_recording_does_not_hold_it(out: Say, tmp_path: Path) -> None:
    out("record", str(tmp_path / "machine.json"))
    assert_harmless((tmp_path / "machine.json").read_text("utf-8"))
    for words in (("look", "--all"), ("plan",), ("report",)):
        assert_harmless(out(*words, "--machine", str(tmp_path / "machine.json"), at_machine=False))


def test_the_plan_is_exact_nevertheless(out: Say, tmp_path: Path, root: Path) -> None:
    """What is shown is masked, what is written is not."""
    plan = ("plan", "--only", "go-env-godebug", "--language", "en", "--save", str(tmp_path / "plan.json"))
    shown = out(*plan)
    assert "secrets are shown as •••" in shown
    out("apply", "--yes", "--only", "go-env-godebug")
    written = (root / "home/me/.profile").read_text()
    assert f"export DB_PASSWORD={SECRET}\n" in written
    assert OBEYED in written
