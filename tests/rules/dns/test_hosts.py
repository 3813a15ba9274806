"""/etc/hosts: localhost, pinned addresses, names of Windows."""

from __future__ import annotations

import pytest

from tests.machines.names import HOSTS
from tests.rules.conftest import Judge
from wizard.model.edits.files import ReplaceLine
from wizard.model.findings import Restart, Severity, Verdict

RULE = "dns-hosts-file"
PATH = "etc/hosts"
WSL2 = {"proc/sys/kernel/osrelease": "6.6.87.2-microsoft-standard-WSL2\n"}
LINUX = {"proc/sys/kernel/osrelease": "6.8.0-generic\n"}
OFF = {**WSL2, "etc/wsl.conf": "[network]\ngenerateHosts=false\n"}
WINDOWS = {"mnt/c/Windows/System32/drivers/etc/hosts": "# none\r\n10.1.2.3 git.corp\r\n"}
LOCAL = "127.0.0.1 localhost\n"


@pytest.mark.parametrize(
    ("files", "verdict", "severity"),
    [
        ({**WSL2, PATH: HOSTS}, Verdict.OK, None),
        ({}, Verdict.NOT_APPLICABLE, None),
        (WSL2, Verdict.ADVICE, None),
        ({**WSL2, PATH: "::1 localhost\n"}, Verdict.ADVICE, None),
        ({**OFF, PATH: "::1 localhost\n"}, Verdict.FIXABLE, None),
        ({**OFF, PATH: "# mine\n"}, Verdict.FIXABLE, None),
        ({**LINUX, PATH: "# mine\n"}, Verdict.FIXABLE, None),
        ({**OFF, PATH: ""}, Verdict.ADVICE, None),
        (OFF, Verdict.ADVICE, None),
        ({**OFF, PATH: "10.0.0.1 localhost\n"}, Verdict.ADVICE, None),
        ({**OFF, PATH: b"# \xff\n"}, Verdict.ADVICE, None),
        ({**OFF, PATH: LOCAL + "140.82.113.4 GitHub.com\n"}, Verdict.ADVICE, None),
        ({**WSL2, PATH: LOCAL + "203.0.113.9 proxy.golang.org\n"}, Verdict.ADVICE, None),
        ({**OFF, PATH: LOCAL + "10.0.0.7 git.corp\n"}, Verdict.OK, None),
        ({**OFF, PATH: LOCAL + "127.0.0.1 go.dev\n"}, Verdict.OK, None),
        ({**OFF, **WINDOWS, PATH: LOCAL}, Verdict.ADVICE, Severity.LOW),
        ({**OFF, **WINDOWS, PATH: LOCAL + "10.1.2.3 git.corp\n"}, Verdict.OK, None),
        ({**WSL2, **WINDOWS, PATH: LOCAL}, Verdict.OK, None),
    ],
)
def test_what_is_said(
    judge: Judge, files: dict[str, str | bytes], verdict: Verdict, severity: Severity | None
) -> None:
    finding = judge(RULE, "", files)
    assert (finding.verdict, finding.severity) == (verdict, severity)


def test_localhost_gets_a_line_and_the_others_stay(judge: Judge) -> None:
    finding = judge(RULE, "", {**OFF, PATH: "# mine\n10.0.0.7 git.corp\n"})
    assert finding.edits == (ReplaceLine("/etc/hosts", 1, "# mine", "127.0.0.1\tlocalhost\n# mine"),)


def test_what_wsl_writes_needs_a_restart(judge: Judge) -> None:
    assert judge(RULE, "", WSL2).restart is Restart.DISTRO
