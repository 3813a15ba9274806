"""What go says of itself: asked by a real shell of stand-ins, and of the real Go where there is one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.facts.answers import GONE, read
from wizard.facts.programs.go_says import GO_SAYS, BuiltProgram, GoSays
from wizard.facts.tools import GO_KEYS, TOOLS_PROBE
from wizard.model.facts import Unknown
from wizard.model.probes import Exited

GO = r"""#!/bin/sh
[ "$GOTOOLCHAIN$GOFLAGS$GODEBUG" = local ] || exit 3
case "$*" in
"env "*) shift; for name in "$@"; do
  case $name in
  CC) echo 'some-cc -m64' ;; GOPATH) echo "$HOME/path:/other" ;; GOBIN) echo "%s" ;;
  GOVERSION) echo go1.27.3 ;; *) echo "$name!" ;; esac; done ;;
"tool compile -V") echo compile version go1.26.6 ;;
"version -m $HOME/path/bin" | "version -m $HOME/own bin")
  printf '%%s: go1.25.5\n\tpath\tgolang.org/x/tools/gopls\n\tmod\tgolang.org/x/tools\tv0.20.0\th1:x=\n' "$3/gopls"
  printf '\tdep\tgolang.org/x/mod\tv0.1.0\th1:y=\n\tbuild\t-compiler=gc\n'
  printf '%%s: go1.24 X:boringcrypto\n\tpath\tcommand-line-arguments\n' "$3/a: b" ;;
*) exit 1 ;;
esac
"""


def asked(home: Path, shell: str = "/bin/sh") -> GoSays | Unknown:
    home.joinpath(".profile").write_text(
        'PATH="$HOME/bin:/usr/bin:/bin"; export GOFLAGS=-x GODEBUG=tlsrsakex=1\n'
    )
    done = subprocess.run(
        TOOLS_PROBE.argv,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={"HOME": str(home), "SHELL": shell, "PATH": "/usr/bin:/bin"},
        cwd="/",
        timeout=60,
    )
    return read(GO_SAYS, (TOOLS_PROBE, Exited(done.returncode, done.stdout, done.stderr)))


def program(place: Path, script: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(script)
    place.chmod(0o755)


@pytest.mark.linux(reason="it asks a real shell")
@pytest.mark.parametrize(("gobin", "folder"), [("", "path/bin"), ("$HOME/own bin", "own bin")])
def test_what_a_login_shell_hears(tmp_path: Path, gobin: str, folder: str) -> None:
    program(tmp_path / "bin/go", GO % gobin)
    program(tmp_path / "bin/some-cc", "#!/bin/sh\n[ $1 = -dumpmachine ] && echo x86_64-linux-gnu\n")
    (tmp_path / folder).mkdir(parents=True)
    found = asked(tmp_path)
    assert not isinstance(found, Unknown)
    assert (found.get("CC"), found.get("GOVERSION"), found.get("GOARCH")) == (
        "some-cc -m64",
        "go1.27.3",
        "GOARCH!",
    )
    assert (found.compiler, found.cc, found.target) == (
        "go1.26.6",
        f"{tmp_path}/bin/some-cc",
        "x86_64-linux-gnu",
    )
    assert found.built == (
        BuiltProgram(f"{tmp_path}/{folder}/gopls", "go1.25.5", "golang.org/x/tools/gopls", "v0.20.0"),
        BuiltProgram(f"{tmp_path}/{folder}/a: b", "go1.24", "command-line-arguments"),
    )


@pytest.mark.linux(reason="it asks a real shell")
@pytest.mark.parametrize("script", ["", "#!/bin/sh\nexit 2\n", "#!/bin/sh\necho go; exit 1\n"])
def test_without_a_go_that_responds_nothing_is_said(tmp_path: Path, script: str) -> None:
    if script:
        program(tmp_path / "bin/go", script)
    else:
        (tmp_path / ".keep").write_text("")
        if shutil.which("go", path="/usr/bin:/bin"):
            pytest.skip("this machine has a Go")
    assert asked(tmp_path) == GoSays()


def test_a_compiler_that_is_not_there() -> None:
    said = "\n== wsl-go-wizard ==\n" + "".join(f"go-env {name}\n" for name in GO_KEYS) + "go-compile \n"
    found = read(GO_SAYS, (TOOLS_PROBE, Exited(0, said.encode(), b"")))
    assert not isinstance(found, Unknown)
    assert (found.cc, found.target, found.compiler, found.built) == ("", "", "", ())
    assert found.settings.keys() == set(GO_KEYS)


def test_no_answer_is_unknown() -> None:
    assert isinstance(read(GO_SAYS, (TOOLS_PROBE, GONE)), Unknown)
