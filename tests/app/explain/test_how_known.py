"""Paragraphs of the facts that are shipped, by reference; one that is not there is a sentence."""

from __future__ import annotations

import pytest

from wizard.app.explain.how_known import basis, paragraph, paragraphs
from wizard.model.errors import InputError


def test_a_paragraph_is_what_the_book_says() -> None:
    found = paragraph("WSL §4.4")
    assert found.heading == "tmpfs on /tmp"
    assert any("X11SocketOverTmpMount" in line for line in found.lines)
    assert paragraph("RULES 18").heading == "tmpfs-tmp-foreign-fs"


NO = 99


@pytest.mark.parametrize("words", [f"WSL §{NO}", f"GO §0.{NO}", f"RULES {NO}99", "nonsense"])
def test_a_reference_that_leads_nowhere_is_named(words: str) -> None:
    with pytest.raises(InputError) as caught:
        paragraph(words)
    assert words in caught.value.text.render()


def test_each_is_read_once_in_the_order_of_its_first_mention() -> None:
    found = paragraphs(["GO §2", "WSL §1.5", "GO §2"])
    assert [each.reference for each in found] == ["GO §2", "WSL §1.5"]


def test_a_check_of_the_network_has_a_basis_too() -> None:
    found = basis("dns-hijack-suspect")
    assert found is not None
    assert "RULES 29" in [each.reference for each in found.paragraphs]
