"""Where `go install` puts programs, as the wizard reads it and as that Go itself says (`go list -f {{.Target}}`)."""

from __future__ import annotations

import shlex
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.e2e.real_go.machine import USUAL, Home, RealGo
from wizard.codecs.shell.kinds import Kind
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.go_programs import PROGRAM_FOLDERS
from wizard.facts.shells.go_settings import USES
from wizard.facts.shells.goenv_file import GOENV

pytestmark = pytest.mark.linux(reason="the Go that is asked is one for Linux")

FACTS: Final = (*USES, ACCOUNT, GOENV, PROGRAM_FOLDERS)
_FOLDERS: Final = (
    "/dev/null/go",
    "/a:/b",
    "/a//b/",
    ":/b",
    "/a/../b",
    "",
    "rel",
    "/a b",
    "$HOME/go",
    "~/go",
    "/a:rel",
    "/a\r",
)
_PLACES: Final = ("", "", "", 'export HOME="$HOME/inner"', "export HOME=", "unset HOME")
_MODULE: Final = {
    "project/go.mod": b"module m.example/program\n",
    "project/main.go": b"package main\n\nfunc main() {}\n",
}

_named = st.tuples(st.sampled_from(("GOBIN", "GOPATH")), st.sampled_from(_FOLDERS))
_exports = st.lists(_named.map(lambda each: f"export {each[0]}={shlex.quote(each[1])}"), max_size=2)
_stored = st.lists(_named.map(lambda each: "=".join(each)), max_size=3)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(exports=_exports, stored=_stored, place=st.sampled_from(_PLACES))
@example(exports=[], stored=["GOPATH=/a", "GOPATH="], place="")
@example(exports=["export GOPATH="], stored=["GOPATH=/a"], place="")
def test_programs_are_put_where_the_wizard_says(
    real_go: RealGo, exports: list[str], stored: list[str], place: str
) -> None:
    file = "".join(f"{line}\n" for line in stored).encode()
    real_go.furnish(Home((*exports, place), {USUAL: file, f"inner/{USUAL}": b"GOBIN=/inner\n", **_MODULE}))
    project = str(real_go.home / "project")
    ran = real_go.run(
        ("-C", project, "list", "-f", "{{.Target}}", "."), GOCACHE=str(real_go.folder / "cache")
    )
    target = ran.stdout.decode().strip("\n")
    claim = real_go.seen(FACTS)[PROGRAM_FOLDERS]
    folder = target.rpartition("/")[0] if target.startswith("/") and not ran.returncode else ""
    assert {claim[Kind.TERMINAL], claim[Kind.EDITOR]} == {folder}, ran.stderr.decode()
