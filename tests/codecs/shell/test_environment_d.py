"""environment.d, compared with systemd's own reader; and PAM's file of the user."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from wizard.codecs.shell.environment_d import expand, read, read_pam

GENERATOR = Path("/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator")
SNIPPETS = (
    "A=b\n",
    "# c\n; d\n  A=  lead  \nB = sp \n\n",
    "A=\"x y\"'z'  w\nB=\"q\"tail\nC='a'\n",
    "A=1\nC=$A-${A:-no}-${N:-def}-${A:+alt}-${N:+no}-$$x-${N}-$N\n",
    "A=y\nM=${N:-a${A}b}-${N:-}-${A:+}\n",
    "A=a\\b \"q\" 'r' \\\\\n",
    'A="a\\$HOME\\n\\\nc\\"d"\n',
    "A=one\\\ntwo\nB=x\n",
    "export G=1\nA=b\nno assignment\n1A=b\nA-B=c\n",
    "A='$HOME/x'\nB='a\\b'\n",
    "A=\nB=\"\"\nC=''\nD=x\n",
    "A=v # no comment\nB=x;y\n",
    'A="two\nlines"\nB=x\n',
    'A="unterminated\nB=after\n',
    "GOPATH=${HOME}/go\nPATH=${GOPATH}/bin:/usr/bin\nGODEBUG=${GODEBUG:+$GODEBUG,}netdns=go\n",
    "GOFLAGS=-mod=mod -v\nA==b\nB=a=b\n",
    "A=$\nB=$1x\nC=${1}\nD=a$\n",
    "A=last",
    "A=1\nA=${A}2\n",
)


def ours(text: str, home: str) -> dict[str, str]:
    known = {"HOME": home}
    found: dict[str, str] = {}
    for line in read(text.encode()):
        found[line.name] = known[line.name] = expand(line.value, lambda name: known.get(name, ""))
    return found


@pytest.mark.linux(reason="systemd's own reader is a program of Linux")
@pytest.mark.skipif(not GENERATOR.exists(), reason="this machine has no systemd")
@pytest.mark.parametrize("text", SNIPPETS)
def test_it_reads_as_systemd_reads(text: str, tmp_path: Path) -> None:
    folder = tmp_path / ".config/environment.d"
    folder.mkdir(parents=True)
    (folder / "a.conf").write_text(text)
    script = f'set -a; eval "$({GENERATOR} 2>/dev/null)"; exec env -0'
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    said = subprocess.run(["bash", "-c", script], env=home, capture_output=True, check=True).stdout.decode()
    theirs = dict(pair.split("=", 1) for pair in said.split("\0") if pair)
    found = ours(text, str(tmp_path))
    # It prints a line end as "\\n", which bash takes for two characters.
    assert {name: theirs.get(name) for name in found} == {
        name: value.replace("\n", "\\n") for name, value in found.items()
    }
    system = {"HOME", "PATH", "_", "SHLVL", "PWD", "QT_ACCESSIBILITY", "LS_COLORS"}
    assert theirs.keys() - found.keys() <= system


def test_a_line_is_quoted_with_its_number() -> None:
    (first, second) = read(b"# c\n\nA=x\nB=\\\ny # z\n")
    assert (first.line, first.quote) == (3, "A=x")
    assert (second.line, second.value, second.quote) == (4, "y # z", "B=\\\ny # z")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GOROOT=/a\n", "/a"),
        ("GOROOT DEFAULT=/a\n", "/a"),
        ('GOROOT\tDEFAULT="/a b"\n', "/a b"),
        ("#GOROOT=/a\n", None),
    ],
)
def test_pams_file_has_two_forms(text: str, value: str | None) -> None:
    assert [each.value for each in read_pam(text.encode())] == ([value] if value is not None else [])
