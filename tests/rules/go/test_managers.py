"""Version managers: one that any kind of shell reaches chooses, and is told by its own command."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.model.findings import Verdict

PIN = "go-install-pin-version"
WANTED = '[go]\nversion = "1.27.3"\nsources = ["https://go.example/dl/"]\n'
TREES = {
    "gvm": ".gvm/gos/go{}",
    "goenv": ".goenv/versions/{}",
    "asdf": ".asdf/installs/golang/{}/go",
    "mise": ".local/share/mise/installs/go/{}",
}
STARTS = {
    "gvm": 'source "$HOME/.gvm/scripts/gvm"',
    "goenv": 'eval "$(goenv init -)"',
    "asdf": '. "$HOME/.asdf/asdf.sh"; eval "$(asdf hook)"',
    "mise": 'eval "$(mise activate bash)"',
}
USE = {
    "gvm": "gvm use go1.27.3 --default",
    "goenv": "goenv global 1.27.3",
    "asdf": "asdf set --home golang 1.27.3",
    "mise": "mise use --global go@1.27.3",
}
INSTALL = {
    "gvm": "gvm install go1.27.3 -B",
    "goenv": "goenv install 1.27.3",
    "asdf": "asdf install golang 1.27.3",
    "mise": "mise install go@1.27.3",
}


def go(name: str, version: str) -> dict[str, str | bytes]:
    folder = f"home/me/{TREES[name].format(version)}"
    return {f"{folder}/VERSION": f"go{version}\n", f"{folder}/bin/go": ELF}


@pytest.mark.parametrize("name", TREES)
@pytest.mark.parametrize("path", [".bashrc", ".profile"])
def test_one_that_is_started_is_told_by_its_command(judge: Judge, name: str, path: str) -> None:
    files = {
        **go(name, "1.25.5"),
        f"home/me/{path}": f"{STARTS[name]}\n",
        "home/me/.gvm/scripts/gvm": "eval $X\n",
    }
    finding = judge(PIN, WANTED, files)
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
    assert finding.do is not None
    assert INSTALL[name] in finding.do.render()
    assert USE[name] in finding.do.render()
    there = judge(PIN, WANTED, {**files, **go(name, "1.27.3")})
    assert there.do is not None
    assert there.do.render() == f"Change it there: {USE[name]}"


@pytest.mark.parametrize("name", TREES)
def test_one_that_no_shell_starts_does_not_choose(judge: Judge, name: str) -> None:
    assert judge(PIN, WANTED, {**go(name, "1.25.5"), "home/me/.bashrc": "x=1\n"}).verdict is Verdict.FIXABLE


def test_one_that_has_no_go_does_not_choose(judge: Judge) -> None:
    files = {"home/me/.bashrc": f"{STARTS['mise']}\n"}
    assert judge(PIN, WANTED, files).verdict is not Verdict.BLOCKED


def test_one_that_runs_what_is_wanted_is_fine(judge: Judge) -> None:
    line = 'export PATH="$HOME/.gvm/gos/go1.27.3/bin:$PATH"\n'
    finding = judge(PIN, WANTED, {**go("gvm", "1.27.3"), "home/me/.profile": line})
    assert (finding.verdict, finding.says.render()) == (Verdict.OK, "gvm runs Go 1.27.3.")
