"""The demo: a story on a copy, told to its end, that leaves nothing behind."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.machines import messy
from wizard.app import demo
from wizard.app.texts import Speech
from wizard.facts.programs.go_says import GO_SAYS
from wizard.facts.tools import TOOLS
from wizard.model.findings import Verdict
from wizard.resources import resource
from wizard.rules import catalogue

ENGLISH = Speech("en")


def test_the_story_is_told_to_its_end(tmp_path: Path) -> None:
    lines: list[str] = []
    demo.story(demo.open_session(tmp_path), ENGLISH, lines.append)
    output = "\n".join(lines)
    assert re.findall(r"^\d\. .*", output, re.MULTILINE) == [
        "1. Check an Ubuntu on which many online tutorials were tried",
        "2. Show every change before it is made",
        "3. Apply the changes, all or nothing",
        "4. Check again",
        "5. Undo the setup",
    ]
    assert "WSL stops reading /etc/wsl.conf at line 13" in output
    assert "    - tmpfs   /tmp   tmpfs   defaults,uid=1000,gid=1000,mode=1777,size=512m   0   0" in output
    second = output[output.index("4. Check again") :]
    assert "[to fix]" not in second
    assert "A second run would change 0 files." in second
    assert re.search(r"\d\d files, links and folders are byte for byte the same as before", lines[-1])


def test_headings_are_underlined_as_wide_as_they_are(tmp_path: Path) -> None:
    lines: list[str] = []
    demo.story(demo.open_session(tmp_path), Speech("zh_CN"), lines.append)
    headings = [line.split("\n")[1:] for line in lines if line.startswith("\n")]
    assert len(headings) == 5
    # In a terminal a Chinese character is as wide as two others.
    assert [len(line) for _, line in headings] == [
        sum(1 if unicodedata.east_asian_width(sign) in ("Na", "N", "H") else 2 for sign in words)
        for words, _ in headings
    ]


def test_a_story_that_leaves_something_changed_is_a_fault(tmp_path: Path) -> None:
    session = demo.open_session(tmp_path)
    profile = Path(session.site.name, "home/me/.profile")

    def meddle(line: str) -> None:
        if "5. Undo the setup" in line:
            profile.with_name(".bash_logout").write_text("left\n")

    with pytest.raises(RuntimeError, match="bash_logout"):
        demo.story(session, ENGLISH, meddle)


def test_every_kind_of_finding_can_be_seen(tmp_path: Path) -> None:
    look = demo.open_session(tmp_path).look()
    verdicts = {item.verdict for item in look.judged}
    assert {Verdict.FIXABLE, Verdict.ADVICE, Verdict.OK} <= verdicts
    unknown = {item.rule for item in look.judged if item.verdict is Verdict.UNKNOWN}
    needs_a_program = {rule.id for rule in catalogue.rules() if {TOOLS, GO_SAYS} & {*rule.needs}}
    needs_a_program |= {"tls-insecure-settings", "wsl-windows-binary-shadow"}
    assert unknown == needs_a_program, "no program runs in a folder, and nothing else needs one"
    assert len(look.recommended) >= 8


def test_the_demo_needs_neither_network_nor_this_computer_s_memory(tmp_path: Path) -> None:
    """Whatever computer it is shown on, /tmp gets 8 GiB, and Go comes from the folder beside."""
    session = demo.open_session(tmp_path)
    plan = session.plan(session.look())
    (download,) = plan.downloads
    assert download.sources == (str(tmp_path / "dl"),)
    assert any("size=8g" in str(wish.edit) for wish in plan.wishes)


def test_leftovers_of_edits_by_hand_are_there(tmp_path: Path) -> None:
    root, _ = demo.prepare(tmp_path)
    for path in messy.MESSY.also:
        assert (root / path.replace("~/", "home/me/").lstrip("/")).is_file(), path


def test_a_copy_is_gone_afterwards() -> None:
    with demo.copy() as session:
        root = Path(session.site.name)
        assert (root / "etc/wsl.conf").exists()
    assert not root.exists()


@pytest.mark.root
def test_it_works_without_root(tmp_path: Path) -> None:
    """Told once more in a process that has become nobody's, where no file can be given to anybody."""
    program = f"""
import os, tempfile
from pathlib import Path
from wizard.app import demo
from wizard.app.texts import Speech
demo.story(demo.open_session(Path({str(tmp_path)!r})), Speech("en"), str)
with tempfile.TemporaryDirectory() as folder:
    os.chown(folder, 65534, 65534)
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
    demo.story(demo.open_session(Path(folder)), Speech("en"), print)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=resource().parent, capture_output=True, text=True, timeout=60
    )
    assert "byte for byte the same as before" in done.stdout, done.stderr
