"""FIPS 140 with the Go in use: which kind of Go it is, what it builds with, and what changes that when programs run.

Nothing is repaired here: what a person has to prove to others, no tool should set up without being told.
"""

from __future__ import annotations

from typing import Final

from wizard.facts.fips.settings import (
    BORING,
    CGO,
    EXPERIMENT,
    FIPS_SETTINGS,
    KERNEL_IN_FIPS,
    MODULE,
    FipsSetting,
    FipsSettings,
)
from wizard.facts.fips.toolchain import FIPS_TOOLCHAIN, NATIVE, FipsToolchain
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import use_fips_module
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown

_NOT_USED: Final = say("No setting asks for FIPS 140.")
_NO_GO: Final = say("The Go in use is not known.")
_OLD: Final = say("Go 1.24 or later has a FIPS 140 module of its own. Install it, then build again.")


def _seen(*settings: FipsSetting | None) -> tuple[Evidence, ...]:
    return tuple(Evidence(each.source, each.text, each.line) for each in settings if each is not None)


@rule(
    "fips-toolchain-kind",
    area="fips",
    title=say("The Go in use can build for FIPS 140"),
    needs=(FIPS_SETTINGS, KERNEL_IN_FIPS, FIPS_TOOLCHAIN),
    severity=Severity.INFO,
    sources=("GO §8", "RULES 74"),
)
def kind(see: Snapshot, want: Wanted) -> Finding:
    settings, go = see[FIPS_SETTINGS], see[FIPS_TOOLCHAIN]
    if not settings.is_asked_for and not see[KERNEL_IN_FIPS]:
        return unknown(settings.gap.why) if settings.gap is not None else not_applicable(_NOT_USED)
    if not go.root or go.is_native is None:
        return unknown(_NO_GO)
    seen = _seen(settings.get(MODULE), settings.get(EXPERIMENT), settings.mode)
    if go.forked:
        return _of_a_fork(go, seen)
    if go.is_native:
        modules = join(sorted(go.modules - {"certified", "inprocess"}))
        return ok(say("Go has FIPS 140 modules of its own: {modules}.", modules=modules), *seen)
    if BORING in settings.experiments:
        return ok(say("Go {version} builds with BoringCrypto.", version=_number(go)), *seen)
    return advice(
        say("Go {version} has no FIPS 140 module.", version=_number(go)),
        *seen,
        why=say("GOFIPS140 and fips140 have no effect before Go 1.24. Nothing reports that."),
        do=_OLD,
        severity=Severity.HIGH if settings.is_asked_for else None,
    )


def _number(go: FipsToolchain) -> str:
    return go.version.text if go.version is not None else ""


def _of_a_fork(go: FipsToolchain, seen: tuple[Evidence, ...]) -> Finding:
    source = Evidence(f"{go.root}/src/go.mod")
    if go.provider:
        return ok(say("This Go uses OpenSSL, whose FIPS provider is installed."), source, *seen)
    return advice(
        say("This Go uses OpenSSL, whose FIPS provider is not installed."),
        source,
        *seen,
        why=say(
            "Programs that are built with it in FIPS mode exit at start, here and wherever it is missing."
        ),
        do=say("Install the FIPS provider with the package manager of the distro, or use Go 1.24 or later."),
        severity=Severity.MEDIUM,
    )


@rule(
    "fips-build-setting",
    area="fips",
    title=say("Go builds with the FIPS 140 module you chose"),
    needs=(FIPS_SETTINGS, FIPS_TOOLCHAIN),
    severity=Severity.HIGH,
    sources=("GO §8", "RULES 75"),
)
def building(see: Snapshot, want: Wanted) -> Finding:
    settings, go = see[FIPS_SETTINGS], see[FIPS_TOOLCHAIN]
    module, is_boring = settings.get(MODULE), BORING in settings.experiments
    if module is None and not is_boring:
        return unknown(settings.gap.why) if settings.gap is not None else not_applicable(_NOT_USED)
    if is_boring and module is not None and module.value != "off":
        return advice(
            say("GOFIPS140 and GOEXPERIMENT=boringcrypto are both set."),
            *_seen(module, settings.get(EXPERIMENT)),
            why=say("Every build fails: “cannot use GOFIPS140 with GOEXPERIMENT=boringcrypto”."),
            do=say("Remove one of the two settings."),
        )
    return _boring(settings, go) if is_boring else _native(module, go)


