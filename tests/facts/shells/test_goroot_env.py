"""The go.env of the Go that runs: asked for where a profile names projects, and the first line of a key applies."""

from __future__ import annotations

from tests.facts.answers import at, file, read
from wizard.facts.go import ELF_HEAD
from wizard.facts.shells.goroot_env import GOROOT_ENVS, env_of
from wizard.model.facts import Unknown
from wizard.model.probes import Denied, FileProbe
from wizard.model.wanted import ProjectsWanted, Wanted

WANT = Wanted(projects=ProjectsWanted(("~/a",)))
PROGRAM = (FileProbe("/opt/go/bin/go", limit=ELF_HEAD, head=True), file(b"\x7fELF", 0o755))
PROFILE = at("~/.profile", "export PATH=/opt/go/bin:$PATH\n")


def test_the_first_line_of_a_key_applies() -> None:
    env = at("/opt/go/go.env", "# x\nGOPROXY=a\nGOPROXY=b\n export X=1\nGOSUMDB=off\n")
    assert read(GOROOT_ENVS, PROFILE, PROGRAM, env, want=WANT) == {
        "/opt/go/go.env": {"GOPROXY": "a", "GOSUMDB": "off"}
    }


def test_without_projects_nothing_is_asked() -> None:
    assert read(GOROOT_ENVS, PROFILE, PROGRAM) == {}


def test_what_may_not_be_read_is_unknown() -> None:
    denied = (FileProbe("/opt/go/go.env"), Denied())
    assert isinstance(read(GOROOT_ENVS, PROFILE, PROGRAM, denied, want=WANT), Unknown)


def test_a_program_in_no_goroot_has_none() -> None:
    assert env_of("/usr/bin/go-wrapper") == ""
    assert env_of("/opt/go/bin/go") == "/opt/go/go.env"
