"""The variables of Go that a profile may ask for, a row each."""

from __future__ import annotations

from typing import Final

from wizard.codecs.go import proxies, sumdb
from wizard.facts.fips.toolchain import FIPS_TOOLCHAIN
from wizard.facts.shells.goenv_file import values
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import blocked
from wizard.rules.go.effects import CHECKSUMS_MAY_BREAK
from wizard.rules.go.wanted.variable import VariableWish, wanted_rule
from wizard.tables import servers

_SAME_KEY: Final = (sumdb.DEFAULT, sumdb.CHINA)


def _other_proxy(old: str, new: str) -> Text | None:
    """Go uses no list that is not sound, and what is public is so elsewhere too."""
    if not proxies.is_sound(old) or proxies.asks_only(old, servers.proxies()):
        return None
    return say("Modules that only {old} delivers may fail to download.", old=old)


def _other_database(old: str, new: str) -> Text | None:
    """With the same key, it is the same database."""
    return None if old in _SAME_KEY and new in _SAME_KEY else CHECKSUMS_MAY_BREAK


def _other_module(old: str, new: str) -> Text | None:
    return say("Programs that have to use {old} are built with another FIPS 140 module.", old=old)


def _is_left_to_private(see: Snapshot, want: Wanted) -> Text | None:
    if want.modules.nosumdb or any(values(see, "GONOSUMDB")):
        return None
    return say("GONOSUMDB is not set, so GOPRIVATE applies to checksums too.")


def _no_such_module(see: Snapshot, want: Wanted) -> Finding | None:
    """What the Go in use has against it. One that is to be installed is another."""
    go, module = see[FIPS_TOOLCHAIN], want.fips.module or ""
    if not go.root or go.is_native is None:
        return None
    if go.forked:
        return blocked(
            say("This Go uses OpenSSL and has no FIPS 140 module of its own."),
            do=say("Use Go 1.24 or later from go.dev, or leave fips.module out of your profile."),
        )
    if go.is_native and go.modules and not go.knows(module):
        return blocked(
            say("This Go has no FIPS 140 module “{module}”.", module=module),
            do=say("Ask for one that it has, such as {module}, or use a newer Go.", module="v1.0.0"),
        )
    if not go.is_native and want.go.version is None:
        return blocked(
            say("The Go in use has no FIPS 140 module."),
            do=say("Ask for Go 1.24 or later with go.version in your profile."),
        )
    return None


WANTED_RULES = tuple(
    wanted_rule(row)
    for row in (
        VariableWish(
            "modules-proxy-wanted",
            "GOPROXY",
            title=say("Go uses the module proxies you chose"),
            why=say(
                "Go downloads modules from there. Where the default is blocked or slow, downloads fail with “i/o"
                " timeout” or “connection refused”."
            ),
            sources=("GO §4", "RULES 52"),
            may_break=_other_proxy,
        ),
        VariableWish(
            "modules-sumdb-wanted",
            "GOSUMDB",
            title=say("Go uses the checksum database you chose"),
            why=say(
                "Go checks each new download with it. If it cannot be reached, downloads fail with “verifying"
                " module”."
            ),
            sources=("GO §4", "RULES 54"),
            may_break=_other_database,
        ),
        VariableWish(
            "modules-private-wanted",
            "GOPRIVATE",
            title=say("GOPRIVATE has the modules you named"),
            why=say("Go downloads them from their repositories, and asks no public server for them."),
            sources=("GO §4", "RULES 55"),
        ),
        VariableWish(
            "modules-nosumdb-wanted",
            "GONOSUMDB",
            title=say("GONOSUMDB has the modules you named"),
            why=say(
                "No public database knows your own modules. Downloads of them fail with “410 Gone” or “404 Not"
                " Found”, and the database learns their names."
            ),
            sources=("GO §4", "RULES 55"),
            idle=_is_left_to_private,
            also=("GOPRIVATE",),
        ),
        VariableWish(
            "fips-module-wanted",
            "GOFIPS140",
            title=say("Go builds with the FIPS 140 module you chose"),
            why=say(
                "Without GOFIPS140, programs are built without a fixed FIPS 140 module, and not in FIPS mode."
            ),
            sources=("GO §8", "RULES 75"),
            area="fips",
            may_break=_other_module,
            refused=_no_such_module,
            facts=(FIPS_TOOLCHAIN,),
        ),
    )
)
