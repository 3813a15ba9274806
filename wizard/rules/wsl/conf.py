"""`/etc/wsl.conf`, read as WSL reads it, and systemd as PID 1."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.codecs import wslconf
from wizard.facts.dead_files import DEAD_FILES, DeadFiles
from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.shell import ACCOUNT
from wizard.facts.windows.safe_mode import SAFE_MODE
from wizard.facts.wsl import (
    INIT,
    KERNEL,
    SBIN_INIT,
    VERSION_IF_KNOWN,
    WSL_CONF,
    WSL_CONF_PATH,
    WSL_VERSION,
    FirstProgram,
    Kernel,
    WslConf,
    WslVersion,
)
from wizard.model.commands.lines import TO_UPDATE
from wizard.model.edits.files import SetKey
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say
from wizard.model.versions import CRLF, SYSTEMD
from wizard.model.wanted import Wanted
from wizard.rules.commands import to_convert
from wizard.rules.conf_lines import (
    CUT_OFF,
    DEAD_HEADER,
    LONE_CR,
    NEXT_LINE,
    all_repairs_of,
    as_before,
    hiding,
    quote,
    repairs_of,
    revived_by,
)
from wizard.rules.declare import advice, blocked, fixable, not_applicable, ok, rule, unknown
from wizard.rules.elsewhere import all_read
from wizard.rules.safe_mode import no_effect_in_safe_mode
from wizard.rules.wsl.init import (
    NO_INIT,
    NO_INIT_WHY,
    OTHER_INIT_WHY,
    by_hand,
    can_install,
    installation,
)
from wizard.rules.wsl.services import two_starters

_WHY_ON = say(
    "snap, Docker in the distro, MicroK8s and services with Type=notify need systemd. Go itself does not."
)
_ANOTHER_DISTRO = say("If you need these, use a distro with systemd.")
_WHY_OFF = say(
    "WSL waits for systemd whenever the distro starts, up to 10 seconds. Go does not need systemd."
)

_NOT_STARTED = say("/etc/wsl.conf enables systemd, but WSL cannot start it.")
_OFF_BREAKS = say("Services such as Docker and snap no longer start in the distro.")

_NOTES = {
    wslconf.DefectKind.UTF16: say("The file is UTF-16. WSL reads none of it."),
    wslconf.DefectKind.BYTE_ORDER_MARK: say("The file starts with a byte order mark. WSL reads none of it."),
    wslconf.DefectKind.UNREADABLE_LINE: say("WSL cannot read this line."),
    wslconf.DefectKind.DEAD_HEADER: DEAD_HEADER,
    wslconf.DefectKind.BACKSLASH_AT_END: say("A trailing backslash can keep the distro from starting."),
    wslconf.DefectKind.GLUED_HEADER: say("The next section header has become part of this value."),
    wslconf.DefectKind.NEXT_LINE: NEXT_LINE,
    wslconf.DefectKind.CUT_OFF: CUT_OFF,
    wslconf.DefectKind.QUOTES: say(
        "WSL removes double quotes, so the command gets other words. Write each of them as {escaped}.",
        escaped='\\"',
    ),
    wslconf.DefectKind.BAD_VALUE: say("WSL does not accept this value and keeps its default."),
    wslconf.DefectKind.DUPLICATE_KEY: say("The key is already set above, and WSL uses the first value."),
    wslconf.DefectKind.SILENT_ESCAPE: say("WSL reads part of this path as a control character."),
    wslconf.DefectKind.OUTSIDE_SECTION: say("The key is above the first section, where WSL ignores it."),
    wslconf.DefectKind.UNKNOWN_KEY: say("WSL has no such key in this section."),
    wslconf.DefectKind.LONE_CR: LONE_CR,
    wslconf.DefectKind.CRLF_CONTINUATION: say(
        "The backslash is meant to continue this line. Because lines end with CRLF, WSL does not continue it."
    ),
    wslconf.DefectKind.CRLF: say(
        "Lines end with CRLF. WSL older than {version} ignores the whole file.", version=CRLF.text
    ),
}


def _found(conf: WslConf, version: WslVersion | None) -> list[wslconf.Defect]:
    """What is wrong for this WSL: CRLF is a defect only to one that cannot read it (WSL §1.3). What belongs in
    another file is said by a rule of its own."""
    kinds = set(_NOTES)
    if version is None or not version.older_than(CRLF):
        kinds.discard(wslconf.DefectKind.CRLF)
    return [each for each in wslconf.defects(conf.document) if each.kind in kinds and each.home is None]


def _note(defect: wslconf.Defect) -> Text:
    if defect.kind is wslconf.DefectKind.UNREADABLE_LINE and defect.says:
        return say("WSL cannot read this line (“{words}”).", words=defect.says)
    return _NOTES[defect.kind]


def _evidence(defects: Iterable[wslconf.Defect]) -> tuple[Evidence, ...]:
    return tuple(Evidence(WSL_CONF_PATH, quote(defect), defect.line, _note(defect)) for defect in defects)


@rule(
    "wsl-conf-damage",
    area="wsl",
    title=say("WSL reads all of /etc/wsl.conf"),
    needs=(WSL_CONF, VERSION_IF_KNOWN, KERNEL, DEAD_FILES, ACCOUNT),
    severity=Severity.HIGH,
    sources=("WSL §1.3", "WSL §1.4", "WSL §1.5", "WSL §1.7", "RULES 6"),
)
def damage(see: Snapshot, want: Wanted) -> Finding:
    conf = see[WSL_CONF]
    if not conf.exists:
        return _without_file(see[DEAD_FILES])
    found = _found(conf, see[VERSION_IF_KNOWN])
    if not found and see[VERSION_IF_KNOWN] is None:
        return _of_unknown_age(conf)
    if not found:
        return ok(all_read(conf.document, "/etc/wsl.conf"))
    edits = all_repairs_of(conf, found)
    says = _headline(conf, found)
    why = say("WSL applies only what it reads correctly, and warns only when the distro starts.")
    if not edits:
        do = say("Correct the lines shown by hand, then restart the distro.")
        return advice(says, *_evidence(found), why=why, do=do, severity=Severity.LOW)
    is_read = all(each.kind is not wslconf.DefectKind.CRLF for each in found)
    return fixable(
        says,
        edits,
        *_evidence(found),
        why=why,
        restart=Restart.DISTRO,
        may_break=revived_by(conf, edits, want, is_read=is_read, settles={as_before(see)}),
    )


def _of_unknown_age(conf: WslConf) -> Finding:
    """Whether WSL reads the file, where nobody tells how old WSL is: CRLF decides (WSL §1.3)."""
    crlf = [each for each in wslconf.defects(conf.document) if each.kind is wslconf.DefectKind.CRLF]
    if crlf:
        return unknown(_NOTES[wslconf.DefectKind.CRLF], *_evidence(crlf))
    return ok(all_read(conf.document, "/etc/wsl.conf"))


def _without_file(dead: DeadFiles) -> Finding:
    """All is well without a file, unless somebody wrote one with nearly its name."""
    if any(each.meant == WSL_CONF_PATH for each in dead.files):
        return not_applicable(say("/etc/wsl.conf does not exist. WSL uses its defaults."))
    return ok(say("/etc/wsl.conf does not exist. WSL uses its defaults."))


def _headline(conf: WslConf, found: list[wslconf.Defect]) -> Text:
    stops = conf.document.stops_at
    if stops is not None:
        return say("WSL stops reading /etc/wsl.conf at line {line} and ignores the rest.", line=stops)
    if len(found) == 1:
        return say("Line {line} of /etc/wsl.conf: {what}", line=found[0].line, what=_NOTES[found[0].kind])
    return say("WSL misreads or ignores {count} lines of /etc/wsl.conf.", count=len(found))


@rule(
    "wsl-systemd",
    area="wsl",
    title=say("systemd runs as PID 1"),
    needs=(WSL_CONF, INIT, KERNEL, WSL_VERSION, SBIN_INIT, SAFE_MODE, PACKAGES, ACCOUNT),
    sources=("WSL §2", "WSL §4.1", "RULES 7"),
    wished=lambda want: want.wsl.systemd is not None,
)
def systemd(see: Snapshot, want: Wanted) -> Finding:
    conf, init = see[WSL_CONF], see[INIT]
    if see[KERNEL] is Kernel.LINUX and not conf.exists:
        return not_applicable(say("This Linux does not run on WSL."))
    refusal = (
        _refusal(
            see[KERNEL],
            see[WSL_VERSION],
            see[SBIN_INIT],
            see[PACKAGES],
            is_on=conf.on("boot", "systemd") is True,
        )
        if want.wsl.systemd
        else None
    )
    if refusal is not None:
        return refusal
    if want.wsl.systemd and see[SBIN_INIT].leads_to is None:
        return _install(conf, see[PACKAGES])
    if want.wsl.systemd and see[SAFE_MODE] and init != "systemd":
        return no_effect_in_safe_mode(say("WSL is in safe mode and does not start systemd."))
    now, once_repaired = bool(conf.on("boot", "systemd")), bool(conf.repaired.on("boot", "systemd"))
    if now is once_repaired is want.wsl.systemd:
        return _settled(want.wsl.systemd, init, see[KERNEL])
    if now and see[SBIN_INIT].leads_to is None:
        return _of_nothing()
    return _switch(conf, init, want, as_before(see), is_hidden=now is want.wsl.systemd)


@rule(
    "wsl-init",
    area="wsl",
    title=say("/sbin/init exists where systemd is enabled"),
    needs=(WSL_CONF, KERNEL, SBIN_INIT, PACKAGES),
    sources=("WSL §4.1", "RULES 7"),
)
def first_program(see: Snapshot, want: Wanted) -> Finding:
    first = see[SBIN_INIT]
    if see[KERNEL] is Kernel.LINUX:
        return not_applicable(say("This Linux does not run on WSL."))
    if not see[WSL_CONF].on("boot", "systemd"):
        return not_applicable(say("/etc/wsl.conf does not enable systemd."))
    if want.wsl.systemd:
        return not_applicable(say("Your profile asks for systemd."))
    if first.leads_to is not None and first.executable:
        return ok(say("/sbin/init exists and can be started."), Evidence("/sbin/init", first.leads_to))
    return advice(
        _NOT_STARTED,
        Evidence(WSL_CONF_PATH, "systemd=true"),
        Evidence("/sbin/init", first.leads_to or ""),
        why=NO_INIT_WHY,
        do=by_hand(see[PACKAGES]),
    )


def _refusal(
    kernel: Kernel, version: WslVersion, first: FirstProgram, packages: Packages, *, is_on: bool
) -> Finding | None:
    if kernel is Kernel.WSL1:
        return blocked(
            say("This distro runs on WSL 1, which has no systemd."),
            do=to_convert(),
        )
    if version.older_than(SYSTEMD):
        return blocked(
            say(
                "WSL {version} is too old for systemd, which came with {first}.",
                version=version.text,
                first=SYSTEMD.text,
            ),
            do=TO_UPDATE,
        )
    if packages.gap is not None and not first.is_systemd:
        return unknown(packages.gap.why)
    if packages.has_no_systemd and not first.is_systemd and not is_on:
        # Such a distro is well, as long as WSL is not told to start what it does not have.
        says = say("{distro} has no systemd.", distro=packages.name or packages.ids[0])
        return advice(says, why=_WHY_ON, do=_ANOTHER_DISTRO, severity=Severity.LOW)
    if first.leads_to is None and not can_install(packages):
        return blocked(NO_INIT, Evidence("/sbin/init"), why=NO_INIT_WHY, do=by_hand(packages))
    if first.leads_to is not None and not first.is_systemd:
        return blocked(
            say("/sbin/init is not systemd ({target}).", target=first.leads_to),
            Evidence("/sbin/init", first.leads_to),
            why=OTHER_INIT_WHY,
            do=by_hand(packages),
        )
    return None


def _install(conf: WslConf, packages: Packages) -> Finding:
    """Without an init systemd is installed first, and switched on then, if it is not yet."""
    hides = hiding(conf)
    is_on = conf.on("boot", "systemd") is True
    line = () if is_on else (*repairs_of(hides), SetKey(WSL_CONF_PATH, "boot", "systemd", "true"))
    return fixable(
        NO_INIT,
        [*installation(packages), *line],
        Evidence("/sbin/init"),
        *_evidence(() if is_on else hides),
        why=NO_INIT_WHY,
        restart=Restart.DISTRO,
        may_break=say(
            "Packages that systemd needs are installed too, and stay when it is undone. Services may start with the"
            " distro that did not before."
        ),
    )


def _settled(wanted: bool, init: str | None, kernel: Kernel) -> Finding:
    line = Evidence(WSL_CONF_PATH, f"systemd={str(wanted).lower()}")
    if init is None or kernel is Kernel.LINUX or (init == "systemd") is wanted:
        return ok(say("systemd is enabled.") if wanted else say("systemd is disabled."), line)
    return advice(
        say("/etc/wsl.conf is correct and takes effect after the distro restarts."),
        line,
        Evidence("/proc/1/comm", init),
        do=say("Restart the distro."),
        restart=Restart.DISTRO,
    )


def _of_nothing() -> Finding:
    """systemd is not wanted, and switched on in vain: without the line it stays off, also if somebody installs it."""
    return fixable(
        _NOT_STARTED,
        [SetKey(WSL_CONF_PATH, "boot", "systemd", "false")],
        Evidence(WSL_CONF_PATH, "systemd=true"),
        Evidence("/sbin/init"),
        why=NO_INIT_WHY,
        restart=Restart.DISTRO,
    )


def _switch(conf: WslConf, init: str | None, want: Wanted, user: str, *, is_hidden: bool) -> Finding:
    """*is_hidden*: all is well only as long as WSL does not read the line that says otherwise."""
    wanted, hides = bool(want.wsl.systemd), hiding(conf)
    repairs = repairs_of(hides)
    evidence = list(_evidence(hides))
    if init is not None:
        evidence.insert(0, Evidence("/proc/1/comm", init))
    says = say("systemd is not enabled.") if wanted else say("systemd is enabled.")
    if is_hidden:
        says = say("WSL ignores the systemd line for now. Repairing the file makes it take effect.")
    return fixable(
        says,
        [*repairs, SetKey(WSL_CONF_PATH, "boot", "systemd", str(wanted).lower())],
        *evidence,
        why=_WHY_ON if wanted else _WHY_OFF,
        restart=Restart.DISTRO,
        may_break=(two_starters(conf) if wanted else _OFF_BREAKS)
        or revived_by(conf, repairs, want, settles={"boot.systemd", user}),
    )
