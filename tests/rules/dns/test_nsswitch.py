"""What the line for hosts must name."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import ReplaceLine
from wizard.model.findings import Risk, Verdict

RULE = "dns-nsswitch-hosts"
PATH = "/etc/nsswitch.conf"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (None, Verdict.OK),
        ("passwd: files\n", Verdict.OK),
        ("hosts: files dns\n", Verdict.OK),
        ("hosts: files mdns4_minimal [NOTFOUND=return] dns\n", Verdict.OK),
        ("hosts: mymachines resolve [!UNAVAIL=return] files myhostname\n", Verdict.OK),
        ("hosts: files\nhosts: dns\n", Verdict.OK),
        ("hosts: files\n", Verdict.FIXABLE),
        ("hosts: dns\n", Verdict.FIXABLE),
        ("hosts: files mdns4\n", Verdict.FIXABLE),
        ("hosts: files [NOTFOUND=return]\n", Verdict.ADVICE),
        ("hosts: files\nhosts: wins\n", Verdict.ADVICE),
    ],
)
def test_sources(judge: Judge, text: str | None, verdict: Verdict) -> None:
    files = {PATH[1:]: text} if text is not None else {}
    assert judge(RULE, "", files).verdict is verdict


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("hosts:          files", "hosts:          files dns"),
        ("hosts: dns # fast", "hosts: files dns # fast"),
        ("hosts: wins", "hosts: files wins dns"),
    ],
)
def test_the_line_keeps_its_words(judge: Judge, text: str, becomes: str) -> None:
    finding = judge(RULE, "", {PATH[1:]: f"passwd: files\n{text}\n"})
    assert finding.edits == (ReplaceLine(PATH, 2, text, becomes),)
    assert finding.risk is Risk.CAREFUL


def test_a_line_that_is_no_text_is_left_to_a_person(judge: Judge) -> None:
    assert judge(RULE, "", {PATH[1:]: b"hosts: files # \xff\n"}).verdict is Verdict.ADVICE
