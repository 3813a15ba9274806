"""Processes in a distro with a plain init: who they are, what they get, how they end."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.wsl.world import FAILED, World

pytestmark = [pytest.mark.root, pytest.mark.distro, pytest.mark.xdist_group("wsl")]

ENV = ("-e", "/usr/bin/python3", "-c", "import json, os; print(json.dumps(dict(os.environ)))")


@pytest.fixture
def world(world: World) -> World:
    world.add("Debian")
    return world


def _environ(world: World, *options: str, environ: dict[str, str] | None = None) -> dict[str, str]:
    done = world.run(*options, *ENV, environ=environ)
    assert done.returncode == 0, done
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_a_stopped_distro_starts_by_itself_with_an_init_that_is_not_systemd(world: World) -> None:
    assert b"Stopped" in world.run("-l", "-v").stdout
    assert world.run("-e", "cat", "/proc/1/comm", "/proc/sys/kernel/osrelease").stdout.split() == [
        b"init",
        b"6.6.87.2-microsoft-standard-WSL2",
    ]
    assert world.run("-l", "--running", "-q").stdout == b"Debian\r\n"
    assert world.boots("Debian") == world.vm_boots == 1


def test_the_environment_is_the_registrys_and_nothing_of_etc_or_of_the_caller(world: World) -> None:
    (world.root("Debian") / "etc/environment").write_text("FROM_ETC=1\nPATH=/nowhere\n")
    (world.root("Debian") / "etc/profile.d/x.sh").write_text("export FROM_PROFILE=1\n")
    environ = _environ(world, environ={"FROM_CALLER": "1"})
    assert not {"FROM_ETC", "FROM_PROFILE", "FROM_CALLER", "WSL_UTF8"} & set(environ)
    assert environ["PATH"] == (
        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games"
        ":/usr/lib/wsl/lib:/mnt/c/Windows/system32:/mnt/c/Windows"
    )
    assert environ["HOME"] == "/home/me"
    assert environ["SHELL"] == "/bin/bash"
    assert environ["WSL_DISTRO_NAME"] == "Debian"
    assert environ["NAME"] == "DESKTOP-GO"
    login = world.run("--shell-type", "login", "echo", "[$FROM_PROFILE]").stdout
    assert login == b"[1]\n"


def test_a_list_in_the_registry_replaces_the_default_environment_wholesale(world: World) -> None:
    world.change_distro("Debian", environment=["GODEBUG=netdns=go", "PATH=/opt/bin"])
    environ = _environ(world)
    assert environ["GODEBUG"] == "netdns=go"
    assert environ["PATH"].startswith("/opt/bin:/usr/lib/wsl/lib")
    assert "TERM" not in environ


def test_wslenv_brings_what_it_lists_with_its_flags(world: World) -> None:
    environ = _environ(
        world,
        environ={
            "WSLENV": "PLAIN:FOLDER/p:LIST/l:OUT/w:ODD/z:UNSET",
            "PLAIN": "1",
            "FOLDER": "C:\\Users\\me",
            "LIST": "C:\\a;C:\\b",
            "OUT": "1",
            "ODD": "1",
        },
    )
    assert (environ["PLAIN"], environ["FOLDER"]) == ("1", "/mnt/c/Users/me")
    assert (environ["LIST"], environ["UNSET"]) == ("/mnt/c/a:/mnt/c/b", "")
    assert not {"OUT", "ODD"} & set(environ)


def test_exec_takes_words_as_they_are_and_looks_for_programs_on_inits_own_path(world: World) -> None:
    words = ["", "a b", '"', "\\", "$HOME", "*", "ü", "a\\\\"]
    done = world.run("-e", "/usr/bin/python3", "-c", "import sys; print(sys.argv[1:])", *words)
    assert done.stdout.decode() == f"{words!r}\n"
    (world.root("Debian") / "usr/local/sbin/tool").write_text("#!/bin/sh\necho found\n")
    (world.root("Debian") / "usr/local/sbin/tool").chmod(0o755)
    trapped = world.run("-e", "tool")
    assert (trapped.returncode, trapped.stdout) == (1, b"")
    assert b"execvpe(tool) failed: No such file or directory" in trapped.stderr
    assert world.run("-e", "/bin/sh", "-c", "tool").stdout == b"found\n"


def test_without_exec_the_raw_line_goes_through_the_users_shell(world: World) -> None:
    assert world.run("echo", "$HOME").stdout == b"/home/me\n"
    assert world.run("--", "echo", "$USER", "a   b").stdout == b"me a   b\n"
    assert world.run("echo", "$0;", "shopt -q login_shell; echo $?").stdout.split()[0] == b"/bin/bash"
    assert world.run(input=b"echo $0\n").stdout == b"-bash\n"


def test_users_by_name_by_wsl_conf_and_by_the_registry(world: World) -> None:
    who = ("-e", "id", "-un")
    assert world.run(*who).stdout == b"me\n"
    assert world.run("-u", "root", *who).stdout == b"root\n"
    unknown = world.run("-u", "nobody-at-all", *who)
    assert unknown.returncode == FAILED
    assert unknown.stdout == b"User not found.\r\nError code: Wsl/WSL_E_USER_NOT_FOUND\r\n"
    for default, expected in (("daemon", b"daemon\n"), ("not-there", b"me\n")):
        world.run("--terminate", "Debian")
        (world.root("Debian") / "etc/wsl.conf").write_text(f"[user]\ndefault={default}\n")
        assert world.run(*who).stdout == expected
    world.change_distro("Debian", uid=4711)
    assert world.run(*who).stdout == b"root\n"


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("exit 0", 0),
        ("exit 7", 7),
        ("exit 254", 254),
        ("kill -9 $$", 9),
        ("exit 67", FAILED),
        ("exit 87", FAILED),
    ],
)
def test_how_it_ends(world: World, script: str, code: int) -> None:
    assert world.run("-e", "/bin/sh", "-c", script).returncode == code


def test_folders(world: World) -> None:
    (world.profile / "My Code").mkdir()
    assert world.run("--cd", "~", "-e", "pwd").stdout == b"/home/me\n"
    assert world.run("--cd", "/etc", "-e", "pwd").stdout == b"/etc\n"
    assert world.run("--cd", "C:\\Users\\me\\My Code", "-e", "pwd").stdout == b"/mnt/c/Users/me/My Code\n"
    assert world.run("-e", "pwd", cwd=world.profile).stdout == b"/mnt/c/Users/me\n"
    assert world.run("~", "-e", "pwd").stdout == b"/home/me\n"
    gone = world.run("--cd", "/nope", "-e", "echo", "ran")
    assert gone.stdout == b"ran\n"
    assert b"chdir(/nope) failed" in gone.stderr
    assert world.run("--cd", "C:\\nope", "-e", "pwd").returncode == FAILED


def test_bytes_pass_both_ways_untouched_and_the_end_of_input_is_passed_on(world: World) -> None:
    data = bytes(range(256)) * 4000
    done = world.run(
        "-e", "/bin/sh", "-c", "cat; printf '\\377\\n' >&2", input=data, environ={"WSL_UTF8": "0"}
    )
    assert done.stdout == data
    assert done.stderr == b"\xff\n"


def test_it_drains_the_input_of_its_caller_even_if_the_process_does_not_read(world: World) -> None:
    world.run("-e", "true")
    script = f"{world.exe} -e /bin/sh -c 'exec sleep 0.2' ; cat"
    done = subprocess.run(["sh", "-c", script], input=b"not left over\n", capture_output=True, check=True)
    assert done.stdout == b""


def test_a_list_of_processes_shows_wsls_own(world: World) -> None:
    rows = [
        row.split(None, 2)
        for row in world.run("-e", "ps", "axo", "pid,comm,args").stdout.decode().splitlines()
    ]
    names = [row[1].partition("(")[0] for row in rows[1:]]
    assert names == ["init", "init", "SessionLeader", "Relay", "ps"]
    assert [row[2] for row in rows if row[1] == "SessionLeader"] == ["/init"]


def test_background_processes_die_with_the_distro_only(world: World) -> None:
    world.run("-e", "/bin/sh", "-c", "sleep 1000 >/dev/null 2>&1 </dev/null &")
    assert b"sleep 1000" in world.run("-e", "ps", "axo", "args").stdout
    world.run("-t", "Debian")
    assert b"sleep 1000" not in world.run("-e", "ps", "axo", "args").stdout


def test_system_and_unknown_ids_are_refused(world: World) -> None:
    assert world.run("--system", "-e", "true").returncode == FAILED
    nope = world.run("--distribution-id", "{00000000-0000-0000-0000-000000000000}", "-e", "true")
    assert b"Wsl/Service/CreateInstance/WSL_E_DISTRO_NOT_FOUND" in nope.stdout


def test_wslinfo_and_wslpath_are_there(world: World) -> None:
    assert world.run("-e", "wslinfo", "--networking-mode").stdout == b"nat\n"
    assert world.run("-e", "wslinfo", "--wsl-version", "-n").stdout == b"2.6.1.0"
    assert world.run("-e", "wslpath", "C:\\Users\\me").stdout == b"/mnt/c/Users/me\n"
    assert world.run("-e", "wslpath", "-w", "/home/me").stdout == b"\\\\wsl.localhost\\Debian\\home\\me\n"


def test_the_drive_is_there(world: World) -> None:
    (world.profile / "hello.txt").write_text("from Windows")
    assert world.run("-e", "cat", "/mnt/c/Users/me/hello.txt").stdout == b"from Windows"
    world.run("-u", "root", "-e", "/bin/sh", "-c", "echo from Linux >/mnt/c/Users/me/back.txt")
    assert (world.profile / "back.txt").read_text() == "from Linux\n"


def test_it_needs_no_path_in_its_environment(world: World) -> None:
    done = subprocess.run([world.exe, "-e", "true"], env={}, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_wsl_1_distro_has_its_own_kernel_version_and_never_systemd(world: World, tmp_path: Path) -> None:
    world.add("Old", version=1)
    (world.root("Old") / "etc/wsl.conf").write_text("[boot]\nsystemd=true\n")
    output = world.run("-d", "Old", "-e", "cat", "/proc/sys/kernel/osrelease", "/proc/1/comm").stdout.split()
    assert output[0].endswith(b"-Microsoft")
    assert output[1] == b"init"
    assert world.vm_boots == 0
    assert os.path.lexists(world.root("Old") / "init")
