"""How a wizard on the machine itself becomes root: what is chosen in which surroundings."""

from collections.abc import Callable

import pytest

from wizard.transports.elevation import Elevation, Environment, choose

WSL = "5.15.167.4-microsoft-standard-WSL2\n"
EXE = "/mnt/c/Windows/System32/wsl.exe"
BINFMT = "/proc/sys/fs/binfmt_misc/WSLInterop"


def around(
    *there: str,
    environ: dict[str, str] | None = None,
    is_root: bool = False,
    terminal: bool = False,
    kernel: str = "6.1.0-18-amd64\n",
    says: Callable[..., str | None] = lambda *argv: None,
) -> Environment:
    programs = {path.rpartition("/")[2]: path for path in there}
    return Environment(
        environ=environ or {},
        is_root=is_root,
        has_terminal=terminal,
        exists=lambda path: path in there,
        read=lambda path: kernel if path == "/proc/sys/kernel/osrelease" else "",
        which=programs.get,
        run=says,
    )


def argv(chosen: Elevation) -> tuple[str, ...]:
    assert chosen.launch is not None
    return chosen.launch.argv


def test_root_needs_nothing() -> None:
    chosen = choose(around("/usr/bin/sudo", is_root=True))
    assert (chosen.name, argv(chosen)) == ("root", ("/bin/sh", "-s"))


@pytest.mark.linux(reason="a program on Windows is never inside a distro")
@pytest.mark.parametrize("binfmt", [BINFMT, BINFMT + "-late"])
def test_inside_wsl_windows_gives_a_shell_of_root(binfmt: str) -> None:
    chosen = choose(
        around(EXE, binfmt, "/usr/bin/sudo", environ={"WSL_DISTRO_NAME": "Ubuntu-24.04"}, kernel=WSL)
    )
    assert chosen.name == "interop"
    assert chosen.launch is not None
    assert chosen.launch.env is not None
    assert (chosen.launch.env["WSL_UTF8"], chosen.launch.env["WSLENV"]) == ("1", "WSL_UTF8")
    assert argv(chosen) == (EXE, "-d", "Ubuntu-24.04", "-u", "root", "--cd", "/", "--exec", "/bin/sh", "-s")


def test_wsl_exe_is_found_by_path_and_by_wslpath() -> None:
    environ = {"WSL_DISTRO_NAME": "D"}
    by_path = choose(around("/c/wsl.exe", BINFMT, environ=environ, kernel=WSL))
    assert argv(by_path)[0] == "/c/wsl.exe"

    def wslpath(*words: str) -> str | None:
        return "/windows/system32/other.exe" if words[:2] == ("wslpath", "-u") else None

    there = ("/windows/system32/other.exe", BINFMT)
    assert argv(choose(around(*there, environ=environ, kernel=WSL, says=wslpath)))[0] == there[0]


@pytest.mark.parametrize(
    "broken",
    [
        around(EXE, "/usr/bin/sudo", environ={"WSL_DISTRO_NAME": "D"}, kernel=WSL, terminal=True),
        around(EXE, BINFMT, "/usr/bin/sudo", kernel=WSL, terminal=True),
        around(EXE, BINFMT, "/usr/bin/sudo", environ={"WSL_DISTRO_NAME": "D"}, terminal=True),
        around(BINFMT, "/usr/bin/sudo", environ={"WSL_DISTRO_NAME": "D"}, kernel=WSL, terminal=True),
    ],
    ids=["interop is off", "no name", "not WSL", "wsl.exe is missing"],
)
def test_without_interop_it_is_sudo(broken: Environment) -> None:
    assert choose(broken).name == "sudo"


def test_sudo_asks_where_it_can() -> None:
    terminal = choose(around("/usr/bin/sudo", "/usr/bin/pkexec", terminal=True)).launch
    assert terminal is not None
    assert terminal.keeps_terminal
    assert terminal.argv[0] == "/usr/bin/sudo"
    assert terminal.argv[-3:] == ("--", "/bin/sh", "-s")
    assert "-n" not in terminal.argv
    askpass = argv(choose(around("/usr/bin/sudo", "/usr/bin/pkexec", environ={"SUDO_ASKPASS": "/x"})))
    assert askpass == ("/usr/bin/sudo", "-A", "--", "/bin/sh", "-s")
    alone = argv(choose(around("/usr/bin/sudo")))
    assert alone == ("/usr/bin/sudo", "-n", "--", "/bin/sh", "-s")


def test_sudo_that_needs_no_password_comes_before_a_window() -> None:
    free = choose(around("/usr/bin/sudo", "/usr/bin/pkexec", says=lambda *words: ""))
    assert argv(free) == ("/usr/bin/sudo", "-n", "--", "/bin/sh", "-s")
    asking = choose(around("/usr/bin/sudo", "/usr/bin/pkexec"))
    assert (asking.name, argv(asking)) == ("pkexec", ("/usr/bin/pkexec", "/bin/sh", "-s"))


def test_nothing_at_all() -> None:
    assert choose(around()) == Elevation("none", None)


@pytest.mark.linux(reason="it is about the system the wizard runs in")
def test_the_real_surroundings_answer() -> None:
    real = Environment()
    assert real.run("echo", "hi") == "hi"
    assert real.run("false") is None
    assert real.run("/no/such/program") is None
    assert real.read("/no/such/file") == ""
    assert real.read("/proc/sys/kernel/osrelease")
    assert choose(real).name in ("root", "sudo", "pkexec", "none", "interop")
