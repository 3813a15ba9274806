"""History and undo of all machines at once."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.app.machines.test_everywhere import CONF, apply, conf, folders, opened
from tests.cli.conftest import Said
from tests.machines.folders import Folders
from wizard.cli.exits import Exit
from wizard.cli.main import run

__all__ = ["folders"]

Words = Callable[..., Said]


@pytest.fixture
def say(capfdbinary: pytest.CaptureFixture[bytes], folders: Folders) -> Words:
    """Run words on the computer, one of whose machines does not start."""

    def call(*words: str, lost: bool = True) -> Said:
        if not lost:
            folders.folders.pop("lost", None)
        code = run([*words, "--every-machine", "--language", "en"], pc=folders)
        out, err = capfdbinary.readouterr()
        return Said(code, out.decode(), err.decode())

    return call


def test_what_is_in_place_is_listed_by_machine(folders: Folders, say: Words) -> None:
    apply(opened(folders, "one"))
    listed = say("history", lost=False)
    assert listed.code == Exit.DONE
    first, setup, second, nothing = listed.out.splitlines()
    assert (first, second, nothing) == ("one", "two", "No changes are in place.")
    assert "/etc/wsl.conf" in setup


def test_a_machine_that_does_not_start_is_an_error_and_the_others_are_listed(
    folders: Folders, say: Words
) -> None:
    apply(opened(folders, "two"))
    listed = say("history")
    assert listed.code == Exit.ERROR
    assert "lost\nlost does not start.\n" in listed.out
    assert "/etc/wsl.conf" in listed.out


def test_nothing_is_undone_without_a_yes(folders: Folders, say: Words) -> None:
    apply(opened(folders, "one"))
    before = conf(folders, "one")
    asked = say("undo", lost=False)
    assert asked.code == Exit.ERROR
    assert "/etc/wsl.conf" in asked.out
    assert conf(folders, "one") == before


def test_all_is_undone_after_a_yes(folders: Folders, say: Words) -> None:
    one = opened(folders, "one")
    one.keep(apply(one))
    undone = say("undo", "--yes", lost=False)
    assert undone.code == Exit.DONE
    assert "Takes effect after one restarts." in undone.out
    assert conf(folders, "one") == CONF
    assert say("undo", "--yes").code == Exit.DONE


def test_programs_get_the_same(folders: Folders, say: Words) -> None:
    apply(opened(folders, "one"))
    listed = json.loads(say("history", "--json").out)["machines"]
    assert [(each["machine"]["name"], len(each["setups"])) for each in listed] == [
        ("one", 1),
        ("lost", 0),
        ("two", 0),
    ]
    undone = json.loads(say("undo", "--yes", "--json").out)["machines"]
    assert [len(each["receipts"]) for each in undone] == [1, 0, 0]
    assert undone[1]["problem"] == ["lost does not start.", "Nothing was changed."]


def test_a_number_beside_it_is_an_error(folders: Folders, say: Words) -> None:
    assert say("undo", "1").code == Exit.ERROR
    assert "--every-machine" in say("history", "--before", "3").err
