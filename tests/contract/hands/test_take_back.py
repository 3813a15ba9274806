"""What a setup wrote in files that somebody edited since is taken back by a setup like any other, in every hand."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hands import Hand, clear
from wizard.engine import history
from wizard.engine.plan import PlanInput
from wizard.model.orders import Accept, Commit, Phase, Receipt, Undo
from wizard.model.plans import Plan, Record, Setup
from wizard.model.probes import Account, Answers
from wizard.model.state import Change


def record(plan: Plan) -> bytes:
    return msgspec.json.encode(Record(plan, "2026-11-02T08:15:00+00:00", "0.1.0"))


def newest(hand: Hand) -> Setup:
    journal = hand.journal()
    return history.setups(journal)[0]


def way_back(hand: Hand, setup: Setup) -> Plan:
    """The way back from *setup* that keeps edits, made of what the hand answers now."""
    assert setup.record is not None
    answers = hand.read(history.probes_for(setup.record.plan.changes))
    account = Account("user", hand.site.uid, hand.site.gid, hand.site.path("home"), "/bin/sh")
    ground = PlanInput(Answers(), account, "machine", "site")
    return history.go_back(setup, setup.record, dict(answers.pairs), ground, keeps_edits=True)


def test_the_setups_lines_go_and_come_back_byte_for_byte(hand: Hand) -> None:
    site = hand.site
    conf, profile = site.write("etc/wsl.conf", b"old\n"), site.write("home/.profile", b"# mine")
    changes = (
        site.change("etc/wsl.conf", b"old\n", b"old\nnew\n"),
        site.change("home/.profile", b"# mine", b"# mine\n# ours\n"),
        site.change("etc/go.conf", None, b"ours\n"),
    )
    hand.act(Commit(changes, record(Plan("machine", "site", changes=changes))))
    assert hand.act(Accept(1)) == Receipt(1, Phase.ACCEPTED)
    conf.write_bytes(b"caf\xe9\r\nold\nnew\n")
    profile.write_bytes(b"# mine\n# ours\n. ~/.nvm\x1b/nvm.sh")
    site.write("etc/go.conf", b"ours\ntheirs\n")
    edited = site.seen()

    plan = way_back(hand, newest(hand))
    assert plan.obstacles == ()
    assert hand.act(Commit(plan.changes, record(plan))) == Receipt(2, Phase.TRIAL)
    assert conf.read_bytes() == b"caf\xe9\r\nold\n"
    assert profile.read_bytes() == b"# mine\n. ~/.nvm\x1b/nvm.sh"
    assert (site.root / "etc/go.conf").read_bytes() == b"theirs\n"
    again = way_back(
        hand, msgspec.structs.replace(newest(hand), record=Record(Plan("m", "s", changes=changes), "", ""))
    )
    assert (again.changes, again.obstacles) == ((), ())
    assert hand.act(Undo(2)) == Receipt(2, Phase.UNDONE)
    assert site.seen() == edited


def test_of_a_setup_that_was_undone_only_the_file_it_left_is_followed_up(hand: Hand) -> None:
    site = hand.site
    site.write("etc/wsl.conf", b"old\n")
    changes = (
        site.change("etc/wsl.conf", b"old\n", b"old\nnew\n"),
        site.change("etc/go.conf", None, b"ours\n"),
    )
    hand.act(Commit(changes, record(Plan("machine", "site", changes=changes))))
    site.write("etc/wsl.conf", b"theirs\nold\nnew\n")
    left = hand.act(Undo(1))
    assert (left.phase, left.foreign) == (Phase.UNDONE, (site.path("etc/wsl.conf"),))
    site.write("etc/go.conf", b"ours\n")  # as the setup had written it, but it is not the setup's any more
    plan = way_back(hand, newest(hand))
    assert [change.path for change in plan.changes] == [site.path("etc/wsl.conf")]
    hand.act(Commit(plan.changes, record(plan)))
    assert (site.root / "etc/wsl.conf").read_bytes() == b"theirs\nold\n"
    assert (site.root / "etc/go.conf").read_bytes() == b"ours\n"


ROWS = st.lists(st.sampled_from([b"a\n", b"b\r\n", b"\xff\n", b"\n"]), max_size=5).map(b"".join)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=ROWS, ours=ROWS, theirs=ROWS, tail=st.sampled_from([b"", b"end"]))
def test_undo_of_it_gives_back_what_was_there(
    hand: Hand, before: bytes, ours: bytes, theirs: bytes, tail: bytes
) -> None:
    clear(hand.site)
    hand.site.write("etc/wsl.conf", b"theirs\n" + theirs + before + b"ours\n" + ours + tail)
    change: Change = hand.site.change("etc/wsl.conf", before + tail, before + b"ours\n" + ours + tail)
    plan = way_back(hand, Setup(1, Phase.ACCEPTED, Record(Plan("m", "s", changes=(change,)), "", "")))
    if not plan.changes:
        return
    edited = hand.site.seen()
    hand.act(Commit(plan.changes))
    assert hand.site.seen() != edited
    hand.act(Undo(1))
    assert hand.site.seen() == edited
