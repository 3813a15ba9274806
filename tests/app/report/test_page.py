"""A report holds all that was found, worst first, and nothing of a machine is ever markup."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest

from tests.app.proof.made import suite
from tests.gui import demo
from wizard.app.explain.how_known import paragraphs
from wizard.app.look import Look
from wizard.app.report.data import as_json
from wizard.app.report.page import as_html
from wizard.app.report.summary import verdict_name
from wizard.app.session import Session
from wizard.app.texts import Speech
from wizard.model.findings import Evidence, Finding, Restart, Verdict
from wizard.model.text import say
from wizard.transports.host import Host
from wizard.transports.tree import Tree

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    machine = demo.machine(tmp_path / "Ubuntu-24.04")
    (machine / "etc/wsl.conf").write_text(f"[boot]\ncommand={SCRIPT}\n;x\n")
    return Session(Tree(machine), Host(), demo.BASELINE)


def test_every_finding_is_in_it_and_repairs_come_first(session: Session) -> None:
    look = session.look()
    data = json.loads(as_json(session, look, Speech("en")))
    assert {finding["rule"] for finding in data["findings"]} == {item.rule for item in look.judged}
    assert data["findings"][0]["finding"]["verdict"] == "fixable"
    assert (data["site"], data["profile"]) == (session.site.name, "baseline")
    assert data["diff"]["files"]


def test_a_restart_that_is_due_is_said(session: Session) -> None:
    look = session.look()
    waiting = msgspec.structs.replace(look, pending=Restart.DISTRO)
    for seen, pending in ((look, "none"), (waiting, "distro")):
        assert json.loads(as_json(session, seen, Speech("en")))["pending"] == pending
        html = as_html(session, seen, Speech("en"), language="en")
        assert ("Takes effect when this machine next starts" in html.partition("Setups</h2>")[2]) is (
            seen is waiting
        )


def test_what_a_repair_may_break_is_called_a_risk(tmp_path: Path) -> None:
    machine = demo.machine(tmp_path / "Ubuntu-24.04")
    (machine / "etc/wsl.conf").write_text("[automount]\ncgroups=v1\n")
    session = Session(Tree(machine), Host(), demo.BASELINE)
    look = session.look()
    risks = [item.finding.may_break.render() for item in look.judged if item.finding.may_break is not None]
    html = unescape(as_html(session, look, Speech("en"), language="en"))
    assert risks
    assert all(f"<div>Risk: {risk}</div>" in html for risk in risks)


def test_an_undo_that_kept_edits_has_a_section_of_its_own(session: Session, tmp_path: Path) -> None:
    conf = tmp_path / "Ubuntu-24.04/etc/wsl.conf"
    session.keep(session.apply(session.plan(session.look())))
    look = session.look()
    html = as_html(session, look, Speech("en"), language="en")
    assert json.loads(as_json(session, look, Speech("en")))["kept_edits"] == []
    assert "Undone lines in edited files" not in html
    conf.write_text(f"{conf.read_text()}# mine\n")
    session.keep(session.apply(session.back(session.setup(1), keeps_edits=True)))
    look = session.look()
    (kept,) = json.loads(as_json(session, look, Speech("en")))["kept_edits"]
    assert (kept["number"], kept["undoes"], kept["paths"]) == (2, 1, ["/etc/wsl.conf"])
    html = as_html(session, look, Speech("en"), language="en")
    section = html.partition("Undone lines in edited files</h2>")[2]
    assert "undid setup 1" in section
    assert "/etc/wsl.conf" in section
    assert "undid setup 1" in html.partition("Setups</h2>")[2].partition("Undone lines")[0]


def test_how_far_the_newest_setup_has_got_is_told(session: Session) -> None:
    look = session.look()
    assert json.loads(as_json(session, look, Speech("en")))["newest"] == []
    assert "Effect of the newest setup" not in as_html(session, look, Speech("en"), language="en")
    plan = session.plan(look)
    session.apply(plan)
    told = json.loads(as_json(session, session.look(), Speech("en")))["newest"]
    count = len(plan.changes)
    assert told[0] == f"Written: {count} of {count} changes."
    html = as_html(session, session.look(), Speech("en"), language="en")
    assert told[0] in html.partition("Effect of the newest setup</h2>")[2]


def test_unchanged_lines_around_a_change_are_shown_only_if_asked_for(session: Session) -> None:
    look = session.look()
    alone, around = (
        json.loads(as_json(session, look, Speech("en"), context=context))["diff"]["files"]
        for context in (False, True)
    )
    marks = [
        {line["mark"] for file in files for hunk in file["hunks"] for line in hunk["lines"]}
        for files in (alone, around)
    ]
    assert marks[1] - marks[0] == {" "}
    texts = [
        as_html(session, look, Speech("en"), language="en", context=context) for context in (False, True)
    ]
    assert len(texts[0]) < len(texts[1])


def test_machine_text_is_no_markup_and_nothing_is_loaded(session: Session) -> None:
    html = as_html(session, session.look(), Speech("en"), language="en", context=True)
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html
    assert "src=" not in html


def test_what_a_check_is_based_on_is_a_link_to_the_paragraph_in_the_same_file(session: Session) -> None:
    look = session.look()
    html = as_html(session, look, Speech("en"), language="en")
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html)
    assert {words for _, words in links} == {source for item in look.judged for source in item.sources}
    targets = dict(re.findall(r'<article id="([^"]+)" lang="en">\n<h3>([^<]+)</h3>', html))
    for link, words in links:
        assert targets[unquote(link)].startswith(f"{words} – ")
    written = re.findall(r'<p class="fact">(.*?)</p>', html, re.DOTALL)
    assert not any("<" in line for line in written)
    shown = list(map(unescape, written))
    read = paragraphs(source for item in look.judged for source in item.sources)
    assert shown == [line for each in read for line in each.lines if line]
    assert any("<" in line for line in shown)


@pytest.fixture
def blind(session: Session) -> Look:
    """A look at a machine of which one cause keeps two checks from being made, and another one a third."""
    dark = Finding(Verdict.UNKNOWN, say("No shell answered."), (Evidence("~/.zshrc", SCRIPT, 3),))
    alone = msgspec.structs.replace(dark, says=say("The network is down."))
    look = session.look()
    first, second, third, *rest = look.judged
    replace = msgspec.structs.replace
    judged = (
        replace(first, finding=dark),
        replace(second, finding=dark),
        replace(third, finding=alone),
        *rest,
    )
    return replace(look, judged=judged)


@pytest.mark.parametrize("for_print", [False, True])
def test_what_keeps_several_checks_from_being_made_is_said_once(
    session: Session, blind: Look, for_print: bool
) -> None:
    page = unescape(as_html(session, blind, Speech("en"), language="en", for_print=for_print))
    section = page.partition("Checks that could not be made")[2].partition("Passed or not applicable")[0]
    assert section.count("No shell answered.") == 1
    assert section.count("~/.zshrc:3") == 1
    before, _, after = section.partition("The network is down.")
    for item in blind.judged[:2]:
        assert section.count(item.title.render()) == 1
        assert before.count(item.rule) == 1
    assert after.count(blind.judged[2].rule) == 1


def test_programs_read_the_cause_and_every_check_too(session: Session, blind: Look) -> None:
    data = json.loads(as_json(session, blind, Speech("en")))
    (cause,) = [each for each in data["causes"] if each["says"] == "No shell answered."]
    assert cause["rules"] == [item.rule for item in blind.judged[:2]]
    assert [seen["source"] for seen in cause["evidence"]] == ["~/.zshrc"]
    assert {finding["rule"] for finding in data["findings"]} == {item.rule for item in blind.judged}


def test_it_speaks_the_users_language(session: Session) -> None:
    look = session.look()
    html = as_html(session, look, Speech("zh_CN"), language="zh_CN")
    assert 'lang="zh_CN"' in html or 'lang="zh-CN"' in html
    assert Speech("zh_CN")(verdict_name(Verdict.FIXABLE)) in html


def test_the_verdict_the_counts_and_the_date_come_first(session: Session) -> None:
    look = session.look()
    html = as_html(session, look, Speech("en"), language="en")
    head = html.partition("<h2>")[0]
    assert re.search(r"<h1>\d+ settings? needs? attention\.</h1>", head)
    counts = Counter(item.verdict for item in look.judged)
    for verdict, count in counts.items():
        assert f"<b>{count}</b> {verdict_name(verdict).render()}" in head
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\dT', head)
    assert "Ubuntu 24.04.1 LTS" in head
    assert head.count('role="img"') == 1


def test_what_is_well_is_folded_away_and_opens_on_paper(session: Session) -> None:
    look = session.look()
    html = as_html(session, look, Speech("en"), language="en")
    folded = html.partition("<summary>Passed or not applicable")[2].partition("</details>")[0]
    quiet = [item for item in look.judged if item.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE)]
    assert quiet
    assert all(f"<code>{item.rule}</code>" in folded for item in quiet)
    assert "details::details-content" in html.partition("@media print")[2]
    assert "prefers-color-scheme: dark" in html


@pytest.mark.parametrize("for_print", [False, True])
def test_what_the_suite_found_is_in_it_and_what_machines_say_is_only_words(
    session: Session, for_print: bool
) -> None:
    look = session.look()
    assert "Acceptance suite" not in as_html(session, look, Speech("en"), language="en", for_print=for_print)
    page = as_html(session, look, Speech("en"), language="en", suite=suite(), for_print=for_print)
    for result in suite().results:
        assert result.title.render() in unescape(page)
        assert result.says is None or result.says.render() in unescape(page)
    assert "1 check failed." in page
    assert "11.9 times as long" in page
    assert "<script" not in page
    assert "hunter2" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "4.87 s" in page


def test_one_failed_check_of_the_suite_is_the_verdict(session: Session) -> None:
    page = as_html(session, session.look(), Speech("en"), language="en", suite=suite())
    assert re.search(r"<h1>1 test of the suite failed and \d+ settings? needs? attention\.</h1>", page)
    data = json.loads(as_json(session, session.look(), Speech("en"), suite=suite()))
    assert data["summary"]["level"] == "failed"
    assert [step["outcome"] for step in data["suite"]["results"]].count("failed") == 1
