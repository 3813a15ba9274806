"""The distro's own package of Go, where another Go hides it: its packages, and whether anything needs them.

Only asked where there is such a Go: the package managers are asked for nothing else.
"""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs.go import version as goversion
from wizard.facts.go import GoTree
from wizard.facts.shapes import output, unknown
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.go_paths import GO_PATHS, PEOPLE
from wizard.facts.shells.go_trees import GO_TREES, in_home
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers, CommandProbe
from wizard.model.wanted import Wanted

_DPKG: Final = r"""
set -- golang golang-go golang-src golang-doc 'golang-[0-9]*'
list=$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\n' "$@" 2>/dev/null | grep '^installed ')
names=$(printf '%s\n' "$list" | cut -d ' ' -f 2)
[ -n "$names" ] || exit 0
echo 'manager apt-get'; printf '%s\n' "$list"
why=$(dpkg --no-act --remove $names 2>&1) || {
  echo needed; printf '%s\n' "$why" | sed -n 's/^ *\([^ ]*\) depends on .*/needed \1/p'
}
"""
_RPM: Final = r"""
set -- golang golang-bin golang-src golang-misc golang-docs golang-tests golang-shared golang-race
list=$(rpm -q --qf 'installed %{NAME} %{VERSION}-%{RELEASE}\n' "$@" | grep '^installed ')
names=$(printf '%s\n' "$list" | cut -d ' ' -f 2)
[ -n "$names" ] || exit 0
echo 'manager dnf'; printf '%s\n' "$list"
rpm -q --qf 'needed %{NAME}\n' --whatrequires "$@" 'compiler(go-compiler)' | grep '^needed '
"""
_PACMAN: Final = r"""
list=$(pacman -Q go 2>/dev/null) || exit 0
echo 'manager pacman'; printf 'installed %s\n' "$list"
pacman -Qi go | sed -n 's/^Required By *: //p' | tr -s ' ' '\n' | sed -n '/^None$/d; s/^./needed &/p'
"""
_APK: Final = r"""
list=$(apk info -e -v go 2>/dev/null) || exit 0
echo 'manager apk'; printf 'installed go %s\n' "${list#go-}"
apk info -r go | sed -n '/ is required by:$/d; s/^[^ ].*/needed &/p'
"""
PROBE: Final = CommandProbe(
    (
        "/bin/sh",
        "-c",
        "".join(
            f"if command -v {program} >/dev/null; then {script}\nexit 0; fi\n"
            for program, script in (
                ("apk", _APK),
                ("pacman", _PACMAN),
                ("dpkg-query", _DPKG),
                ("rpm", _RPM),
            )
        ),
    )
)


class DistroGo(msgspec.Struct, frozen=True):
    """The packages of the distro's Go, with their versions; the *manager* that removes them (``apt-get``), empty if no
    package of Go was found; *is_needed*: other packages depend on them, *needed_by* says which."""

    manager: str = ""
    packages: tuple[tuple[str, str], ...] = ()
    is_needed: bool = False
    needed_by: tuple[str, ...] = ()


def hidden(see: Snapshot) -> tuple[GoTree, ...]:
    """Each Go of a package that no terminal and no editor runs, and that is older than what they run."""
    if any(see.unknown(fact) is not None for fact in (ACCOUNT, GO_PATHS, GO_TREES)) or see[GO_PATHS].unclear:
        return ()
    firsts = [first for kind in PEOPLE if (first := see[GO_PATHS].kinds[kind].first) is not None]
    versions = [goversion.parse(first.version) for first in firsts]
    oldest = min((each for each in versions if each is not None), default=None)
    trees = [tree for tree in see[GO_TREES] if tree.kind == "package"]
    if oldest is None or None in versions or any(_is_in(first.real, trees, see) for first in firsts):
        return ()
    known = ((tree, goversion.parse(tree.version)) for tree in trees)
    return tuple(tree for tree, its in known if its is not None and its < oldest)


def _is_in(path: str, trees: list[GoTree], see: Snapshot) -> bool:
    return any(path.startswith(f"{in_home(tree.path, see[ACCOUNT])}/") for tree in trees)


def _ask(want: Wanted, see: Snapshot) -> tuple[CommandProbe, ...]:
    return (PROBE,) if hidden(see) else ()


def _read(answers: Answers, want: Wanted, see: Snapshot) -> DistroGo | Unknown:
    if not hidden(see):
        return DistroGo()
    text = output(answers[PROBE])
    if text is None:
        return unknown(answers[PROBE], "packages")
    lines = [line.split() for line in text.splitlines()]
    packages = tuple((line[1], line[2]) for line in lines if line[:1] == ["installed"] and len(line) == 3)
    names = {name for name, _ in packages}
    needed = [line[1:] for line in lines if line[:1] == ["needed"]]
    others = tuple(dict.fromkeys(line[0] for line in needed if line and line[0] not in names))
    manager = next((line[1] for line in lines if line[:1] == ["manager"] and len(line) == 2), "")
    return DistroGo(manager, packages, bool(others) or [] in needed, others)


DISTRO_GO: Fact[DistroGo] = Fact("distro-go", _ask, _read, needs=(GO_PATHS, GO_TREES), uses=(ACCOUNT,))
"""Empty where no Go of a package is hidden by another."""
