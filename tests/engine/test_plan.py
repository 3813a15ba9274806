"""Plans: what agrees is merged, what clashes is shown, what cannot be written is said; and their picture."""

from __future__ import annotations

import msgspec
import pytest
from msgspec import structs

from wizard.engine.diff import diff
from wizard.engine.plan import PlanInput, make_plan, recommended
from wizard.model.commands.command import Command
from wizard.model.edits.files import DropLine, RunCommand, SetEntry, SetKey, SetLink
from wizard.model.findings import Finding, Judged, Restart, Risk, Severity, Verdict
from wizard.model.plans import Plan
from wizard.model.probes import (
    HOME,
    Account,
    Answer,
    Answers,
    Denied,
    FileProbe,
    Found,
    Linked,
    LinkProbe,
    Missing,
    Special,
)
from wizard.model.rehearsal.shells import GoIs, Purpose, VariableUnset
from wizard.model.state import Absent, File, Link
from wizard.model.text import plain

ACCOUNT = Account("me", 1000, 1000, "/home/me", "/bin/bash")
CONF = b"# mine\n[boot]\nsystemd=false  # for now\n\n[user]\ndefault=me\n"


def _found(content: bytes, mode: int = 0o644, uid: int = 0, link: str | None = None) -> Found:
    return Found(content, mode, uid, uid, 0, len(content), link)


def _ground(**files: Answer) -> PlanInput:
    pairs = [(FileProbe(path.replace("__", "/")), answer) for path, answer in files.items()]
    return PlanInput(Answers(tuple(pairs)), ACCOUNT, "machine", "site")


def _judged(rule: str, *edits: object, risk: Risk = Risk.SAFE, restart: Restart = Restart.NONE) -> Judged:
    finding = Finding(Verdict.FIXABLE, plain("s"), edits=edits, risk=risk, restart=restart)  # type: ignore[arg-type]
    return Judged(rule, "area", plain("t"), Severity.LOW, finding)


ETC = {"__etc__wsl.conf": _found(CONF)}
ON = SetKey("/etc/wsl.conf", "boot", "systemd", "true")
OFF = SetKey("/etc/wsl.conf", "Boot", "SYSTEMD", "false")


def test_rules_that_agree_share_a_change_and_each_line_knows_them() -> None:
    plan = make_plan([_judged("a", ON), _judged("b", ON)], ["a", "b"], _ground(**ETC))
    (change,) = plan.changes
    assert change.after == File(CONF.replace(b"=false", b"=true"), 0o644, 0, 0)
    (file,) = diff(plan).files
    assert [(line.mark, line.text, line.rules) for line in file.hunks[0].lines if line.mark != " "] == [
        ("-", "systemd=false  # for now", ("a", "b")),
        ("+", "systemd=true  # for now", ("a", "b")),
    ]
    assert [line.text[start:stop] for line in file.hunks[0].lines for start, stop in line.changed] == [
        "false",
        "true",
    ]


def test_rules_that_want_different_values_clash_and_nothing_of_it_is_planned() -> None:
    plan = make_plan([_judged("a", ON), _judged("b", OFF)], ["a", "b"], _ground(**ETC))
    assert plan.changes == ()
    (clash,) = plan.clashes
    assert {rule for wish in clash.wishes for rule in wish.rules} == {"a", "b"}


def test_what_repairs_are_for_is_known_with_its_rules_once() -> None:
    unset, pinned = Purpose(VariableUnset("GOROOT")), Purpose(GoIs("1.26.6"))

    def judged(rule: str, *purposes: Purpose) -> Judged:
        item = _judged(rule, ON)
        return structs.replace(item, finding=structs.replace(item.finding, purposes=purposes))

    items = [judged("a", unset, unset), judged("b", unset, pinned), judged("c", pinned)]
    plan = make_plan(items, ["a", "b"], _ground(**ETC))
    assert plan.purposes == (
        structs.replace(unset, rules=("a", "b")),
        structs.replace(pinned, rules=("b",)),
    )


def test_only_chosen_rules_count_and_careful_ones_are_not_recommended() -> None:
    judged = [_judged("a", ON, restart=Restart.DISTRO), _judged("b", OFF, risk=Risk.CAREFUL)]
    assert recommended(judged) == ("a",)
    assert make_plan(judged, ["a"], _ground(**ETC)).restart is Restart.DISTRO
    assert make_plan(judged, [], _ground(**ETC)).changes == ()


def test_a_file_that_cannot_be_read_is_never_started_from_empty() -> None:
    for answer in (Denied(), Special("directory", 0o755, 0, 0), Missing(link="/nowhere")):
        plan = make_plan(
            [_judged("a", ON)], ["a"], _ground(__etc__wsl_conf=answer, **{"__etc__wsl.conf": answer})
        )
        assert plan.changes == ()
        assert len(plan.obstacles) == 1


