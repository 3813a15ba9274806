"""What shows that a project or a user needs cgo."""

from __future__ import annotations

import pytest

from wizard.codecs.go import gomod
from wizard.facts.go import PROJECT_FILES
from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.programs.build_files import BUILD_FILES
from wizard.model.facts import Snapshot
from wizard.rules.cgo.use import _is_of_c, lines_of_projects, to_install_compiler


@pytest.mark.parametrize(
    ("module", "is_of_c"),
    [
        ("github.com/mattn/go-sqlite3", True),
        ("github.com/confluentinc/confluent-kafka-go/v2", True),
        ("github.com/go-gl/glfw/v3.3/glfw", True),
        ("github.com/mattn/go-sqlite3x", False),
        ("modernc.org/sqlite", False),
    ],
)
def test_modules_of_c_are_known_with_all_below_them(module: str, is_of_c: bool) -> None:
    assert _is_of_c(module) is is_of_c
    assert gomod.parse(f"require {module} v1.0.0\n".encode()).directives[0].args[0] == module


def test_lines_are_numbered_and_comments_left_out() -> None:
    see = Snapshot({BUILD_FILES: {"~/a/Makefile": b"# x=1\r\nall:\r\n\tx=1\r\n"}, PROJECT_FILES: {}})
    assert [(each.line, each.quote) for each in lines_of_projects(see, "x=")] == [(3, "x=1")]


@pytest.mark.parametrize(
    "distro", ["debian", "fedora", "opensuse-leap", "opensuse-tumbleweed", "arch", "alpine"]
)
def test_every_distro_with_a_known_manager_has_a_command(distro: str) -> None:
    assert "gcc" in to_install_compiler(Snapshot({PACKAGES: Packages("x", (distro,))})).render()
