"""Every outcome of a rehearsal has a sentence."""

from __future__ import annotations

import pytest

from wizard.model.rehearsal.reached import Reached
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import (
    GodebugHas,
    GoIs,
    GoOf,
    Harm,
    HarmKind,
    Missed,
    PathHas,
    Predicate,
    Rehearsal,
    ShellKind,
    VariableUnset,
)
from wizard.model.rehearsal.texts import harm_text, headed, is_warning, missed_text, reached_texts, sentences

TAB, INNER, EDITOR = ShellKind.TERMINAL, ShellKind.INNER, ShellKind.EDITOR


def told(seen: Rehearsal | NotRehearsed) -> list[str]:
    return [text.render() for text in sentences(seen)]


def test_what_is_well_is_two_short_sentences() -> None:
    seen = Rehearsal(
        (TAB, INNER), (GoOf((TAB, INNER), "1.22.10", "1.27.3"), GoOf((ShellKind.EXEC,), "1.22.10", "1.22.10"))
    )
    assert told(seen) == [
        "Go 1.27.3 will run in a new terminal, a terminal inside VS Code or tmux (now 1.22.10).",
        "PATH loses nothing.",
    ]
    assert not is_warning(seen)


def test_only_what_was_rehearsed_is_headed_so() -> None:
    seen = Rehearsal((TAB,), (GoOf((TAB,), "1.22.10", "1.27.3"),))
    assert [text.render() for text in headed(seen)] == [f"Rehearsal: {told(seen)[0]}", *told(seen)[1:]]
    assert [text.render() for text in headed(Rehearsal(()))] == ["Rehearsal: No difference was found."]
    without = NotRehearsed(RehearsalRefusal.WSL1)
    assert [text.render() for text in headed(without)] == told(without)


@pytest.mark.parametrize("kind", HarmKind)
def test_every_harm_is_named(kind: HarmKind) -> None:
    harm = Harm(kind, (TAB, EDITOR), "NAME", "go1.25.5", "AFTER")
    words = harm_text(harm).render()
    assert "a new terminal, an editor's server" in words
    assert any(word in words for word in ("NAME", "1.25.5", "AFTER", "starts", "question"))
    assert told(Rehearsal((TAB,), harms=(harm,)))[0] == words
    assert is_warning(Rehearsal((TAB,), harms=(harm,)))


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        (GoIs("1.26.6"), "Go 1.26.6"),
        (VariableUnset("GOROOT"), "GOROOT not set"),
        (GodebugHas("netdns", "go"), "GODEBUG=netdns=go"),
        (GodebugHas("netdns", None), "GODEBUG without netdns"),
        (PathHas("/x"), "/x in PATH"),
        (PathHas("/x", present=False), "/x not in PATH"),
    ],
)
def test_every_purpose_that_is_missed_is_named(predicate: Predicate, words: str) -> None:
    missed = Missed(predicate, (INNER,), "x", "~/.bashrc", 3)
    assert missed_text(missed).render() == (
        f"Not reached in a terminal inside VS Code or tmux: {words}. ~/.bashrc:3 overrides it."
    )
    assert missed_text(Missed(predicate, (INNER,))).render().endswith(f"tmux: {words}.")


@pytest.mark.parametrize("code", RehearsalRefusal)
def test_every_refusal_says_why(code: RehearsalRefusal) -> None:
    (words,) = told(NotRehearsed(code, "/some/thing"))
    assert words.startswith("Not rehearsed, because ")
    assert not is_warning(NotRehearsed(code))


def test_what_it_could_not_do_is_said() -> None:
    seen = Rehearsal((EDITOR,), (GoOf((EDITOR,), "", "1.26.6"),), unasked=(TAB,), stands_in=True)
    assert told(seen) == [
        "Go 1.26.6 will run in an editor's server (now none).",
        "PATH loses nothing.",
        "Could not rehearse a new terminal: the shell exits or waits during startup.",
        "A script stood in for the Go that is still to be downloaded.",
    ]


def test_how_far_a_setup_has_got_is_told_for_each_purpose() -> None:
    godebug = GodebugHas("netdns", "go")
    won = Missed(godebug, (INNER,), "http2client=0", "~/.bashrc", 2)
    shells = (
        Reached(GoIs("1.26.6"), now=(TAB, EDITOR), late=(INNER,)),
        Reached(godebug, now=(TAB,), missed=(won, Missed(godebug, (EDITOR,)))),
        Reached(VariableUnset("GOROOT"), written=False, missed=(Missed(VariableUnset("GOROOT"), (TAB,)),)),
        Reached(VariableUnset("GOBIN"), unasked=(TAB, INNER)),
    )
    assert [text.render() for text in reached_texts(shells)] == [
        "Effective now in a new terminal, an editor's server: Go 1.26.6.",
        "Not effective yet in a terminal inside VS Code or tmux: Go 1.26.6. Check again after the restart.",
        "Effective now in a new terminal: GODEBUG=netdns=go.",
        (
            "Written, but not effective in a terminal inside VS Code or tmux: GODEBUG=netdns=go."
            " ~/.bashrc:2 overrides it."
        ),
        "Written, but not effective in an editor's server: GODEBUG=netdns=go.",
        "Not reached in a new terminal: GOROOT not set.",
        (
            "Could not check a new terminal, a terminal inside VS Code or tmux: the shell exits or waits during"
            " startup."
        ),
    ]


def test_what_was_not_measured_is_not_called_reached() -> None:
    (text,) = reached_texts(NotRehearsed(RehearsalRefusal.WSL1))
    assert text.render() == "The shells were not checked, because WSL 1 cannot run programs in isolation."
    assert reached_texts(None) == ()
