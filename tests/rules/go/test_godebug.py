"""GODEBUG: what kills, what does nothing, what is wanted."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import DropLine, ReplaceLine, SetEntry
from wizard.model.findings import Severity, Verdict

PROFILE = "home/me/.profile"
NETDNS = '[godebug]\nnetdns = "go"\n'
BLOCK = '# >>> wsl-go-wizard >>>\nexport GODEBUG="${GODEBUG:+$GODEBUG,}netdns=go"  # GODEBUG\n# <<< wsl-go-wizard <<<\n'


@pytest.mark.parametrize(
    ("line", "edit"),
    [
        ("export GODEBUG=tlsrsakex=1", DropLine("~/.profile", 1, "export GODEBUG=tlsrsakex=1")),
        (
            "export GODEBUG=panicnil=1,tlsrsakex=1,tls3des=1",
            ReplaceLine(
                "~/.profile",
                1,
                "export GODEBUG=panicnil=1,tlsrsakex=1,tls3des=1",
                "export GODEBUG=panicnil=1",
            ),
        ),
        (
            'export GODEBUG="${GODEBUG:+$GODEBUG,}fips140=1"',
            DropLine("~/.profile", 1, 'export GODEBUG="${GODEBUG:+$GODEBUG,}fips140=1"'),
        ),
    ],
)
def test_settings_that_kill_are_taken_out_and_the_others_stay(judge: Judge, line: str, edit: object) -> None:
    finding = judge("go-env-godebug-fatal", "", {PROFILE: line + "\n"})
    assert (finding.verdict, finding.edits) == (Verdict.FIXABLE, (edit,))


@pytest.mark.parametrize(
    "line",
    [
        "export GODEBUG=tlsrsakex=0",
        "export GODEBUG=fips140=on",
        "# export GODEBUG=tlsrsakex=1",
        "GODEBUGX=tlsrsakex=1",
    ],
)
def test_what_does_not_kill_is_left(judge: Judge, line: str) -> None:
    assert judge("go-env-godebug-fatal", "", {PROFILE: line + "\n"}).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("export GODEBUG=tlsrsakex=1\nexport GODEBUG=http2client=0\n", (1, 2)),
        ("export GODEBUG=fips140=1 A=1\n: x\nGODEBUG=\n", (1, 3)),
        ("export GODEBUG=tlsrsakex=1\nexport GODEBUG=$GODEBUG,tlsrsakex=0\nexport GODEBUG=a=1\n", (1, 3)),
        ("export GODEBUG=tlsrsakex=1\nunset GODEBUG\n", None),
        ("export GODEBUG=a=1\nif false; then export GODEBUG=tlsrsakex=1; fi\n", None),
        ("export GODEBUG=a=1\nreturn\nexport GODEBUG=tlsrsakex=1\n", None),
    ],
    ids=["another value", "nothing", "twice", "taken back", "not in force", "never reached"],
)
def test_a_killing_line_that_another_overrides_is_told_with_both(
    judge: Judge, text: str, lines: tuple[int, int] | None
) -> None:
    finding = judge("go-env-godebug-fatal", "", {PROFILE: text})
    told = tuple(each.line for each in finding.evidence)
    assert (finding.verdict, told) == ((Verdict.ADVICE, lines) if lines else (Verdict.OK, ()))
    assert (finding.severity is Severity.INFO) is (lines is not None)


def test_a_killing_setting_among_other_commands_is_told_and_not_touched(judge: Judge) -> None:
    finding = judge("go-env-godebug-fatal", "", {PROFILE: "export GODEBUG=tlsrsakex=1; echo hi\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("go", "Go's own resolver"),
        ("go+1", "Go's own resolver"),
        ("cgo", "of the C library"),
        ("2+cgo", "of the C library"),
    ],
)
def test_what_is_said_of_netdns_is_about_its_value(judge: Judge, value: str, words: str) -> None:
    found = judge("dns-godebug-netdns", "", {PROFILE: f"export GODEBUG=netdns={value}\n"})
    wanted = judge("go-env-godebug", f'[godebug]\nnetdns = "{value}"\n', {PROFILE: ""})
    assert found.why is not None
    assert wanted.why is not None
    assert words in found.why.render()
    assert words in wanted.why.render()


def test_what_is_wanted_goes_into_the_block_of_the_login_file(judge: Judge) -> None:
    finding = judge("go-env-godebug", NETDNS, {PROFILE: "# mine\n"})
    assert (finding.verdict, finding.says.render()) == (
        Verdict.FIXABLE,
        "~/.profile does not set GODEBUG=netdns=go.",
    ), "who never had a block of the wizard is not told of one"
    (entry,) = finding.edits
    assert isinstance(entry, SetEntry)
    assert (entry.path, entry.name) == ("~/.profile", "GODEBUG")
    assert entry.text == 'export GODEBUG="${GODEBUG:+$GODEBUG,}netdns=go"'
    assert finding.why is not None
    assert "go get is not affected" in finding.why.render(), "the truth about the go command"
    assert finding.effect is not None
    assert "wsl.exe -e" in finding.effect.render(), "who will not see it"


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({"home/me/.bash_profile": ""}, "~/.bash_profile"),
        ({"etc/passwd": "me:x:1000:1000::/home/me:/usr/bin/zsh\n"}, "~/.zprofile"),
        (
            {"etc/passwd": "me:x:1000:1000::/home/me:/usr/bin/fish\n"},
            "~/.config/fish/conf.d/wsl-go-wizard.fish",
        ),
    ],
)
def test_the_file_fits_the_shell(judge: Judge, files: dict[str, str], path: str) -> None:
    (entry,) = judge("go-env-godebug", NETDNS, files).edits
    assert entry.path == path


def test_what_is_there_is_not_wanted_twice(judge: Judge) -> None:
    assert judge("go-env-godebug", NETDNS, {PROFILE: BLOCK}).verdict is Verdict.OK
    assert judge("go-env-godebug", "", {PROFILE: ""}).verdict is Verdict.NOT_APPLICABLE


def test_old_lines_are_offered_for_removal(judge: Judge) -> None:
    line = "export GODEBUG=netdns=go"
    finding = judge("go-env-godebug-inert", NETDNS, {PROFILE: f"{line}\n{line}\n{BLOCK}"})
    assert set(finding.edits) == {DropLine("~/.profile", 1, line), DropLine("~/.profile", 2, line)}


@pytest.mark.parametrize(("wanted", "verdict"), [("", Verdict.FIXABLE), (NETDNS, Verdict.NOT_APPLICABLE)])
def test_a_resolver_nobody_asked_for(judge: Judge, wanted: str, verdict: Verdict) -> None:
    assert judge("dns-godebug-netdns", wanted, {PROFILE: "export GODEBUG=netdns=cgo\n"}).verdict is verdict


@pytest.mark.parametrize("value", ["1", "2"])
def test_a_level_of_reporting_chooses_no_resolver(judge: Judge, value: str) -> None:
    files = {PROFILE: f"export GODEBUG=netdns={value},tlsrsakex=1\n"}
    assert judge("dns-godebug-netdns", "", files).verdict is Verdict.OK
    (edit,) = judge("go-env-godebug-fatal", "", files).edits
    assert isinstance(edit, ReplaceLine)
    assert edit.becomes == f"export GODEBUG=netdns={value}", "it stays where another setting is taken out"


@pytest.mark.parametrize(
    "rule", ["go-env-godebug-inert", "go-env-godebug-fatal", "dns-godebug-netdns", "go-env-godebug"]
)
@pytest.mark.parametrize("line", ["export GODEBUG=netdns=go", "export GODEBUG=netdns=go,tlsrsakex=1"])
def test_a_setting_that_the_profile_wants_never_goes_without_the_block_that_sets_it(
    judge: Judge, rule: str, line: str
) -> None:
    """Whichever repair is chosen alone: what was set before is set afterwards."""
    edits = judge(rule, NETDNS, {PROFILE: f"{line}\n"}).edits
    gone = any(
        isinstance(edit, DropLine) or "netdns" not in getattr(edit, "becomes", "netdns") for edit in edits
    )
    assert not gone or any(isinstance(edit, SetEntry) for edit in edits)


def test_one_line_that_works_is_not_called_set_twice(judge: Judge) -> None:
    finding = judge("go-env-godebug-inert", NETDNS, {PROFILE: "export GODEBUG=netdns=go\n"})
    assert finding.verdict is Verdict.OK


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        (".profile", "export GODEBUG=$X", "GODEBUG could not be followed at ~/.profile:1."),
        (".zshenv", 'export GODEBUG="$(x)"', "GODEBUG could not be followed at ~/.zshenv:1."),
        (".profile", ". $(x)", "GODEBUG could not be followed at ~/.profile:1."),
        (".profile", 'eval "$(x)"', "GODEBUG could not be followed at ~/.profile:1."),
        (".profile", 'export GODEBUG="$GODEBUG,http2client=0"', None),
        (".profile", "export GODEBUG", None),
    ],
)
@pytest.mark.parametrize("rule", ["go-env-godebug-fatal", "dns-godebug-netdns"])
def test_nothing_is_fine_that_a_line_might_spoil(
    judge: Judge, rule: str, path: str, text: str, says: str | None
) -> None:
    finding = judge(rule, "", {f"home/me/{path}": f"{text}\n"})
    assert finding.verdict is (Verdict.OK if says is None else Verdict.UNKNOWN)
    assert says in (None, finding.says.render())
