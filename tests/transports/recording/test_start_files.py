"""Of start files only what rules ask is recorded, and it reads the same."""

from __future__ import annotations

import pytest

from wizard.transports.recording.start_files import asked_of, is_start_file

BASHRC = b"""\
# ~/.bashrc of anna: call 555-0100 before editing
case $- in
    *i*) ;;
      *) return;;
esac
export EDITOR=vim  # private note
base=/opt/tools
export GOROOT=$base/go
if [ -d "$HOME/diary" ]; then
    echo "dear you, today"
    export BIRTHDAY=yes
fi
cat <<EOF
my shopping list
EOF
alias ssh-work='ssh anna@bastion.acme.internal'
long_one \\
    --with my-own-words
export PATH="$PATH:$HOME/go/bin"
mine() {
    curl acme.internal/plans
}
"""


@pytest.mark.parametrize(
    "words",
    ["anna", "vim", "private", "dear", "BIRTHDAY", "diary", "shopping", "bastion", "acme", "own-words"],
)
def test_what_no_rule_asks_for_is_not_recorded(words: str) -> None:
    assert words in BASHRC.decode()
    assert words not in asked_of("~/.bashrc", BASHRC).decode()


def test_what_rules_ask_for_stays_on_its_line() -> None:
    kept, whole = (data.split(b"\n") for data in (asked_of("~/.bashrc", BASHRC), BASHRC))
    assert len(kept) == len(whole)
    for number in (1, 2, 3, 4, 6, 7, 11, 18):
        assert kept[number] == whole[number]


def test_ends_of_lines_stay() -> None:
    data = BASHRC.replace(b"\n", b"\r\n")
    assert asked_of("~/.bashrc", data) == asked_of("~/.bashrc", BASHRC).replace(b"\n", b"\r\n")


def test_fish_is_read_as_fish() -> None:
    data = b"# me\nset -gx DIARY /home/me\nset -gx GOPATH ~/go\nif status is-interactive\n    fortune\nend\n"
    assert asked_of("~/.config/fish/config.fish", data) == (
        b"#\nset _ ''\nset -gx GOPATH ~/go\nif status is-interactive\n    :\nend\n"
    )


def test_of_variables_for_services_only_those_of_go_are_recorded() -> None:
    data = b"# diary\nTOKEN=abc\nGOROOT=/a\nNOTE=b c\nGOPATH=${XDG_DATA_HOME:-$HOME}/go\n"
    kept = asked_of("~/.config/environment.d/a.conf", data)
    assert kept == b"#\n_=\nGOROOT=/a\n:\nGOPATH=${XDG_DATA_HOME:-$HOME}/go\n"


def test_recording_twice_is_recording_once() -> None:
    once = asked_of("~/.bashrc", BASHRC)
    assert asked_of("~/.bashrc", once) == once


@pytest.mark.parametrize(
    "path",
    [
        *("~/.bashrc", "/etc/profile.d/x.sh", "/etc/zsh/zshrc", "~/.config/fish/config.fish"),
        *("~/.config/environment.d/a.conf", "~/.pam_environment"),
    ],
)
def test_start_files_are_known_by_name(path: str) -> None:
    assert is_start_file(path)
    assert not is_start_file("/etc/wsl.conf")
