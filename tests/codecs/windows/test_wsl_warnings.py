"""WSL's warnings at the start of a distro, as values: what, in which file, at which line."""

from __future__ import annotations

import pytest

from wizard.codecs.windows.wsl_output import decode
from wizard.codecs.windows.wsl_warnings import Warned, warnings

CONF = "/etc/wsl.conf"
ME = "C:\\Users\\me\\.wslconfig"


@pytest.mark.parametrize(
    "words",
    [
        "Unknown key 'boot.sytemd' in {place}:7",
        "Invalid key name in {place}:7",
        "Expected ']' in {place}:7",
        "Expected ' ' or '\\n' in {place}:7",
        "Invalid escaped character: 'U' in {place}:7",
        "Invalid boolean value 'yes' for key 'boot.systemd' in {place}:7",
        "Invalid memory string '4gb' for .wslconfig entry 'wsl2.memory' in {place}:7",
        "Invalid value 'x' for config key 'wsl2.networkingMode' in {place}:7 (Valid values: Nat, Mirrored)",
        "Duplicated config key 'a.b' in {place}:7 (Conflicting key: 'a.b' in {place}:3)",
        "Invalid value '/etc/hosts:9' for key 'boot.command' in {place}:7",
        "{place}:7 里的键“wsl2.foo”不认识",
        "Was ist wohl „wsl2.foo“ dort in {place}:7",
        "{place}:7 に 'wsl2.foo' とありますが、知らない名前です",
        "{place}:7에 적힌 'wsl2.foo'은(는) 모르는 이름입니다.",
        "Personne ne connaît « wsl2.foo » de {place}:7",
        "Ninguém conhece 'wsl2.foo' de {place}:7",
        "{place}:7 裡的 'wsl2.foo' 沒人認得",
    ],
)
@pytest.mark.parametrize(
    "place", [CONF, ME, "C:\\Users\\José O'Neil 用户\\.wslconfig", "/etc/wsl-distribution.conf"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_file_and_line_are_found_in_every_language(words: str, place: str, encoding: str) -> None:
    said = words.format(place=place)
    raw = f"wsl: {said}\r\n".encode(encoding)
    assert warnings(decode(raw)) == (Warned(said, place, 7),)


def test_a_path_in_the_value_is_not_the_file() -> None:
    said = "Invalid value 'D:\\vm' for config key 'wsl2.kernel' in C:\\Users\\me\\.wslconfig:3"
    assert warnings(f"wsl: {said}\n") == (Warned(said, ME, 3),)


def test_what_is_of_no_file_keeps_its_words() -> None:
    assert warnings("wsl: Processing /etc/fstab with mount -a failed.\n") == (
        Warned("Processing /etc/fstab with mount -a failed."),
    )


def test_only_what_wsl_says_itself_counts_and_once() -> None:
    said = "sh: wsl: not found\nwsl: Unknown key 'a.b' in /etc/wsl.conf:1\n\nnoise\n" * 2
    assert warnings(said) == (Warned("Unknown key 'a.b' in /etc/wsl.conf:1", CONF, 1),)
    assert warnings("wsl: \n") == warnings("") == ()
