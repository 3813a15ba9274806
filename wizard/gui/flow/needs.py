"""The second page's part of the flow: what is wanted, and what was typed of it."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from wizard.gui.flow import intents, jobs
from wizard.gui.flow.entries import ListEntry
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import FlowState
from wizard.gui.flow.steps import Page
from wizard.gui.flow.wishes import added, obstacle, own
from wizard.model.ports import SiteKind
from wizard.model.text import Text

V = TypeVar("V")


def set_up(state: FlowState, intent: intents.SetUp) -> Transition:
    if state.page is not Page.MACHINE or state.open is not None:
        return state, ()
    return replace(state, page=Page.NEEDS, problem=None, outcome=None), ()


def want(state: FlowState, intent: intents.Want) -> Transition:
    if state.page is not Page.NEEDS:
        return state, ()
    return replace(state, wanted=intent.wanted, problem=None, notice=None), ()


def write(state: FlowState, intent: intents.WriteEntry) -> Transition:
    if state.page is not Page.NEEDS:
        return state, ()
    typed = {**_without(state.typed, intent.entry), **({intent.entry: intent.words} if intent.words else {})}
    return replace(state, typed=typed, refused=_without(state.refused, intent.entry)), ()


def add(state: FlowState, intent: intents.AddEntry) -> Transition:
    return (_added(state, intent.entry), ()) if state.page is Page.NEEDS else (state, ())


def load(state: FlowState, intent: intents.LoadProfile) -> Transition:
    return run(state, jobs.DoLoad(intent.path)) if state.page is Page.NEEDS else (state, ())


def save(state: FlowState, intent: intents.SaveProfile) -> Transition:
    if state.page is not Page.NEEDS:
        return state, ()
    state = settled(state)
    return (state, ()) if state.refused else run(state, jobs.DoSaveProfile(state.wanted, intent.path))


def settled(state: FlowState) -> FlowState:
    """*state* with all added that was typed; what cannot be added is refused, with the reason."""
    for entry in state.typed if _is_distro(state) else ():
        state = _added(state, entry)
    return state


def why_not(state: FlowState) -> Text | None:
    """Why nothing can be checked for what is wanted now and for what was typed; None if it can."""
    return obstacle(settled(state).wanted) if _is_distro(state) else None


def _added(state: FlowState, entry: ListEntry) -> FlowState:
    words = state.typed.get(entry, "").strip()
    if not words:
        return state
    made = added(state.wanted, entry, words)
    if isinstance(made, Text):
        return replace(state, refused={**state.refused, entry: made})
    return replace(
        state,
        wanted=own(made, state.profiles),
        typed=_without(state.typed, entry),
        refused=_without(state.refused, entry),
        notice=None,
    )


def _is_distro(state: FlowState) -> bool:
    """Whether the page shows the settings of a distro."""
    return state.site.kind is not SiteKind.WINDOWS


def _without(entries: dict[ListEntry, V], entry: ListEntry) -> dict[ListEntry, V]:
    return {key: value for key, value in entries.items() if key is not entry}
