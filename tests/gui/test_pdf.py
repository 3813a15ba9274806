"""A report as PDF has pages, words and pictures, in both languages."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from tests.app.proof.made import suite
from tests.gui import demo
from wizard.app.report.page import as_html
from wizard.app.session import Session
from wizard.app.texts import Speech
from wizard.gui.pdf import as_pdf
from wizard.transports.host import Host
from wizard.transports.tree import Tree


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_it_is_a_pdf_with_pages_and_drawings(tmp_path: Path, language: str, qapp: object) -> None:
    session = Session(Tree(demo.machine(tmp_path / "Ubuntu-24.04")), Host(), demo.BASELINE)
    markup = as_html(
        session, session.look(), Speech(language), language=language, suite=suite(), for_print=True
    )
    made = as_pdf(markup, "Report on Ubuntu")
    assert made.startswith(b"%PDF-1.")
    assert made.rstrip().endswith(b"%%EOF")
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", made))
    assert 3 <= pages <= 12
    assert made.count(b"/Subtype /Image") > 10, "the icons and charts are drawn"
    alone = as_pdf("<p>one</p>", "One")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", alone)) == 1
    assert len(made) > len(alone)
    assert any(b"Tf" in text for text in _streams(alone))


def _streams(made: bytes) -> list[bytes]:
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    texts = []
    for each in found:
        try:
            texts.append(zlib.decompress(each))
        except zlib.error:
            texts.append(each)
    return texts
