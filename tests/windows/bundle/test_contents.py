"""What is in the bundle for Windows: read from its files, without running them."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree
from pathlib import Path
from typing import Any, Final

import pefile
import pytest
from bundle.build import dated
from bundle.contents import is_wanted
from bundle.windows_version import PUBLISHER, four_numbers

from tests.packaging.bundle.packed import readable
from tests.windows.bundle.conftest import explained, files, traces_of_the_builder
from tests.windows.here import REPO
from wizard.resources import CHECKSUMS
from wizard.version import VERSION

PROGRAMS: Final = {"WSL Go Wizard.exe": "WINDOWS_GUI", "wsl-go-wizard.exe": "WINDOWS_CUI"}
ICON_SIZES: Final = {16, 20, 24, 32, 40, 48, 64, 128, 256}


@pytest.fixture(params=PROGRAMS)
def program(request: pytest.FixtureRequest, bundle: Path) -> pefile.PE:
    return pefile.PE(str(bundle / request.param))


def resources(program: pefile.PE, kind: str) -> list[bytes]:
    """The resources of a kind, such as RT_ICON."""
    number = pefile.RESOURCE_TYPE[kind]
    found = [entry for entry in program.DIRECTORY_ENTRY_RESOURCE.entries if entry.id == number]
    places = [
        place.data.struct
        for entry in found
        for name in entry.directory.entries
        for place in name.directory.entries
    ]
    return [program.get_data(place.OffsetToData, place.Size) for place in places]


def test_one_program_has_a_window_and_one_a_console(bundle: Path) -> None:
    assert {path.name for path in bundle.glob("*.exe")} == set(PROGRAMS)
    kinds = {name: pefile.PE(str(bundle / name)).OPTIONAL_HEADER.Subsystem for name in PROGRAMS}
    assert kinds == {
        name: pefile.SUBSYSTEM_TYPE[f"IMAGE_SUBSYSTEM_{kind}"] for name, kind in PROGRAMS.items()
    }


@pytest.mark.parametrize("name", PROGRAMS)
def test_explorer_shows_the_version_and_who_made_it(bundle: Path, name: str) -> None:
    words = explained(bundle / name)
    assert (words["ProductVersion"], words["FileVersion"]) == (VERSION, VERSION)
    assert (words["CompanyName"], words["ProductName"]) == (PUBLISHER, "WSL Go Wizard")
    assert words["OriginalFilename"] == name
    fixed = pefile.PE(str(bundle / name)).VS_FIXEDFILEINFO[0]
    high, low = fixed.FileVersionMS, fixed.FileVersionLS
    assert (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF) == four_numbers(VERSION)


def test_the_icon_is_drawn_for_every_size(program: pefile.PE) -> None:
    (group,) = resources(program, "RT_GROUP_ICON")
    count = int.from_bytes(group[4:6], "little")
    assert {group[6 + 14 * number] or 256 for number in range(count)} == ICON_SIZES
    assert len(resources(program, "RT_ICON")) == count


def test_the_manifest_asks_for_sharp_windows_long_paths_utf_8_and_no_rights(program: pefile.PE) -> None:
    (manifest,) = resources(program, "RT_MANIFEST")
    tree = xml.etree.ElementTree.fromstring(manifest)
    words = {element.tag.partition("}")[2]: element for element in tree.iter()}
    assert words["dpiAwareness"].text == "PerMonitorV2"
    assert words["longPathAware"].text == "true"
    assert words["activeCodePage"].text == "UTF-8"
    assert words["requestedExecutionLevel"].get("level") == "asInvoker"


def test_the_program_is_whole_and_its_memory_guarded(program: pefile.PE) -> None:
    assert program.verify_checksum()
    guards = program.OPTIONAL_HEADER
    assert guards.IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE
    assert guards.IMAGE_DLLCHARACTERISTICS_NX_COMPAT


def test_its_date_is_that_of_the_commit(program: pefile.PE) -> None:
    """It is all that two builds could differ in: a build takes too long to do it twice for every test."""
    assert program.FILE_HEADER.TimeDateStamp == int(dated(REPO))


def test_of_qt_only_what_the_window_needs_is_inside(bundle: Path) -> None:
    qt = bundle / "_internal/PySide6"
    assert {path.stem for path in qt.glob("Qt6*.dll")} == {"Qt6Core", "Qt6Gui", "Qt6Svg", "Qt6Widgets"}
    assert {path.stem for path in qt.glob("Qt*.pyd")} == {"QtCore", "QtGui", "QtSvg", "QtWidgets"}
    plugins = {path.relative_to(qt / "plugins").as_posix() for path in (qt / "plugins").rglob("*.dll")}
    assert plugins == {"platforms/qwindows.dll", "platforms/qoffscreen.dll", "styles/qmodernwindowsstyle.dll"}
    assert [path.name for path in (qt / "translations").iterdir()] == ["qtbase_zh_CN.qm"]


def test_resources_facts_and_texts_are_inside(bundle: Path) -> None:
    inside = bundle / "_internal/wizard/resources"
    own = {path.relative_to(REPO / "resources") for path in (REPO / "resources").rglob("*") if path.is_file()}
    wanted = {path for path in own if is_wanted(path.as_posix())}
    assert {path.relative_to(inside) for path in inside.rglob("*") if path.is_file()} == wanted | {
        Path(CHECKSUMS)
    }
    different = [
        path for path in wanted if (inside / path).read_bytes() != (REPO / "resources" / path).read_bytes()
    ]
    assert different == []
    assert {Path("facts/WSL.md"), Path("locale/zh_CN/LC_MESSAGES/wizard.mo")} <= wanted


def test_nothing_of_wine_is_inside(bundle: Path) -> None:
    """Its own libraries have the names of Windows', and say what they are."""
    programs = [path for path in files(bundle) if path.read_bytes()[:2] == b"MZ"]
    assert len(programs) > 30
    assert [path.name for path in programs if b"Wine builtin DLL" in path.read_bytes()[:4096]] == []


