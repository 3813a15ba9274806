"""Whose each file of the bundle is: of a distribution of PyPI, of a package of Debian, of Python, or the wizard's own.

For the licences that the bundle has to carry, and for the list of its parts.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final

from bundle.contents import Entry

OWN: Final = "wsl-go-wizard"
UNKNOWN: Final = "unknown"
_VC_RUNTIME: Final = re.compile(
    r"(vcruntime|msvcp|concrt|vccorlib|ucrtbase|api-ms-win-)[^/]*\.dll$", re.IGNORECASE
)
_PYTHON: Final = re.compile(r"libpython3[.\d]*\.so[.\d]*$|python3\d*\.dll$|lib-dynload/|base_library\.zip$")
_OF_PYTHON: Final = ("PYMODULE", "PYSOURCE")
_LICENCE_FILE: Final = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """Something in the bundle that has a maker, a version and a licence. *kind* is ``own``, ``python``, ``pypi``,
    ``deb``, ``vc`` or ``unknown``; *licence* an SPDX expression or what the maker says, *texts* are files with it,
    *files* the names in the bundle, *modules* those of Python inside the program."""

    kind: str
    name: str
    version: str
    licence: str = ""
    texts: list[Path] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)


def parts_of(entries: Iterable[Entry], own: Part, checkout: Path) -> list[Part]:
    """The parts that *entries* belong to, by kind and name. *own* is the wizard itself, which is in *checkout*."""
    files = [
        (name, Path(place).resolve(), kind) for name, place, kind in sorted(entries) if kind != "SYMLINK"
    ]
    installed = installed_files()
    system = debian_packages(place for _, place, _ in files if place not in installed)
    found: dict[tuple[str, str], Part] = {("own", own.name): own}
    for name, place, kind in files:
        if place in installed:
            part = of_distribution(installed[place])
        elif place.is_relative_to(checkout):
            part = own
        else:
            part = _of_system(name.replace("\\", "/"), place, system)
        known = found.setdefault((part.kind, part.name), part)
        (known.modules if kind in _OF_PYTHON else known.files).append(name)
    return [found[key] for key in sorted(found)]


def installed_files() -> dict[Path, Distribution]:
    """The distribution of each file that this Python has installed."""
    found: dict[Path, Distribution] = {}
    for distribution in distributions():
        for file in distribution.files or ():
            found[Path(str(distribution.locate_file(file))).resolve()] = distribution
    return found


def debian_packages(paths: Iterable[Path]) -> dict[Path, tuple[str, str]]:
    """The package of this Debian, and its version, that each of *paths* is from, if one says so. Nothing where there
    is no dpkg."""
    if sys.platform != "linux" or shutil.which("dpkg-query") is None:
        return {}
    names = {str(alias): path for path in paths for alias in (path, _without_usr(path))}
    owned = subprocess.run(["dpkg-query", "-S", *names], capture_output=True, text=True).stdout
    asked = ["dpkg-query", "-W", "-f", "${Package}\t${Version}\n"]
    versions = dict(line.split("\t") for line in subprocess.check_output(asked, text=True).splitlines())
    found = {}
    for line in owned.splitlines():
        package, _, name = line.partition(": ")
        package = package.partition(",")[0].partition(":")[0]
        if name in names and package in versions:
            found[names[name]] = (package, versions[package])
    return found


def _without_usr(path: Path) -> Path:
    """*path* as packages name it that were built before /lib became /usr/lib."""
    return Path("/") / path.relative_to("/usr") if path.is_relative_to("/usr") else path


def _of_system(path: str, place: Path, system: Mapping[Path, tuple[str, str]]) -> Part:
    """The part that the file *path* of the bundle belongs to, if it is of no distribution of PyPI."""
    if _VC_RUNTIME.search(path):
        return Part("vc", "microsoft-visual-c-runtime", "14", "LicenseRef-Microsoft-Visual-C-Runtime")
    if _PYTHON.search(path) or _is_standard(place):
        return python_itself()
    if place not in system:
        return Part(UNKNOWN, path, "")
    package, version = system[place]
    text = Path(f"/usr/share/doc/{package}/copyright")
    return Part("deb", package, version, texts=[text] if text.exists() else [])


def _is_standard(place: Path) -> bool:
    """Whether *place* is in Python's own library, or in the DLLs beside it on Windows."""
    homes = [Path(sysconfig.get_path("stdlib")).resolve(), Path(sys.base_prefix).resolve() / "DLLs"]
    return any(place.is_relative_to(home) for home in homes)


def python_itself() -> Part:
    """Python, as a part."""
    version = platform.python_version()
    short = ".".join(version.split(".")[:2])
    places = (
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(f"/usr/share/doc/python{short}/copyright"),
        Path(f"/usr/share/doc/libpython{short}/copyright"),
    )
    return Part("python", "cpython", version, "PSF-2.0", [place for place in places if place.exists()][:1])


def of_distribution(distribution: Distribution) -> Part:
    """A distribution as a part, with the licence that its metadata names."""
    meta = distribution.metadata
    licence = (
        meta.get("License-Expression")
        or _classified(meta.get_all("Classifier") or [])
        or meta.get("License")
        or ""
    )
    texts = [
        Path(str(distribution.locate_file(file)))
        for file in distribution.files or ()
        if ".dist-info" in file.parts[0] and _LICENCE_FILE.search(file.name)
    ]
    name = re.sub(r"[-_.]+", "-", meta["Name"]).lower()
    return Part("pypi", name, distribution.version, licence.strip().partition("\n")[0], sorted(texts))


def _classified(classifiers: Iterable[str]) -> str:
    names = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License :: ")]
    return " AND ".join(names)
