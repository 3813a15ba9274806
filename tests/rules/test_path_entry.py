"""A Go that is there and that shells do not find: one line puts it behind all other folders of PATH."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ARM, ELF, Judge
from wizard.model.edits.files import SetEntry
from wizard.model.findings import Risk, Severity, Verdict
from wizard.model.rehearsal.shells import PathHas, Purpose

RULE = "go-install-missing"
PROFILE = "home/me/.profile"
FISH = {"etc/passwd": "root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/home/me:/usr/bin/fish\n"}


def go(folder: str, version: str, binary: bytes = ELF) -> dict[str, str | bytes]:
    return {f"{folder}/VERSION": f"go{version}\n", f"{folder}/bin/go": binary}


def line(folder: str) -> SetEntry:
    return SetEntry("~/.profile", "PATH", f'export PATH="$PATH:{folder}"')


@pytest.mark.parametrize(
    ("files", "entry"),
    [
        (go("usr/local/go", "1.25.5"), line("/usr/local/go/bin")),
        (
            {**go("usr/local/go", "1.25.5"), **go("home/me/sdk/go1.26.6", "1.26.6")},
            line("$HOME/sdk/go1.26.6/bin"),
        ),
        ({**go("usr/local/go", "1.9"), **go("usr/lib/go-1.22", "1.22.2")}, line("/usr/lib/go-1.22/bin")),
        (
            {**go("usr/local/go", "1.27.3", ARM), **go("usr/lib/go-1.22", "1.22.2")},
            line("/usr/lib/go-1.22/bin"),
        ),
        (
            {**go("usr/local/go", "1.25.5"), **FISH},
            SetEntry(
                "~/.config/fish/conf.d/wsl-go-wizard.fish", "PATH", 'set -gx PATH $PATH "/usr/local/go/bin"'
            ),
        ),
    ],
)
def test_the_newest_that_this_processor_runs_is_added(
    judge: Judge, files: dict[str, str | bytes], entry: SetEntry
) -> None:
    finding = judge(RULE, "", files)
    assert (finding.verdict, finding.edits, finding.risk) == (Verdict.FIXABLE, (entry,), Risk.SAFE)
    assert finding.severity is Severity.CRITICAL


def test_where_terminals_find_one_nothing_is_written(judge: Judge) -> None:
    bashrc = "case $- in *i*) ;; *) return;; esac\nexport PATH=$PATH:/usr/local/go/bin\n"
    files = {**go("usr/local/go", "1.27.3"), PROFILE: ". ~/.bashrc\n", "home/me/.bashrc": bashrc}
    finding = judge(RULE, "", files)
    assert (finding.verdict, finding.severity, finding.edits) == (Verdict.ADVICE, Severity.MEDIUM, ())


def test_what_shells_show_afterwards(judge: Judge) -> None:
    finding = judge(RULE, "", go("home/me/sdk/go1.26.6", "1.26.6"))
    assert finding.purposes == (Purpose(PathHas("/home/me/sdk/go1.26.6/bin")),)


@pytest.mark.parametrize(
    ("wanted", "files"),
    [
        ('[go]\nversion = "1.27.3"\n', go("usr/local/go", "1.25.5")),
        ("", go("usr/local/go", "1.25.5", ARM)),
        ("", go("home/me/.gvm/gos/go1.25.5", "1.25.5")),
        ("", go("home/me/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.25.5.linux-amd64", "1.25.5")),
        (
            "",
            {
                **go("usr/local/go", "1.25.5"),
                PROFILE: "# >>> wsl-go-wizard >>>\nexport PATH=/x  # PATH\n# <<< wsl-go-wizard <<<\n",
            },
        ),
    ],
)
def test_what_others_decide_is_left_to_them(judge: Judge, wanted: str, files: dict[str, str | bytes]) -> None:
    finding = judge(RULE, wanted, files)
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