def test_no_trace_of_the_builder_is_inside(bundle: Path) -> None:
    found = {
        (path.relative_to(bundle).as_posix(), trace)
        for path in files(bundle)
        for trace in traces_of_the_builder(path.read_bytes())
    }
    assert found == set()


def test_modules_inside_the_program_can_be_read(bundle: Path) -> None:
    """Otherwise the test above would see nothing of them."""
    modules = list(readable((bundle / "wsl-go-wizard.exe").read_bytes()))
    assert len(modules) > 500
    assert any(b"cannot_start" in module for module in modules)


def test_every_file_is_in_the_list_of_parts(bundle: Path, told: dict[str, Any]) -> None:
    there = {
        path.relative_to(bundle).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files(bundle)
    }
    assert told["digests"] == there
    assert (told["version"], told["platform"], told["processor"]) == (VERSION, "win32", "amd64")
    placed = {name.replace("\\", "/") for part in told["parts"] for name in part["files"]}
    own = {"LICENSE", f"_internal/wizard/resources/{CHECKSUMS}", *PROGRAMS}
    assert {
        name
        for name in there
        if name.removeprefix("_internal/") not in placed and not name.startswith("licenses/")
    } <= own | {"_internal/base_library.zip"}


def test_every_part_has_its_licence_inside(bundle: Path, told: dict[str, Any]) -> None:
    names = {part["name"] for part in told["parts"] if part["kind"] not in ("own", "vc")}
    assert {"cpython", "pyinstaller", "pyside6-essentials", "shiboken6", "click", "msgspec"} <= names
    for name in names:
        texts = list((bundle / "licenses" / name).iterdir())
        assert texts, name
        assert all(text.stat().st_size > 200 for text in texts)
    for name in ("pyside6-essentials", "shiboken6"):
        assert {text.name for text in (bundle / "licenses" / name).iterdir()} == {
            "GPL-3.0.txt",
            "LGPL-3.0.txt",
        }
