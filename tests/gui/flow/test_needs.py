"""The second page: what is typed counts, added or not, and nothing is checked for what cannot be."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.flow.test_transitions import START, after, job, told
from tests.gui.gallery import PC_SITE
from tests.gui.read import words
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.choose_machine import forget
from wizard.gui.flow.entries import ListEntry
from wizard.gui.flow.needs import why_not
from wizard.gui.flow.state import FlowState
from wizard.gui.flow.steps import Page
from wizard.model.wanted import FipsWanted, ModulesWanted, Wanted

PROXY = "https://proxy.corp.example"


@pytest.fixture
def page() -> FlowState:
    return after(*START, intents.SetUp())


def test_what_was_typed_is_checked_for_though_nobody_added_it(page: FlowState) -> None:
    typed = after(
        intents.WriteEntry(ListEntry.PROXY, PROXY),
        intents.WriteEntry(ListEntry.GODEBUG, "netdns=go"),
        state=page,
    )
    assert typed.wanted == page.wanted
    state, effects = told(typed, intents.Scan())
    (asked,) = (job(effects),)
    assert isinstance(asked, jobs.DoLook)
    assert (asked.wanted.modules.proxy, asked.wanted.godebug) == (PROXY, {"netdns": "go"})
    assert state.typed == {}


def test_what_cannot_be_added_holds_the_check_and_says_why(page: FlowState) -> None:
    state, effects = told(page, intents.WriteEntry(ListEntry.PRIVATE, "https://x"), intents.Scan())
    assert (state.page, effects) == (Page.NEEDS, ())
    assert "scheme" not in words(state.refused[ListEntry.PRIVATE])
    assert words(state.refused[ListEntry.PRIVATE]).startswith("Enter a pattern")
    again = after(intents.WriteEntry(ListEntry.PRIVATE, "go.corp.example"), state=state)
    assert again.refused == {}
    assert told(again, intents.Scan())[0].page is Page.SCAN


def test_the_same_when_a_profile_is_saved(page: FlowState) -> None:
    typed = after(intents.WriteEntry(ListEntry.PROXY, PROXY), state=page)
    saved = job(told(typed, intents.SaveProfile("/x.toml"))[1])
    assert isinstance(saved, jobs.DoSaveProfile)
    assert saved.wanted.modules.proxy == PROXY
    wrong = after(intents.WriteEntry(ListEntry.PROXY, "no"), state=page)
    assert told(wrong, intents.SaveProfile("/x.toml"))[1] == ()


def test_an_entry_is_added_and_its_line_is_empty_again(page: FlowState) -> None:
    state = after(intents.WriteEntry(ListEntry.PROXY, PROXY), intents.AddEntry(ListEntry.PROXY), state=page)
    assert (state.wanted.modules.proxy, state.wanted.name, state.typed) == (PROXY, "custom", {})
    assert after(intents.AddEntry(ListEntry.PROXY), state=state) == state, "an empty line adds nothing"


def test_edits_and_what_was_typed_are_there_when_one_comes_back(page: FlowState) -> None:
    edited = after(intents.Want(Wanted(fips=FipsWanted("v1.0.0"))), state=page)
    typed = after(
        intents.WriteEntry(ListEntry.FOLDER, "~/s"), intents.GoBack(), intents.SetUp(), state=edited
    )
    assert (typed.page, typed.wanted.fips.module, typed.typed) == (
        Page.NEEDS,
        "v1.0.0",
        {ListEntry.FOLDER: "~/s"},
    )
    looked = after(intents.Scan(), jobs.Looked(states.look()), intents.GoBack(), state=typed)
    assert (looked.page, looked.wanted.fips.module) == (Page.NEEDS, "v1.0.0")


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(needs=("modules.proxy",)),
        Wanted(fips=FipsWanted("v1.0.0"), godebug={"fips140": "off"}),
        Wanted(modules=ModulesWanted("direct,https://a.b")),
    ],
)
def test_nothing_is_checked_for_what_cannot_be(page: FlowState, wanted: Wanted) -> None:
    state, effects = told(page, intents.Want(wanted), intents.Scan())
    assert (state.page, effects) == (Page.NEEDS, ())
    assert why_not(state) is not None


def test_what_a_profile_needs_may_stand_in_the_line(page: FlowState) -> None:
    needy = after(intents.Want(Wanted(needs=("modules.proxy",))), state=page)
    typed = after(intents.WriteEntry(ListEntry.PROXY, PROXY), state=needy)
    assert (why_not(needy) is None, why_not(typed)) == (False, None)
    state, effects = told(typed, intents.Scan())
    assert isinstance(job(effects), jobs.DoLook)
    assert state.page is Page.SCAN


def test_another_machine_takes_nothing_of_what_was_typed(page: FlowState) -> None:
    typed = after(intents.WriteEntry(ListEntry.FOLDER, "~/s"), state=page)
    assert forget(typed).typed == typed.typed


def test_this_pc_has_none_of_it(page: FlowState) -> None:
    needy = replace(
        page, site=PC_SITE, wanted=Wanted(needs=("modules.proxy",)), typed={ListEntry.PROXY: "no"}
    )
    assert why_not(needy) is None
    assert told(needy, intents.Scan())[0].page is Page.SCAN
    assert not told(needy, intents.Scan())[0].refused


def test_a_check_for_drift_is_for_what_was_set_up_and_not_for_what_is_typed(page: FlowState) -> None:
    typed = after(intents.WriteEntry(ListEntry.PROXY, PROXY), intents.GoBack(), state=page)
    asked = job(told(typed, intents.CheckDrift())[1])
    assert isinstance(asked, jobs.DoLook)
    assert asked.wanted.modules.proxy is None


def test_nor_is_it_for_a_profile_without_what_it_needs(page: FlowState) -> None:
    needy = replace(states.BASELINE, needs=("modules.proxy",))
    back = after(intents.GoBack(), state=replace(page, glance=states.glance(states.setup(3))))
    for profiles, wanted in (((needy,), states.OTHER), ((states.BASELINE,), states.BASELINE)):
        asked = job(told(replace(back, profiles=profiles, wanted=states.OTHER), intents.CheckDrift())[1])
        assert isinstance(asked, jobs.DoLook)
        assert asked.wanted == wanted
