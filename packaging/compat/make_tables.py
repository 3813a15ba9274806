"""Check and normalise the compatibility tables of ``resources/compat/``; with ``--check`` only check.

A table has one row a line, in the order of its columns, and its rows in order, so that a change of one row is a
change of one line. With ``--check`` nothing is written, and what is not normal is an error. The schema is written
from the types in ``wizard/tables/rows.py``. Ends with 1 and a sentence for each fault. A table that is older than a
year is told, and is no fault.
"""

from __future__ import annotations

import datetime
import inspect
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from wizard.patterns import lazy_pattern
from wizard.tables import read as tables
from wizard.tables.rows import TableRow

_SCHEMA: Final = "schema.json"
_NUMBER: Final = lazy_pattern(r"\d+|\D+")
_KEYS: Final = {
    "base-images": ("image",),
    "canaries": ("module",),
    "distros": ("id", "version"),
    "does-not-build": ("project", "what"),
    "fips": ("module",),
    "go": ("go",),
    "golang-images": ("tag",),
    "kubernetes-skew": ("component", "line"),
    "projects": ("project", "line"),
    "servers": ("kind", "name"),
    "wsl-breakages": ("issue", "what"),
}
"""Which columns say what a row is about: no two rows have the same, and rows are in their order."""


def normal(name: str, data: bytes) -> bytes:
    """The table *name* as it should be written. Raises `msgspec.MsgspecError` and `ValueError` with what is wrong."""
    table = tables.parse(data, tables.KINDS[name])
    keyed = {_key(name, row): row for row in table.rows}
    if len(keyed) < len(table.rows):
        twice = next(key for key in keyed if sum(_key(name, row) == key for row in table.rows) > 1)
        raise ValueError(f"two rows are about {' '.join(map(str, twice))}")
    late = [row for row in table.rows if row.seen > table.made]
    if late:
        raise ValueError(f"a row was seen on {late[0].seen}, after the table was made")
    rows = (keyed[key] for key in sorted(keyed, key=_order))
    lines = ",\n".join(msgspec.json.encode(row).decode() for row in rows)
    return f'{{"made":"{table.made}","rows":[\n{lines}\n]}}\n'.encode()


def _key(name: str, row: TableRow) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in _KEYS[name])


def _order(key: tuple[Any, ...]) -> tuple[Any, ...]:
    """Numbers by their size: 1.9 before 1.10."""
    parts = ("" if each is None else str(each) for each in key)
    return tuple(
        tuple((int(word), "") if word.isdigit() else (-1, word) for word in _NUMBER.findall(part))
        for part in parts
    )


def schema() -> bytes:
    """The JSON schema of all tables, a definition each."""
    kinds = [tables.TableOf[kind] for kind in tables.KINDS.values()]  # type: ignore[valid-type]
    _, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    for part in parts.values():
        part["description"] = inspect.cleandoc(
            part["description"]
        )  # some versions of msgspec keep the indent
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": parts}
    return msgspec.json.format(msgspec.json.encode(whole, order="sorted"), indent=1) + b"\n"


def renewed(folder: Path) -> Iterator[tuple[Path, bytes | str]]:
    """Every file that is not as it should be, with what it should be or what is wrong with it."""
    names = {path.stem for path in folder.glob("*.json")} - {Path(_SCHEMA).stem}
    for name in sorted(names ^ tables.KINDS.keys()):
        yield folder / f"{name}.json", "there is no such table" if name in names else "the table is missing"
    for name in sorted(names & tables.KINDS.keys()):
        path = folder / f"{name}.json"
        data = path.read_bytes()
        try:
            wanted = normal(name, data)
        except ValueError as error:
            yield path, str(error)
        else:
            if wanted != data:
                yield path, wanted
    path = folder / _SCHEMA
    if not path.exists() or path.read_bytes() != schema():
        yield path, schema()


def old(folder: Path, today: str) -> Iterator[str]:
    """A sentence for each table that is more than a year old on the day *today*."""
    for name, kind in tables.KINDS.items():
        made = tables.parse((folder / f"{name}.json").read_bytes(), kind).made
        if tables.is_old(made, today):
            yield f"{name}: made on {made}, more than a year ago"


def main(argv: Sequence[str], folder: Path) -> int:
    """Check, and unless told otherwise write."""
    faults = 0
    for path, wanted in renewed(folder):
        if isinstance(wanted, str):
            faults += 1
            sys.stderr.write(f"{path.name}: {wanted}")
        elif "--check" in argv:
            faults += 1
            sys.stderr.write(f"{path.name}: not normal. make tables")
        else:
            path.write_bytes(wanted)
    if not faults:
        today = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}"
        sys.stderr.writelines(f"{each}\n" for each in old(folder, today))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parents[2] / "resources" / tables.FOLDER))
