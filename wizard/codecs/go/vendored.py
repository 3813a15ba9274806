"""vendor/modules.txt, and how it differs from go.mod: what Go calls inconsistent vendoring (GO §4.1).

The grammar and the comparison are those of cmd/go/internal/modload/vendor.go, for one module of Go 1.14 or later.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

from wizard.codecs.go import version as goversion
from wizard.codecs.go.gomod import GoMod
from wizard.codecs.lines import text_of
from wizard.patterns import lazy_pattern

FIRST: Final = "go1.14"
"""Go compares since this version of the go line."""
_SEMVER: Final = lazy_pattern(r"v\d+(?:\.\d+(?:\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)?)?")
_WORKSPACE: Final = "## workspace"

Module = tuple[str, str]
"""A path and its version; no version for all of them, and for a folder."""


class VendorFaultKind(StrEnum):
    """How go.mod and vendor/modules.txt differ."""

    NOT_VENDORED = "not-vendored"
    NOT_REQUIRED = "not-required"
    REPLACED = "replaced"


class VendorFault(msgspec.Struct, frozen=True):
    """One difference about a module. *line* of go.mod (from 1), or of modules.txt, which *is_vendored* says."""

    line: int
    module: Module
    kind: VendorFaultKind
    is_vendored: bool = False


class Vendored(msgspec.Struct, frozen=True):
    """What modules.txt says: the lines of modules that go.mod names (*explicit*) and that have packages here, and what
    each replaced module is replaced by."""

    lines: dict[Module, int]
    explicit: frozenset[Module]
    packages: frozenset[Module]
    replaced: dict[Module, Module]
    is_workspace: bool


def is_compared(module: GoMod) -> bool:
    """Whether Go uses the folder vendor of this module, and compares."""
    version, first = goversion.parse(f"go{module.go or ''}"), goversion.parse(FIRST)
    return version is not None and first is not None and version >= first


def parse(data: bytes) -> Vendored:
    """Read any bytes, as Go does."""
    lines: dict[Module, int] = {}
    explicit, packages = set[Module](), set[Module]()
    replaced: dict[Module, Module] = {}
    module: Module = ("", "")
    text = text_of(data)
    for number, line in enumerate(text.split("\n"), 1):
        fields = line.split()
        if line.startswith("# "):
            if len(fields) > 2:
                module = _module(fields)
                lines.setdefault(module, number)
                replaced |= {module: by} if (by := _replacement(fields)) else {}
        elif not module[0]:
            continue
        elif line.startswith("## "):
            explicit |= {module} if "explicit" in _annotations(line) else set()
        elif len(fields) == 1:
            packages.add(module)
    return Vendored(lines, frozenset(explicit), frozenset(packages), replaced, text.startswith(_WORKSPACE))


def faults(module: GoMod, vendored: Vendored) -> tuple[VendorFault, ...]:
    """All differences that keep Go from building with the folder vendor."""
    required = {_pair(each.args): each.line for each in module.of("require") if len(each.args) == 2}
    replaces = dict(_replaces(module))
    return (
        *_not_vendored(required, vendored),
        *_other_replacements(replaces, vendored),
        *_not_required(required, replaces, vendored),
    )


def _not_vendored(required: dict[Module, int], vendored: Vendored) -> Iterator[VendorFault]:
    for module, line in required.items():
        if module not in vendored.explicit:
            yield VendorFault(line, module, VendorFaultKind.NOT_VENDORED)


def _other_replacements(
    replaces: dict[Module, tuple[int, Module]], vendored: Vendored
) -> Iterator[VendorFault]:
    for module, (line, by) in replaces.items():
        if vendored.replaced.get(module) != by:
            yield VendorFault(line, module, VendorFaultKind.REPLACED)


def _not_required(
    required: dict[Module, int], replaces: dict[Module, tuple[int, Module]], vendored: Vendored
) -> Iterator[VendorFault]:
    for module in vendored.explicit & vendored.packages:
        if module not in required:
            yield VendorFault(vendored.lines[module], module, VendorFaultKind.NOT_REQUIRED, is_vendored=True)
    for module in vendored.replaced:
        if module not in replaces and (module[0], "") not in replaces:
            yield VendorFault(vendored.lines[module], module, VendorFaultKind.REPLACED, is_vendored=True)


def _replaces(module: GoMod) -> Iterator[tuple[Module, tuple[int, Module]]]:
    for each in module.of("replace"):
        if "=>" in each.args:
            at = each.args.index("=>")
            old, new = each.args[:at], each.args[at + 1 :]
            if 1 <= len(old) <= 2 and 1 <= len(new) <= 2:
                yield _pair(old), (each.line, _pair(new))


def downloaded(module: GoMod) -> Iterator[tuple[int, Module]]:
    """What the requirements of go.mod are downloaded as, with their lines: not what a folder replaces."""
    replaced = {old: new for old, (_, new) in _replaces(module)}
    for each in module.of("require"):
        if len(each.args) == 2:
            own = _pair(each.args)
            path, version = replaced.get(own) or replaced.get((own[0], "")) or own
            if version:
                yield each.line, (path, version)


def _pair(words: tuple[str, ...]) -> Module:
    return (words[0], words[1] if len(words) > 1 else "")


def _module(fields: list[str]) -> Module:
    if _SEMVER.fullmatch(fields[2]):
        return (fields[1], fields[2])
    return (fields[1], "") if fields[2] == "=>" else ("", "")


def _replacement(fields: list[str]) -> Module | None:
    if "=>" not in fields[2:4]:
        return None
    by = fields[fields.index("=>") + 1 :]
    if len(by) == 1:
        return (by[0], "")
    return (by[0], by[1]) if len(by) == 2 and _SEMVER.fullmatch(by[1]) else None


def _annotations(line: str) -> list[str]:
    return [each.strip() for each in line.removeprefix("## ").split(";")]
