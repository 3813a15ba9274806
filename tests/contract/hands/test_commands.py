"""What every hand owes to the commands of a plan: in order, all or nothing, written down, and taken back."""

from __future__ import annotations

import base64
import os
import stat
import time

import pytest

from tests.hands import Hand
from tests.shellground import IS_ROOT, Ground, small_batch
from wizard.model.commands.command import Attempt, Command, Ran, Stage, words_on
from wizard.model.errors import MachineError, StaleError, Stopped
from wizard.model.events import Doing, Event, Note
from wizard.model.orders import Accept, Commit, Phase, Recover, Undo
from wizard.model.text import plain

WHY = plain("because")
DONE = Attempt(Stage.ENDED, 0)


def sh(script: str, undo: str | None = None, *words: str, as_root: bool = True, limit_s: int = 60) -> Command:
    back = None if undo is None else ("/bin/sh", "-c", undo, "sh", *words)
    return Command(("/bin/sh", "-c", script, "sh", *words), as_root, back, WHY, limit_s)


def make(site: Ground, name: str) -> Command:
    """Makes a file; what undoes it removes it."""
    path = site.path(name)
    return Command(("/usr/bin/touch", path), True, ("/bin/rm", path), WHY)


def log(site: Ground, word: str) -> Command:
    """Appends a word to a log, and another one when it is undone."""
    place = site.path("log")
    return sh('echo "$1" >>"$2"', 'echo "un$1" >>"$2"', word, place)


def logged(site: Ground) -> list[str]:
    return (site.root / "log").read_text().split()


def files(site: Ground) -> dict[str, tuple[object, ...]]:
    return {name: each for name, each in site.seen().items() if name != "log"}


def test_commands_run_in_their_order_when_all_is_staged_and_nothing_switched(hand: Hand) -> None:
    site = hand.site
    changes = small_batch(site)
    here, log_ = site.path("etc"), site.path("log")
    seen = sh('{ cat "$1/wsl.conf"; ls -A "$1"; } >>"$2"', None, here, log_)
    receipt = hand.act(Commit(changes, b"", (log(site, "one"), seen, log(site, "two"))))
    assert (receipt.batch, receipt.phase) == (1, Phase.TRIAL)
    assert [ran.did for ran in receipt.ran] == [DONE, DONE, DONE]
    assert logged(site) == [
        *("one", "[user]", "default=me"),
        *(".wsl-go-wizard-1-1", ".wsl-go-wizard-1-2", "wsl.conf", "two"),
    ]
    assert (site.root / "etc/wsl.conf").read_bytes() == b"[boot]\nsystemd=true\n"
    assert hand.act(Accept(1)).ran == receipt.ran


def test_a_plan_may_be_commands_only(hand: Hand) -> None:
    site = hand.site
    assert hand.act(Commit((), b"", (make(site, "made"),))).phase is Phase.TRIAL
    assert (site.root / "made").exists()
    assert hand.act(Undo(1)).phase is Phase.UNDONE
    assert not (site.root / "made").exists()


def test_the_first_failure_stops_everything(hand: Hand) -> None:
    site = hand.site
    changes = small_batch(site)
    before = files(site)
    told: list[Event] = []
    commands = (log(site, "one"), sh("echo sorry; exit 7", "true"), log(site, "three"))
    with pytest.raises(MachineError) as caught:
        hand.act(Commit(changes, b"", commands), tell=told.append)
    assert caught.value.code == "command-failed"
    said = caught.value.text.render()
    assert "7" in said
    assert "echo sorry; exit 7" in said
    assert said.endswith("failed with exit code 7. Details: sorry.")
    assert logged(site) == ["one", "unone"]
    assert files(site) == before
    assert (site.is_open, site.is_locked, site.litter()) == (False, False, [])
    journal = hand.journal()
    (entry,) = journal.entries
    assert entry.phase == "undone"
    assert [ran.did.code for ran in entry.ran] == [0, 7, None]
    assert [ran.undid.code for ran in entry.ran] == [0, None, None]
    assert entry.ran[1].did.output.strip() == "sorry"
    notes = [event.text.render() for event in told if isinstance(event, Note)]
    assert words_on(entry.ran[1]).render() in notes
    assert hand.act(Commit(changes)).batch == 2


