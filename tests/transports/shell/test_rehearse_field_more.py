"""More of what people have, in other words: hooks before a prompt, early ends, files that hide others. The rehearsal
alone reveals it."""

from __future__ import annotations

import pytest

from tests.shellhomes import shell_home
from tests.transports.shell.test_rehearse_field import (
    BLOCK,
    CONF_D,
    CONFIG,
    EDITOR,
    FISH_BLOCK,
    INNER,
    READS_RC,
    STOCK,
    TAB,
    UNSET,
    Case,
    revealed,
)
from wizard.model.rehearsal.shells import GodebugHas, HarmKind

pytestmark = pytest.mark.root

ZSH, FISH = "/usr/bin/zsh", "/usr/bin/fish"
COMPILER = ((HarmKind.OTHER_COMPILER, ""),)

CASES = {
    # S1: what a manager sets before each prompt.
    "GOROOT before each prompt of bash": Case(
        {".profile": READS_RC, ".bashrc": STOCK + "PROMPT_COMMAND='export GOROOT=$HOME/old'\n"},
        {".profile": READS_RC + BLOCK},
        harms=COMPILER,
    ),
    "GOROOT before each prompt of zsh": Case(
        {".zshrc": "autoload -Uz add-zsh-hook\nh() { export GOROOT=$HOME/old }\nadd-zsh-hook precmd h\n"},
        {".zprofile": BLOCK},
        starts=ZSH,
        harms=COMPILER,
    ),
    "GOROOT at the prompt of fish": Case(
        {CONFIG: "function __g --on-event fish_prompt\n    set -gx GOROOT ~/old\nend\n"},
        {CONF_D: FISH_BLOCK},
        starts=FISH,
        harms=COMPILER,
    ),
    "PATH before each prompt, in an array of commands": Case(
        {
            ".profile": READS_RC,
            ".bashrc": STOCK + "f() { PATH=$HOME/old/bin:$PATH; }\nPROMPT_COMMAND=(true f)\n",
        },
        {".profile": READS_RC + BLOCK},
        missed=(TAB, INNER),
        line="~/.bashrc:2",
    ),
    # S2: GOROOT goes, and who asks for it is hidden.
    "S2 a function that is called later": Case(
        {
            ".profile": READS_RC,
            ".bashrc": "export GOROOT=$HOME/old\nadd() { PATH=$PATH:${!1}/bin; }\nadd GOROOT\n",
        },
        {".bashrc": "add() { PATH=$PATH:${!1}/bin; }\nadd GOROOT\n"},
        UNSET,
        harms=((HarmKind.LOST_FOLDER, "HOME/old/bin"),),
    ),
    "S2 fish's list of paths": Case(
        {CONFIG: "set -gx GOROOT ~/old\nfor d in $GOROOT/bin ~/bin\n    fish_add_path -g $d\nend\n"},
        {CONFIG: "for d in $GOROOT/bin ~/bin\n    fish_add_path -g $d\nend\n"},
        UNSET,
        FISH,
        harms=((HarmKind.LOST_FOLDER, "HOME/old/bin"),),
    ),
    # S3: a file that hides another.
    "a new .bash_profile hides .profile": Case(
        {".profile": "export PATH=$HOME/bin:$PATH\n" + READS_RC, ".bashrc": "alias ll='ls -l'\n"},
        {".bash_profile": BLOCK},
        harms=((HarmKind.LOST_FOLDER, "HOME/bin"),),
    ),
    "a new .zshenv sends zsh elsewhere": Case(
        {".zshrc": "export PATH=$HOME/bin:$PATH\n"},
        {".zshenv": "ZDOTDIR=$HOME/.zsh\n" + BLOCK},
        starts=ZSH,
        harms=((HarmKind.LOST_FOLDER, "HOME/bin"),),
    ),
    # 2.2: promises that are not kept.
    "pin, and the file ends before its last line": Case(
        {".profile": READS_RC + '[ -n "$WORK" ] || return 0\n'},
        {".profile": READS_RC + '[ -n "$WORK" ] || return 0\n' + BLOCK},
        missed=(TAB, INNER, EDITOR),
    ),
    "pin, and a path that is hashed": Case(
        {".profile": READS_RC, ".bashrc": STOCK + "hash -p $HOME/old/bin/go go\n"},
        {".profile": BLOCK + READS_RC},
        missed=(TAB, INNER),
    ),
    "pin, and a path that is hashed in zsh": Case(
        {".zshrc": "hash go=$HOME/old/bin/go\n"}, {".zprofile": BLOCK}, starts=ZSH, missed=(TAB, INNER)
    ),
    "pin, and bash starts zsh": Case(
        {
            ".profile": READS_RC,
            ".bashrc": STOCK + "exec zsh\n",
            ".zshrc": "export PATH=$HOME/old/bin:$PATH\n",
        },
        {".profile": BLOCK + READS_RC},
        missed=(TAB, INNER),
        line="~/.zshrc:1",
    ),
    "pin, and zsh reads no more files": Case(
        {".zshenv": "setopt no_rcs\n"}, {".zprofile": BLOCK}, starts=ZSH, missed=(TAB, INNER, EDITOR)
    ),
    "pin, and PATH is cleaned up": Case(
        {
            ".profile": READS_RC,
            ".bashrc": "PATH=$HOME/old/bin:$PATH\n. ~/.clean\n",
            ".clean": "PATH=$(printf %s \"$PATH\" | tr : '\\n' | grep -v sdk | paste -sd:)\n",
        },
        {".profile": BLOCK + READS_RC},
        missed=(TAB, INNER, EDITOR),
    ),
    "pin, and fish drops folders of PATH": Case(
        {CONFIG: "set -gx PATH ~/old/bin (string match -v '*sdk*' $PATH)\n"},
        {CONF_D: FISH_BLOCK},
        starts=FISH,
        missed=(TAB, INNER, EDITOR),
        line="~/.config/fish/config.fish:1",
    ),
    "GODEBUG, and a tool that unsets it": Case(
        {".profile": READS_RC, ".bashrc": STOCK + "unset GODEBUG\n"},
        {".profile": "export GODEBUG=netdns=go\n" + READS_RC},
        (GodebugHas("netdns", "go"),),
        missed=(TAB, INNER),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_revealed_too(name: str) -> None:
    with shell_home(CASES[name].starts, is_root=CASES[name].is_root) as home:
        revealed(CASES[name], home)
