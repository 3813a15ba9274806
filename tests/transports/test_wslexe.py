"""wsl.exe as a program: how it is called, how long it is waited for, and what becomes of what it says."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from wizard.codecs.windows.wsl_output import AvailableDistro, ListedDistro
from wizard.codecs.windows.wsl_warnings import Warned
from wizard.model.errors import InputError, MachineError, Stopped, WizardError
from wizard.model.events import never
from wizard.transports.wslexe import (
    WslExe,
    WslFailed,
    WslTimeouts,
    distro_name,
    environment,
    find,
    in_distro,
    user_name,
)

SHORT = WslTimeouts(0.5, 0.5, 0.5, 0.5)
TABLE = "  NAME      STATE           VERSION\n* Ubuntu    Running         2\n"

Make = Callable[..., WslExe]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A wsl.exe that notes how it was called, and then does as *script* says."""

    def made(script: str, patience: WslTimeouts | None = None) -> WslExe:
        path = tmp_path / "wsl.exe"
        note = f'printf "%s\\n" "$*" >>{tmp_path}/calls; env >{tmp_path}/env; readlink /proc/$$/fd/0 >{tmp_path}/in'
        path.write_text(f"#!/bin/sh\n{note}\n{script}\n")
        path.chmod(0o755)
        return WslExe(str(path), {"PATH": os.environ["PATH"], "WSLENV": "X/u"}, patience or WslTimeouts())

    return made


def calls(tmp_path: Path) -> list[str]:
    return (tmp_path / "calls").read_text().splitlines()


def prints(text: str, code: int = 0, encoding: str = "utf-8") -> str:
    octal = "".join(f"\\{byte:03o}" for byte in text.replace("\n", "\r\n").encode(encoding))
    return f"printf '{octal}'; exit {code}"


# How it is called.


def test_it_hears_nothing_and_speaks_utf8_only_for_us(make: Make, tmp_path: Path) -> None:
    make(prints(TABLE)).listed()
    environment_lines = (tmp_path / "env").read_text().splitlines()
    assert "WSL_UTF8=1" in environment_lines
    assert not [line for line in environment_lines if "X/u" in line]
    assert (tmp_path / "in").read_text() == "/dev/null\n"
    assert "WSL_UTF8" not in os.environ


def test_warnings_are_never_turned_off() -> None:
    assert "WSL_DISABLE_WARNINGS" not in environment({"WSL_DISABLE_WARNINGS": "1"})


@pytest.mark.parametrize(
    ("do", "words"),
    [
        (lambda exe: exe.terminate("Ubuntu-24.04"), "--terminate Ubuntu-24.04"),
        (lambda exe: exe.shutdown(), "--shutdown"),
        (lambda exe: exe.start("D"), "-d D -u root --cd / --exec /bin/true"),
    ],
)
def test_each_command_is_one_call(
    make: Make, tmp_path: Path, do: Callable[[WslExe], object], words: str
) -> None:
    do(make(prints("The operation completed successfully. \n")))
    assert calls(tmp_path) == [words]


def test_a_command_in_a_distro() -> None:
    assert in_distro("w", "D", None, "/bin/sh", "-s") == (
        "w",
        "-d",
        "D",
        "--cd",
        "/",
        "--exec",
        "/bin/sh",
        "-s",
    )
    assert in_distro("w", "D", "me", "x")[:5] == ("w", "-d", "D", "-u", "me")


