"""What programs are to their users, alone and in the light of those that started them."""

from __future__ import annotations

import pytest

from tests.running import program, running
from wizard.engine.programs import ProgramKind, called, kind_of, kinds
from wizard.facts.processes import Process

VSCODE = "/home/me/.vscode-server/cli/servers/Stable-1/server/node"
DOCKER = "/system.slice/docker-0123456789abcdef0123.scope"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("apt-get install -y golang", ProgramKind.INSTALLER),
        ("/usr/bin/dpkg --configure -a", ProgramKind.INSTALLER),
        ("snap install go", ProgramKind.INSTALLER),
        ("snap run hello", ProgramKind.OTHER),
        ("/usr/local/go/bin/go build ./...", ProgramKind.BUILD),
        ("go test ./...", ProgramKind.BUILD),
        ("go version", ProgramKind.OTHER),
        ("/usr/local/go/pkg/tool/linux_amd64/compile -o x", ProgramKind.BUILD),
        ("make -j8", ProgramKind.BUILD),
        ("docker build .", ProgramKind.BUILD),
        ("docker ps", ProgramKind.OTHER),
        ("git push origin main", ProgramKind.BUILD),
        ("git log", ProgramKind.OTHER),
        ("/usr/lib/postgresql/16/bin/postgres -D /x", ProgramKind.DATABASE),
        ("redis-server *:6379", ProgramKind.DATABASE),
        ("/usr/bin/dockerd -H fd://", ProgramKind.DOCKER),
        ("/usr/bin/containerd-shim-runc-v2 -namespace moby", ProgramKind.CONTAINER),
        ("dlv debug", ProgramKind.DEBUGGER),
        ("tmux new -s work", ProgramKind.MULTIPLEXER),
        (VSCODE, ProgramKind.VSCODE),
        (
            "sh /mnt/c/Users/me/.vscode/extensions/ms-vscode-remote.remote-wsl-1/scripts/wslServer.sh",
            ProgramKind.VSCODE,
        ),
        ("/home/me/.cache/JetBrains/RemoteDev/dist/1/bin/goland serverMode", ProgramKind.JETBRAINS),
        ("/mnt/wsl/docker-desktop/docker-desktop-user-distro proxy", ProgramKind.DESKTOP_LINK),
        ("/mnt/wsl/rancher-desktop/wsl-helper docker-proxy serve", ProgramKind.DESKTOP_LINK),
        ("-bash", ProgramKind.SHELL),
        ("/usr/bin/zsh -i", ProgramKind.SHELL),
        ("/bin/bash --init-file /home/me/.vscode-server/x/shellIntegration-bash.sh", ProgramKind.SHELL),
        ("/bin/bash /home/me/loop.sh", ProgramKind.OTHER),
        ("bash -c sleep", ProgramKind.OTHER),
        ("vim main.go", ProgramKind.OTHER),
        ("/usr/bin/python3 /usr/share/unattended-upgrades/unattended-upgrade-shutdown", ProgramKind.OTHER),
    ],
)
def test_alone(words: str, kind: ProgramKind) -> None:
    assert kind_of(program(5, 1, words)) is kind


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        ("/system.slice/cron.service", ProgramKind.SERVICE),
        ("/wsl-user/distro-7/system.slice/cron.service/inner", ProgramKind.SERVICE),
        ("/user.slice/user-1000.slice/user@1000.service/app.slice/dbus.service", ProgramKind.SERVICE),
        ("/user.slice/user-1000.slice/user@1000.service/init.scope", ProgramKind.SERVICE),
        ("/user.slice/user-1000.slice/session-3.scope", ProgramKind.OTHER),
        ("/user.slice/user-1000.slice/user@1000.service/tmux-spawn-1.scope", ProgramKind.OTHER),
        ("/init.scope", ProgramKind.OTHER),
        (DOCKER, ProgramKind.CONTAINER),
        ("/docker/0123456789abcdef", ProgramKind.CONTAINER),
        ("/kubepods.slice/kubepods-pod1.slice/cri-containerd-1.scope", ProgramKind.CONTAINER),
        ("/system.slice/docker.service", ProgramKind.SERVICE),
    ],
)
def test_by_the_cgroup(group: str, kind: ProgramKind) -> None:
    assert kind_of(program(5, 1, "something --fast", group=group)) is kind


def test_a_database_that_systemd_started_is_a_database_still() -> None:
    assert kind_of(program(5, 1, "mysqld", group="/system.slice/mysql.service")) is ProgramKind.DATABASE


def test_a_shell_in_a_service_is_nobody_s() -> None:
    assert kind_of(program(5, 1, "sh", group="/system.slice/x.service")) is ProgramKind.SERVICE


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
        10: ProgramKind.SHELL,
        11: ProgramKind.BUILD,
        13: ProgramKind.BUILD,
        14: ProgramKind.BUILD,
        15: ProgramKind.BUILD,
        16: ProgramKind.BUILD,
        17: ProgramKind.BUILD,
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
        10: ProgramKind.VSCODE,
        11: ProgramKind.VSCODE,
        12: ProgramKind.VSCODE,
        13: ProgramKind.SHELL,
        14: ProgramKind.OTHER,
        15: ProgramKind.BUILD,
        16: ProgramKind.DEBUGGER,
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
    assert found == {
        10: ProgramKind.MULTIPLEXER,
        11: ProgramKind.MULTIPLEXER,
        12: ProgramKind.MULTIPLEXER,
        13: ProgramKind.BUILD,
    }


def test_what_only_runs_another_is_that_other() -> None:
    found = kinds(running(program(10, 1, "sudo apt upgrade", user="me"), program(11, 10, "apt upgrade")))
    assert found == {11: ProgramKind.INSTALLER}
    assert kinds(running(program(10, 1, "sudo -i"))) == {10: ProgramKind.OTHER}


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
