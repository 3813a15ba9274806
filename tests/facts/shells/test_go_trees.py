"""Every Go there is: in the usual places, and where only PATH finds it."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, file, read
from tests.facts.shells.gos import AMD64, HEAD, tree
from wizard.facts.go import GoTree
from wizard.facts.shell import LOGIN
from wizard.facts.shells.go_trees import GO_TREES, IN_PATH
from wizard.model.facts import Unknown
from wizard.model.probes import Exited, FileProbe


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        ("/usr/local/go", "archive"),
        ("~/sdk/go1.25.5", "sdk"),
        ("~/go", "archive"),
        ("/usr/lib/go-1.22", "package"),
        ("/usr/lib/golang", "package"),
        ("/usr/lib/go", "package"),
        ("/snap/go/10748", "snap"),
        ("~/.gvm/gos/go1.24.11", "gvm"),
        ("~/.goenv/versions/1.24.11", "goenv"),
        ("~/.asdf/installs/golang/1.24.11/go", "asdf"),
        ("~/.local/share/mise/installs/go/1.24.11", "mise"),
        ("~/.go/.versions/1.24.11", "g"),
        ("~/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.25.0.linux-amd64", "toolchain"),
    ],
)
def test_who_put_a_go_there(root: str, kind: str) -> None:
    (found,) = read(GO_TREES, *tree(root, "1.25.0"))  # type: ignore[misc]
    assert found == GoTree(root, kind, "1.25.0", "amd64")
    assert found.is_manager == (kind in ("gvm", "goenv", "asdf", "mise", "g"))


@pytest.mark.parametrize("version", ["devel +abc", "", "1.2.3.4", "go 1.25"])
def test_a_folder_with_a_strange_version_is_no_go(version: str) -> None:
    assert read(GO_TREES, *tree("/usr/local/go", version)) == ()


def test_a_version_without_a_go_is_no_go() -> None:
    (version, _) = tree("/usr/local/go", "1.25.0")
    assert read(GO_TREES, version) == ()


def test_the_link_of_ours_is_not_counted_as_a_go_of_its_own() -> None:
    found = read(GO_TREES, *tree("~/sdk/go1.25.5", "1.25.5", "~/sdk/go"))
    assert [each.path for each in found] == ["~/sdk/go1.25.5"]  # type: ignore[union-attr]


def test_trees_that_cannot_be_looked_for_are_unknown() -> None:
    assert isinstance(read(GO_TREES, (tree("/usr/local/go", "1")[0][0], GONE)), Unknown)


BREW = "/home/linuxbrew/.linuxbrew"
LIBEXEC = f"{BREW}/Cellar/go/1.25.5/libexec"


def program(path: str, link: str | None = None) -> tuple[FileProbe, object]:
    """A ``go`` at *path*, or one that *link*s."""
    return FileProbe(path, limit=HEAD, head=True), file(AMD64[:HEAD], 0o755, link)


def test_a_go_that_only_path_finds() -> None:
    (found,) = read(  # type: ignore[misc]
        GO_TREES,
        at("~/.bashrc", "export PATH=$PATH:/opt/go/bin\n"),
        program("/opt/go/bin/go"),  # type: ignore[arg-type]
        at("/opt/go/VERSION", "go1.25.5\n"),
    )
    assert found == GoTree("/opt/go", IN_PATH, "1.25.5", "amd64")


def test_a_link_in_path_leads_to_its_go() -> None:
    (found,) = read(  # type: ignore[misc]
        GO_TREES,
        at("~/.profile", f"export PATH={BREW}/bin:$PATH\n"),
        program(f"{BREW}/bin/go", f"{LIBEXEC}/bin/go"),  # type: ignore[arg-type]
        at(f"{LIBEXEC}/VERSION", "go1.25.5\n"),
    )
    assert found == GoTree(LIBEXEC, IN_PATH, "1.25.5", "amd64")


def test_a_go_that_a_shell_was_heard_to_run() -> None:
    said = Exited(0, b"\n== wsl-go-wizard ==\ngo /x/go\t/y/bin/go\tgo1.27.3\n", b"")
    (found,) = read(  # type: ignore[misc]
        GO_TREES,
        (LOGIN, said),
        program("/y/bin/go"),  # type: ignore[arg-type]
        at("/y/VERSION", "go1.27.3\n"),
    )
    assert found == GoTree("/y", IN_PATH, "1.27.3", "amd64")


def test_a_go_of_the_usual_places_is_counted_once() -> None:
    files = at("~/.profile", "export PATH=/usr/local/go/bin:/opt/link/bin:$PATH\n")
    link = program("/opt/link/bin/go", "/usr/local/go/bin/go")
    found = read(GO_TREES, *tree("/usr/local/go", "1.25.5"), files, link)  # type: ignore[arg-type]
    assert [each.path for each in found] == ["/usr/local/go"]  # type: ignore[union-attr]
