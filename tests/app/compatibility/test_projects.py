"""Projects in a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.app.compatibility.projects import ProjectTable, sentences, table_of
from wizard.app.session import Session
from wizard.model.errors import InputError
from wizard.model.wanted import ProjectsWanted, Wanted
from wizard.resources import resource
from wizard.transports.host import Host
from wizard.transports.recording.replay import replay
from wizard.transports.tree import Tree

FILES_OF_DEMO = resource("demo", "machine.json")

PINNED = "debian:13@sha256:" + 32 * "0a"
FILES = {
    "etc/passwd": "root:x:0:0::/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\n",
    "src/a/go.mod": "module a\ngo 1.25.3\ntoolchain go1.26.1\ngodebug netdns=go\nignore ./node_modules\n",
    "src/a/Dockerfile": "FROM golang AS b\nRUN go build -o /app\nFROM b AS c\nFROM " + PINNED + "\n",
    "src/a/vendor/modules.txt": "",
    "src/w/go.work": "go 1.24\nuse (\n./m1\n./m2\n)\n",
    "src/w/m1/go.mod": "module m1\ngo 1.23\ntool golang.org/x/tools/cmd/stringer\n",
    "src/w/m2/go.mod": "module m2\ngo 1.25.1\n",
    "mnt/c/b/go.mod": "module b\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/sh").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00")
    return tmp_path


def of(root: Path, *folders: str, wanted: Wanted | None = None) -> ProjectTable:
    return table_of(Session(Tree(root, user="me"), Host(), wanted or Wanted()), folders)


def test_a_folder_stands_for_the_projects_below_it(root: Path) -> None:
    found = of(root, "/src")
    assert {row.folder for row in found.rows} == {"/src/a", "/src/w", "/src/w/m1", "/src/w/m2"}
    assert (found.needs, found.decided_by) == ("1.25.3", "/src/a")
    assert found.is_supported is False


def test_what_a_project_says(root: Path) -> None:
    (row,) = of(root, "/src/a/").rows
    assert (row.module, row.go, row.toolchain, row.has_vendor) == ("a", "1.25.3", "go1.26.1", True)
    assert (row.godebug, row.ignores, row.is_on_drive) == (("netdns=go",), ("./node_modules",), False)
    assert [(image.name, image.is_tagged, image.is_digest) for image in row.images] == [
        ("golang", False, False),
        (PINNED, True, True),
    ]
    assert "docker-image-unpinned" in {each.rule for each in row.found}


def test_a_project_for_people(root: Path) -> None:
    said = [text.render() for text in sentences(of(root, "/src/a"))]
    assert said[0] == "/src/a  a"
    for line in (
        "  Go 1.25.3 or later",
        "  toolchain go1.26.1",
        "  godebug netdns=go",
        "  With a vendor folder",
        "  Image golang, without a version",
        f"  Image {PINNED}, fixed by its digest",
        "All of them build with Go 1.25.3 or later, because of /src/a.",
        "Go 1.25.3 gets no security updates anymore. Build with a newer one.",
    ):
        assert line in said


def test_a_workspace_that_is_too_old_for_a_module_is_told(root: Path) -> None:
    """Go: "module m2 listed in go.work file requires go >= 1.25.1, but go.work lists go 1.24"."""
    found = of(root, "/src/w")
    assert [row.folder for row in found.rows] == ["/src/w", "/src/w/m1", "/src/w/m2"]
    assert found.too_low == ("/src/w/m2",)
    assert found.rows[1].tools == ("golang.org/x/tools/cmd/stringer",)
    (root / "src/w/go.work").write_text("go 1.26\nuse (\n./m1\n./m2\n)\n")
    assert of(root, "/src/w").too_low == ()


def test_what_is_found_is_shown_in_the_innermost_project(root: Path) -> None:
    (root / "src/w/m1/go.mod").write_text("module m1\ngo 1.23.0.1\n")
    found = {row.folder: {each.rule for each in row.found} for row in of(root, "/src/w").rows}
    assert "modules-gomod-parse" in found["/src/w/m1"]
    assert "modules-gomod-parse" not in found["/src/w"]


def test_what_is_not_of_one_project_alone_is_shown_once(root: Path) -> None:
    for name in ("m1", "m2"):
        (root / "src/w" / name / "Dockerfile").write_text("FROM golang\nRUN go build\nFROM scratch\n")
    found = of(root, "/src/w")
    assert all("docker-image-unpinned" not in {each.rule for each in row.found} for row in found.rows)
    rules = [each.rule for each in found.found]
    assert rules.count("docker-image-unpinned") == 1
    assert {"cgo-race", "cncf-ebpf"} <= set(rules)  # nothing runs in a folder: of the machine, and not known
    assert not found.is_well
    said = [text.render() for text in sentences(found)]
    assert len([line for line in said if "docker-image-unpinned" in line]) == 1
    assert len([line for line in said if line.endswith("Could not run a login shell.")]) == 1
    assert [line for line in said if line.endswith("/Dockerfile:1")] == [
        "    /src/w/m1/Dockerfile:1",
        "    /src/w/m2/Dockerfile:1",
    ]


def test_one_on_a_windows_drive_and_one_that_is_none(root: Path) -> None:
    (root / "nothing").mkdir()
    drive, nothing = of(root, "/mnt/c/b", "/nothing").rows
    assert (drive.is_go, drive.is_on_drive, drive.go) == (True, True, None)
    assert not nothing.is_go
    said = [text.render() for text in sentences(of(root, "/mnt/c/b", "/nothing"))]
    assert "  On a Windows drive: builds are slow there." in said
    assert "  Contains neither go.mod nor go.work." in said


def test_a_folder_that_is_not_there_is_not_called_empty(root: Path) -> None:
    with pytest.raises(InputError, match="/nothing does not exist"):
        of(root, "/src/a", "/nothing")
    with pytest.raises(InputError, match="/etc/passwd is not a folder"):
        of(root, "/etc/passwd")


def test_what_was_not_recorded_is_not_said_to_be_missing() -> None:
    table = table_of(Session(*replay(FILES_OF_DEMO), Wanted()), ("/no/such/recording",))
    assert [row.is_go for row in table.rows] == [None]
    assert "  Could not look into this folder." in [text.render() for text in sentences(table)]


def test_without_folders_it_is_those_of_the_profile(root: Path) -> None:
    wanted = Wanted(projects=ProjectsWanted(("/src/a",)))
    assert [row.folder for row in of(root, wanted=wanted).rows] == ["/src/a"]
    with pytest.raises(InputError, match="names a project folder"):
        of(root)