def test_a_new_file_in_the_home_belongs_to_the_user_one_in_etc_to_root() -> None:
    ground = PlanInput(
        Answers(((FileProbe("/etc/wsl.conf"), Missing()), (FileProbe("~/.profile"), Missing()))),
        ACCOUNT,
        "m",
        "s",
    )
    plan = make_plan([_judged("a", ON, SetEntry("~/.profile", "X", "x"))], ["a"], ground)
    assert [(change.path, change.uid) for change in plan.changes] == [
        ("/etc/wsl.conf", 0),
        ("/home/me/.profile", 1000),
    ]
    assert all(isinstance(change.before, Absent) for change in plan.changes)


def test_a_linked_dot_file_is_changed_where_it_really_is() -> None:
    answers = ((FileProbe("~/.profile"), _found(b"a\nb\n", 0o600, 1000, "/home/me/dots/profile")),)
    ground = PlanInput(Answers(answers), ACCOUNT, "m", "s")
    (change,) = make_plan([_judged("a", DropLine("~/.profile", 1, "a"))], ["a"], ground).changes
    assert (change.path, change.shown) == ("/home/me/dots/profile", "~/.profile")
    assert change.after == File(b"b\n", 0o600, 1000, 1000)


@pytest.mark.parametrize(
    ("real", "owner", "touched_by"),
    [
        ("/srv/conf/wsl.conf", 0, 0),
        ("/home/me/dots/wsl.conf", 1000, 1000),
        ("/home/me/dots/wsl.conf", 0, None),
        ("/srv/conf/wsl.conf", 1000, None),
        ("/home/ann/wsl.conf", 1001, None),
    ],
)
def test_a_linked_file_of_the_system_is_touched_only_by_its_owner(
    real: str, owner: int, touched_by: int | None
) -> None:
    """In a home with the user's rights, elsewhere as root; what is somebody else's is refused, and said to be."""
    ground = _ground(**{"__etc__wsl.conf": _found(CONF, uid=owner, link=real)})
    plan = make_plan([_judged("a", ON)], ["a"], ground)
    assert [(change.path, change.asked, change.uid) for change in plan.changes] == (
        [] if touched_by is None else [(real, "/etc/wsl.conf", touched_by)]
    )
    if touched_by is None:
        assert real in plan.obstacles[0].why.render()
        return
    (file,) = diff(plan).files
    assert (file.path, file.facts[0].render()) == ("/etc/wsl.conf", f"→ {real}")
    assert plan.changes[0].after == File(CONF.replace(b"=false", b"=true"), 0o644, owner, owner)


def test_a_file_of_the_system_that_is_no_link_may_be_anybodys() -> None:
    plan = make_plan([_judged("a", ON)], ["a"], _ground(**{"__etc__wsl.conf": _found(CONF, uid=1000)}))
    assert [change.uid for change in plan.changes] == [0]


def test_a_link_is_switched_from_what_it_was() -> None:
    ground = PlanInput(Answers(((LinkProbe("~/sdk/go"), Linked("go1.25.5")),)), ACCOUNT, "m", "s")
    (change,) = make_plan([_judged("a", SetLink("~/sdk/go", "go1.27.3"))], ["a"], ground).changes
    assert (change.before, change.after) == (Link("go1.25.5"), Link("go1.27.3"))


def test_nothing_to_change_is_no_change() -> None:
    same = SetKey("/etc/wsl.conf", "user", "default", "me")
    plan = make_plan([_judged("a", same)], ["a"], _ground(**ETC))
    assert (plan.changes, plan.wishes) == ((), ())


def test_what_turns_or_hides_text_is_made_visible() -> None:
    evil = "x\u202ey\x1b[31m\xff".encode() + b"\xff\n"
    ground = PlanInput(Answers(((FileProbe("~/.profile"), _found(evil)),)), ACCOUNT, "m", "s")
    plan = make_plan([_judged("a", SetEntry("~/.profile", "X", "x"))], ["a"], ground)
    (file,) = diff(plan).files
    assert file.hunks[0].lines[0].text == "x\\u202ey\\x1b[31m\xff\\xff"


def _run(word: str, undo: tuple[str, ...] | None = ("undo",)) -> RunCommand:
    return RunCommand(Command((word, "now"), True, undo, plain("because")))


def test_commands_come_first_in_their_order_each_once() -> None:
    update, one, two = _run("update", None), _run("one"), _run("two")
    judged = [_judged("a", update, one, ON), _judged("b", update, two)]
    plan = make_plan(judged, ["a", "b"], _ground(**ETC))
    assert [command.argv[0] for command in plan.commands] == ["update", "one", "two"]
    assert plan.rules() == ("a", "b")
    view = diff(plan)
    assert [(line.line, line.undo, line.rules) for line in view.commands] == [
        ("update now", None, ("a", "b")),
        ("one now", "undo", ("a",)),
        ("two now", "undo", ("b",)),
    ]
    assert len(view.files) == 1


def test_a_plan_with_another_command_is_another_plan() -> None:
    plans = [make_plan([_judged("a", _run(word))], ["a"], _ground()) for word in ("one", "one", "two")]
    assert plans[0].id == plans[1].id != plans[2].id
    assert not plans[0].is_empty
    again = msgspec.json.decode(msgspec.json.encode(plans[0]), type=Plan)
    assert (again, again.id) == (plans[0], plans[0].id)


