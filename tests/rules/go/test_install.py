"""Which Go runs, on machines whose shells were asked, and what stands in the way of another."""

from __future__ import annotations

import pytest

from tests.laws.world import MACHINES, MESSY, judged
from tests.rules.conftest import ARM, ELF, RELEASES, Judge
from wizard.model.edits.files import DropLine
from wizard.model.findings import Finding, Restart, Verdict

PIN = "go-install-pin-version"
WANTED = '[go]\nversion = "1.27.3"\nsources = ["https://go.example/dl/"]\n'


def found(machine: str, rule: str, profile: str = "baseline") -> Finding:
    assert machine in MACHINES
    return next(item.finding for item in judged(machine, profile) if item.rule == rule)


def go(folder: str, version: str, binary: bytes = ELF) -> dict[str, str | bytes]:
    return {f"{folder}/VERSION": f"go{version}\n", f"{folder}/bin/go": binary}


def test_the_go_that_runs_is_left_wherever_it_lies(judge: Judge) -> None:
    files = {**go("usr/local/go", "1.27.3"), "home/me/.profile": "export PATH=$PATH:/usr/local/go/bin\n"}
    finding = judge(PIN, WANTED, files, releases=None)
    assert (finding.verdict, finding.says.render()) == (Verdict.OK, "Terminals and editors run Go 1.27.3.")
    assert found("debian-12-not-wsl", PIN).verdict is Verdict.OK


def test_one_for_another_processor_does_not_count(judge: Judge) -> None:
    files = {**go("usr/local/go", "1.27.3", ARM), "home/me/.profile": "export PATH=$PATH:/usr/local/go/bin\n"}
    assert judge(PIN, WANTED, files).verdict is Verdict.FIXABLE


@pytest.mark.parametrize(
    "files",
    [
        {"home/me/sdk/go1.27.3/README": "half of a Go"},
        go("home/me/sdk/go1.27.3", "1.27.3", ARM),
        {"home/me/sdk/go1.27.3": "a file"},
    ],
)
def test_go_is_not_unpacked_over_something_else(judge: Judge, files: dict[str, str | bytes]) -> None:
    finding = judge(PIN, WANTED, files)
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
    assert "~/sdk/go1.27.3 exists" in finding.says.render()


def test_a_processor_that_nothing_is_offered_for_is_blocked(judge: Judge) -> None:
    finding = judge(PIN, WANTED, {"bin/sh": ARM})
    assert finding.verdict is Verdict.BLOCKED
    assert "has no archive for linux on arm64" in finding.says.render()


def test_a_manager_behind_a_line_that_cannot_be_followed_is_left_alone(judge: Judge) -> None:
    files = {
        **go("home/me/.local/share/mise/installs/go/1.26.6", "1.26.6"),
        "home/me/.profile": 'eval "$(~/.local/bin/mise activate bash)"\n',
    }
    finding = judge(PIN, WANTED, files)
    assert (finding.verdict, finding.says.render()) == (
        Verdict.BLOCKED,
        "mise selects the Go version, not the wizard.",
    )
    without = {**files, "home/me/.profile": "# nothing\n"}
    assert judge(PIN, WANTED, without).verdict is Verdict.FIXABLE


def test_the_same_manager_asked_through_a_shell() -> None:
    finding = found("zsh-mise", PIN)
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())


@pytest.mark.parametrize(
    ("machine", "rule", "verdict", "says"),
    [
        (
            "ubuntu-22.04-fresh",
            PIN,
            Verdict.FIXABLE,
            "Go 1.18.1 runs.",
        ),
        (
            "ubuntu-24.04-fresh",
            PIN,
            Verdict.FIXABLE,
            "an editor's server, no Go runs.",
        ),
        ("ubuntu-24.04-ready", PIN, Verdict.OK, "Terminals and editors run Go 1.27.3."),
        ("ubuntu-22.04-fresh", "go-install-too-old", Verdict.ADVICE, "/usr/bin/go is Go 1.18.1."),
        ("fedora-43", "go-install-too-old", Verdict.OK, ""),
        ("debian-12-minimal", "wsl-systemd", Verdict.BLOCKED, "/sbin/init does not exist."),
        ("alpine-3.22", "wsl-systemd", Verdict.ADVICE, "Alpine Linux v3.22 has no systemd."),
        ("ubuntu-20.04-wsl1", "wsl-systemd", Verdict.BLOCKED, "WSL 1"),
        ("ubuntu-20.04-wsl1", "tmpfs-tmp", Verdict.BLOCKED, "WSL 1"),
        ("debian-12-not-wsl", "wsl-systemd", Verdict.NOT_APPLICABLE, "does not run on WSL"),
        ("debian-13", "tmpfs-tmp", Verdict.OK, "systemd mounts /tmp in memory"),
        ("fedora-43", "tmpfs-tmp", Verdict.OK, "systemd mounts /tmp in memory"),
        ("fedora-43", "wsl-conf-damage", Verdict.OK, ""),
        ("wsl-conf-bom", "wsl-conf-damage", Verdict.FIXABLE, "line 1"),
        ("linked-dotfiles", "go-install-goroot-mismatch", Verdict.FIXABLE, ""),
        ("zsh-mise", "go-install-multiple", Verdict.OK, "All shells run"),  # its shim starts the same Go
        ("ubuntu-24.04-fresh", "go-install-multiple", Verdict.NOT_APPLICABLE, "no go command"),
        (MESSY, "go-env-godebug-fatal", Verdict.FIXABLE, "tlsrsakex=1"),
        (MESSY, "tmpfs-tmp-owner-mode", Verdict.FIXABLE, "uid=1000, gid=1000"),
        (MESSY, "wsl-conf-damage", Verdict.FIXABLE, "at line 13"),
        (MESSY, "wsl-text-encoding", Verdict.FIXABLE, "~/.bashrc"),
    ],
)
def test_what_is_found_on_machines_that_run(machine: str, rule: str, verdict: Verdict, says: str) -> None:
    finding = found(machine, rule)
    assert finding.verdict is verdict, finding.says.render()
    assert says in finding.says.render()


