"""Variables of Windows and the usual folders of Go."""

from __future__ import annotations

from tests.facts.answers import read
from wizard.facts.windows.go import GO_FOLDERS, VARIABLES, GoFolders
from wizard.facts.windows.inquiry import INQUIRY, InspectedFolder
from wizard.model.facts import Unknown
from wizard.model.probes import (
    FileProbe,
    RegistryProbe,
    Unavailable,
    Values,
)


def test_variables_with_their_kind() -> None:
    key = RegistryProbe(r"HKCU\Environment")
    found = read(
        VARIABLES, (key, Values({"Path": "%A%", "N": 5, "GOROOT": "C:\\Go"}, types={"Path": 2, "N": 4}))
    )
    assert not isinstance(found, Unknown)
    assert [(each.name, each.type) for each in found.user] == [("Path", 2), ("GOROOT", None)]


def test_names_in_a_path_are_replaced_as_far_as_they_are_known() -> None:
    keys = {r"HKCU\Environment": {"GOPATH": "%USERPROFILE%\\go", "LOOP": "%loop%x"}}
    keys[r"HKCU\Volatile Environment"] = {"USERPROFILE": "C:\\Users\\me"}
    found = read(VARIABLES, *((RegistryProbe(key), Values(dict(rows))) for key, rows in keys.items()))
    assert not isinstance(found, Unknown)
    assert found.expanded("%GoPath%\\bin;%SystemRoot%") == "C:\\Users\\me\\go\\bin;%SystemRoot%"
    assert found.expanded("%LOOP%").startswith("%loop%")
    assert GoFolders((InspectedFolder("C:\\Go\\"),)).at('"c:/go"') is not None


def test_usual_folders_are_looked_at_without_powershell() -> None:
    file = FileProbe("C:\\Go\\VERSION", 256, head=True)
    found = read(GO_FOLDERS, (INQUIRY, Unavailable("gone")), (file, Unavailable("no drive")))
    assert not isinstance(found, Unknown)
    place = found.at("C:\\Program Files\\Go")
    assert place is not None
    assert not place.there
