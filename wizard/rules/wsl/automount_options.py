"""Mount options of Windows drives in `/etc/wsl.conf` (WSL §2): what they take from programs of Windows."""

from __future__ import annotations

from wizard.codecs import drvfs
from wizard.facts.wsl import KERNEL, WSL_CONF, WSL_CONF_PATH, Kernel, WslConf
from wizard.model.edits.files import SetKey
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.conf_lines import hiding, repairs_of
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule

_NO_DRIVES = not_applicable(say("WSL mounts no Windows drives with options of its own."))


@rule(
    "wsl-automount-options",
    area="wsl",
    title=say("Mount options let Windows programs run"),
    needs=(WSL_CONF, KERNEL),
    severity=Severity.HIGH,
    sources=("WSL §2", "RULES 93"),
)
def automount_options(see: Snapshot, want: Wanted) -> Finding:
    conf = see[WSL_CONF]
    options = conf.repaired.document.get("automount", "options")
    if not options or see[KERNEL] is Kernel.LINUX or conf.repaired.on("automount", "enabled") is False:
        return _NO_DRIVES
    line = Evidence(WSL_CONF_PATH, f"options={options}")
    if conf.repaired.on("interop", "enabled") is not False:
        taking = [word for word in drvfs.words(options) if drvfs.takes_execution(word)]
        if taking:
            return _masked(conf, options, taking[0], line)
    strange = drvfs.strange(options)
    if strange:
        return advice(
            say("Windows drives have no mount option “{word}”.", word=strange[0]),
            line,
            why=say("WSL may then not mount the drives, or ignores the option."),
            do=say("Correct the word. Only commas separate options, without spaces."),
        )
    return ok(say("The mount options let Windows programs run."), line)


def _masked(conf: WslConf, options: str, word: str, line: Evidence) -> Finding:
    is_hidden = conf.document.get("automount", "options") != options
    says = say("{option} keeps Windows programs from running in the distro.", option=word)
    if is_hidden:
        says = say(
            "Once /etc/wsl.conf is repaired, {option} keeps Windows programs from running.", option=word
        )
    return fixable(
        says,
        [
            *(repairs_of(hiding(conf)) if is_hidden else ()),
            SetKey(WSL_CONF_PATH, "automount", "options", drvfs.with_execution(options)),
        ],
        line,
        why=say(
            "The mask takes the execute bit from every file on Windows drives. code, explorer.exe and ssh-agent"
            " bridges fail with “Permission denied”."
        ),
        restart=Restart.DISTRO,
        severity=Severity.LOW if is_hidden else None,
        may_break=say(
            "Files on Windows drives become executable for their owner. In repositories there, git may report changed"
            " file modes."
        ),
    )
