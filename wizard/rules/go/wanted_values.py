"""What a profile wants the variables of Go to be. Every rule about such a variable takes it from here, so that no two
of them want different things."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import msgspec

from wizard.codecs.go import private
from wizard.model.wanted import Wanted


class WantedVariable(msgspec.Struct, frozen=True):
    """What the variable *name* has to be: a *value*, or a list that has all *patterns*, whatever else is in it."""

    name: str
    value: str = ""
    patterns: tuple[str, ...] = ()

    def is_met(self, text: str) -> bool:
        """Whether *text* is what is wanted."""
        if self.patterns:
            return text == self.merged(text)
        return text == self.value

    def merged(self, text: str) -> str:
        """What is wanted, with those patterns of *text* that can match, and do not match everything."""
        if not self.patterns:
            return self.value
        kept = [
            each
            for each in private.patterns(private.meant(text))
            if not private.is_everything(each) and not private.is_idle(each)
        ]
        missing = [each for each in self.patterns if each not in kept]
        return ",".join((*kept, *missing))


def variables(want: Wanted) -> Mapping[str, WantedVariable]:
    """The variables that *want* says something of, by name. What is private is no business of the public checksum
    database either: where GONOSUMDB is set, it has to say so too (GO §4)."""
    modules, module = want.modules, want.fips.module
    unchecked = tuple(dict.fromkeys((*modules.private, *modules.nosumdb)))
    found = (
        WantedVariable("GOPROXY", modules.proxy or ""),
        WantedVariable("GOSUMDB", modules.sumdb or ""),
        WantedVariable("GOPRIVATE", patterns=modules.private),
        WantedVariable("GONOSUMDB", patterns=unchecked),
        WantedVariable("GOFIPS140", module or ""),
    )
    return {each.name: each for each in found if each.value or each.patterns}


def becoming(
    want: Wanted, names: Collection[str], otherwise: Callable[[str, str], str]
) -> Callable[[str, str], str] | None:
    """What a variable of *names* with a value becomes, where *want* says something of one of them, and *otherwise* of
    the others; None if it does not."""
    wanted = variables(want)
    if not wanted.keys() & set(names):
        return None
    return lambda name, value: wanted[name].merged(value) if name in wanted else otherwise(name, value)
