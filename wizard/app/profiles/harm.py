"""What nobody can mean, well-formed as it is: values that Go refuses or never uses, that take its checks away, and
secrets in a file that others read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from wizard.app.profiles.saving import sections
from wizard.codecs.go import godebug, private, proxies, sumdb
from wizard.codecs.go import version as goversion
from wizard.model.shown.secrets import mask
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

_FIPS_BEGINS: Final = "1.24"
_CONTROL: Final = lazy_pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_USER: Final = lazy_pattern(r"[a-z][a-z0-9+.-]+:[\\/]+[^/?#\\]*@|[^\s/\\:@]+:[^\s/\\@]*@", re.IGNORECASE)
"""How an address begins that names a user. Without a scheme, and without a password, it is a folder's name."""


class UnusableValue(msgspec.Struct, frozen=True):
    """The key *where* something is (``modules.proxy``), and *why* it cannot be."""

    where: str
    why: Text


def harm(wanted: Wanted) -> UnusableValue | None:
    """The first reason why nobody can mean *wanted*; None if there is none."""
    return next((found for judge in _JUDGES for found in judge(wanted)), None)


def _signs(wanted: Wanted) -> Iterator[UnusableValue]:
    """What would end a line of the files that a value is written to. The end of a pattern lets a newline pass."""
    for section, table in sections(wanted).items():
        for key, value in table.items():
            words = value if isinstance(value, list | tuple) else (value,)
            if any(isinstance(each, str) and _CONTROL.search(each) for each in words):
                where = f"{section}.{key}"
                yield UnusableValue(
                    where, say("{key} contains a line break or a control character", key=where)
                )


def _secrets(wanted: Wanted) -> Iterator[UnusableValue]:
    """Before all that names a value."""
    modules = wanted.modules
    addresses = [(f"go.sources[{number}]", source) for number, source in enumerate(wanted.go.sources)]
    addresses += [("modules.proxy", entry) for entry in proxies.entries(modules.proxy or "")]
    addresses += [("modules.sumdb", field) for field in (modules.sumdb or "").split()]
    for where, address in addresses:
        if _USER.match(address) or mask(address) != address:
            yield UnusableValue(
                where, say("the address in {key} contains a password or user name", key=where)
            )


def _debug(wanted: Wanted) -> Iterator[UnusableValue]:
    for each in godebug.fatal(",".join(f"{key}={value}" for key, value in wanted.godebug.items())):
        setting = f"{each.key}={each.value}"
        yield UnusableValue(
            f"godebug.{each.key}",
            say("{setting} in [godebug] makes Go programs exit at start", setting=setting),
        )


def _proxy(wanted: Wanted) -> Iterator[UnusableValue]:
    value, where = wanted.modules.proxy, "modules.proxy"
    if value is None:
        return
    entries = proxies.entries(value)
    if not proxies.is_sound(value):
        yield UnusableValue(where, say("Go cannot use the list of proxies in modules.proxy"))
    if entries[:1] == ("off",):
        yield UnusableValue(where, say("with “off” in modules.proxy, Go downloads nothing"))
    unreached = proxies.unreached(value)
    if unreached:
        yield UnusableValue(where, say("Go never reaches {entry} in modules.proxy", entry=unreached[0]))


def _database(wanted: Wanted) -> Iterator[UnusableValue]:
    value, where = wanted.modules.sumdb, "modules.sumdb"
    if value is None:
        return
    if value == sumdb.OFF:
        yield UnusableValue(
            where, say("without a checksum database in modules.sumdb, Go trusts whatever it downloads")
        )
    elif not sumdb.is_sound(value):
        yield UnusableValue(
            where, say("Go does not know the checksum database {name} in modules.sumdb", name=value)
        )


def _patterns(wanted: Wanted) -> Iterator[UnusableValue]:
    for name, patterns in (("private", wanted.modules.private), ("nosumdb", wanted.modules.nosumdb)):
        for each in patterns:
            where = f"modules.{name}"
            if private.is_idle(each):
                yield UnusableValue(
                    where, say("{pattern} in {key} never matches a module path", pattern=each, key=where)
                )
            elif forges := private.whole_forges(each):
                yield UnusableValue(
                    where,
                    say(
                        "{pattern} in {key} covers all modules on {host}",
                        pattern=each,
                        key=where,
                        host=forges[0],
                    ),
                )
        if patterns and private.is_everything(",".join(patterns)):
            yield UnusableValue(
                f"modules.{name}", say("{key} covers all modules there are", key=f"modules.{name}")
            )


def _fips(wanted: Wanted) -> Iterator[UnusableValue]:
    if wanted.fips.module is None:
        return
    asked, least = goversion.parse(wanted.go.version or ""), goversion.parse(_FIPS_BEGINS)
    if asked is not None and least is not None and asked < least and asked.series != least.series:
        yield UnusableValue(
            "fips.module",
            say(
                "Go {version} has no FIPS 140 module, which fips.module asks for",
                version=wanted.go.version or "",
            ),
        )
    if wanted.godebug.get("fips140") == "off":
        yield UnusableValue("godebug.fips140", say("godebug.fips140 turns off what fips.module asks for"))


_JUDGES: Final[tuple[Callable[[Wanted], Iterator[UnusableValue]], ...]] = (
    _signs,
    _secrets,
    _debug,
    _proxy,
    _database,
    _patterns,
    _fips,
)