def test_a_plan_that_was_saved_before_there_were_commands_is_read() -> None:
    plan = make_plan([_judged("a", ON)], ["a"], _ground(**ETC))
    old = msgspec.to_builtins(plan)
    del old["commands"]
    assert msgspec.json.decode(msgspec.json.encode(old), type=Plan) == plan


def test_where_nothing_runs_a_command_is_an_obstacle_and_other_rules_go_on() -> None:
    ground = msgspec.structs.replace(_ground(**ETC, __etc__other=_found(b"")), runs=False)
    other = SetKey("/etc/other", "a", "b", "c")
    plan = make_plan([_judged("a", _run("one"), ON), _judged("b", other)], ["a", "b"], ground)
    assert plan.commands == ()
    assert [change.path for change in plan.changes] == ["/etc/other"]
    assert [(type(each.wish.edit), each.wish.rules) for each in plan.obstacles] == [
        (RunCommand, ("a",)),
        (SetKey, ("a",)),
    ]
    assert not plan.is_whole


def test_what_another_rule_wants_too_is_still_planned() -> None:
    ground = msgspec.structs.replace(_ground(**ETC), runs=False)
    plan = make_plan([_judged("a", _run("one"), ON), _judged("b", ON)], ["a", "b"], ground)
    assert len(plan.changes) == 1
    assert [type(each.wish.edit) for each in plan.obstacles] == [RunCommand]
    assert plan.rules() == ("b",)


def test_a_command_whose_file_cannot_be_written_is_not_run() -> None:
    denied = _ground(__etc__wsl_conf=_found(b""), **{"__etc__wsl.conf": Denied()})
    plan = make_plan([_judged("a", _run("one"), ON), _judged("b", _run("two"))], ["a", "b"], denied)
    assert [command.argv[0] for command in plan.commands] == ["two"]
    assert {type(each.wish.edit) for each in plan.obstacles} == {RunCommand, SetKey}
    reasons = {type(each.wish.edit): each.why.render() for each in plan.obstacles}
    assert "denied" in reasons[SetKey]


def test_a_command_whose_file_clashes_is_not_run_and_the_clash_stays() -> None:
    plan = make_plan([_judged("a", _run("one"), ON), _judged("b", OFF)], ["a", "b"], _ground(**ETC))
    assert (plan.commands, plan.changes) == ((), ())
    assert len(plan.clashes) == 1
    assert [type(each.wish.edit) for each in plan.obstacles] == [RunCommand]


def test_two_commands_that_differ_in_what_undoes_them_clash() -> None:
    one, other = _run("one"), _run("one", None)
    plan = make_plan([_judged("a", one, ON), _judged("b", other)], ["a", "b"], _ground(**ETC))
    assert (plan.commands, plan.changes) == ((), ())
    (clash,) = plan.clashes
    assert clash.claim == "one now"


def test_a_command_is_never_recommended() -> None:
    assert recommended([_judged("a", _run("one")), _judged("b", ON)]) == ("b",)


def test_a_program_of_windows_is_named_as_people_name_it() -> None:
    assert RunCommand(Command(("wsl.exe", "--update"), False, None, plain(""))).claim == "wsl --update"
    assert Command(("echo", "a b", "$x", ""), False, None, plain("")).line == "echo 'a b' '$x' ''"


def test_folders_that_are_links_are_resolved_before_anything_is_shown() -> None:
    """A home that is a link, and a ``~/sdk``, which is looked at without its content."""
    home = Special("directory", 0o755, 1000, 1000, "/data/me/")
    sdk = Special("directory", 0o755, 1000, 1000, "/big/versions")
    answers = ((HOME, home), (FileProbe("~/sdk", limit=0), sdk), (LinkProbe("~/sdk/go"), Linked("go1.25.5")))
    ground = PlanInput(Answers((*answers, (FileProbe("~/.profile"), Missing()))), ACCOUNT, "m", "s")
    edits = [SetLink("~/sdk/go", "go1.27.3"), SetEntry("~/.profile", "X", "x")]
    made = make_plan([_judged("a", *edits)], ["a"], ground)
    assert [change.path for change in made.changes] == ["/big/versions/go", "/data/me/.profile"]
    assert [change.shown for change in made.changes] == ["~/sdk/go", "~/.profile"]
    facts = [fact.render() for fact in diff(made).files[0].facts]
    assert facts == ["→ /big/versions/go", "link: go1.25.5 → go1.27.3"]


def test_a_home_that_is_what_it_says_stays_it() -> None:
    """One hand says so with a slash at the end."""
    for link in (None, "/home/me", "/home/me/"):
        answers = (
            (HOME, Special("directory", 0o755, 1000, 1000, link)),
            (FileProbe("~/.profile"), Missing()),
        )
        ground = PlanInput(Answers(answers), ACCOUNT, "m", "s")
        (change,) = make_plan([_judged("a", SetEntry("~/.profile", "X", "x"))], ["a"], ground).changes
        assert change.path == "/home/me/.profile"
