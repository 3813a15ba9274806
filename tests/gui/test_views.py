"""What the pages say of a state, in words. No Qt."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.gallery import TRIAL, history, pictures
from tests.gui.states import (
    BASELINE,
    EMPTY,
    OTHER,
    PLAN,
    fresh,
    glance,
)
from wizard.gui.flow import intents
from wizard.gui.flow.state import FlowState, Waits
from wizard.gui.views import needs
from wizard.gui.views.apply import ApplyView
from wizard.gui.views.buttons import Buttons
from wizard.gui.views.done import DoneView
from wizard.gui.views.edits import does
from wizard.gui.views.findings import FindingsView
from wizard.gui.views.frame import FrameView, SidebarView, news
from wizard.gui.views.history import HistoryView
from wizard.gui.views.machine import MachineView
from wizard.gui.views.needs import NeedsView
from wizard.gui.views.review import ReviewView
from wizard.gui.views.scan import ScanView
from wizard.gui.views.verify import VerifyView
from wizard.model import edits
from wizard.model.findings import Restart
from wizard.model.orders import Phase
from wizard.model.registry import SZ
from wizard.model.registry_edits import (
    AddItem,
    DropItem,
    RemoveRegistryValue,
    SetRegistryType,
    SetRegistryValue,
)
from wizard.model.state import Registered
from wizard.model.text import Text
from wizard.model.wanted import Wanted

PICTURES = pictures()


def words(text: Text | None) -> str:
    return text.render() if text is not None else ""


def every_text(value: object) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple | list):
        return [text for item in value for text in every_text(item)]
    fields = getattr(value, "__struct_fields__", ())
    return [text for name in fields for text in every_text(getattr(value, name))]


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_every_sentence_has_its_values(name: str) -> None:
    state = PICTURES[name]
    views = (FrameView, SidebarView, Buttons, MachineView, NeedsView, ScanView, FindingsView, ReviewView)
    more = (ApplyView, VerifyView, DoneView)
    for view in (*views, *more):
        for text in every_text(view.of(state)):
            text.render()
            assert text.template, "gettext answers an empty message with its header"


class TestButtons:
    def label(self, name: str) -> str:
        return words(Buttons.of(PICTURES[name]).next.label)

    def test_they_are_named_for_what_they_do(self) -> None:
        assert self.label("machine") == "&Set up"
        assert self.label("needs") == "&Start check"
        assert self.label("findings") == "&Review 2 repairs"
        assert self.label("findings-drift") == "&Finish"
        assert self.label("review") == "&Apply…"
        assert self.label("apply-ask") == "&Apply 3 changes"
        assert self.label("apply-stale") == "Check a&gain"
        assert self.label("verify-well") == "&Keep changes"
        assert self.label("done-kept") == "&Finish"

    def test_one_is_not_many(self) -> None:
        state = replace(PICTURES["findings"], chosen=frozenset({"one"}))
        assert words(Buttons.of(state).next.label) == "&Review 1 repair"

    def test_nothing_can_be_applied_that_was_not_seen(self) -> None:
        assert Buttons.of(PICTURES["review"]).next.enabled
        assert not Buttons.of(replace(PICTURES["review"], seen=None)).next.enabled

    def test_a_recording_says_why_it_cannot_be_changed(self) -> None:
        button = Buttons.of(PICTURES["review-locked"]).next
        assert (button.enabled, words(button.tip)) == (False, "This machine can be checked but not changed.")

    def test_while_applying_only_stop_is_left(self) -> None:
        row = Buttons.of(PICTURES["apply-work"])
        assert row.back is not None
        assert row.cancel is not None
        assert (row.next.enabled, row.back.enabled, row.cancel.enabled) == (False, False, True)
        assert words(row.cancel.label) == "S&top"

    @pytest.mark.parametrize("name", ["machine", "review", "verify-well"])
    def test_close_promises_no_more_than_it_knows(self, name: str) -> None:
        state = PICTURES[name]
        cancel = Buttons.of(state).cancel
        assert cancel is not None
        keeps = "The setup stays as it is." if state.open else "Closes the wizard. Nothing more is changed."
        assert words(cancel.tip).startswith(keeps)

    def test_stop_is_pressed_once(self) -> None:
        row = Buttons.of(PICTURES["apply-stopping"])
        assert row.cancel is not None
        assert not row.cancel.enabled

    def test_undo_stands_beside_keep(self) -> None:
        assert Buttons.of(PICTURES["verify-bad"]).extra is not None
        assert Buttons.of(PICTURES["review"]).extra is None


class TestMachine:
    def test_a_waiting_setup_blocks_the_ways(self) -> None:
        view = MachineView.of(PICTURES["machine-trial"])
        assert not any(way.enabled for way in view.ways)
        assert view.waits is not None
        assert [type(button.intent) for button in view.waits.actions] == [
            intents.Verify,
            intents.Keep,
            intents.UndoSetup,
        ]

    def test_an_interrupted_setup_is_finished_or_undone(self) -> None:
        view = MachineView.of(PICTURES["machine-cut"])
        assert view.waits is not None
        assert [button.intent for button in view.waits.actions] == [
            intents.RecoverSetup(again=True),
            intents.RecoverSetup(),
        ]

    def test_an_unreadable_one_can_only_be_undone(self) -> None:
        state = replace(PICTURES["machine-cut"], open=Waits(7, Phase.PREPARED))
        view = MachineView.of(state)
        assert view.waits is not None
        assert [button.intent for button in view.waits.actions] == [intents.RecoverSetup()]

    def test_what_is_not_known_is_said_so(self) -> None:
        view = MachineView.of(replace(fresh(), glance=replace(glance(), release="", user="")))
        assert "unknown" in [words(row.value) for row in view.rows]

    def test_files_of_others_are_counted_after_an_undo(self) -> None:
        view = MachineView.of(PICTURES["machine-ended"])
        assert words(view.outcome) == (
            "Setup 7 is undone, except for 1 file edited by another user or program."
        )


class TestNeeds:
    def test_a_changed_profile_is_ones_own(self) -> None:
        changed = needs.own(needs.with_go(BASELINE, "1.25.5"), (BASELINE, OTHER))
        assert (changed.name, changed.go.version) == ("custom", "1.25.5")

    def test_and_the_shipped_one_again_when_changed_back(self) -> None:
        changed = needs.own(needs.with_systemd(BASELINE, False), (BASELINE, OTHER))
        assert needs.own(needs.with_systemd(changed, True), (BASELINE, OTHER)) == BASELINE

    def test_a_teams_profile_keeps_its_name(self) -> None:
        team = Wanted(name="team", title="Our team")
        assert needs.own(needs.with_go(team, "1.25"), (BASELINE,)).name == "team"

    def test_one_card_is_chosen(self) -> None:
        for name in ("needs", "needs-own"):
            cards = NeedsView.of(PICTURES[name]).cards
            assert [card.chosen for card in cards].count(True) == 1

    def test_a_teams_title_is_never_a_template(self) -> None:
        state = replace(PICTURES["needs"], wanted=Wanted(name="x", title="{curly}", about="{0}"))
        card = NeedsView.of(state).cards[-1]
        assert (words(card.title), words(card.about)) == ("{curly}", "{0}")

    @pytest.mark.parametrize(
        ("size", "choice", "gib"),
        [
            (None, "leave", 8),
            ("auto", "auto", 8),
            ("4g", "size", 4),
            ("50%", "size", 8),
            ("6000m", "size", 5),
        ],
    )
    def test_the_gauge_shows_what_is_wanted(self, size: str | None, choice: str, gib: int) -> None:
        state = replace(PICTURES["needs"], wanted=needs.with_tmpfs(Wanted(), size))
        tmpfs = NeedsView.of(state).tmpfs
        assert (tmpfs.choice, tmpfs.size, tmpfs.most) == (choice, gib, 16)

    @pytest.mark.parametrize("version", ["1.25", "1.25.5", "1.26rc1", "stable"])
    def test_right_versions(self, version: str) -> None:
        assert needs.version_problem(version) is None

    @pytest.mark.parametrize("version", ["", "go1.25", "1", "1.25.5; rm", "latest"])
    def test_wrong_versions(self, version: str) -> None:
        assert needs.version_problem(version) is not None

    def test_settings(self) -> None:
        assert needs.setting("netdns=go") == ("netdns", "go")
        for wrong in ("netdns", "=go", "NetDNS=go", "netdns=go,x", "a b=c"):
            assert isinstance(needs.setting(wrong), Text), wrong

    def test_a_setting_that_stops_programs_is_refused(self) -> None:
        assert (
            words(needs.setting("fips140=maybe")) == "fips140=maybe would prevent Go programs from starting."
        )  # type: ignore[arg-type]


class TestScanAndFindings:
    def test_every_check_is_counted_once(self) -> None:
        view = ScanView.of(PICTURES["scan"])
        counted = {count.icon: count.count for count in view.counts}
        assert counted == {"fixable": 4, "advice": 0, "blocked": 1, "unknown": 1, "ok": 1}

    def test_what_could_not_be_checked_says_why(self) -> None:
        checks = [check for area in ScanView.of(PICTURES["scan"]).areas for check in area.checks]
        assert [words(check.says) for check in checks if check.icon == "unknown"] == ["says dark"]

    def test_only_repairs_can_be_ticked(self) -> None:
        rows = [row for group in FindingsView.of(PICTURES["findings"]).groups for row in group.rows]
        ticks = {row.rule: row.ticked for row in rows}
        assert ticks == {
            "good": None,
            "one": True,
            "two": False,
            "careful": False,
            "blocked": None,
            "dark": None,
            "aside": None,
            "wild": True,
        }

    def test_what_could_not_be_checked_is_shown_with_its_reason(self) -> None:
        rows = [row for group in FindingsView.of(PICTURES["findings"]).groups for row in group.rows]
        (dark,) = (row for row in rows if row.rule == "dark")
        assert (words(dark.line), dark.needs_fixing) == ("says dark", True)

    def test_what_drifted_is_told_and_what_did_not_is_not(self) -> None:
        drifted = FindingsView.of(PICTURES["findings-drift"]).drifted
        assert [(row.path, words(row.says)) for row in drifted] == [
            ("~/.profile", "edited since setup 3"),
            ("/etc/fstab", "back to the state before setup 3"),
        ]


class TestReview:
    def view(self, state: FlowState) -> ReviewView:
        view = ReviewView.of(state)
        assert view is not None
        return view

    def test_the_footer_counts(self) -> None:
        assert words(self.view(PICTURES["review"]).footer) == (
            "3 files: 3 lines added, 3 lines removed. Download: 60 MiB."
        )

    def test_clashes_and_obstacles_are_shown_with_their_reasons(self) -> None:
        left = self.view(PICTURES["review"]).left
        assert [[words(reason) for reason in item.reasons] for item in left] == [
            ["title of one requires: boot.systemd", "title of two requires: boot.systemd"],
            ["/etc/x is a fifo, not a file."],
        ]

    def test_nothing_to_write_is_said(self) -> None:
        state = replace(PICTURES["review"], plan=EMPTY)
        assert words(self.view(state).footer) == "Nothing will be written."

    def test_a_restart_is_told_before(self) -> None:
        running = replace(PICTURES["review"], can=states.RUNNING)
        assert "wsl --terminate" in words(self.view(running).restart)
        assert "It is not running now" in words(self.view(PICTURES["review"]).restart)


class TestApply:
    @pytest.mark.parametrize(
        ("name", "stage"),
        [
            ("apply-ask", "ask"),
            ("apply-work", "work"),
            ("apply-stale", "stale"),
            ("apply-failed", "failed"),
            ("apply-cut", "cut"),
        ],
    )
    def test_stages(self, name: str, stage: str) -> None:
        view = ApplyView.of(PICTURES[name])
        assert view is not None
        assert view.stage == stage

    def test_the_last_step_is_the_one_being_done(self) -> None:
        view = ApplyView.of(PICTURES["apply-work"])
        assert view is not None
        assert [step.done for step in view.steps] == [True, True, False]
        assert view.reached == 666

    def test_taking_back_is_named(self) -> None:
        back = replace(PLAN, undoes=3)
        view = ApplyView.of(replace(PICTURES["apply-ask"], plan=back))
        assert view is not None
        assert words(view.question) == "Undo setup 3 on Ubuntu-24.04?"


class TestVerify:
    def pending(self, state: FlowState) -> str:
        return words(VerifyView.of(state).pending)

    def test_well_is_well(self) -> None:
        view = VerifyView.of(PICTURES["verify-well"])
        assert (view.icon, words(view.checks[0].before), words(view.checks[0].after)) == (
            "ok",
            "To repair",
            "Passed",
        )

    def test_a_pending_restart_is_not_called_a_failure(self) -> None:
        view = VerifyView.of(PICTURES["verify-pending"])
        assert view.icon == "advice"
        assert "wsl --terminate" in words(view.pending)

    def test_a_check_that_no_restart_will_mend_is_a_failure(self) -> None:
        assert VerifyView.of(PICTURES["verify-bad"]).icon == "blocked"

    def test_open_terminals_are_told_of(self) -> None:
        plan = replace(PLAN, restart=Restart.SHELL)
        waits = replace(TRIAL, plan=plan)
        state = replace(PICTURES["verify-well"], can=states.RUNNING, open=waits)
        assert "new terminals" in self.pending(state)

    def test_a_running_machine_that_took_it_up_needs_nothing(self) -> None:
        assert self.pending(replace(PICTURES["verify-well"], can=states.RUNNING)) == ""

    def test_a_machine_that_does_not_run_takes_it_up_later(self) -> None:
        assert "It is not running now" in self.pending(PICTURES["verify-well"])

    def test_before_the_look_nothing_is_claimed(self) -> None:
        view = VerifyView.of(PICTURES["verify-busy"])
        assert (view.icon, view.checks) == ("unknown", ())


def test_the_rail_tells_each_step_in_words() -> None:
    says = [words(step.says) for step in SidebarView.of(PICTURES["scan"]).steps]
    assert says[1:4] == [
        "Step 2, What you need: completed",
        "Step 3, Check: current",
        "Step 4, Findings: not started",
    ]


def test_history_says_why_a_setup_cannot_be_taken_back() -> None:
    state = history()
    assert state.history is not None
    for picked, why in ((3, ""), (2, "This setup is already undone."), (1, "written by a newer version")):
        view = HistoryView.of(replace(state, history=replace(state.history, picked=picked)))
        assert view is not None
        assert why in words(view.why_not)
        assert view.can_undo is (why == "")
    damaged = tuple(replace(each, is_newer=False) for each in state.history.setups)
    view = HistoryView.of(replace(state, history=replace(state.history, setups=damaged, picked=1)))
    assert view is not None
    assert "damaged" in words(view.why_not)
    assert words(view.rows[-1].changed) == "damaged"


def test_news_are_the_worst_first() -> None:
    assert words(news(PICTURES["scan-problem"])) == "It did not work."
    assert words(news(PICTURES["scan-busy"])) == "Checking x"
    assert words(news(PICTURES["scan"])) == "Check"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (edits.SetKey("/etc/wsl.conf", "boot", "systemd", "true"), "/etc/wsl.conf: [boot] systemd=true"),
        (edits.RemoveKey("/etc/wsl.conf", "boot", "command"), "/etc/wsl.conf: remove [boot] command"),
        (
            edits.SetMount("/etc/fstab", "/tmp", "tmpfs", "tmpfs", ("rw", "nosuid")),
            "/etc/fstab: tmpfs /tmp tmpfs rw,nosuid",
        ),
        (edits.SetVariable("~/.config/go/env", "GOFLAGS", ""), "~/.config/go/env: GOFLAGS="),
        (edits.SetLink("~/sdk/go", "go1.25.5"), "~/sdk/go: → go1.25.5"),
        (edits.DropLine("/etc/fstab", 3, "x {y}"), "/etc/fstab: remove line 3: x {y}"),
        (SetRegistryValue("HKCU\\E", "n", Registered(SZ, "x")), r"Set HKCU\E\\n to x"),
        (RemoveRegistryValue("HKCU\\E", "GOROOT"), r"Delete HKCU\E\\GOROOT"),
        (SetRegistryType("HKCU\\E", "Path", 2), r"Change the type of HKCU\E\\Path to REG_EXPAND_SZ"),
        (AddItem("HKCU\\E", "Path", "C:\\x"), r"Add C:\x to HKCU\E\\Path"),
        (DropItem("HKCU\\E", "WSLENV", 1, "GOROOT/p"), r"Remove GOROOT/p from HKCU\E\\WSLENV"),
        (edits.Reencode("~/.profile"), "~/.profile: convert to UTF-8 and Linux line endings"),
    ],
)
def test_edits_are_told_as_their_file_would_have_them(edit: edits.Edit, said: str) -> None:
    assert does(edit).render() == said
