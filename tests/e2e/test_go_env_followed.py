"""`go env NAME` in a start file: what is followed is what a real Go prints, or it is said to be unclear."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real_shells import NAMES, followed, put, really
from wizard.codecs.shell.kinds import Kind

ENV_FILE = ".config/go/env"
FOLLOWED = {
    "the default": ("export GOPATH=$(go env GOPATH)\n", {}),
    "in PATH": ("export PATH=$PATH:$(go env GOPATH)/bin\n", {}),
    "GOBIN": ("export GOBIN=/b; export PATH=$PATH:$(go env GOBIN)\n", {}),
    "a variable": ("export GOPATH=/mine; export PATH=$PATH:$(go env GOPATH)/bin\n", {}),
    "a variable of the shell alone": ("GOPATH=/mine; export PATH=$PATH:$(go env GOPATH)/bin\n", {}),
    "an empty variable": ("export GOPATH=; export PATH=$PATH:$(go env GOPATH)/bin\n", {}),
    "the go env file": ("export GOPATH=$(go env GOPATH)\n", {ENV_FILE: "GOPATH=/old\nGOPATH=/filed\n"}),
    "an empty line of it": ("export GOPATH=$(go env GOPATH)\n", {ENV_FILE: "GOPATH=\n"}),
    "no go env file": ("export GOENV=off; export GOPATH=$(go env GOPATH)\n", {ENV_FILE: "GOPATH=/filed\n"}),
    "one elsewhere": (
        "export XDG_CONFIG_HOME=~/x; export GOPATH=$(go env GOPATH)\n",
        {ENV_FILE: "GOPATH=/filed\n", "x/go/env": "GOPATH=/x\n"},
    ),
    "one of another name": ("export GOENV=~/e; export GOPATH=$(go env GOPATH)\n", {"e": "GOPATH=/e\n"}),
    "by its path": ("export GOPATH=$(~/tree/bin/go env GOPATH)\n", {}),
}
UNCLEAR = {
    "GOROOT, which a go.mod can change": "export GOROOT=$(go env GOROOT)\n",
    "a default that newer Gos have": "export GOPATH=$(go env GOBIN)\n",
    "two at once": "export GOPATH=$(go env GOPATH GOBIN)\n",
    "another command of it": "export GOPATH=$(go version)\n",
}


def ground(home: Path, tree: Path, text: str) -> None:
    (home / "tree").symlink_to(tree)
    put(home, ".bashrc", f"PATH=$PATH:~/tree/bin\n{text}")


@pytest.mark.parametrize("name", FOLLOWED)
def test_it_is_what_go_says(name: str, tree: Path, tmp_path: Path) -> None:
    text, files = FOLLOWED[name]
    ground(tmp_path, tree, text)
    for path, content in files.items():
        put(tmp_path, path, content)
    read, real = followed("bash", Kind.INNER, tmp_path), really("bash", Kind.INNER, tmp_path)
    assert real is not None
    for variable in NAMES:
        assert read.get(variable).unclear is None
        assert (variable, read.get(variable).text) == (variable, real[variable].text)


@pytest.mark.parametrize("name", UNCLEAR)
def test_what_depends_on_more_is_not_guessed(name: str, tree: Path, tmp_path: Path) -> None:
    ground(tmp_path, tree, UNCLEAR[name])
    read = followed("bash", Kind.INNER, tmp_path)
    assert any(read.get(variable).unclear for variable in NAMES)