def test_a_file_that_moved_on_meanwhile_takes_the_commands_back_too(hand: Hand) -> None:
    site = hand.site
    changes = small_batch(site)
    spoil = sh('echo theirs >"$1"', None, site.path("etc/wsl.conf"))
    with pytest.raises(StaleError):
        hand.act(Commit(changes, b"", (log(site, "one"), spoil)))
    assert logged(site) == ["one", "unone"]
    assert (site.root / "etc/wsl.conf").read_text() == "theirs\n"
    assert not (site.root / "etc/go.conf").exists()


def test_undo_takes_commands_back_in_reverse_order_when_the_files_are_back(hand: Hand) -> None:
    site = hand.site
    changes = small_batch(site)
    before = files(site)
    look = sh("true", 'cat "$1" >>"$2"', site.path("etc/wsl.conf"), site.path("log"))
    forever = sh("true")
    hand.act(Commit(changes, b"", (log(site, "one"), look, forever, log(site, "two"))))
    receipt = hand.act(Undo(1))
    assert receipt.phase is Phase.UNDONE
    assert logged(site) == ["one", "two", "untwo", "[user]", "default=me", "unone"]
    assert files(site) == before
    assert [ran.undid.is_done for ran in receipt.ran] == [True, True, False, True]
    assert receipt.ran[2].undo is None
    assert hand.act(Undo(1)) == receipt
    assert len(logged(site)) == 6


def test_an_undo_that_fails_is_said_and_not_tried_again(hand: Hand) -> None:
    site = hand.site
    fails = sh("true", 'echo tried >>"$1"; exit 3', site.path("log"))
    hand.act(Commit((), b"", (log(site, "one"), fails)))
    receipt = hand.act(Undo(1))
    assert receipt.phase is Phase.UNDONE
    assert receipt.ran[1].undid.code == 3
    assert logged(site) == ["one", "tried", "unone"]
    assert hand.act(Undo(1)) == receipt
    assert hand.act(Recover()).batch is None
    assert logged(site) == ["one", "tried", "unone"]


def test_words_arrive_as_they_are(hand: Hand) -> None:
    site = hand.site
    words = ("", "-", "a b", "$(touch x)", "'\"", "\\n", "line\nline", "*", "ä", "-n", "`x`", ";")
    script = 'for word; do printf "<%s>" "$word"; done >"$0"'
    argv = ("/bin/sh", "-c", script, site.path("words"), *words)
    hand.act(Commit((), b"", (Command(argv, True, None, WHY),)))
    assert (site.root / "words").read_text() == "".join(f"<{word}>" for word in words)


def test_output_is_told_line_by_line_and_its_end_is_kept_without_secrets(hand: Hand) -> None:
    site = hand.site
    told: list[Event] = []
    script = (
        "i=0; while [ $i -lt 300 ]; do i=$((i + 1)); echo line $i of many; done;"
        " echo https://me:hunter\"\"2@example.org/x; printf 'no end'; echo; echo"
    )
    receipt = hand.act(Commit((), b"", (sh(script),)), tell=told.append)
    lines = [event.text.render() for event in told if isinstance(event, Note)]
    assert lines[:2] == ["line 1 of many", "line 2 of many"]
    assert lines[-1] == "no end"
    assert "hunter2" not in "".join(lines)
    kept = receipt.ran[0].did.output
    assert len(kept) <= 4000
    assert kept.splitlines()[-1] == "no end"
    assert "line 300 of many" in kept
    assert "line 1 of" not in kept
    raw = (site.journal / "1/commands").read_bytes()
    assert b"hunter2" not in raw
    kept_raw = base64.b64decode(raw.splitlines()[1].split(b" ")[4])
    assert b"example.org/x" in kept_raw
    assert b"hunter2" not in kept_raw
    assert stat.S_IMODE((site.journal / "1/commands").stat().st_mode) == 0o600
    doing = [event for event in told if isinstance(event, Doing)]
    assert any("line $i of many" in event.what.render() for event in doing)


