"""What a newer version wrote: one sentence that names it and says what to do, and nothing is changed. (Of manifests:
`tests/contract/hands/test_hands.py`.)"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.compat.nodes import captured, laid, load
from wizard.app import demo, plan_files
from wizard.app.session import Session
from wizard.app.setup.progress import ProgressFile
from wizard.app.texts import Speech
from wizard.cli.main import run
from wizard.model.errors import InputError
from wizard.model.events import silent
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import FORMAT
from wizard.model.wanted import Wanted
from wizard.transports.recording import recorded
from wizard.transports.tree import Tree

HERE = Path(__file__).parent / "0.1.0"
OLD = HERE / "plan-distro.json"


def future(path: Path, into: Path) -> Path:
    """*path* as a version wrote it that is not there yet: with fields and kinds that nobody knows."""
    value = json.loads(path.read_bytes())
    into.write_text(json.dumps(_of_tomorrow(value)))
    return into


def _of_tomorrow(value: dict[str, Any]) -> dict[str, Any]:
    return {
        **value,
        "format": 1000,
        "commands": [{"argv": ["apt-get"]}],
        "distro": [{"probe": {"type": "new"}}],
    }


def refused(act: Callable[[], object], path: Path) -> None:
    kept = path.read_bytes()
    with pytest.raises(InputError) as caught:
        act()
    assert caught.value.code == "newer-version"
    assert [text.render() for text in caught.value.sentences()] == [
        f"{path} was written by a newer version of WSL Go Wizard.",
        "Nothing was changed.",
        "Update the wizard, then try again.",
    ]
    assert path.read_bytes() == kept


def test_a_plan(tmp_path: Path) -> None:
    path = future(OLD, tmp_path / "plan.json")
    refused(lambda: plan_files.load(path), path)


def test_a_recording(tmp_path: Path) -> None:
    path = future(HERE / "recording-pc.json", tmp_path / "machine.json")
    refused(lambda: recorded.load(path), path)


def test_the_notes_of_an_installation(tmp_path: Path) -> None:
    path = future(HERE / "notes.json", tmp_path / "notes.json")
    refused(lambda: ProgressFile(path).read(silent), path)
    ProgressFile(path).forget()
    assert ProgressFile(path).read(silent).resumes == 0


def test_it_is_said_in_both_languages(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = future(OLD, tmp_path / "plan.json")
    with pytest.raises(InputError) as caught:
        plan_files.load(path)
    chinese = Speech("zh_CN")
    assert [chinese(text) for text in caught.value.sentences()] == [
        f"{path} 由更新版本的 WSL Go Wizard 写入。",
        chinese(caught.value.sentences()[1]),
        "请更新向导后重试。",
    ]
    assert "Nothing" not in chinese(caught.value.sentences()[1])
    assert run(["look", "--machine", str(future(HERE / "recording-pc.json", tmp_path / "m.json"))]) == 1
    assert "was written by a newer version of WSL Go Wizard." in capfd.readouterr().err


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"more": 1}, "more"),
        ({"format": None}, "not a plan"),
        ({"wishes": [{"edit": {"type": "new", "path": "x"}, "rules": []}]}, "new"),
    ],
)
def test_what_is_strange_in_a_plan_of_todays_version_is_refused(
    tmp_path: Path, change: dict[str, Any], why: str
) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({**json.loads(OLD.read_bytes()), "format": FORMAT, **change}))
    with pytest.raises(InputError, match=why) as caught:
        plan_files.load(path)
    assert caught.value.code == "plan-unusable"


# A journal in which a newer version wrote, too.


def machine(root: Path, name: str) -> Session:
    root.mkdir(mode=0o755)
    laid(load(HERE / f"{name}.jsonl", load(HERE / "before.jsonl")), root)
    return Session(Tree(root, "me"), demo.DemoHost(demo.machine()), Wanted())


def rewrite(root: Path, number: int, made: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    note = root / f"var/lib/wsl-go-wizard/{number}/note"
    note.write_text(json.dumps(made(json.loads(note.read_bytes()))))


@pytest.mark.root
def test_a_newer_setup_is_shown_and_stands_in_no_way(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "root"
    on = machine(root, "shell-generations")
    rewrite(root, 3, _of_tomorrow)
    rewrite(root, 1, lambda note: {"plan": "damaged", "format": 1})
    setups = on.history()
    assert [(each.number, each.phase, each.is_newer, each.record is None) for each in setups] == [
        (4, Phase.ACCEPTED, False, False),
        (3, Phase.ACCEPTED, True, True),
        (2, Phase.UNDONE, False, False),
        (1, Phase.ACCEPTED, False, True),
    ]
    assert run(["history", "--root", str(root)]) == 0
    out = capfd.readouterr().out
    assert "   3  ?  kept  written by a newer version\n" in out
    assert "   1  ?  kept  damaged\n" in out
    before = captured(root)
    with pytest.raises(InputError) as caught:
        on.back(setups[1])
    assert [text.render() for text in caught.value.sentences()] == [
        "Setup 3 was written by a newer version of WSL Go Wizard.",
        "Nothing was changed.",
        "Update the wizard, then try again.",
    ]
    with pytest.raises(InputError, match="note of setup 1 is damaged") as damaged:
        on.back(setups[3])
    assert (caught.value.code, damaged.value.code) == ("newer-version", "setup-unreadable")
    on.drift(on.look())
    assert captured(root) == before


@pytest.mark.root
@pytest.mark.parametrize("name", ["direct-trial", "shell-trial"])
def test_a_trial_whose_note_alone_is_newer_is_undone(tmp_path: Path, name: str) -> None:
    """The manifest says all that an undo needs."""
    root = tmp_path / "root"
    on = machine(root, name)
    rewrite(root, 1, _of_tomorrow)
    look = on.look()
    assert on.to_undo(look).number == 1
    assert look.setups[0].is_newer
    assert on.undo() == Receipt(1, Phase.UNDONE)
    config = load(HERE / "before.jsonl")["/etc/wsl.conf"]
    assert (root / "etc/wsl.conf").read_bytes() == config["utf8"].encode()
    assert (root / "etc/wsl.conf").stat().st_mtime_ns == config["mtime"]
    shutil.rmtree(root)
