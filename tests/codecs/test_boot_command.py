"""Boot commands of `/etc/wsl.conf`: the services they start, and what stays without them."""

from __future__ import annotations

import subprocess

import pytest

from wizard.codecs.boot_command import service_starts, unknown_programs, without


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
        ("nohup service docker start &", ["docker"]),
        ("sh -c 'service docker start'", ["docker"]),
        ("/bin/bash -lc \"sh -c 'service docker start'; x\"", ["docker"]),
        ("setsid -w service docker start", ["docker"]),
        ("timeout -k 3 5 service docker start", ["docker"]),
        ("env -u B A=1 service docker start", ["docker"]),
        ("A=1 nice -n 5 service docker start", ["docker"]),
        ("sudo -u root service docker start", ["docker"]),
        ('su - me -c "sudo service docker start"', ["docker"]),
        ("runuser -l me --command='service docker start'", ["docker"]),
        ("runuser me -c 'service docker start'", ["docker"]),
        ("eval 'service docker start'", ["docker"]),
        ("invoke-rc.d --quiet ssh start", ["ssh"]),
        ("service docker --full-restart", ["docker"]),
        ("sh /etc/init.d/ssh restart", ["ssh"]),
        ("sudo bash -e /etc/init.d/docker start", ["docker"]),
        ("sh -c '/etc/init.d/docker start'", ["docker"]),
        ("dash -c 'sh /etc/init.d/docker start; x'", ["docker"]),
        ("sh /etc/init.d/docker stop", []),
        ("command -v service start", []),
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
        ("nohup service a start &", ""),
        ("x; nohup service a start &", "x"),
        ("x && service a start &", "x && : &"),
        ("x & service a start & y", "x & : & y"),
    ],
)
def test_what_stays_runs_as_before(command: str, rest: str) -> None:
    assert without(command, service_starts(command)) == rest


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("mount -a; echo ready > /run/x", []),
        ("service docker status", []),
        ("nohup /opt/me/boot.sh &", ["/opt/me/boot.sh"]),
        ("sh /opt/boot.sh", ["sh"]),
        (". /opt/boot.sh", ["."]),
        ("su me -c dockerd", ["dockerd"]),
        ("echo $(service docker start)", ["echo"]),
        ("x=$(service docker start)", ["x=$(service docker start)"]),
        ("A=`/opt/x`", ["A=`/opt/x`"]),
        ("sh -c /opt/x /etc/init.d/a start", ["/opt/x"]),
        ("dockerd & dockerd", ["dockerd"]),
        ("", []),
    ],
)
def test_a_program_that_is_not_known_may_start_a_service(command: str, names: list[str]) -> None:
    assert list(unknown_programs(command)) == names


def test_a_text_that_does_more_than_start_a_service_is_not_taken_away_whole() -> None:
    assert [each.alone for each in service_starts("sh -c 'service a start; x'; service b start")] == [
        False,
        True,
    ]


@pytest.mark.parametrize("command", ["service docker start; sed -i 's/", 'service docker start; echo "a'])
def test_a_line_that_no_shell_can_read_to_its_end_starts_nothing(command: str) -> None:
    assert (service_starts(command), unknown_programs(command)) == ((), ())


@pytest.mark.linux(reason="a real shell is asked")
def test_so_says_a_real_shell() -> None:
    assert subprocess.run(["sh", "-n", "-c", "true; sed 's/"], capture_output=True, check=False).returncode
