"""A failure at the start is said, whatever is missing, and a box is shown only to whoever has no terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from tests.own_traces import FOLDERS
from wizard.app.faults.startup import sentence_of, was_clicked

BLOCKED = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] in {names!r} or name in {names!r}:
            raise ModuleNotFoundError(f'No module named {{name!r}}', name=name)
sys.meta_path.insert(0, Block())
sys.argv = ['wizard', *{argv!r}]
from wizard.__main__ import main
sys.exit(main())
"""


def start(tmp_path: Path, *names: str, argv: tuple[str, ...] = ("look",)) -> subprocess.CompletedProcess[str]:
    """The wizard, in a Python that has not the modules *names*."""
    words = [sys.executable, "-c", BLOCKED.format(names=names, argv=argv)]
    environment = {
        **os.environ,
        **dict.fromkeys(FOLDERS, str(tmp_path)),
        "WSL_GO_WIZARD_LANGUAGE": "zh_CN",
        "DISPLAY": "",
    }
    return subprocess.run(words, env=environment, capture_output=True, encoding="utf-8", timeout=60)


@pytest.mark.parametrize("name", ["click", "msgspec", "wizard.cli.looking"])
def test_a_part_that_is_missing_is_named_in_the_language_of_the_user(tmp_path: Path, name: str) -> None:
    done = start(tmp_path, name)
    assert (done.returncode, done.stdout) == (1, "")
    assert name in done.stderr
    assert "重新安装" in done.stderr
    (report,) = tmp_path.rglob("fault-*.txt")
    assert str(report) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "names", [("wizard.model.text",), ("wizard.app.faults.bugs", "click"), ("platformdirs", "click")]
)
def test_even_without_the_texts_it_is_said_in_plain_words(tmp_path: Path, names: tuple[str, ...]) -> None:
    done = start(tmp_path, *names, argv=("--version",))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "txt" in done.stderr


def test_a_fault_that_cannot_be_written_down_is_said_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(platformdirs, "user_log_path", lambda *_, **__: tmp_path / "file/log")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "en")
    assert sentence_of(ValueError("x")) == "WSL Go Wizard ran into a bug."


@pytest.mark.parametrize(
    ("argv", "clicked"),
    [
        ((), True),
        (("window",), True),
        (("demo",), True),
        (("demo", "--terminal"), False),
        (("look",), False),
        (("apply", "--yes"), False),
    ],
)
def test_only_a_window_that_nobody_reads_a_terminal_of_was_clicked(
    argv: tuple[str, ...], clicked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert was_clicked(argv) is clicked


def test_a_terminal_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    assert not was_clicked(())
