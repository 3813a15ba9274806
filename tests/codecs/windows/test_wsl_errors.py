"""wsl.exe says no: the code is found in any language, and means something to a person."""

from __future__ import annotations

import pytest

from tests.wsl.commands.errors import MESSAGES, SILENT
from tests.wsl.commands.texts import languages, texts
from wizard.codecs.windows.wsl_errors import _MEANINGS, Failure, failure, failure_of, is_of_start, meaning


@pytest.mark.parametrize("language", languages())
def test_the_code_is_the_same_in_every_language(language: str) -> None:
    said = texts(language)
    words = said["no-such-distro"]
    found = failure(f"{words}\n{said['error-code'].format(path='Wsl/Service/WSL_E_DISTRO_NOT_FOUND')}\n")
    assert found == Failure(("Wsl", "Service"), "WSL_E_DISTRO_NOT_FOUND", words)
    assert meaning(found).text.render() == "No distro has this name."


@pytest.mark.parametrize(
    ("path", "contexts", "code"),
    [
        (
            "Wsl/Service/CreateInstance/CreateVm/ParseConfig/E_INVALIDARG",
            ("Wsl", "Service", "CreateInstance", "CreateVm", "ParseConfig"),
            "E_INVALIDARG",
        ),
        (
            "Wsl/Service/CreateInstance/MountDisk/HCS/ERROR_PATH_NOT_FOUND",
            ("Wsl", "Service", "CreateInstance", "MountDisk", "HCS"),
            "ERROR_PATH_NOT_FOUND",
        ),
        ("Wsl/InstallDistro/0x80070002", ("Wsl", "InstallDistro"), "0x80070002"),
        ("Wsl/?(64)/E_FAIL", ("Wsl", "?(64)"), "E_FAIL"),
        ("Bash/Service/0x8007", ("Bash", "Service"), "0x8007"),
    ],
)
def test_contexts_and_code(path: str, contexts: tuple[str, ...], code: str) -> None:
    assert failure(f"words\nError code: {path}\n") == Failure(contexts, code, "words")


def test_paths_of_files_are_no_codes() -> None:
    assert failure("C:\\Program Files\\WSL\\wsl.exe /etc/wsl.conf docs/Wslx/a") is None
    assert failure("") is None


def test_the_last_code_counts() -> None:
    said = "Wsl/Service/E_FAIL\nmore\nError code: Wsl/Service/E_ACCESSDENIED\n"
    assert failure(said) == Failure(("Wsl", "Service"), "E_ACCESSDENIED", "Wsl/Service/E_FAIL\nmore")


@pytest.mark.parametrize(
    ("code", "found"), [(67, "WSL_E_USER_NOT_FOUND"), (87, "WSL_E_TTY_LIMIT"), (1, None)]
)
def test_exit_codes_of_the_helper_that_were_passed_on(code: int, found: str | None) -> None:
    printed = failure_of(code, "")
    assert (printed.code if printed else None) == found


def test_what_is_said_goes_before_the_exit_code() -> None:
    printed = failure_of(67, "Error code: Wsl/E_ACCESSDENIED")
    assert printed is not None
    assert printed.code == "E_ACCESSDENIED"


@pytest.mark.parametrize("code", sorted(_MEANINGS))
def test_every_known_code_has_a_sentence(code: str) -> None:
    printed = meaning(Failure((), code, "Worte"))
    assert printed.text.render().endswith(".")
    assert "Worte" not in printed.text.render()
    if printed.next_step is not None:
        assert code not in printed.next_step.render()


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        ("0x80370102", "HCS_E_HYPERV_NOT_INSTALLED"),
        ("0x80370114", "HCS_E_SERVICE_NOT_AVAILABLE"),
        ("0x80070422", "ERROR_SERVICE_DISABLED"),
        ("0x80072EE7", "WININET_E_NAME_NOT_RESOLVED"),
    ],
)
def test_a_number_means_what_its_symbol_means(number: str, symbol: str) -> None:
    assert meaning(Failure((), number)) == meaning(Failure((), symbol))


def test_a_bad_wslconfig_is_told_from_another_bad_argument() -> None:
    bad = meaning(Failure(("Wsl", "Service", "CreateVm", "ParseConfig"), "E_INVALIDARG", "Worte"))
    assert ".wslconfig" in bad.text.render()
    assert ".wslconfig" not in meaning(Failure(("Wsl",), "E_INVALIDARG", "Worte")).text.render()


@pytest.mark.parametrize(
    ("path", "starts"),
    [
        ("Wsl/Service/CreateInstance/HCS_E_CONNECTION_TIMEOUT", False),
        ("Wsl/Service/CreateInstance/CreateVm/0x8000ffff", False),
        ("Wsl/Service/E_UNEXPECTED", True),
        ("Wsl/Service/CreateInstance/E_ACCESSDENIED", True),
    ],
)
def test_a_distro_that_does_not_start_is_told_from_other_trouble(path: str, starts: bool) -> None:
    found = failure(path)
    assert found is not None
    assert is_of_start(found) is not starts


def test_an_unknown_code_keeps_the_words_of_wsl() -> None:
    printed = meaning(Failure(("Wsl", "Service"), "0x80041002", "Das hat leider\nnicht geklappt."))
    assert printed.text.render() == "WSL reports: Das hat leider nicht geklappt. (0x80041002)"
    assert meaning(Failure(("Wsl",), "E_FAIL")).text.render() == "WSL failed with the code E_FAIL."


def test_braces_in_its_words_are_words() -> None:
    assert "{guid}" in meaning(Failure((), "E_X", "No such {guid}")).text.render()


@pytest.mark.parametrize("code", sorted(set(MESSAGES) - SILENT))
def test_every_code_of_the_stand_in_makes_a_sentence(code: str) -> None:
    printed = meaning(Failure(("Wsl", "Service"), code, "It failed."))
    assert printed.text.render()
