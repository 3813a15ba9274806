"""Which row of the table ``distros`` a distro is."""

from __future__ import annotations

from wizard.tables.read import table
from wizard.tables.rows import DistroVersion


def row_of(id: str, version: str) -> DistroVersion | None:
    """By what os-release says: the version, or what it begins with (Alpine 3.22.2 is a 3.22). A rolling release has one
    row for all. None if the table has none."""
    rows = {each.version: each for each in table(DistroVersion).rows if each.id == id}
    numbers = version.split(".")
    names = (".".join(numbers[:length]) for length in range(len(numbers), 0, -1))
    return next((rows[name] for name in (*names, "") if name in rows), None)
