"""Commands that sentences show: as a person types them, whatever names they are given."""

from __future__ import annotations

from wizard.model.commands.lines import SHUT_DOWN, TO_UPDATE, own_command, terminate, to_read, wsl


def test_programs_are_named_as_people_type_them() -> None:
    assert SHUT_DOWN == "wsl --shutdown"
    assert wsl("--set-version", "Ubuntu", "2") == "wsl --set-version Ubuntu 2"
    assert own_command("rescue", "--distro", "Ubuntu") == "wsl-go-wizard rescue --distro Ubuntu"


def test_a_name_that_is_several_words_stays_one() -> None:
    assert terminate("my distro") == 'wsl --terminate "my distro"'


def test_a_sentence_ends_with_its_command() -> None:
    assert TO_UPDATE.render().endswith(": wsl --update")
    assert to_read(wsl("--status")).render().endswith(": wsl --status")
