"""What is asked for a name besides name servers."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.facts.dns.sources import HOSTS, NSSWITCH, WINDOWS_HOSTS, WINDOWS_NAMES
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Denied, FileProbe

OFF = at("/etc/wsl.conf", "[network]\ngenerateHosts=false\n")
KERNEL = at("/proc/sys/kernel/osrelease", "6.6.87.2-microsoft-standard-WSL2\n")


def test_lines_and_bytes() -> None:
    lines = read(NSSWITCH, at("/etc/nsswitch.conf", "hosts: files dns\n"))
    assert not isinstance(lines, Unknown)
    assert [line.sources for line in lines] == [("files", "dns")]
    assert read(NSSWITCH) == ()
    assert read(HOSTS, at("/etc/hosts", "x")) == b"x"
    assert read(HOSTS) is None


def test_the_file_of_windows_is_read_only_where_wsl_does_not_copy_it() -> None:
    windows = at(WINDOWS_HOSTS, "10.1.2.3 Git.corp\r\n")
    assert read(WINDOWS_NAMES, OFF, KERNEL, windows) == {"git.corp": "10.1.2.3"}
    for files in ((KERNEL,), (OFF, at("/proc/sys/kernel/osrelease", "6.8.0-generic\n"))):
        with pytest.raises(AssertionError, match="does not ask that"):
            read(WINDOWS_NAMES, *files, windows)


@pytest.mark.parametrize("answer", [Denied()])
def test_a_file_that_cannot_be_read_names_nothing(answer: Answer) -> None:
    assert read(WINDOWS_NAMES, OFF, KERNEL, (FileProbe(WINDOWS_HOSTS), answer)) == {}
