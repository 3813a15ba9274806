"""What people really have (FIELD cases): harm, and promises that are not kept, are revealed by the rehearsal alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.shellhomes import ShellHome, shell_home
from wizard.engine.rehearsal.rehearse import outcome
from wizard.model.plans import Plan
from wizard.model.rehearsal.shells import (
    REHEARSED,
    GodebugHas,
    GoIs,
    HarmKind,
    PathHas,
    Predicate,
    Purpose,
    Rehearsal,
    ShellKind,
    VariableUnset,
)
from wizard.model.state import File

pytestmark = pytest.mark.root

TAB, INNER, EDITOR = ShellKind.TERMINAL, ShellKind.INNER, ShellKind.EDITOR
NEW = GoIs("1.26.6")
BLOCK = 'export PATH="$HOME/sdk/go/bin:$PATH"\n'
FISH_BLOCK = 'set -gx PATH "$HOME/sdk/go/bin" $PATH\n'
CONF_D = ".config/fish/conf.d/wsl-go-wizard.fish"
CONFIG = ".config/fish/config.fish"
STOCK = "case $- in *i*) ;; *) return ;; esac\n"
READS_RC = 'if [ -n "$BASH_VERSION" ]; then . "$HOME/.bashrc"; fi\n'


@dataclass(frozen=True)
class Case:
    """*before* are the files of a home with Go 1.25.5 in ~/old and 1.26.6 in ~/sdk/go; *after* those the plan writes;
    *harms* what has to be found, by kind and name; *missed* the shells that do not get what it is for, and *line* the
    one that is to be blamed. What is revealed by the rehearsal *alone* no rule about the version knows of."""

    before: dict[str, str]
    after: dict[str, str]
    purposes: tuple[Predicate, ...] = (NEW,)
    starts: str = "/bin/bash"
    harms: tuple[tuple[HarmKind, str], ...] = ()
    missed: tuple[ShellKind, ...] = ()
    line: str = ""
    is_root: bool = False
    alone: bool = False


def manager(name: str, script: str) -> dict[str, str]:
    return {".profile": READS_RC, ".bashrc": f'. "$HOME/.{name}/init"\n', f".{name}/init": script}


EXPORTS = "export GOROOT=$HOME/old PATH=$HOME/old/bin:$PATH\n"
S2_BASH = {".profile": READS_RC, ".path": "PATH=$PATH:$GOROOT/bin\n"}
LOST_GO = ((HarmKind.NO_GO, ""), (HarmKind.LOST_FOLDER, "HOME/old/bin"))
UNSET = (VariableUnset("GOROOT"),)

CASES = {
    # S1: a version manager that is started in .bashrc exports GOROOT, and the plan's block puts another Go in front.
    **{
        f"S1 {name}": Case(
            manager(name, script),
            {".profile": READS_RC + BLOCK},
            harms=((HarmKind.OTHER_COMPILER, ""),),
            missed=(INNER,),
        )
        for name, script in {
            "gvm": EXPORTS,
            "goenv": 'eval "$(echo export GOROOT=$HOME/old)"; PATH="$HOME/old/bin:$PATH"\n',
            "asdf": "asdf() { :; }; " + EXPORTS,
            "mise": f"hook() {{ {EXPORTS.strip()}; }}\nhook\n",
        }.items()
    },
    # S2: GOROOT goes, and a file that is sourced uses it.
    "S2 a sourced file": Case(
        {**S2_BASH, ".bashrc": "export GOROOT=$HOME/old\n. ~/.path\n"},
        {".bashrc": ". ~/.path\n"},
        UNSET,
        harms=LOST_GO,
    ),
    "S2 a loop over files": Case(
        {
            **S2_BASH,
            ".bashrc": "export GOROOT=$HOME/old\nfor f in ~/.{path,exports}; do [ -r $f ] && . $f; done\n",
        },
        {".bashrc": "for f in ~/.{path,exports}; do [ -r $f ] && . $f; done\n"},
        UNSET,
        harms=LOST_GO,
    ),
    "S2 aliases": Case(
        {
            ".profile": READS_RC,
            ".bashrc": "export GOROOT=$HOME/old\n. ~/.bash_aliases\n",
            ".bash_aliases": "PATH=$PATH:$GOROOT/bin\n",
        },
        {".bashrc": ". ~/.bash_aliases\n"},
        UNSET,
        harms=LOST_GO,
    ),
    "S2 ZDOTDIR": Case(
        {
            ".zshenv": "export GOROOT=$HOME/old ZDOTDIR=$HOME/.zsh\n",
            ".zsh/.zshrc": "path+=($GOROOT/bin)\n",
        },
        {".zshenv": "export ZDOTDIR=$HOME/.zsh\n"},
        UNSET,
        "/usr/bin/zsh",
        harms=LOST_GO,
    ),
    "S2 custom files of a framework": Case(
        {
            ".zshrc": "export GOROOT=$HOME/old\nfor f in ~/.oh-my/custom/*.zsh; do source $f; done\n",
            ".oh-my/custom/go.zsh": "export PATH=$PATH:$GOROOT/bin\n",
        },
        {".zshrc": "for f in ~/.oh-my/custom/*.zsh; do source $f; done\n"},
        UNSET,
        "/usr/bin/zsh",
        harms=LOST_GO,
    ),
    # S3: a folder goes from PATH in which not only a Go is.
    **{
        f"S3 {folder}": Case(
            {".profile": f'export PATH="$HOME/{folder}:$PATH"\n'},
            {".profile": BLOCK},
            (NEW,),
            harms=((HarmKind.LOST_FOLDER, f"HOME/{folder}"),),
        )
        for folder in (".local/bin", "bin", "go/bin", "snap/bin")
    },
    # 2.2: promises that are not kept.
    "pin, and .bashrc of Ubuntu puts the old one in front": Case(
        {".profile": READS_RC, ".bashrc": STOCK + "export PATH=$HOME/old/bin:$PATH\n"},
        {".profile": READS_RC + BLOCK},
        missed=(INNER,),
        line="~/.bashrc:2",
    ),
    "pin, and .zshrc puts the old one in front": Case(
        {".zshrc": "export PATH=$HOME/old/bin:$PATH\n"},
        {".zprofile": BLOCK},
        starts="/usr/bin/zsh",
        missed=(TAB, INNER),
        line="~/.zshrc:1",
    ),
    "pin, and config.fish runs after conf.d": Case(
        {CONFIG: "set -gx PATH ~/old/bin $PATH\n"},
        {CONF_D: FISH_BLOCK},
        starts="/usr/bin/fish",
        missed=(TAB, INNER, EDITOR),
        line="~/.config/fish/config.fish:1",
    ),
    "pin, and ZDOTDIR is elsewhere": Case(
        {".zshenv": "ZDOTDIR=$HOME/.zsh\n", ".zsh/.zshrc": ""},
        {".zprofile": BLOCK},
        starts="/usr/bin/zsh",
        missed=(TAB, INNER, EDITOR),
    ),
    "GODEBUG, and a later line of .zshrc": Case(
        {".zshrc": "export GODEBUG=http2client=0\n"},
        {".zprofile": "export GODEBUG=netdns=go\n"},
        (GodebugHas("netdns", "go"),),
        "/usr/bin/zsh",
        missed=(TAB, INNER),
        line="~/.zshrc:1",
    ),
    "GODEBUG, and config.fish": Case(
        {CONFIG: "set -gx GODEBUG http2client=0\n"},
        {CONF_D: "set -gx GODEBUG netdns=go\n"},
        (GodebugHas("netdns", "go"),),
        "/usr/bin/fish",
        missed=(TAB, INNER, EDITOR),
        line="~/.config/fish/config.fish:1",
    ),
    "a universal variable of fish": Case(
        {
            CONFIG: "set -Ux GOROOT /nowhere\n",
            ".config/fish/fish_variables": "# VERSION: 3.0\nSETUVAR --export GOROOT:/nowhere\n",
        },
        {CONFIG: ""},
        UNSET,
        "/usr/bin/fish",
        missed=(TAB, INNER, EDITOR),
    ),
    "pin, and go is an alias": Case(
        {".profile": READS_RC, ".bashrc": STOCK + "alias go=$HOME/old/bin/go\n"},
        {".profile": READS_RC + BLOCK},
        missed=(TAB, INNER),
        line="~/.bashrc:2",
        alone=True,
    ),
    "pin, and go is an alias of zsh": Case(
        {".zshrc": "# mine\nalias -g gg=1 \nalias go='~/old/bin/go'\n"},
        {".zprofile": BLOCK},
        starts="/usr/bin/zsh",
        missed=(TAB, INNER),
        line="~/.zshrc:3",
        alone=True,
    ),
    "pin, and go is a function of fish": Case(
        {CONFIG: "function go --wraps go\n    ~/old/bin/go $argv\nend\n"},
        {CONF_D: FISH_BLOCK},
        starts="/usr/bin/fish",
        missed=(TAB, INNER, EDITOR),
        line="~/.config/fish/config.fish:1",
        alone=True,
    ),
    "pin, and a GOTOOLCHAIN that is to be downloaded": Case(
        {".profile": "export GOTOOLCHAIN=go1.99\n"},
        {".profile": "export GOTOOLCHAIN=go1.99\n" + BLOCK},
        missed=(TAB, INNER, EDITOR),
        line="~/.profile:1",
        alone=True,
    ),
    "pin, and gvm of root": Case(
        manager("gvm", EXPORTS),
        {".profile": BLOCK + READS_RC},
        missed=(TAB, INNER, EDITOR),
        is_root=True,
    ),
    "pin, and a Go in a place that nobody lists": Case(
        {".zshenv": "export PATH=$HOME/opt/go/bin:$PATH\n"},
        {".zprofile": BLOCK},
        starts="/usr/bin/zsh",
        missed=(INNER,),
        line="~/.zshenv:1",
    ),
    "nothing but a file that no shell of WSL reads": Case(
        {".profile": ""}, {".pam_environment": "GOROOT=\n"}, (GoIs("1.26.6"),), missed=(TAB, INNER, EDITOR)
    ),
}


def _home(case: Case, home: ShellHome) -> None:
    home.go("old", "1.25.5")
    home.go("opt/go", "1.25.5")
    home.go("sdk/go", "1.26.6")
    for folder in (".local/bin", "bin", "go/bin", "snap/bin"):
        home.write(f"{folder}/tool", "#!/bin/sh\n", 0o755)
    for name, text in case.before.items():
        home.write(name, text)


def _rehearse(case: Case, home: ShellHome, kinds: Sequence[ShellKind] = REHEARSED) -> Rehearsal:
    changes = tuple(home.change(name, text) for name, text in case.after.items())
    old = Purpose(PathHas(f"{home.home}/old/bin", present=False), ())
    purposes = tuple(map(Purpose, case.purposes))
    plan = Plan(
        "machine",
        "site",
        changes=tuple(_asked(each, home) for each in changes),
        purposes=(*purposes, old) if NEW in case.purposes else purposes,
    )
    files = {f"~/{name}": text.encode() for name, text in case.before.items()}
    seen = outcome(home.rehearse(*changes, kinds=kinds), plan, files, str(home.home))
    assert isinstance(seen, Rehearsal), seen
    return seen


def _asked(change: object, home: ShellHome) -> object:
    from msgspec.structs import replace

    assert isinstance(change.after, File)  # type: ignore[attr-defined]
    return replace(change, asked=change.path.replace(str(home.home), "~"))  # type: ignore[attr-defined,type-var]


def revealed(case: Case, home: ShellHome, kinds: Sequence[ShellKind] = REHEARSED) -> None:
    """Rehearse *case* in an empty *home*: the harm is found, and so is what is missed."""
    _home(case, home)
    seen = _rehearse(case, home, kinds)
    found = {(harm.kind, harm.name.replace(str(home.home), "HOME")) for harm in seen.harms}
    assert found >= set(case.harms), seen.harms
    assert tuple(kind for each in seen.missed for kind in each.kinds) == case.missed, seen.missed
    if case.line:
        assert {f"{each.source}:{each.line}" for each in seen.missed} == {case.line}
    if not case.harms:
        assert seen.harms == ()


@pytest.mark.parametrize("name", CASES)
def test_it_is_revealed(name: str) -> None:
    with shell_home(CASES[name].starts, is_root=CASES[name].is_root) as home:
        revealed(CASES[name], home)


def test_what_is_harmless_is_called_so() -> None:
    """Debian's own .profile adds ~/.local/bin once more; the pin is reached, and nothing else differs."""
    with shell_home("/bin/bash") as home:
        stock = 'if [ -d "$HOME/.local/bin" ] ; then PATH="$HOME/.local/bin:$PATH"; fi\n'
        case = Case(
            {".profile": f'export PATH="$HOME/.local/bin:$PATH"\n{stock}'}, {".profile": stock + BLOCK}
        )
        _home(case, home)
        seen = _rehearse(case, home)
        assert (seen.harms, seen.missed) == ((), ())
        assert seen.go[0].after == "1.26.6"


