"""Lines that put another Go in front of PATH: which may go is asked of the real shell, which must lose nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.facts.answers import file
from tests.facts.shells.gos import tree
from tests.real_shells import put, really
from wizard.codecs.shell.kinds import Kind
from wizard.engine.waves import gather
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PATH_GUESSES
from wizard.facts.shells.go_trees import GO_TREES
from wizard.facts.shells.start_files import START_FILES
from wizard.model.edits.files import SetEntry
from wizard.model.facts import Side, Snapshot
from wizard.model.probes import Account, AccountProbe, Answers, FileProbe, Missing, Probe
from wizard.model.wanted import Wanted
from wizard.rules.go.stale_lines import stale_lines

OTHER = "/usr/local/go"
ENTRY = SetEntry("~/.wizard", "PATH", ":")
PLACES = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/config.fish"}
GOES = {
    "bash": (
        "export PATH=/usr/local/go/bin:$PATH",
        'PATH="/usr/local/go/bin:$PATH"',
        "export PATH=/usr/local/go/bin:${PATH}",
        'export PATH=/usr/local/go/bin:"$PATH"',
        "PATH=/usr/local/go/bin:/usr/local/go/bin:$PATH",
    ),
    "zsh": (
        "export PATH=/usr/local/go/bin:$PATH",
        "path=(/usr/local/go/bin $path)",
        'path=("/usr/local/go/bin" $path)',
        "path=(/usr/local/go/bin ${path})",
        "  path=( /usr/local/go/bin $path )  # mine",
    ),
    "fish": (
        "set -gx PATH /usr/local/go/bin $PATH",
        "set -gxp PATH /usr/local/go/bin",
        "set --export --prepend PATH '/usr/local/go/bin'",
        "fish_add_path -gP /usr/local/go/bin",
        "fish_add_path --path --move /usr/local/go/bin",
        "fish_add_path -g /usr/local/go/bin",
        "set -g fish_user_paths /usr/local/go/bin $fish_user_paths",
    ),
}
STAYS = {
    "bash": (
        "export PATH=/usr/local/go/bin:/mine:$PATH",
        "export PATH=/usr/local/go/bin",
        "export PATH=$PATH:/usr/local/go/bin",
        "export PATH=/usr/local/go/bin:$OTHER",
        "PATH=/usr/local/go/bin:$PATH; export EDITOR=vi",
        "path=(/usr/local/go/bin $path)",
        "if true; then PATH=/usr/local/go/bin:$PATH; fi",
        "[ -d /x ] && PATH=/usr/local/go/bin:$PATH",
    ),
    "zsh": (
        "path=(/usr/local/go/bin ~/mine $path)",
        "path=(/usr/local/go/bin)",
        "path+=(/usr/local/go/bin)",
        "path=($path /usr/local/go/bin)",
        "path=(/usr/local/go/bin $fpath)",
        "path[1,0]=/usr/local/go/bin",
    ),
    "fish": (
        "set -gx PATH /usr/local/go/bin",
        "set -gx PATH /usr/local/go/bin ~/mine $PATH",
        "set -gxa PATH /usr/local/go/bin",
        "fish_add_path -gP /usr/local/go/bin ~/mine",
        "fish_add_path -agP /usr/local/go/bin",
        "fish_add_path -gP (echo /usr/local/go/bin)",
        "fish_add_path -n /usr/local/go/bin",
        "true; and fish_add_path -gP /usr/local/go/bin",
    ),
}


def seen(shell: str, text: str) -> Snapshot:
    told = {
        AccountProbe(): Account("me", 1000, 1000, "/home/me", f"/bin/{shell}"),
        FileProbe(PLACES[shell]): file(text),
        **dict(tree(OTHER, "1.25.5")),
    }

    def answer(side: Side, probes: tuple[Probe, ...]) -> Answers:
        return Answers(tuple((probe, told.get(probe, Missing())) for probe in probes))

    snapshot, _ = gather([GO_TREES, START_FILES, ACCOUNT, SHELLS, PATH_GUESSES], Wanted(), answer)
    return snapshot


def path_of(shell: str, home: Path, text: str) -> list[str]:
    put(home, PLACES[shell][2:], text)
    real = really(shell, Kind.INNER, home)
    assert real is not None
    return (real["PATH"].text or "").split(":")


@pytest.mark.parametrize(("shell", "line"), [(shell, line) for shell in GOES for line in GOES[shell]])
def test_a_line_that_does_nothing_else_goes(shell: str, line: str) -> None:
    (found,) = stale_lines(seen(shell, f"# one\n{line}\n# three\n"), ENTRY)
    assert (found.path, found.line, found.text) == (PLACES[shell], 2, line)


@pytest.mark.linux(reason="a real shell is asked")
@pytest.mark.parametrize(
    ("shell", "line"),
    [(shell, line) for shell in GOES for line in GOES[shell] if not line.startswith("fish_add_path")],
)
def test_where_no_block_is_read_it_brings_the_go_of_the_block(shell: str, line: str, tmp_path: Path) -> None:
    (found,) = stale_lines(seen(shell, f"{line}\n"), ENTRY)
    assert found.becomes is not None
    own = tmp_path / "sdk/go/bin"
    own.mkdir(parents=True)
    after, without = (path_of(shell, tmp_path, text) for text in (f"{found.becomes}\n", "\n"))
    assert after[0] == str(own)
    assert [folder for folder in after if folder != str(own)] == without


@pytest.mark.linux(reason="a real shell is asked")
@pytest.mark.parametrize(("shell", "line"), [(shell, line) for shell in GOES for line in GOES[shell]])
def test_nothing_else_is_missing_without_it(shell: str, line: str, tmp_path: Path) -> None:
    other = tmp_path / "other/bin"
    other.mkdir(parents=True)
    real = line.replace("/usr/local/go/bin", str(other))
    with_it, without = (path_of(shell, tmp_path, text) for text in (f"{real}\n", "\n"))
    assert with_it[0] == str(other)
    assert [folder for folder in with_it if folder != str(other)] == without


@pytest.mark.parametrize(("shell", "line"), [(shell, line) for shell in STAYS for line in STAYS[shell]])
def test_a_line_that_does_more_stays(shell: str, line: str) -> None:
    assert stale_lines(seen(shell, f"# one\n{line}\n# three\n"), ENTRY) == ()