def _native(module: FipsSetting | None, go: FipsToolchain) -> Finding:
    if module is None or module.value == "off":
        return not_applicable(_NOT_USED)
    if not go.root or go.is_native is None:
        return unknown(_NO_GO)
    if not go.is_native:
        return not_applicable(
            say(
                "Go {version} does not know GOFIPS140, which is Go {least} and later.",
                version=_number(go),
                least=NATIVE.text,
            )
        )
    if go.knows(module.value):
        return ok(say("Go builds with the FIPS 140 module {module}.", module=module.value), *_seen(module))
    return advice(
        say("This Go has no FIPS 140 module “{module}”.", module=module.value),
        *_seen(module),
        why=say("Every build fails: “unknown GOFIPS140 version”, “invalid GOFIPS140”."),
        do=_choose(module, go),
    )


def _choose(module: FipsSetting, go: FipsToolchain) -> Text:
    """``certified`` is known since Go 1.26; before it, the certified one goes by its number. What a shell sets goes
    before the file that go env -w writes."""
    numbered = sorted(name for name in go.modules if name.startswith("v") and "-" not in name)
    better = "certified" if "certified" in go.modules else next(iter(numbered), "latest")
    if module.line is not None:
        return say("Write {setting} there instead.", setting=f"{MODULE}={better}")
    return say("Choose one that it has: {command}", command=use_fips_module(better))


def _boring(settings: FipsSettings, go: FipsToolchain) -> Finding:
    cgo = settings.get(CGO)
    is_off = cgo is not None and cgo.value == "0"
    seen = _seen(settings.get(EXPERIMENT), cgo if is_off else None)
    if is_off or (go.root and not go.compiler):
        return advice(
            say("CGO_ENABLED=0 turns BoringCrypto off.")
            if is_off
            else say("Without a C compiler, BoringCrypto is not built in."),
            *seen,
            why=say("Programs are built without it, and nothing reports that."),
            do=say("Remove CGO_ENABLED and install a C compiler, or use GOFIPS140 of Go 1.24 or later."),
        )
    if not go.root:
        return unknown(_NO_GO)
    return ok(say("Go builds with BoringCrypto."), *seen)


@rule(
    "fips-runtime-mode",
    area="fips",
    title=say("GODEBUG leaves FIPS 140 mode as it was built"),
    needs=(FIPS_SETTINGS,),
    severity=Severity.MEDIUM,
    sources=("GO §8", "RULES 76"),
)
def running(see: Snapshot, want: Wanted) -> Finding:
    settings = see[FIPS_SETTINGS]
    mode = settings.mode
    if mode is None:
        if settings.gap is not None:
            return unknown(settings.gap.why)
        return not_applicable(say("GODEBUG does not set fips140."))
    if mode.value == "off":
        why = say("Programs that were built with GOFIPS140 then run without FIPS 140 mode.")
    elif mode.value == "only":
        why = say(
            "Programs exit when they use MD5, and refuse short RSA keys. This mode is meant for tests only."
        )
    else:
        return ok(say("GODEBUG sets fips140={mode}.", mode=mode.value), *_seen(mode))
    return advice(
        say("{path} sets fips140={mode} in GODEBUG.", path=mode.source, mode=mode.value),
        *_seen(mode),
        why=why,
        do=say("Take fips140 out of GODEBUG there. Set GOFIPS140 when you build instead."),
    )