HOSTILE = [
    "",
    " ",
    "-x",
    "--shutdown",
    "a b",
    "a\tb",
    "a\nb",
    '"D"',
    "D;x",
    "D --user",
    "ü",
    "a/b",
    "x" * 257,
    "D\0",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_never_reaches_wsl(make: Make, tmp_path: Path, name: str) -> None:
    exe = make("exit 0")
    for attempt in (
        lambda: exe.terminate(name),
        lambda: exe.start(name),
        lambda: exe.launch(name, None, "/bin/sh"),
        lambda: exe.launch("D", name, "/bin/sh"),
    ):
        with pytest.raises(InputError) as caught:
            attempt()
        assert len(caught.value.text.render()) < 600
    assert not (tmp_path / "calls").exists()


@pytest.mark.parametrize("name", ["x", "Ubuntu-24.04", "_", ".hidden", "0", "x" * 256])
def test_names_that_distros_have(name: str) -> None:
    assert distro_name(name) == name


@pytest.mark.parametrize("name", ["me", "root", "a.b-c_d", "DOMAIN\\me", "me@corp.example", "svc$", "1000"])
def test_names_that_users_have(name: str) -> None:
    assert user_name(name) == name


@pytest.mark.linux(reason="there it is found")
def test_where_it_is_looked_for() -> None:
    assert find().path == "/mnt/c/Windows/System32/wsl.exe"


# What it says.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_its_tables_are_read(make: Make, encoding: str) -> None:
    assert make(prints(TABLE, encoding=encoding)).listed() == (ListedDistro("Ubuntu", "Running", 2),)
    online = "Liste:\n\nNAME      FRIENDLY NAME\nDebian    Debian GNU/Linux\n"
    assert make(prints(online, encoding=encoding)).online() == (
        AvailableDistro("Debian", "Debian GNU/Linux"),
    )


def test_many_long_names_are_all_read(make: Make, tmp_path: Path) -> None:
    rows = "".join(f"  {at:0256}    Stopped         2\n" for at in range(500))
    (tmp_path / "table").write_text(f"  {'NAME':260}STATE           VERSION\n{rows}")
    assert len(make(f"cat {tmp_path}/table").listed()) == 500


@pytest.mark.parametrize("code", [255, 1])
def test_no_distros_are_an_empty_list_only_if_that_is_what_is_said(make: Make, code: int) -> None:
    words = "还没有发行版。\n'wsl.exe --list --online'\n'wsl.exe --install <Distro>'\n"
    exe = make(prints(words, code))
    if code == 255:
        assert exe.listed() == ()
    else:
        with pytest.raises(WslFailed):
            exe.listed()


def test_warnings_of_a_start(make: Make) -> None:
    exe = make("echo \"wsl: Unknown key 'a.b' in /etc/wsl.conf:2\" >&2; echo noise >&2")
    assert exe.start("D") == (Warned("Unknown key 'a.b' in /etc/wsl.conf:2", "/etc/wsl.conf", 2),)


# How it fails.


def said(error: WizardError) -> str:
    return " ".join(text.render() for text in error.sentences())


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("Wsl/Service/WSL_E_DISTRO_NOT_FOUND", "wsl-e-distro-not-found", "No distro has this name"),
        (
            "Wsl/Service/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED",
            "wsl-hcs-e-hyperv-not-installed",
            "Virtualization",
        ),
        ("Wsl/Service/CreateVm/ParseConfig/E_INVALIDARG", "wsl-e-invalidarg", ".wslconfig"),
        ("Wsl/E_ACCESSDENIED", "wsl-e-accessdenied", "denied access"),
        ("Wsl/0x80041002", "wsl-0x80041002", "WSL reports: Das ging nicht. (0x80041002)"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_failure_is_a_sentence_with_a_code(
    make: Make, path: str, code: str, words: str, encoding: str
) -> None:
    exe = make(prints(f"Das ging nicht.\nFehlercode: {path}\n", 255, encoding))
    for attempt in (exe.listed, exe.shutdown, exe.online):
        with pytest.raises(WslFailed) as caught:
            attempt()
        assert caught.value.code == code
        assert words in said(caught.value)
        assert caught.value.failure is not None
        assert "\0" not in said(caught.value)


@pytest.mark.parametrize("code", [67, 87])
def test_exit_codes_of_the_helper(make: Make, code: int) -> None:
    with pytest.raises(WslFailed) as caught:
        make(f"exit {code}").start("D")
    assert caught.value.failure is not None


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo 'Falsche Option.'; exit 255", "Falsche Option."),
        ("exit 255", "without reporting a reason"),
        ("echo 'exec failed' >&2; exit 1", "exec failed"),
        ("printf 'a\\033[31m\\377b'; exit 1", "a\\x1b[31m"),
        ("kill -9 $$", "without reporting a reason"),
    ],
)
def test_without_a_code_its_own_words_are_kept(make: Make, script: str, words: str) -> None:
    for attempt in (lambda exe: exe.online(), lambda exe: exe.shutdown()):
        with pytest.raises(WslFailed) as caught:
            attempt(make(script))
        assert caught.value.code == "wsl-failed"
        assert words in said(caught.value)


@pytest.mark.parametrize(
    "script", ["echo hello", "true", "head -c 100000 /dev/urandom", "head -c 50000000 /dev/zero"]
)
def test_garbage_is_not_taken_for_an_answer(make: Make, script: str) -> None:
    for attempt in ("listed", "online"):
        with pytest.raises(MachineError) as caught:
            getattr(make(script), attempt)()
        assert caught.value.code == "wsl-garbled"


@pytest.mark.parametrize(
    "script", ["exec sleep 60", "while :; do printf .; sleep 0.1; done", "exec 1>&-; exec sleep 60"]
)
def test_what_takes_too_long_is_given_up(make: Make, script: str) -> None:
    exe = make(script, SHORT)
    for attempt in (exe.listed, exe.shutdown):
        began = time.monotonic()
        with pytest.raises(MachineError) as caught:
            attempt()
        assert time.monotonic() - began < 6
        assert caught.value.code in ("wsl-late", "wsl-failed", "wsl-garbled")
        assert caught.value.next_step is not None


def test_it_stops_at_the_users_word(make: Make) -> None:
    with pytest.raises(Stopped):
        make("exec sleep 60").listed(lambda: True)
    with pytest.raises(Stopped):
        make("exec sleep 60").shutdown(lambda: True)


def test_where_there_is_no_wsl(tmp_path: Path) -> None:
    exe = WslExe(str(tmp_path / "System32/wsl.exe"))
    with pytest.raises(MachineError) as caught:
        exe.listed(never)
    assert caught.value.code == "no-wsl-exe"
    assert exe.path in said(caught.value)
    (tmp_path / "wsl.exe").write_text("no program")
    with pytest.raises(MachineError) as caught:
        WslExe(str(tmp_path / "wsl.exe")).shutdown()
    assert caught.value.code == "no-wsl-exe"