BASH, ZSH, FISH = (
    {"etc/passwd": f"root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/home/me:/bin/{shell}\n"}
    for shell in ("bash", "zsh", "fish")
)
CONFIG_FISH = "home/me/.config/fish/config.fish"


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({**BASH, "home/me/.profile": "PATH=/usr/local/go/bin:$PATH\n. $(x)\n"}, "~/.profile:2"),
        (
            {**BASH, "home/me/.bash_profile": "PATH=/usr/local/go/bin:$PATH\nPATH=$(x):$PATH\n"},
            "~/.bash_profile:2",
        ),
        ({**ZSH, "home/me/.zshenv": 'PATH=/usr/local/go/bin:$PATH\neval "$(x)"\n'}, "~/.zshenv:2"),
        ({**ZSH, "home/me/.zprofile": "path=($(x) /usr/local/go/bin $path)\n"}, "~/.zprofile:1"),
        (
            {**FISH, CONFIG_FISH: "fish_add_path /usr/local/go/bin\nmise activate | source\n"},
            "~/.config/fish/config.fish:2",
        ),
        (
            {**FISH, CONFIG_FISH: "set -gx PATH /usr/local/go/bin $PATH\nset -p PATH (x)\n"},
            f"~/{CONFIG_FISH[8:]}:2",
        ),
    ],
)
@pytest.mark.parametrize("rule", ["go-install-multiple", "go-install-missing", "go-install-too-old", PIN])
def test_which_go_runs_is_not_said_where_path_could_not_be_followed(
    judge: Judge, rule: str, files: dict[str, str | bytes], place: str
) -> None:
    finding = judge(rule, WANTED, {**go("usr/local/go", "1.27.3"), **files})
    if rule == PIN and finding.verdict is Verdict.FIXABLE:
        return  # no Go is known to run
    assert (finding.verdict, finding.says.render()) == (
        Verdict.UNKNOWN,
        f"PATH could not be followed at {place}.",
    )


def test_shells_that_nobody_asked_are_followed(judge: Judge) -> None:
    files = {**go("usr/local/go", "1.27.3"), "home/me/.profile": "PATH=/usr/local/go/bin:$PATH\n"}
    finding = judge("go-install-multiple", "", files)
    assert (finding.verdict, finding.says.render()) == (
        Verdict.OK,
        "All shells run /usr/local/go/bin/go.",
    )
    assert judge("go-install-multiple", "", {}).verdict is Verdict.NOT_APPLICABLE
    assert found("ubuntu-24.04-ready", "go-install-multiple").says.render().startswith("All shells run ")


def test_a_go_for_a_processor_that_is_not_known_is_not_called_right(judge: Judge) -> None:
    finding = judge("go-install-wrong-arch", "", go("usr/local/go", "1.27.3", b"#!/bin/sh"))
    assert finding.verdict is Verdict.UNKNOWN
    assert judge("go-install-wrong-arch", "", go("usr/local/go", "1.27.3")).verdict is Verdict.OK


def test_a_line_in_front_goes_only_if_it_is_alone(judge: Judge) -> None:
    both = "export PATH=/usr/local/go/bin:$PATH; echo hi"
    files = {**go("usr/local/go", "1.19.8"), "home/me/.profile": f"{both}\n"}
    edits = judge(PIN, WANTED, files).edits
    assert not any(isinstance(edit, DropLine) for edit in edits)


def test_the_restart_that_a_setting_of_a_shell_needs() -> None:
    assert found(MESSY, "go-env-godebug").restart is Restart.SHELL
    assert found(MESSY, "wsl-systemd").restart is Restart.DISTRO


def test_folders_of_the_user_with_letters_of_the_last_century(judge: Judge) -> None:
    files = {"home/me/.profile": b"export GOROOT=/opt/go\xfc\nexport GODEBUG=tlsrsakex=1 # \xff\n"}
    assert judge("go-install-goroot-mismatch", "", files).edits == (
        DropLine("~/.profile", 1, "export GOROOT=/opt/go\\xfc"),
    )
    assert judge("go-env-godebug-fatal", "", files).verdict is Verdict.ADVICE


def test_a_go_that_no_shell_finds_is_left_to_the_repair_that_installs_the_wanted_one(judge: Judge) -> None:
    files = go("usr/local/go", "1.27.3")
    for releases, do in ((RELEASES, "Select the repair"), (None, "Add the bin folder to PATH in ~/.profile")):
        finding = judge("go-install-missing", WANTED, files, releases=releases)
        assert finding.verdict is Verdict.ADVICE
        assert finding.do is not None
        assert finding.do.render().startswith(do)