def test_a_command_has_a_limit(hand: Hand) -> None:
    site = hand.site
    began = time.monotonic()
    with pytest.raises(MachineError) as caught:
        hand.act(Commit((), b"", (sh('echo $$ >"$1"; exec sleep 60', None, site.path("pid"), limit_s=1),)))
    assert caught.value.code == "command-late"
    assert time.monotonic() - began < 30
    pid = int((site.root / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_stop_is_heard_between_two_commands(hand: Hand) -> None:
    site = hand.site
    place = site.root / "log"
    before = files(site)
    commands = (log(site, "one"), sh("sleep 1"), log(site, "three"))
    with pytest.raises(Stopped):
        hand.act(Commit((), b"", commands), stop=place.exists)
    assert logged(site) == ["one", "unone"]
    assert files(site) == before
    assert not site.is_open


def test_who_is_left_behind_keeps_nobody_waiting(hand: Hand) -> None:
    began = time.monotonic()
    hand.act(Commit((), b"", (sh("echo hello; sleep 20 &"),)))
    assert time.monotonic() - began < 15


def test_a_command_has_no_stdin_and_an_ordinary_umask(hand: Hand) -> None:
    site = hand.site
    script = 'read -r word && exit 9; umask >"$1"; echo "$DEBIAN_FRONTEND" >>"$1"; pwd >>"$1"'
    hand.act(Commit((), b"", (sh(script, None, site.path("seen")),)))
    if hand.name != "direct":
        assert (site.root / "seen").read_text().split() == ["0022", "noninteractive", "/"]


@pytest.mark.skipif(not IS_ROOT, reason="needs root")
def test_a_command_runs_as_root_or_as_the_user(hand: Hand) -> None:
    if hand.name == "direct":
        pytest.skip("on Windows there is only one user")
    site = hand.site
    (site.root / "open").mkdir()
    (site.root / "open").chmod(0o777)
    script = 'id -u >"$1"; echo "$HOME" >>"$1"'
    hand.act(
        Commit(
            (),
            b"",
            (
                sh(script, None, site.path("open/root")),
                sh(script, 'id -u >"$1.undo"', site.path("open/user"), as_root=False),
            ),
        )
    )
    assert (site.root / "open/root").read_text().split() == ["0", "/root"]
    uid, home = (site.root / "open/user").read_text().split()
    assert uid == str(site.uid)
    assert hand.name == "busybox" or home == site.path("home"), "its `su` asks /etc/passwd"
    hand.act(Undo(1))
    assert (site.root / "open/user.undo").read_text().split() == [str(site.uid)]


def test_a_program_that_is_not_there_is_a_failure(hand: Hand) -> None:
    site = hand.site
    missing = Command((site.path("nothing"),), True, None, WHY)
    with pytest.raises(MachineError) as caught:
        hand.act(Commit((), b"", (missing,)))
    assert caught.value.code == "command-failed"
    assert "127" in caught.value.text.render()
    assert not site.is_open


def test_a_list_of_commands_that_was_tampered_with_is_not_run(hand: Hand) -> None:
    site = hand.site
    hand.act(Commit(small_batch(site), b"", (log(site, "one"),)))
    place = site.journal / "1/commands"
    spoiled = place.read_bytes().replace(b" one ", b" two ")
    assert spoiled != place.read_bytes()
    place.write_bytes(spoiled)
    with pytest.raises(MachineError) as caught:
        hand.act(Undo(1))
    assert caught.value.code == "journal-damaged"
    assert logged(site) == ["one"]
    journal = hand.journal()
    assert journal.entries[0].ran == ()


def test_what_one_hand_wrote_the_other_takes_back(hand: Hand) -> None:
    site = hand.site
    before = site.seen()
    other = Hand("direct" if hand.name != "direct" else "dash", site)
    if hand.name == "wsl":
        pytest.skip("the distro is another ground")
    hand.act(Commit((), b"", (make(site, "made"),)))
    (ran,) = other.act(Undo(1)).ran
    assert ran == Ran(ran.argv, True, 900, ran.undo, DONE, DONE)
    assert site.seen() == before
