"""Distros that start and stop: the order of it, systemd, warnings, idleness, and two at once."""

from __future__ import annotations

import threading
import time

import pytest

from tests.wsl.conftest import run_sh, write_conf
from tests.wsl.world import FAILED, World

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("wsl"),
]

TMPFS = "tmpfs /tmp tmpfs rw,nosuid,nodev,size=64m,mode=1777 0 0\n"


@pytest.fixture
def world(world: World) -> World:
    world.add("Debian")
    return world


def test_systemd_is_pid_1_knows_where_it_is_and_has_a_session_for_the_user(world: World) -> None:
    write_conf(world, "[boot]\nsystemd=true\n")
    assert run_sh(world, "cat /proc/1/comm; systemctl is-system-running; systemd-detect-virt") == (
        "systemd\nrunning\nwsl\n"
    )
    assert run_sh(world, "stat -fc %T /sys/fs/cgroup") == "cgroup2fs\n"
    assert run_sh(world, "tr '\\0' '\\n' </proc/1/environ", "-u", "root").split() == [
        "container=wsl",
        "container_host_id=windows",
        "container_host_version_id=2.6.1.0",
    ]
    assert run_sh(
        world, "systemctl --user is-active default.target; echo $XDG_RUNTIME_DIR $DBUS_SESSION_BUS_ADDRESS"
    ) == ("active\n/run/user/1000/ unix:path=/run/user/1000/bus\n")


def test_what_systemd_gets_from_wsls_generator(world: World) -> None:
    write_conf(world, "[boot]\nsystemd=true\n")
    assert run_sh(
        world, "test -f /run/tmpfiles.d/x11.conf && test ! -s /run/tmpfiles.d/x11.conf && echo masked"
    ) == ("masked\n")
    done = world.run("-e", "systemctl", "is-enabled", "console-getty", "systemd-networkd-wait-online")
    assert done.stdout.split() == [b"masked-runtime"] * 2


def test_the_setting_counts_from_the_next_start_only(world: World) -> None:
    assert run_sh(world, "cat /proc/1/comm") == "init\n"
    write_conf(world, "[boot]\nsystemd=true\n")
    assert run_sh(world, "cat /proc/1/comm") == "init\n"
    world.run("--terminate", "Debian")
    assert run_sh(world, "cat /proc/1/comm") == "systemd\n"
    assert world.boots("Debian") == 2


def test_without_something_to_execute_as_init_systemd_is_off_and_nobody_says_so(world: World) -> None:
    write_conf(world, "[boot]\nsystemd=true\n")
    (world.root("Debian") / "sbin/init").unlink()
    done = world.run("-e", "cat", "/proc/1/comm")
    assert (done.stdout, done.stderr) == (b"init\n", b"")


def test_something_else_as_init_costs_the_whole_time_limit_and_the_command_runs_anyway(world: World) -> None:
    write_conf(world, "[boot]\nsystemd=true\ninitTimeout=1500\n")
    (world.root("Debian") / "sbin/init").unlink()
    (world.root("Debian") / "sbin/init").write_text("#!/bin/sh\nwhile :; do sleep 1000 & wait; done\n")
    (world.root("Debian") / "sbin/init").chmod(0o755)
    began = time.monotonic()
    done = world.run("-e", "echo", "ran")
    assert done.stdout == b"ran\n"
    assert time.monotonic() - began > 1.5
    assert b"Failed to start the systemd user session for 'me'" in done.stderr


@pytest.mark.parametrize("systemd", ["false", "true"])
def test_a_tmpfs_from_fstab_lies_below_the_x11_socket(world: World, systemd: str) -> None:
    write_conf(world, f"[boot]\nsystemd={systemd}\n")
    (world.root("Debian") / "etc/fstab").write_text(TMPFS)
    mounts = [line.split() for line in run_sh(world, "cat /proc/mounts").splitlines()]
    places = [fields[1] for fields in mounts]
    assert [fields[2] for fields in mounts if fields[1] == "/tmp"] == ["tmpfs"]
    assert places.index("/tmp") < places.index("/tmp/.X11-unix")
    assert [fields[3].split(",")[0] for fields in mounts if fields[1] == "/tmp/.X11-unix"] == ["ro"]
    assert run_sh(world, "test -S /tmp/.X11-unix/X0 && stat -c %a /tmp") == "1777\n"


def test_a_tmp_that_systemd_mounts_itself_hides_the_socket_and_wslg_service_brings_it_back(
    world: World,
) -> None:
    write_conf(world, "[boot]\nsystemd=true\n[automount]\nmountFsTab=false\n")
    (world.root("Debian") / "etc/fstab").write_text(TMPFS)
    assert run_sh(
        world, "findmnt -no FSTYPE /tmp; systemctl is-active wslg.service; test -S /tmp/.X11-unix/X0"
    ) == ("tmpfs\nactive\n")


