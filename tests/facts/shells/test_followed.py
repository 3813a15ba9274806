"""What each kind of shell has, read by waves: which questions are asked, in how many crossings, and where it ends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.facts.answers import ME, file
from tests.real_shells import followed, put, really
from wizard.codecs.shell.kinds import Aside, Kind
from wizard.engine.waves import gather
from wizard.facts.shells.followed import MOST, SHELLS, WAVES, FollowedShells
from wizard.model.facts import Side
from wizard.model.probes import (
    AccountProbe,
    Answer,
    Answers,
    Denied,
    FileProbe,
    GlobProbe,
    Matches,
    Missing,
    Probe,
    Special,
    Unavailable,
)
from wizard.model.wanted import Wanted

FOLDER = Special("directory", 0o755, 0, 0)
STOCK_PROFILE = """if [ "$(id -u)" -eq 0 ]; then
  PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
else
  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"
fi
export PATH
if [ "${PS1-}" ]; then
  if [ "${BASH-}" ] && [ "$BASH" != "/bin/sh" ]; then
    if [ -f /etc/bash.bashrc ]; then
      . /etc/bash.bashrc
    fi
  fi
fi
if [ -d /etc/profile.d ]; then
  for i in /etc/profile.d/*.sh; do
    if [ -r $i ]; then
      . $i
    fi
  done
  unset i
fi
"""


class Machine:
    """Answers from a table, and counts the crossings."""

    def __init__(self, files: Mapping[str, str | Answer], account: object = ME) -> None:
        self.files = files
        self.account = account
        self.crossings: list[tuple[Probe, ...]] = []

    def __call__(self, side: Side, probes: tuple[Probe, ...]) -> Answers:
        self.crossings.append(probes)
        return Answers(tuple((probe, self.answer(probe)) for probe in probes))

    def answer(self, probe: Probe) -> Answer:
        if isinstance(probe, AccountProbe):
            return self.account  # type: ignore[return-value]
        if isinstance(probe, FileProbe):
            found = self.files.get(probe.path, Missing())
            return file(found) if isinstance(found, str) else found
        if isinstance(probe, GlobProbe):
            head, _, tail = probe.pattern.partition("*")
            names = sorted(name for name in self.files if name.startswith(head) and name.endswith(tail))
            return Matches(tuple((name, file(str(self.files[name]))) for name in names))
        return Missing()

    def shells(self) -> FollowedShells:
        see, _ = gather([SHELLS], Wanted(), self)
        return see[SHELLS]


def test_a_stock_distro_needs_no_second_crossing() -> None:
    machine = Machine(
        {
            "/etc/profile": STOCK_PROFILE,
            "/etc/profile.d": FOLDER,
            "/etc/profile.d/a.sh": "export GOFLAGS=-v\n",
            "/etc/bash.bashrc": '[ -z "$PS1" ] && return\n',
            "~/.profile": '[ -d "$HOME/bin" ] && PATH="$HOME/bin:$PATH"\n. "$HOME/.bashrc"\n',
            "~/.bashrc": "case $- in *i*) ;; *) return;; esac\n[ -f ~/.bash_aliases ] && . ~/.bash_aliases\n",
            "~/bin": FOLDER,
        }
    )
    shells = machine.shells()
    assert len(machine.crossings) == 1
    assert all(shells.unclear(kind) == () for kind in Kind)
    assert shells.folders(Kind.TERMINAL)[:2] == ("/home/me/bin", "/usr/local/bin")
    assert shells.value(Kind.EDITOR, "GOFLAGS").text == "-v"
    assert shells.value(Kind.INNER, "GOFLAGS").text == "-v", "inherited"


def test_files_that_files_name_are_asked_for_one_crossing_each() -> None:
    machine = Machine(
        {
            "~/.bashrc": ". ~/.one\n",
            "~/.one": "source /opt/two.sh\n",
            "/opt/two.sh": "for f in ~/.parts/*.sh; do . $f; done\n",
            "~/.parts/a.sh": "export GOROOT=/four\n",
        }
    )
    shells = machine.shells()
    found = shells.value(Kind.INNER, "GOROOT")
    assert (found.text, found.is_exported, found.unclear) == ("/four", True, None)
    assert shells.shown(found.place.file) == "~/.parts/a.sh"
    assert len(machine.crossings) == 4
    asked = [probe for wave in machine.crossings for probe in wave]
    assert len(asked) == len(set(asked))
    assert all(
        probe.path.startswith(("~/", "/etc", "/usr", "/opt"))
        for probe in asked
        if isinstance(probe, FileProbe)
    )


def test_what_is_too_deep_is_said_with_file_and_line() -> None:
    chain = {f"~/.{n}": f"true\n. ~/.{n + 1}\n" for n in range(WAVES + 3)}
    machine = Machine({"~/.bashrc": ". ~/.0\n", **chain})
    shells = machine.shells()
    (unclear,) = shells.unclear(Kind.INNER)
    assert (unclear.file, unclear.line, unclear.text) == (f"~/.{WAVES - 1}", 2, f". ~/.{WAVES}")
    assert len(machine.crossings) == WAVES + 1


def test_what_is_too_much_is_said_with_file_and_line() -> None:
    lines = "".join(f"[ -f ~/.f{n} ] && . ~/.f{n}\n" for n in range(WAVES * MOST + 1))
    machine = Machine({"~/.bashrc": lines})
    machine.shells()
    assert len(machine.crossings) == WAVES + 1
    assert all(len(wave) <= MOST for wave in machine.crossings[1:])


def test_a_file_that_may_not_be_read_is_unclear_and_not_empty() -> None:
    shells = Machine({"~/.bashrc": Denied()}).shells()
    (unclear,) = shells.unclear(Kind.INNER)
    assert unclear.file == "~/.bashrc"
    shells = Machine({"~/.bashrc": ". ~/.more\nexport GOROOT=/x\n", "~/.more": Denied()}).shells()
    assert [(each.file, each.line, each.text) for each in shells.unclear(Kind.INNER, "GOFLAGS")] == [
        ("~/.bashrc", 1, ". ~/.more")
    ]
    assert shells.unclear(Kind.INNER, "GOROOT") == ()


def test_a_machine_that_answers_nothing_is_unclear() -> None:
    machine = Machine(dict.fromkeys(("~/.bashrc", "/etc/bash.bashrc"), Unavailable("gone")))
    assert machine.shells().unclear(Kind.INNER)[0].file == "/etc/bash.bashrc"


def test_a_condition_that_cannot_be_decided_is_named() -> None:
    shells = Machine({"~/.bashrc": "\nif some-program; then\n  export GOROOT=/x\nfi\n"}).shells()
    (unclear,) = shells.unclear(Kind.INNER, "GOROOT")
    assert (unclear.file, unclear.line, unclear.text) == ("~/.bashrc", 2, "if some-program; then")
    assert shells.unclear(Kind.INNER) == ()


OF_SSHD = {"SSH_CLIENT": "127.0.0.1 1 2", "SHLVL": "0"}


@pytest.mark.linux(reason="a real shell is asked")
@pytest.mark.parametrize("kind", Aside)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_no_login_shell_starts_has_what_the_real_one_has(
    shell: str, kind: Aside, tmp_path: Path
) -> None:
    for name in (".profile", ".bashrc", ".zshenv", ".zprofile", ".zshrc", ".zlogin"):
        put(tmp_path, name, f'export GOPATH="$GOPATH:{name}"\nPATH="$PATH:/{name}"\n')
    fish = "set -gx GOPATH $GOPATH:fish\nset PATH $PATH /fish\nstatus is-login; and set PATH $PATH /login\n"
    put(tmp_path, ".config/fish/config.fish", fish)
    more = OF_SSHD if kind is Aside.REMOTE else {}
    real = really(shell, kind, tmp_path, more=more)
    assert real is not None
    read = followed(shell, kind, tmp_path, more=more)
    assert (read.get("GOPATH").text, read.get("PATH").text) == (real["GOPATH"].text, real["PATH"].text)
