"""Start files in thought, and in the real shells: what was read off them is what the shells have, or it is said where
it could not be told. `snippets` hold the files; nothing here says what is right, the shells do."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.real_shells import NAMES, followed, put, really
from wizard.codecs.shell.kinds import Kind

pytestmark = pytest.mark.linux(reason="what is read is compared with what real shells do")

SNIPPETS = Path(__file__).parent / "snippets"
PLACES = {
    "bash": (".bashrc", Kind.INNER),
    "sh": (".profile", Kind.EDITOR),
    "zsh": (".zshrc", Kind.INNER),
    "fish": (".config/fish/config.fish", Kind.INNER),
}
BREW = """#!/bin/sh
prefix=${0%/bin/*}
case "$PATH:" in "$prefix/bin:$prefix/sbin:"*) exit ;; esac
case "$2" in
fish) echo "fish_add_path --global --move --path $prefix/bin $prefix/sbin" ;;
*) echo "export HOMEBREW_PREFIX=$prefix;"; echo "export PATH=\\"$prefix/bin:$prefix/sbin:\\$PATH\\";" ;;
esac
"""
"""A stand-in for Homebrew's own, as far as PATH goes (GO §13.4)."""
MISE = r"""#!/bin/sh
case $* in *--shims*) ;; *) echo "export GOROOT=/of/mise"; exit ;; esac
own=${0%/*} shims=${MISE_DATA_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/mise}/shims
case ":$PATH:" in *":$own:"*) own= ;; esac
for word; do case $word in fish) fish=y ;; esac; done
for folder in $own $shims; do
    if [ -n "$fish" ]; then echo "fish_add_path --global --move --path $folder"
    else echo "export PATH=\"$folder:\$PATH\""; fi
done
"""
"""A stand-in for mise's own, as far as shims go (GO §13.3)."""
BESIDE = {
    ".more": "export GODEBUG=more=1\n",
    ".more.fish": "set -gx GODEBUG more=1\n",
    ".local.fish": "set -l hidden yes\n",
    ".env": "GOROOT=/from/env\n",
    "d/one.sh": "export GOROOT=/one\n",
    "d/two.sh": "GOPATH=/two\n",
    "d/one.fish": "set -gx GOROOT /one\n",
    "d/e/file": "",
    "shims/go": "#!/bin/sh\necho of a version manager\n",
    "shims/gofmt": "no program\n",
    "brew/bin/brew": BREW,
    "brew/sbin/any": "",
    ".local/bin/mise": MISE,
    ".local/share/mise/shims/any": "",
    "data/shims/any": "",
    ".config/fish/functions/setgoroot.fish": "function setgoroot\n    set -gx GOROOT $argv\nend\n",
}
MOST_UNCLEAR = 0.15


def snippets(shell: str) -> dict[str, str]:
    return tomllib.loads((SNIPPETS / f"{shell}.toml").read_text(encoding="utf-8"))


def unclear_snippets(shell: str) -> dict[str, str]:
    """Those that nobody can follow exactly."""
    return tomllib.loads((SNIPPETS / "unclear" / f"{shell}.toml").read_text(encoding="utf-8"))


UNCLEAR = [(shell, name, text) for shell in PLACES for name, text in unclear_snippets(shell).items()]
ALL = [(shell, name, text) for shell in PLACES for name, text in snippets(shell).items()]


def ground(home: Path, shell: str, text: str) -> Path:
    home.mkdir()
    for name, content in {**BESIDE, PLACES[shell][0]: text}.items():
        put(home, name, content)
    for program in ("shims/go", "brew/bin/brew", ".local/bin/mise"):
        (home / program).chmod(0o755)
    return home


@pytest.mark.parametrize(
    ("shell", "name", "text"),
    [*ALL, *UNCLEAR],
    ids=[f"{shell}-{name}" for shell, name, _ in (*ALL, *UNCLEAR)],
)
def test_it_is_as_in_the_shell_or_it_says_where_it_is_unclear(
    shell: str, name: str, text: str, tmp_path: Path
) -> None:
    home = ground(tmp_path / "home", shell, text)
    kind = PLACES[shell][1]
    read, real = followed(shell, kind, home), really(shell, kind, home)
    assert real is not None
    for variable in NAMES:
        value = read.get(variable)
        if value.unclear is not None:
            assert value.unclear.file.startswith(str(home))
            assert 1 <= value.unclear.line <= text.count("\n") + 1
        else:
            assert (variable, value.text, value.is_exported) == (
                variable,
                real[variable].text,
                real[variable].is_exported,
            )


@pytest.mark.parametrize(
    ("shell", "name", "text"), UNCLEAR, ids=[f"{shell}-{name}" for shell, name, _ in UNCLEAR]
)
def test_what_nobody_can_follow_is_not_guessed(shell: str, name: str, text: str, tmp_path: Path) -> None:
    home = ground(tmp_path / "home", shell, text)
    read = followed(shell, PLACES[shell][1], home)
    assert any(read.get(variable).unclear for variable in NAMES)


def test_there_are_enough_of_them() -> None:
    assert len(ALL) >= 400
    assert all(len(snippets(shell)) >= 12 for shell in PLACES)


@pytest.mark.parametrize("shell", PLACES)
def test_unclear_is_no_way_out(shell: str, tmp_path: Path) -> None:
    texts = snippets(shell)
    homes = {name: ground(tmp_path / name, shell, text) for name, text in texts.items()}
    unclear = []
    for name, home in homes.items():
        read = followed(shell, PLACES[shell][1], home)
        if any(read.get(each).unclear for each in NAMES):
            unclear.append(name)
    assert len(unclear) <= MOST_UNCLEAR * len(texts), unclear
