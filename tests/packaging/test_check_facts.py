"""Every reference to a fact leads to a paragraph of this repository; one that does not is named."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
sys.path.insert(0, str(REPO / "packaging"))

from check_facts import lost  # noqa: E402


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(REPO / "resources/facts", tmp_path / "resources/facts")
    for name in ("README.md", "CHANGELOG.md"):
        (tmp_path / name).write_text("")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        "WSL §4.4",
        "WSL §1.3, §1.4",
        "GO §3.3",
        "GO §0 and §2",
        "RULES 18",
        "RULES 8 and 9",
        "law 6",
        "laws 4, 6, 15",
    ],
)
def test_what_is_there_is_found(checkout: Path, words: str) -> None:
    (checkout / "README.md").write_text(f"See {words}.")
    assert lost(checkout) == ()


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("WSL §4.9", "WSL has no paragraph 4.9"),
        ("WSL §1.3, §1.9", "WSL has no paragraph 1.9"),
        ("GO §0.2 and §2", "GO has no paragraph 0.2"),
        ("RULES 9999", "RULES has no paragraph 9999"),
        ("RULES 8 and 109", "RULES has no paragraph 109"),
        ("laws 4, 20", "LAWS has no paragraph 20"),
        ("WSL-FACTS", "WSL-FACTS is not in this repository"),
        ("RULES windows 1", "a book without a number: See RULES windows 1."),
        ("GO §x", "a book without a number: See GO §x."),
    ],
)
def test_what_leads_nowhere_is_named_with_its_place(checkout: Path, words: str, missing: str) -> None:
    (checkout / "README.md").write_text(f"\nSee {words}.")
    assert lost(checkout) == (f"README.md:2: {missing}",)


def test_a_book_without_a_number_is_seen_in_the_words_of_a_program_and_not_in_its_code(
    checkout: Path,
) -> None:
    (checkout / "wizard").mkdir()
    source = checkout / "wizard/a.py"
    source.write_text('RULES = ()\nfound = [*RULES]\n"""Uses `RULES`, as RULES.md says (RULES 18)."""\n')
    assert lost(checkout) == ()
    source.write_text('def f():\n    """Once.\n\n    More (RULES windows 1).\n    """\n    # see (RULES)\n')
    assert [line.partition(": ")[0] for line in lost(checkout)] == ["wizard/a.py:4", "wizard/a.py:6"]
