"""The report as JUnit XML, which build servers read. Names of cases are stable: ids of checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from wizard.app.look import Look
from wizard.app.to_json import Say
from wizard.model.findings import Evidence, Judged, Verdict
from wizard.model.proof import StepOutcome, StepResult, SuiteResult
from wizard.model.shown.words import shown
from wizard.model.text import Text

_FAILS: Final = (Verdict.FIXABLE, Verdict.BLOCKED)
_SKIPS: Final = (Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)
_CONTROL: Final = {each: "�" for each in (*range(0x20), 0xFFFE, 0xFFFF) if each not in (0x9, 0xA, 0xD)}


def as_junit(look: Look, speak: Say, suite: SuiteResult | None = None, *, taken: str = "") -> str:
    """Findings, and what the *suite* found, as one document. What is to be repaired and what failed are failures; what
    does not apply or could not be checked is skipped, with the reason; advice passes, and says so."""
    top = Element("testsuites", name="wsl-go-wizard")
    _findings(SubElement(top, "testsuite"), look, speak, taken)
    if suite is not None:
        _suite(SubElement(top, "testsuite"), suite, speak)
    for name in ("tests", "failures", "skipped"):
        top.set(name, str(sum(int(each.get(name, "0")) for each in top)))
    ElementTree.indent(top)
    body: str = ElementTree.tostring(top, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _findings(group: Element, look: Look, speak: Say, taken: str) -> None:
    cases = [_finding(item, speak) for item in look.judged]
    _fill(group, "wsl-go-wizard.findings", cases, 0.0, taken)


def _finding(item: Judged, speak: Say) -> Element:
    case = Element("testcase", classname=f"wsl-go-wizard.{item.area}", name=item.rule, time="0")
    finding = item.finding
    says = _safe(speak(finding.says))
    if item.verdict in _FAILS:
        failure = SubElement(case, "failure", type=item.verdict.value, message=says)
        failure.text = _lines([*map(_quoted, finding.evidence), *_spoken((finding.why, finding.do), speak)])
    elif item.verdict in _SKIPS:
        SubElement(case, "skipped", message=says)
    elif item.verdict is Verdict.ADVICE:
        SubElement(case, "system-out").text = _lines([says, *_spoken((finding.why, finding.do), speak)])
    return case


def _suite(group: Element, suite: SuiteResult, speak: Say) -> None:
    cases = [_step(result, speak) for result in suite.results]
    _fill(group, "wsl-go-wizard.suite", cases, suite.seconds, suite.began)


def _step(result: StepResult, speak: Say) -> Element:
    place = f"wsl-go-wizard.suite.{result.group}"
    name = f"{place}:{result.project}" if result.project else place
    case = Element("testcase", classname=_safe(name), name=result.id, time=f"{result.seconds:.2f}")
    says = _safe(speak(result.says if result.says is not None else result.title))
    if result.outcome is StepOutcome.FAILED:
        failure = SubElement(case, "failure", type=result.outcome.value, message=says)
        failure.text = _lines([*result.quote, *_spoken((result.do,), speak)])
    elif result.outcome is not StepOutcome.PASSED:
        SubElement(case, "skipped", message=says)
    return case


def _fill(group: Element, name: str, cases: Sequence[Element], seconds: float, at: str) -> None:
    group.set("name", name)
    group.set("tests", str(len(cases)))
    group.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    group.set("errors", "0")
    group.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    group.set("time", f"{seconds:.2f}")
    if at:
        group.set("timestamp", at.removesuffix("Z").removesuffix("+00:00"))
    group.extend(cases)


def _spoken(texts: Iterable[Text | None], speak: Say) -> list[str]:
    return [speak(text) for text in texts if text is not None]


def _quoted(seen: Evidence) -> str:
    line = f":{seen.line}" if seen.line is not None else ""
    return f"{seen.source}{line}  {seen.quote}"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(map(_safe, lines))


def _safe(words: str) -> str:
    """*words* without secrets, and without what XML cannot hold."""
    return shown(words).translate(_CONTROL)