def test_the_same_with_another_automount_root_is_not_repaired(world: World) -> None:
    write_conf(world, "[boot]\nsystemd=true\n[automount]\nmountFsTab=false\nroot=/win\n")
    (world.root("Debian") / "etc/fstab").write_text(TMPFS)
    assert run_sh(world, "ls /win; test -e /tmp/.X11-unix/X0 || echo hidden") == "c\nwsl\nwslg\nhidden\n"


def test_a_live_mount_hides_the_socket(world: World) -> None:
    run_sh(world, "mount -t tmpfs tmpfs /tmp", "-u", "root")
    assert run_sh(world, "test -e /tmp/.X11-unix/X0 || echo hidden") == "hidden\n"


def test_a_boot_command_runs_as_root_without_an_environment_and_nobody_waits_for_it(world: World) -> None:
    write_conf(world, "[boot]\ncommand=env >/root/env; id -u >>/root/env; exec sleep 1000\n")
    run_sh(world, "until grep -q ^0 /root/env; do sleep 0.05; done", "-u", "root")
    names = {line.partition("=")[0] for line in (world.root("Debian") / "root/env").read_text().split()}
    assert not {"HOME", "LANG", "USER"} & names


def test_warnings_of_wsl_conf_come_on_stderr_of_the_first_call_only(world: World) -> None:
    write_conf(world, "[boot]\nnonsense=1\nsystemd=banana\n[network]\nhostname\n[user]\ndefault=root\n")
    first = world.run("-e", "id", "-un")
    assert first.stdout == b"me\n", "what stands below the bad line is not read"
    assert first.stderr.decode().split("\r\n") == [
        "wsl: Unknown key 'boot.nonsense' in /etc/wsl.conf:2",
        "wsl: Invalid boolean value 'banana' for key 'boot.systemd' in /etc/wsl.conf:3",
        "wsl: Expected '=' in /etc/wsl.conf:5",
        "",
    ]
    assert world.run("-e", "true").stderr == b""
    world.run("--terminate", "Debian")
    assert world.run("-e", "true", environ={"WSL_DISABLE_WARNINGS": "1"}).stderr == b""


def test_warnings_are_utf16_beside_raw_output_unless_told_otherwise(world: World) -> None:
    write_conf(world, "[boot]\nnonsense=1\n")
    done = world.run("-e", "/bin/sh", "-c", "echo raw >&2", environ={"WSL_UTF8": "0"})
    warning = "wsl: Unknown key 'boot.nonsense' in /etc/wsl.conf:2\r\n".encode("utf-16-le")
    assert done.stderr == warning + b"raw\n"


def test_a_backslash_as_the_last_byte_keeps_the_distro_from_starting(world: World) -> None:
    write_conf(world, "[boot]\nsystemd=true\\")
    done = world.run("-e", "true")
    assert done.returncode == FAILED
    assert b"Wsl/Service/CreateInstance/E_UNEXPECTED" in done.stdout


def test_a_bad_fstab_is_warned_of(world: World) -> None:
    (world.root("Debian") / "etc/fstab").write_text("/dev/nothing /mnt/x ext4 defaults 0 0\n")
    assert world.run("-e", "true").stderr == b"wsl: Processing /etc/fstab with mount -a failed.\r\n"


def test_files_wsl_writes_and_how_to_keep_it_from_it(world: World) -> None:
    root = world.root("Debian")
    look = "readlink /etc/resolv.conf; cat /etc/hostname; grep -c DESKTOP-GO /etc/hosts"
    assert run_sh(world, look) == "/mnt/wsl/resolv.conf\nDESKTOP-GO\n1\n"
    assert run_sh(world, "grep -c nameserver /etc/resolv.conf") != "0\n"
    world.run("--terminate", "Debian")
    write_conf(world, "[network]\ngenerateHosts=false\ngenerateResolvConf=false\nhostname=my_box.x.y\n")
    (root / "etc/hosts").write_text("mine\n")
    assert run_sh(world, "cat /etc/hostname /etc/hosts; hostname; test -e /etc/resolv.conf || echo gone") == (
        "mybox.xy\nmine\nmybox.xy\ngone\n"
    )


