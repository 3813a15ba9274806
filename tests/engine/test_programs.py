"""What programs are to their users, alone and in the light of those that started them."""

from __future__ import annotations

import pytest

from tests.facts.running import program, running
from wizard.engine.programs import Kind, called, kind_of, kinds
from wizard.facts.processes import Process

VSCODE = "/home/me/.vscode-server/cli/servers/Stable-1/server/node"
DOCKER = "/system.slice/docker-0123456789abcdef0123.scope"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("apt-get install -y golang", Kind.INSTALLER),
        ("/usr/bin/dpkg --configure -a", Kind.INSTALLER),
        ("snap install go", Kind.INSTALLER),
        ("snap run hello", Kind.OTHER),
        ("/usr/local/go/bin/go build ./...", Kind.BUILD),
        ("go test ./...", Kind.BUILD),
        ("go version", Kind.OTHER),
        ("/usr/local/go/pkg/tool/linux_amd64/compile -o x", Kind.BUILD),
        ("make -j8", Kind.BUILD),
        ("docker build .", Kind.BUILD),
        ("docker ps", Kind.OTHER),
        ("git push origin main", Kind.BUILD),
        ("git log", Kind.OTHER),
        ("/usr/lib/postgresql/16/bin/postgres -D /x", Kind.DATABASE),
        ("redis-server *:6379", Kind.DATABASE),
        ("/usr/bin/dockerd -H fd://", Kind.DOCKER),
        ("/usr/bin/containerd-shim-runc-v2 -namespace moby", Kind.CONTAINER),
        ("dlv debug", Kind.DEBUGGER),
        ("tmux new -s work", Kind.MULTIPLEXER),
        (VSCODE, Kind.VSCODE),
        (
            "sh /mnt/c/Users/me/.vscode/extensions/ms-vscode-remote.remote-wsl-1/scripts/wslServer.sh",
            Kind.VSCODE,
        ),
        ("/home/me/.cache/JetBrains/RemoteDev/dist/1/bin/goland serverMode", Kind.JETBRAINS),
        ("/mnt/wsl/docker-desktop/docker-desktop-user-distro proxy", Kind.DESKTOP_LINK),
        ("/mnt/wsl/rancher-desktop/wsl-helper docker-proxy serve", Kind.DESKTOP_LINK),
        ("-bash", Kind.SHELL),
        ("/usr/bin/zsh -i", Kind.SHELL),
        ("/bin/bash --init-file /home/me/.vscode-server/x/shellIntegration-bash.sh", Kind.SHELL),
        ("/bin/bash /home/me/loop.sh", Kind.OTHER),
        ("bash -c sleep", Kind.OTHER),
        ("vim main.go", Kind.OTHER),
        ("/usr/bin/python3 /usr/share/unattended-upgrades/unattended-upgrade-shutdown", Kind.OTHER),
    ],
)
def test_alone(words: str, kind: Kind) -> None:
    assert kind_of(program(5, 1, words)) is kind


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        ("/system.slice/cron.service", Kind.SERVICE),
        ("/wsl-user/distro-7/system.slice/cron.service/inner", Kind.SERVICE),
        ("/user.slice/user-1000.slice/user@1000.service/app.slice/dbus.service", Kind.SERVICE),
        ("/user.slice/user-1000.slice/user@1000.service/init.scope", Kind.SERVICE),
        ("/user.slice/user-1000.slice/session-3.scope", Kind.OTHER),
        ("/user.slice/user-1000.slice/user@1000.service/tmux-spawn-1.scope", Kind.OTHER),
        ("/init.scope", Kind.OTHER),
        (DOCKER, Kind.CONTAINER),
        ("/docker/0123456789abcdef", Kind.CONTAINER),
        ("/kubepods.slice/kubepods-pod1.slice/cri-containerd-1.scope", Kind.CONTAINER),
        ("/system.slice/docker.service", Kind.SERVICE),
    ],
)
def test_by_the_cgroup(group: str, kind: Kind) -> None:
    assert kind_of(program(5, 1, "something --fast", group=group)) is kind


def test_a_database_that_systemd_started_is_a_database_still() -> None:
    assert kind_of(program(5, 1, "mysqld", group="/system.slice/mysql.service")) is Kind.DATABASE


