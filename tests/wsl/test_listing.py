"""What `wsl.exe` prints without starting anything."""

from __future__ import annotations

import subprocess

import pytest

from tests.wsl.commands.texts import languages, texts
from tests.wsl.state import CONVERTING, EXPORTING, INSTALLING, UNINSTALLING
from tests.wsl.world import FAILED, World

CODE_LINE = "Error code: "


def _out(world: World, *argv: str) -> list[str]:
    done = world.run(*argv)
    assert done.stderr == b""
    return done.stdout.decode().split("\r\n")[:-1]


def test_the_table_is_as_wide_as_the_longest_name_and_the_default_comes_first(world: World) -> None:
    world.add("Debian", version=1)
    world.add("Ubuntu-24.04")
    world.run("--set-default", "ubuntu-24.04")
    assert _out(world, "--list", "--verbose") == [
        "  NAME            STATE           VERSION",
        "* Ubuntu-24.04    Stopped         2",
        "  Debian          Stopped         1",
    ]


@pytest.mark.parametrize("name", ["x", "n" * 256])
def test_names_of_one_and_of_256_characters(world: World, name: str) -> None:
    world.add(name)
    head, row = _out(world, "-l", "-v")
    assert row == f"* {name:<{max(4, len(name)) + 4}}Stopped         2"
    assert head.index("STATE") == row.index("Stopped")
    assert _out(world, "-l", "-q") == [name]


def test_states_are_english_words_and_only_all_shows_the_busy_ones(world: World) -> None:
    busy = {"a": INSTALLING, "b": UNINSTALLING, "c": CONVERTING, "d": EXPORTING}
    for name, state in busy.items():
        world.add(name, state=state)
    world.change(language="ja-JP")
    words = [row.split()[-2] for row in _out(world, "-l", "-v")[1:]]
    assert words == ["Installing", "Uninstalling", "Converting", "Exporting"]
    assert _out(world, "-l", "-q") == []
    assert _out(world, "-l", "-q", "--all") == list(busy)


def test_without_distros_the_quiet_list_is_empty_and_well(world: World) -> None:
    for words in (("-q",), ("--running", "-q")):
        done = world.run("--list", *words)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    for options in ((), ("-v",), ("--all",)):
        done = world.run("--list", *options)
        assert done.returncode == FAILED
        assert b"wsl.exe --install" in done.stdout
        assert CODE_LINE.encode() not in done.stdout


@pytest.mark.parametrize("words", [("-q", "-v"), ("--all", "--running"), ("-v", "-o"), ("--all", "--online")])
def test_lists_that_contradict_themselves_are_bad_usage(world: World, words: tuple[str, ...]) -> None:
    done = world.run("--list", *words)
    assert done.returncode == FAILED
    assert done.stdout.decode() == texts("en-US")["usage"].replace("\n", "\r\n") + "\r\n"
    assert CODE_LINE.encode() not in done.stdout


def test_unless_utf8_is_exactly_1_all_of_its_own_is_utf16(world: World) -> None:
    world.add("Debian")
    for value in ("0", "true", "", "11"):
        output = world.run("--list", environ={"WSL_UTF8": value}).stdout
        assert output.decode("utf-16-le").startswith("Windows Subsystem for Linux Distributions:\r\n")
        assert not output.startswith(b"\xff\xfe")
    assert world.run("--list").stdout == b"Windows Subsystem for Linux Distributions:\r\nDebian (Default)\r\n"


def test_the_path_of_an_error_is_the_same_in_every_language(world: World) -> None:
    for language in languages():
        world.change(language=language)
        done = world.run("--terminate", "Nope")
        assert done.returncode == FAILED
        assert done.stderr == b""
        assert done.stdout.decode().rstrip().endswith("Wsl/Service/WSL_E_DISTRO_NOT_FOUND")


def test_versions_stand_at_the_end_of_seven_lines_in_every_language(world: World) -> None:
    for language in languages():
        world.change(language=language)
        lines = _out(world, "--version")
        assert len(lines) == 7
        assert lines[0].endswith("2.6.1.0")
        assert lines[6].endswith("10.0.26200.7171")


def test_status_names_the_default_if_there_is_one_and_what_is_missing(world: World) -> None:
    assert _out(world, "--status") == ["Default Version: 2"]
    world.add("Debian")
    world.change(missing=["VirtualMachinePlatform"], default_version=1)
    lines = _out(world, "--status")
    assert lines[:2] == ["Default Distribution: Debian", "Default Version: 1"]
    assert any("Virtual Machine Platform" in line for line in lines[2:])


def test_the_online_list_has_english_headings_and_needs_the_network(world: World) -> None:
    world.change(language="zh-CN")
    lines = _out(world, "--list", "--online")
    assert lines[3].split() == ["NAME", "FRIENDLY", "NAME"]
    assert lines[4].split()[0] == "Debian"
    world.change(missing=["network"])
    assert world.run("-l", "-o").returncode == FAILED


@pytest.mark.parametrize(
    "argv", [("--nope",), ("-D", "Debian"), ("--List",), ("-d",), ("--terminate",), ("-d", '"Debian"')]
)
def test_what_it_does_not_know_it_says_on_stdout(world: World, argv: tuple[str, ...]) -> None:
    world.add("Debian")
    done = world.run(*argv)
    assert done.returncode == FAILED
    assert done.stdout
    assert done.stderr == b""


def test_it_works_by_its_path_alone_and_calls_are_counted(world: World) -> None:
    done = subprocess.run([world.exe, "-l", "-q"], env={}, capture_output=True, check=True)
    assert done.stdout == b""
    assert world.calls == [["-l", "-q"]]


def test_the_registry_is_told_as_regedit_exports_it(world: World) -> None:
    world.add("Debian", user=None)
    text = world.reg().read_bytes()
    assert text.startswith(b"\xff\xfe")
    lines = text.decode("utf-16").split("\r\n")
    assert lines[0] == "Windows Registry Editor Version 5.00"
    assert '"DistributionName"="Debian"' in lines
    assert '"Flags"=dword:0000000f' in lines
    assert '"DefaultUid"=dword:00000000' in lines


def test_what_the_stand_in_has_not_and_what_windows_does_not_start_is_no_answer_of_wsl(world: World) -> None:
    for argv in (("--export", "Debian", "x"), ("-e", "x" * 32767)):
        done = world.run(*argv)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr


@pytest.mark.parametrize(
    ("language", "argv", "line"),
    [
        ("zh-CN", ("--status",), "默认分发: Debian"),
        ("zh-CN", ("--list",), "适用于 Linux 的 Windows 子系统分发:"),
        ("zh-TW", ("--version",), "WSL 版本： 2.6.1.0"),
        ("ko-KR", ("--list",), "Debian(기본값)"),
        ("fr-FR", ("--version",), "Version WSL\u00a0: 2.6.1.0"),
        ("ja-JP", ("--list",), "Debian (既定値)"),
        ("de-DE", ("--status",), "Standardversion: 2"),
        ("pt-BR", ("--status",), "Versão Padrão: 2"),
        ("xx-XX", ("--status",), "Default Version: 2"),
    ],
)
def test_labels_are_those_of_the_users_language(
    world: World, language: str, argv: tuple[str], line: str
) -> None:
    world.add("Debian")
    world.change(language=language)
    assert line in _out(world, *argv)
