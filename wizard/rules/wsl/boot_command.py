"""Services that the boot command of `/etc/wsl.conf` starts beside systemd (WSL §4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wizard.codecs.boot_command import ServiceStart, unknown_programs, without
from wizard.facts.units import BOOT_UNITS, UnitState
from wizard.facts.wsl import KERNEL, WSL_CONF, WSL_CONF_PATH, Kernel, WslConf
from wizard.model.edits.files import Edit, RemoveKey, RunCommand, SetKey
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import enable_unit
from wizard.rules.conf_lines import hiding, repairs_of
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule, unknown
from wizard.rules.wsl.services import named, started_by_hand

_WHY = say(
    "WSL runs the boot command before systemd. systemd then starts the same service again, or does not know that it"
    " runs. Docker started in both ways does not work."
)
_NO_SYSTEMD_WHY = say("systemctl needs systemd, which does not run when WSL runs the boot command.")
_AMONG_OTHERS = say("Remove the start of the service from the boot command by hand.")


@rule(
    "wsl-boot-command",
    area="wsl",
    title=say("The boot command starts no services beside systemd"),
    needs=(WSL_CONF, KERNEL, BOOT_UNITS),
    severity=Severity.HIGH,
    sources=("WSL §4.3", "RULES 91"),
)
def boot_command(see: Snapshot, want: Wanted) -> Finding:
    conf = see[WSL_CONF]
    command = conf.repaired.document.get("boot", "command")
    if not command or see[KERNEL] is Kernel.WSL1:
        return not_applicable(say("WSL runs no boot command."))
    starts, line = started_by_hand(conf), Evidence(WSL_CONF_PATH, f"command={command}")
    unclear = unknown_programs(command)
    if not starts and unclear:
        return unknown(
            say(
                "Could not find out whether {programs} in the boot command starts services.",
                programs=join(unclear),
            ),
            line,
        )
    if not starts:
        return ok(say("The boot command starts no services."), line)
    is_wanted = conf.repaired.on("boot", "systemd") if want.wsl.systemd is None else want.wsl.systemd
    if not is_wanted:
        return _without_systemd(starts, line)
    return _beside_systemd(conf, command, starts, line, see[BOOT_UNITS])


def _without_systemd(starts: tuple[ServiceStart, ...], line: Evidence) -> Finding:
    idle = [each for each in starts if each.systemctl]
    if not idle:
        return ok(say("Without systemd, the boot command is the place to start services."), line)
    return advice(
        say("systemctl has no effect in the boot command."),
        line,
        why=_NO_SYSTEMD_WHY,
        do=say("Enable systemd, or start {services} with service.", services=named(idle)),
    )


def _beside_systemd(
    conf: WslConf,
    command: str,
    starts: tuple[ServiceStart, ...],
    line: Evidence,
    units: Mapping[str, UnitState],
) -> Finding:
    says = say("The boot command starts {services}, although systemd does that.", services=named(starts))
    absent = [each for each in starts if each.name in units and units[each.name].exists is False]
    if absent:
        return advice(says, line, why=_WHY, do=_by_hand(absent))
    if not all(each.alone for each in starts):
        return advice(says, line, why=_WHY, do=_AMONG_OTHERS)
    unseen = [each for each in starts if not _is_known(units.get(each.name))]
    if unseen:
        return unknown(say("Could not find out how systemd starts {services}.", services=named(unseen)), line)
    enabled = tuple(name for name in dict.fromkeys(each.name for each in starts) if not units[name].enabled)
    hidden = conf.document.get("boot", "command") != command
    edits: list[Edit] = [RunCommand(enable_unit(name)) for name in enabled]
    edits += [*(repairs_of(hiding(conf)) if hidden else ()), _rest(command, starts)]
    return fixable(
        says,
        edits,
        line,
        why=_WHY,
        restart=Restart.DISTRO,
        may_break=say(
            "systemd starts {services} later than the boot command did, with the settings of its unit.",
            services=named(starts),
        ),
    )


def _is_known(unit: UnitState | None) -> bool:
    return unit is not None and unit.exists is True and unit.enabled is not None


def _by_hand(absent: Sequence[ServiceStart]) -> Text:
    return say(
        "systemd has no unit for {services}. Create one, enable it, and remove it from the boot command.",
        services=named(absent),
    )


def _rest(command: str, starts: tuple[ServiceStart, ...]) -> SetKey | RemoveKey:
    rest = without(command, starts)
    if not rest:
        return RemoveKey(WSL_CONF_PATH, "boot", "command")
    return SetKey(WSL_CONF_PATH, "boot", "command", rest)
