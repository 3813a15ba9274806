"""The servers that Go and the wizard ask, and those that stand in for them: the table ``servers``."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from wizard.tables.read import table
from wizard.tables.rows import Server


@cache
def hosts() -> frozenset[str]:
    """The hosts of all of them. Raises `DamagedError`."""
    return frozenset(map(_host, table(Server).rows))


@cache
def proxies() -> frozenset[str]:
    """The hosts of proxies that deliver the modules of everybody, and no others. Raises `DamagedError`."""
    return frozenset(_host(each) for each in table(Server).rows if each.kind == "proxy")


def _host(server: Server) -> str:
    return urlsplit(server.url).hostname or server.name
