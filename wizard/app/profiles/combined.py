"""Several profiles together: what each wishes, and where two wish for one key what cannot both be.

Lists of things that are all to be had (private modules, authorities, folders) come together. Of anything else, two
different wishes are a clash, which is shown with both sources and refused: none wins by coming later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from wizard.app.profiles.harm import harm
from wizard.app.profiles.reading import checked
from wizard.app.profiles.saving import sections
from wizard.app.profiles.shipped import find
from wizard.app.profiles.words import kind_of
from wizard.model.errors import InputError
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted

GATHERED: Final = frozenset({"projects.folders", "modules.private", "modules.nosumdb", "tls.authorities"})
"""Lists of which the parts do not exclude each other."""

_LEAVE_OUT: Final = say("Leave one of them out, or change one in a file of your own.")

_MOST_DIGITS: Final = 20
"""No number of a setting has as many, and Python does not read some thousand."""


class WishSource(msgspec.Struct, frozen=True):
    """A profile, and what it was called on the way here: a name, a path, or an option."""

    name: str
    wanted: Wanted


class WishClash(msgspec.Struct, frozen=True):
    """Two wishes for *key* that cannot both be, each with its source."""

    key: str
    first: str
    one: str
    second: str
    other: str


def chosen(names: Sequence[str], settings: Sequence[str] = ()) -> Wanted:
    """The profiles *names* (names or paths) and *settings* (``KEY=VALUE``) together. Raises `InputError`."""
    sources = [WishSource(name, find(name)) for name in dict.fromkeys(names)]
    return complete(combined([*sources, *(_set(each) for each in settings)]))


def complete(wanted: Wanted) -> Wanted:
    """*wanted*, if all is there that it needs. Raises `InputError`."""
    missing = lacking(wanted)
    if missing:
        raise InputError(
            "profile-incomplete",
            say("The profile {name} needs a value for {keys}.", name=wanted.name, keys=join(missing)),
            next_step=say(
                "Add it in a profile of your own, or on the command line: {option}", option=_option(missing)
            ),
        )
    return wanted


def _option(missing: Sequence[str]) -> str:
    return " ".join(f"--set {key}=VALUE" for key in missing)


def lacking(wanted: Wanted) -> tuple[str, ...]:
    """The keys that *wanted* needs, and that nobody has filled in."""
    there = _flat(wanted)
    return tuple(key for key in wanted.needs if key not in there)


def combined(sources: Sequence[WishSource]) -> Wanted:
    """What *sources* come to. One alone is itself. Raises `InputError` with every clash."""
    if len(sources) == 1:
        return sources[0].wanted
    found = clashes(sources)
    if found:
        raise InputError(
            "profile-clash",
            say("These profiles contradict each other: {clashes}.", clashes=join(map(_words, found))),
            next_step=_LEAVE_OUT,
        )
    return _harmless(_together(sources), sources)


def _harmless(wanted: Wanted, sources: Sequence[WishSource]) -> Wanted:
    """*wanted*, if it can be meant: what each of *sources* may wish alone, all of them together may not."""
    found = harm(wanted)
    if found is not None:
        names = join(source.name for source in sources)
        raise InputError(
            "profile-clash",
            say("These profiles cannot be used together ({names}): {why}.", names=names, why=found.why),
            next_step=_LEAVE_OUT,
        )
    return wanted


def _together(sources: Sequence[WishSource]) -> Wanted:
    values: dict[str, Any] = {}
    for source in sources:
        for key, value in _flat(source.wanted).items():
            values[key] = list(dict.fromkeys([*values.get(key, []), *value])) if key in GATHERED else value
    named = [source.wanted for source in sources if not source.name.startswith("--")]
    needs = list(dict.fromkeys(key for each in named for key in each.needs))
    tables: dict[str, Any] = {"name": "+".join(each.name for each in named), "needs": needs}
    if len(named) == 1:
        tables |= {"title": named[0].title, "about": named[0].about}
    for key, value in values.items():
        section, _, name = key.partition(".")
        tables.setdefault(section, {})[name] = value
    return msgspec.convert(tables, Wanted)


def clashes(sources: Sequence[WishSource]) -> tuple[WishClash, ...]:
    """Where two of *sources* wish for different values of one key."""
    first: dict[str, tuple[str, Any]] = {}
    found = []
    for source in sources:
        for key, value in _flat(source.wanted).items():
            before, known = first.setdefault(key, (source.name, value))
            if known != value and key not in GATHERED:
                found.append(WishClash(key, before, _shown(known), source.name, _shown(value)))
    return tuple(found)


def _words(clash: WishClash) -> Text:
    return say(
        "{key} is {one} in {first} and {other} in {second}",
        key=clash.key,
        one=clash.one,
        first=clash.first,
        other=clash.other,
        second=clash.second,
    )


def _flat(wanted: Wanted) -> Mapping[str, Any]:
    return {
        f"{section}.{key}": value
        for section, table in sections(wanted).items()
        for key, value in table.items()
    }


def _shown(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()


def _set(setting: str) -> WishSource:
    """What ``--set KEY=VALUE`` wishes. Raises `InputError`."""
    key, equals, words = setting.partition("=")
    section, _, name = key.strip().partition(".")
    if not equals or not name:
        raise InputError(
            "setting-unusable",
            say("{setting} is not a setting.", setting=setting),
            next_step=say(
                "Write a section, a key and a value: {example}", example="modules.proxy=https://HOST"
            ),
        )
    option = f"--set {section}.{name}"

    def refuse(where: str, why: Text) -> InputError:
        says = say("{option} cannot be used: {why}.", option=option, why=why)
        return InputError("setting-unusable", says, next_step=say("Correct the option, or leave it out."))

    return WishSource(option, checked({section: {name: _value(f"{section}.{name}", words.strip())}}, refuse))


def _value(key: str, words: str) -> object:
    """*words* as the kind of value that *key* takes: a list is separated by commas."""
    match kind_of(key):
        case "array":
            return [each for part in words.split(",") if (each := part.strip())]
        case "boolean" if words in ("true", "false"):
            return words == "true"
        case "integer" if words.isdecimal() and len(words) < _MOST_DIGITS:
            return int(words)
        case _:
            return words