def test_without_interop_and_automount(world: World) -> None:
    write_conf(world, "[interop]\nenabled=false\n[automount]\nenabled=false\n")
    done = world.run("-e", "/bin/sh", "-c", "echo $PATH $WSL_INTEROP; ls /mnt")
    assert done.stdout.split()[0].endswith(b":/usr/lib/wsl/lib")
    assert done.stdout.split()[1:] == [b"wsl", b"wslg"]
    assert done.stderr == b"wsl: Failed to translate 'C:\\'\r\n"


def test_two_distros_at_once_share_a_machine_and_nothing_else(world: World) -> None:
    world.add("Other")
    for name in ("Debian", "Other"):
        write_conf(world, "[boot]\nsystemd=true\n", name)
    found: dict[str, str] = {}

    def look(name: str) -> None:
        found[name] = run_sh(world, "cat /proc/1/comm; echo $WSL_DISTRO_NAME; touch /root/$WSL_DISTRO_NAME; ls /root",
                          "-d", name, "-u", "root")  # fmt: skip

    threads = [threading.Thread(target=look, args=(name,)) for name in ("Debian", "Other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {name: f"systemd\n{name}\n{name}\n" for name in ("Debian", "Other")}
    assert world.vm_boots == 1
    world.run("--terminate", "Debian")
    assert not world.is_running("Debian")
    assert run_sh(world, "systemctl is-system-running", "-d", "Other") == "running\n"


def test_two_first_calls_at_once_start_it_once(world: World) -> None:
    threads = [threading.Thread(target=world.run, args=("-e", "true")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert world.boots("Debian") == 1


def test_terminate_of_a_stopped_distro_succeeds_and_shutdown_says_nothing(world: World) -> None:
    done = world.run("--terminate", "debian")
    assert (done.returncode, done.stdout) == (0, b"The operation completed successfully. \r\n")
    world.run("-e", "true")
    done = world.run("--shutdown")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert not world.is_running("Debian")
    world.run("-e", "true")
    assert world.vm_boots == 2


def test_a_process_whose_distro_is_terminated_ends_with_an_error_of_wsl(world: World) -> None:
    world.run("-e", "true")
    done = []
    thread = threading.Thread(target=lambda: done.append(world.run("-e", "sleep", "1000")))
    thread.start()
    while thread.is_alive() and b"sleep" not in world.run("-e", "ps", "axo", "comm").stdout:
        pass
    world.run("--terminate", "Debian")
    thread.join()
    assert done[0].returncode == FAILED
    assert b"Wsl/Service/0x80072745" in done[0].stdout


def test_systemd_is_asked_to_power_off(world: World) -> None:
    write_conf(world, "[boot]\nsystemd=true\n")
    unit = world.root("Debian") / "etc/systemd/system/bye.service"
    unit.write_text("[Service]\nExecStart=/bin/true\nRemainAfterExit=yes\nExecStop=/bin/touch /root/bye\n")
    run_sh(world, "systemctl start bye.service", "-u", "root")
    world.run("--terminate", "Debian")
    assert (world.root("Debian") / "root/bye").exists()


def test_a_distro_without_clients_stops_after_a_while_and_then_the_machine(world: World) -> None:
    run_sh(world, "sleep 1000 >/dev/null 2>&1 </dev/null &")
    world.passes(14)
    assert world.is_running("Debian")
    world.passes(2)
    assert not world.is_running("Debian"), "background processes do not keep it"
    world.run("-e", "true")
    assert world.vm_boots == 1
    world.passes(16)
    world.passes(61)
    world.run("-e", "true")
    assert world.vm_boots == 2


def test_safe_mode_starts_what_else_does_not(world: World) -> None:
    write_conf(world, "[boot]\nsystemd=true\n")
    world.fault("unbootable", when="systemd")
    done = world.run("-e", "true")
    assert done.returncode == FAILED
    assert b"Wsl/Service/CreateInstance/HCS_E_CONNECTION_TIMEOUT" in done.stdout
    (world.profile / ".wslconfig").write_text("[wsl2]\nsafeMode=true\n")
    world.run("--shutdown")
    assert run_sh(world, "cat /proc/1/comm; ls /mnt/c | wc -l; echo [$WSL_INTEROP]") == "init\n0\n[]\n"


def test_the_machine_is_as_old_as_itself_and_not_as_the_host(world: World) -> None:
    world.add("Other")
    world.run("--shutdown")
    for moment in (0.0, 0.35, 0.7):  # not on the second by chance
        time.sleep(moment)
        before = time.monotonic()
        assert float(run_sh(world, "cat /proc/uptime").split()[0]) <= time.monotonic() - before
        assert float(run_sh(world, "cat /proc/uptime", "-d", "Other").split()[0]) <= time.monotonic() - before
        world.run("--shutdown")
