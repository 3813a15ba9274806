"""The compatibility tables, as they are in ``resources/compat/``: read once, when one of them is first asked for.

They are part of the program as much as a list in a source file is, so that the pure layers may ask for them.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Generic, TypeVar

import msgspec

from wizard.resources import DamagedError, read_bytes, resource
from wizard.tables import rows

FOLDER: Final = "compat"
KINDS: Final[dict[str, type[rows.TableRow]]] = {
    "base-images": rows.BaseImage,
    "canaries": rows.CanaryModule,
    "distros": rows.DistroVersion,
    "does-not-build": rows.DoesNotBuild,
    "fips": rows.FipsModule,
    "go": rows.GoSeries,
    "golang-images": rows.GolangImage,
    "kubernetes-skew": rows.KubernetesSkew,
    "projects": rows.ProjectLine,
    "servers": rows.Server,
    "wsl-breakages": rows.WslBreakage,
}
"""The tables by the names of their files, without ``.json``."""
_OLD_AFTER: Final = 1
"""Years after which a table is too old to speak of what is supported today."""

AnyRow = TypeVar("AnyRow", bound=rows.TableRow)


class TableOf(msgspec.Struct, Generic[AnyRow], frozen=True, forbid_unknown_fields=True):
    """A table: the day it was *made*, and its rows."""

    made: rows.Day
    rows: tuple[AnyRow, ...]


def parse(data: bytes, kind: type[AnyRow]) -> TableOf[AnyRow]:
    """A table of rows of *kind*. Raises `msgspec.MsgspecError`, which says what and where."""
    return msgspec.json.decode(data, type=TableOf[kind])  # type: ignore[valid-type]


@cache
def table(kind: type[AnyRow]) -> TableOf[AnyRow]:
    """The table of *kind*. Raises `DamagedError` and `OSError`."""
    name = f"{next(name for name, each in KINDS.items() if each is kind)}.json"
    try:
        return parse(read_bytes(FOLDER, name), kind)
    except msgspec.MsgspecError as error:
        raise DamagedError(resource(FOLDER, name)) from error


def is_old(made: str, today: str) -> bool:
    """Whether a table *made* on that day is more than a year old on the day *today*."""
    return f"{int(made[:4]) + _OLD_AFTER:04}{made[4:]}" < today[:10]