def test_a_shell_in_a_service_is_nobody_s() -> None:
    assert kind_of(program(5, 1, "sh", group="/system.slice/x.service")) is Kind.SERVICE


def test_a_build_is_one_whatever_it_starts() -> None:
    found = kinds(
        running(
            program(10, 1, "-bash"),
            program(11, 10, "make test"),
            program(12, 11, "/bin/sh -c go_test"),
            program(13, 12, "go test ./..."),
            program(14, 13, "/tmp/go-build1/b001/x.test"),
            program(15, 14, "postgres"),
            program(16, 12, "dlv test"),
            program(17, 16, "/tmp/__debug_bin"),
        )
    )
    assert found == {
        10: Kind.SHELL,
        11: Kind.BUILD,
        13: Kind.BUILD,
        14: Kind.BUILD,
        15: Kind.BUILD,
        16: Kind.BUILD,
        17: Kind.BUILD,
    }


def test_in_vs_code_people_work() -> None:
    found = kinds(
        running(
            program(10, 1, f"{VSCODE} server-main.js"),
            program(11, 10, f"{VSCODE} bootstrap-fork --type=extensionHost"),
            program(12, 11, "/home/me/go/bin/gopls -mode=stdio"),
            program(13, 10, "/bin/bash -i"),
            program(14, 13, "vim main.go"),
            program(15, 13, "go test ./..."),
            program(16, 11, "/home/me/go/bin/dlv dap"),
        )
    )
    assert found == {
        10: Kind.VSCODE,
        11: Kind.VSCODE,
        12: Kind.VSCODE,
        13: Kind.SHELL,
        14: Kind.OTHER,
        15: Kind.BUILD,
        16: Kind.DEBUGGER,
    }


def test_in_tmux_all_is_tmux_but_what_would_have_to_begin_again() -> None:
    found = kinds(
        running(
            program(10, 1, "tmux", name="tmux: server"),
            program(11, 10, "-bash"),
            program(12, 11, "vim main.go"),
            program(13, 11, "go build"),
        )
    )
    assert found == {10: Kind.MULTIPLEXER, 11: Kind.MULTIPLEXER, 12: Kind.MULTIPLEXER, 13: Kind.BUILD}


def test_what_only_runs_another_is_that_other() -> None:
    found = kinds(running(program(10, 1, "sudo apt upgrade", user="me"), program(11, 10, "apt upgrade")))
    assert found == {11: Kind.INSTALLER}
    assert kinds(running(program(10, 1, "sudo -i"))) == {10: Kind.OTHER}


def test_programs_that_started_each_other_end_nothing() -> None:
    """Numbers are used again: what was read may be a ring."""
    assert len(kinds(running(program(10, 11, "a"), program(11, 10, "b")))) == 2


@pytest.mark.parametrize(
    ("process", "name"),
    [
        (program(5, 1, "go test ./... -token=secret"), "go test"),
        (program(5, 1, "go"), "go"),
        (program(5, 1, "docker --context secret build ."), "docker"),
        (program(5, 1, "python3 /srv/app/manage.py runserver"), "python3 manage.py"),
        (program(5, 1, "python3 -m http.server"), "python3 http.server"),
        (program(5, 1, "bash /home/me/loop.sh secret"), "bash loop.sh"),
        (Process(5, 1, "me", "sh", ("sh", "-c", "PGPASSWORD=secret psql x")), "sh"),
        (Process(5, 1, "me", "sh", ("sh", "-c", "/usr/bin/psql -W secret")), "sh psql"),
        (program(5, 1, "/opt/very/unattended-upgrade-shutdown"), "unattended-upgrade-shutdown"),
        (program(5, 1, "whatever it wrote there", name="worker"), "worker"),
        (program(5, 1, "tmux", name="tmux: server"), "tmux"),
        (program(5, 1, "SCREEN -S x", name="screen"), "screen"),
        (Process(5, 1, "me", "kworker", ()), "kworker"),
        (Process(5, 1, "me", "python3", ("python3", "-c", "secret")), "python3"),
        (Process(5, 1, "me", "perl", ("perl", "-n", "-e", "secret")), "perl"),
    ],
)
def test_what_it_is_called_never_tells_a_secret(process: Process, name: str) -> None:
    assert called(process) == name
