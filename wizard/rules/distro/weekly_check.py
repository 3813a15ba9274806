"""A check for drift every week, by a timer of systemd in the distro."""

from __future__ import annotations

from typing import Final

from wizard.facts.programs.weekly_check import (
    LINK,
    SERVICE,
    TARGET,
    TIMER,
    WEEKLY_CHECK,
    WeeklyCheck,
)
from wizard.facts.wsl import INIT
from wizard.model.edits.files import Edit, SetLink, SetText
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import blocked, fixable, ok, rule

_ABOUT: Final = "Description=Weekly check of WSL Go Wizard for drift"
_TIMER_TEXT: Final = f"""[Unit]
{_ABOUT}

[Timer]
OnCalendar=weekly
Persistent=true
RandomizedDelaySec=1h

[Install]
WantedBy=timers.target
"""
_WHY: Final = say(
    "Updates and other programs can change settings without notice. The weekly check finds that."
)


@rule(
    "distro-weekly-check",
    area="distro",
    title=say("Drift is checked every week"),
    needs=(WEEKLY_CHECK, INIT),
    severity=Severity.INFO,
    sources=("WSL §12.1", "RULES 108"),
    wished=lambda want: want.drift.weekly is True,
)
def weekly_check(see: Snapshot, want: Wanted) -> Finding:
    there, init = see[WEEKLY_CHECK], see[INIT]
    if init not in (None, "systemd"):
        return blocked(
            say("The weekly check needs systemd, and {init} runs as PID 1.", init=init or ""),
            why=_WHY,
            do=say(
                "Turn on systemd ([wsl] systemd = true in the profile), or use the weekly check in Windows."
            ),
        )
    if there.program is None:
        return blocked(
            say("WSL Go Wizard is not installed in this distro."),
            why=_WHY,
            do=say("Install the wizard in the distro, or use the weekly check in Windows."),
        )
    service = _service(there)
    wanted = {SERVICE: (there.service, service), TIMER: (there.timer, _TIMER_TEXT)}
    others = [path for path, (now, then) in wanted.items() if now not in (None, b"", then.encode())]
    if others or there.link not in (None, TARGET):
        path = (*others, LINK)[0]
        return blocked(
            say("{path} exists and is not the wizard's.", path=path),
            Evidence(path),
            why=_WHY,
            do=say("Move it to another name, then check again."),
        )
    edits: list[Edit] = [SetText(path, then) for path, (now, then) in wanted.items() if now != then.encode()]
    if there.link is None:
        edits.append(SetLink(LINK, TARGET))
    if not edits:
        return ok(say("A timer checks for drift every week."), Evidence(TIMER, "OnCalendar=weekly"))
    return fixable(
        say("No timer checks for drift."),
        edits,
        why=_WHY,
        effect=say("Takes effect after the distro restarts. Runs once a week while the distro runs."),
        restart=Restart.DISTRO,
    )


def _service(there: WeeklyCheck) -> str:
    """Opens the window if anything has drifted; where no window can be shown, the unit fails, and systemd says so."""
    program = (there.program or "").replace("~/", "%h/", 1)
    shown = "Environment=DISPLAY=:0\n" if there.has_windows else ""
    words = "drift --window" if there.has_windows else "drift"
    return f"[Unit]\n{_ABOUT}\n\n[Service]\nType=oneshot\n{shown}ExecStart={program} {words}\n"
