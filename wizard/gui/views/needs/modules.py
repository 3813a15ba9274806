"""Where modules come from, as the second page shows it: the chain of proxies, ready-made ones, what is private."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from wizard.codecs.go import proxies, sumdb
from wizard.codecs.go.proxies import Hop
from wizard.gui.flow import wishes
from wizard.model.text import Text, from_english, plain, say
from wizard.model.wanted import Wanted

_GO_DEFAULT = ("https://proxy.golang.org,direct", sumdb.DEFAULT)
DATABASES = (
    (None, say("do not change")),
    (sumdb.DEFAULT, plain(sumdb.DEFAULT)),
    (sumdb.CHINA, say("{name} (mainland China)", name=sumdb.CHINA)),
)


class HopRow(msgspec.Struct, frozen=True):
    """A proxy of the chain: *shows* is its row, with the sign that GOPROXY has after it for any error; *says* the same
    in words. *leads_on*: another one comes after it."""

    shows: str
    says: Text
    after_any_error: bool
    leads_on: bool


class ReadyChain(msgspec.Struct, frozen=True):
    """A chain that is ready-made: what is *wanted* if it is chosen; None: a list of one's own."""

    title: Text
    wanted: Wanted | None


class ModulesView(msgspec.Struct, frozen=True):
    """*ready* are the chains to choose from, *place* the one that is chosen."""

    chain: tuple[HopRow, ...]
    hops: tuple[Hop, ...]
    ready: tuple[ReadyChain, ...]
    place: int
    private: tuple[str, ...]
    database: str | None

    @classmethod
    def of(cls, wanted: Wanted, profiles: Sequence[Wanted]) -> ModulesView:
        modules = wanted.modules
        hops = proxies.hops(modules.proxy or "")
        ready = _ready(wanted, profiles)
        chosen = (number for number, each in enumerate(ready) if _proxy(each) == modules.proxy)
        return cls(
            chain=tuple(_row(hop, leads_on=hop is not hops[-1]) for hop in hops),
            hops=hops,
            ready=ready,
            place=next(chosen, len(ready) - 1),
            private=modules.private,
            database=modules.sumdb,
        )


def _proxy(ready: ReadyChain) -> str | None:
    """Its list as in GOPROXY; empty, as no list is, for one's own."""
    return ready.wanted.modules.proxy if ready.wanted is not None else ""


def _row(hop: Hop, *, leads_on: bool) -> HopRow:
    if not leads_on:
        return HopRow(hop.entry, plain(hop.entry), hop.after_any_error, leads_on)
    if hop.after_any_error:
        says = say("{entry}, then the next one after any error", entry=hop.entry)
        return HopRow(f"{hop.entry} |", says, hop.after_any_error, leads_on)
    says = say("{entry}, then the next one if it does not have the module", entry=hop.entry)
    return HopRow(hop.entry, says, hop.after_any_error, leads_on)


def _ready(wanted: Wanted, profiles: Sequence[Wanted]) -> tuple[ReadyChain, ...]:
    proxy, database = _GO_DEFAULT
    named: dict[str, tuple[Text, str | None]] = {
        proxy: (say("Go default: {proxy}", proxy="proxy.golang.org"), database)
    }
    for profile in profiles:
        if profile.modules.proxy is not None:
            named.setdefault(profile.modules.proxy, (from_english(profile.title), profile.modules.sumdb))
    left = wishes.with_chain(wanted, ())
    return (
        ReadyChain(say("do not change"), left),
        *(ReadyChain(title, _with(left, proxy, database)) for proxy, (title, database) in named.items()),
        ReadyChain(say("the list below"), None),
    )


def _with(wanted: Wanted, proxy: str, database: str | None) -> Wanted:
    """A chain comes with the database that can be reached where it is for."""
    with_chain = wishes.with_chain(wanted, proxies.hops(proxy))
    return wishes.with_database(with_chain, database or wanted.modules.sumdb)
