"""What varies is data: no word of a step is ever run as code, in any shell, and nothing forges an answer."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.app.proof.ground import Distro
from tests.shellground import SHELLS
from wizard.app.proof.door import run_step, step_probe
from wizard.model.events import never
from wizard.resources import read_text, resource

pytestmark = pytest.mark.linux(reason="the suite runs in a distro, through its shells")

NASTY = ("it's", "$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "a\nb", "\\", "*", "-n", "~")


@pytest.fixture
def distro(tmp_path: Path) -> Distro:
    machine = Distro(tmp_path / "home")
    machine.profile("PATH=/usr/bin:/bin", "echo 'took 7'", "export PATH")
    return machine


@pytest.mark.parametrize("word", NASTY)
@pytest.mark.parametrize("shell", SHELLS)
def test_words_stay_words(distro: Distro, shell: str, word: str, tmp_path: Path) -> None:
    distro.shell = shell
    (tmp_path / "pid").write_text("")
    said = run_step(distro, ("run", str(tmp_path), str(tmp_path), "--", "printf", "<%s>", word), 30, never)
    assert (said.code, said.output, said.why) == (0, f"<{word}>", None)
    assert not list(tmp_path.glob("**/pwned"))


def test_noise_of_start_files_is_no_answer_and_output_forges_none(distro: Distro, tmp_path: Path) -> None:
    said = run_step(distro, ("run", str(tmp_path), str(tmp_path), "--", "printf", "a\ntook 5\n"), 30, never)
    assert said.lines == ("a", "took 5")
    assert said.seconds < 5


def test_a_shell_that_ends_before_is_told(distro: Distro, tmp_path: Path) -> None:
    distro.profile("exit 0")
    assert run_step(distro, ("control_groups", str(tmp_path)), 30, never).why is not None


def test_what_is_cut_off_is_told(distro: Distro, tmp_path: Path) -> None:
    said = run_step(distro, ("run", str(tmp_path), str(tmp_path), "--", "sleep", "20"), 1, never)
    assert said.why is not None
    assert "too long" in said.why.render()


def test_an_unknown_verb_does_nothing(distro: Distro, tmp_path: Path) -> None:
    assert run_step(distro, ("rm", str(tmp_path)), 30, never).why is not None


def test_only_its_own_folder_is_removed(distro: Distro, tmp_path: Path) -> None:
    mine = tmp_path / "wsl-go-wizard-suite.precious"
    mine.mkdir()
    assert run_step(distro, ("finish", str(mine)), 30, never).code != 0
    assert mine.exists()
    own = tmp_path / "wsl-go-wizard-suite.abcdef"
    (own / "read/only").mkdir(parents=True)
    (own / "read").chmod(0o500)
    assert run_step(distro, ("finish", str(own)), 30, never).code == 0
    assert not own.exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_what_a_step_that_was_cut_off_left_elsewhere_is_removed(
    distro: Distro, shell: str, tmp_path: Path
) -> None:
    """A step that does not come to its end, as one that cannot remove what it made."""
    distro.shell = shell
    work, elsewhere, programs = (
        tmp_path / name for name in ("wsl-go-wizard-suite.abcdef", "elsewhere", "programs")
    )
    for folder in (work, elsewhere, programs):
        folder.mkdir()
    for name, script in (("go", f"echo {elsewhere}"), ("rm", "exit 0")):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    distro.profile(f"PATH={programs}:/usr/bin:/bin", "export PATH")
    assert run_step(distro, ("temporary", str(work)), 30, never).lines[-1] == "it runs"
    assert list(elsewhere.iterdir())
    distro.profile("PATH=/usr/bin:/bin", "export PATH")
    assert run_step(distro, ("finish", str(work)), 30, never).code == 0
    assert not list(elsewhere.iterdir())


def test_the_script_is_constant_and_plain() -> None:
    one, other = (step_probe(words, 9).argv for words in (("run", "a"), ("run", "b")))
    assert one[-1].replace("'a'", "'b'") == other[-1]
    text = read_text("proof", "suite.sh")
    assert text.isascii()
    assert "\t" not in text
    assert "eval" not in text
    done = subprocess.run(
        ["shellcheck", "-s", "sh", str(resource("proof", "suite.sh"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