@pytest.mark.parametrize(
    ("starts", "before", "after"),
    [
        ("/usr/bin/zsh", {".zshrc": "export PATH=$HOME/old/bin:$PATH\n"}, ".zprofile"),
        (
            "/bin/bash",
            {".profile": READS_RC, ".bashrc": STOCK + "export PATH=$PATH:$HOME/old/bin\n"},
            ".bash_aliases",
        ),
    ],
)
def test_a_terminal_that_finds_go_is_known_to(starts: str, before: dict[str, str], after: str) -> None:
    """PATH in .zshrc, or at the end of Ubuntu's .bashrc: an editor does not find Go, but every terminal does."""
    with shell_home(starts) as home:
        case = Case(before, {after: ""}, ())
        _home(case, home)
        seen = _rehearse(case, home)
        assert {kind for go in seen.go if go.before == "1.25.5" for kind in go.kinds} == {TAB, INNER}


@pytest.mark.parametrize(
    ("starts", "name", "text"),
    [
        ("/bin/bash", ".profile", "export GOROOT=$HOME/old\nunset GOROOT\n"),
        ("/bin/bash", ".profile", "export GOROOT=$HOME/old\nexport -n GOROOT\n"),
        ("/usr/bin/zsh", ".zshenv", "export GOROOT=$HOME/old\nunset GOROOT\n"),
        ("/usr/bin/fish", CONFIG, "set -gx GOROOT ~/old\nset -e GOROOT\n"),
    ],
)
def test_what_is_set_and_taken_away_again_is_in_no_shell(starts: str, name: str, text: str) -> None:
    """So that there is nothing to repair: before is as after."""
    with shell_home(starts) as home:
        case = Case({name: text}, {name: ""}, UNSET, starts)
        _home(case, home)
        shells = home.rehearse(home.change(name, ""))
        assert not any("GOROOT" in seen.variables for seen in shells.before.values())
        seen = _rehearse(case, home)
        assert (seen.harms, seen.missed) == ((), ())
