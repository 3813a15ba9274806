"""Commands about what goes together: answers for people and as JSON, and one clear sentence for bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Wizard, refused
from tests.e2e.programs import programs
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.cli.options import Run
from wizard.model.facts import Side
from wizard.rules import catalogue


def go_for(capfdbinary: pytest.CaptureFixture[bytes], *words: str) -> tuple[int, str, str]:
    code = run(["go-for", *words])
    out, err = capfdbinary.readouterr()
    return code, out.decode(), err.decode()


def test_go_for_in_words_and_as_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, _ = go_for(capfdbinary, "etcd@3.5", "kubernetes@1.34")
    assert code == Exit.DONE
    assert "All of it can be built with:" in out
    code, out, _ = go_for(capfdbinary, "--json", "kubernetes@1.36", "delve@1.24")
    assert code == Exit.PENDING
    found: dict[str, Any] = json.loads(out)
    assert [each["kind"] for each in found["excluding"]] == ["needs", "debugs"]
    assert found["fits"] == []
    assert all(each["source"][0].startswith("https://") for each in found["excluding"])


def test_go_for_lists_what_it_knows(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, _ = go_for(capfdbinary, "--language", "en")
    assert code == Exit.DONE
    lines = out.splitlines()
    assert lines[0].endswith("wsl-go-wizard go-for etcd@3.5 kubernetes@1.34 ./app")
    assert "  etcd: 3.4 to 3.7" in lines
    assert "  cilium: main" in lines
    assert len(lines) < 40
    assert max(map(len, lines)) < 120
    assert json.loads(go_for(capfdbinary, "--json")[1])["projects"]["etcd"] == ["3.4", "3.5", "3.6", "3.7"]


def test_go_for_what_nobody_knows(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, err = go_for(capfdbinary, "etcdd", "--language", "en")
    assert (code, out) == (Exit.ERROR, "")
    assert err.splitlines() == ["Unknown project: etcdd.", "Did you mean: etcd?"]


@pytest.mark.linux(reason="the programs are built by Go for Linux")
def test_inspect_a_file_of_the_machine_and_one_of_this_computer(wizard: Wizard, root: Path) -> None:
    (root / "home/me/app").write_bytes((programs() / "pure").read_bytes())
    said = wizard("inspect", "/home/me/app", "--language", "en")
    assert said.code == Exit.DONE
    assert said.out.startswith("A static Linux program for amd64")
    found = wizard("inspect", "/home/me/app", "--json").json
    assert found["program"]["go"]["settings"]["CGO_ENABLED"] == "0"
    assert {each["verdict"] for each in found["runs"]} == {"runs"}


def test_inspect_what_is_no_program(wizard: Wizard, root: Path, tmp_path: Path) -> None:
    assert refused(wizard("inspect", "/etc/passwd")) == "/etc/passwd is not a program for Linux or Windows."
    assert refused(wizard("inspect", "/etc")) == "/etc is a folder, not a program."
    assert refused(wizard("inspect", "/gone")) == "/gone does not exist."
    local = tmp_path / "a.bin"
    local.write_bytes(b"MZ" + bytes(80))
    if not str(local).startswith("/"):  # of Windows: a path of this computer
        assert refused(wizard("inspect", str(local))) == f"{local} is not a program for Linux or Windows."


def test_projects_in_words_and_as_json(wizard: Wizard, root: Path) -> None:
    (root / "home/me/src").mkdir()
    (root / "home/me/src/go.mod").write_bytes(b"module example.com/a\n\ngo 1.26.0\n")
    said = wizard("projects", "~/src", "--language", "en")
    assert said.code == Exit.PENDING
    assert "cgo-race, cgo-cross-cc, cncf-ebpf: Could not run a login shell." in said.out
    assert said.out.splitlines()[:2] == ["~/src  example.com/a", "  Go 1.26.0 or later"]
    found = wizard("projects", "/home/me/src", "--json").json
    assert (found["needs"], found["rows"][0]["module"]) == ("1.26.0", "example.com/a")


def test_projects_where_nothing_is_wrong_end_with_nothing_to_do(
    wizard: Wizard, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "home/me/src").mkdir()
    (root / "home/me/src/go.mod").write_bytes(b"module example.com/a\n\ngo 1.26.0\n")
    files_only = [each for each in catalogue.rules(Side.DISTRO) if each.id.startswith("modules-gomod")]
    monkeypatch.setattr(catalogue, "rules", lambda side: files_only)
    assert wizard("projects", "~/src").code == Exit.NOTHING_TO_DO


def test_projects_that_are_none(wizard: Wizard) -> None:
    assert refused(wizard("projects")) == "Neither the command nor your profile names a project folder."
    assert refused(wizard("projects", "src")) == "src is not a folder of the distro."


def test_projects_with_faults_end_with_their_own_code(wizard: Wizard, root: Path) -> None:
    (root / "home/me/src").mkdir()
    (root / "home/me/src/go.mod").write_bytes(b"module a\n\ngo 1.26.0.1\n")
    said = wizard("projects", "~/src", "--language", "en")
    assert said.code == Exit.PENDING
    assert any(line.startswith("  modules-gomod-parse: ") for line in said.out.splitlines())


def test_a_path_into_a_distro_is_about_that_distro_unless_a_machine_was_named() -> None:
    unnamed = Run((None, None, None, False, "me"), (("baseline",), ()), "en", True)
    named = unnamed.of_distro("Ubuntu").named
    assert named is not None
    assert named.name == "Ubuntu"
    for place in ((Path("root"), None, None, False, None), (None, None, "Debian", False, None)):
        run_ = Run(place, ((), ()), "en", False)
        assert run_.of_distro("Ubuntu") is run_
