"""Boot commands of `/etc/wsl.conf`: the services they start, and what stays without them."""

from __future__ import annotations

import pytest

from wizard.codecs.boot_command import service_starts, without


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("service docker start", ["docker"]),
        ("sudo -n service 'docker' start", ["docker"]),
        ("/usr/sbin/service ssh restart; service cron start", ["ssh", "cron"]),
        ("/etc/init.d/postgresql start", ["postgresql"]),
        ("systemctl start docker.service nginx", ["docker", "nginx"]),
        ("systemctl --now enable docker", ["docker"]),
        ("if [ -e /x ]; then service docker start; fi", ["docker"]),
        ("service docker stop; systemctl status ssh; echo service docker start", []),
        ("service", []),
        ("", []),
    ],
)
def test_services_that_a_command_starts(command: str, names: list[str]) -> None:
    assert [each.name for each in service_starts(command)] == names


@pytest.mark.parametrize(
    ("command", "rest"),
    [
        ("service a start", ""),
        ("service a start; x", "x"),
        ("x; service a start", "x"),
        ("x && service a start", "x"),
        ("service a start && x", "x"),
        ("x && service a start && y", "x && y"),
        ("x && service a start; y", "x; y"),
        ("x; service a start && y", "x; y"),
        ("x; service a start; y", "x; y"),
        ("service a start; service b start", ""),
        ("service a start || x", ": || x"),
        ("service a start | tee /log", ": | tee /log"),
        ("if [ -e /x ]; then service a start; fi", "if [ -e /x ]; then :; fi"),
        ("service a start >/dev/null; x", "x"),
        ("(service a start)", "(:)"),
    ],
)
def test_what_stays_runs_as_before(command: str, rest: str) -> None:
    assert without(command, service_starts(command)) == rest
