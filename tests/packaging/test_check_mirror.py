"""Every source has its test file and every test file its source; an exemption that is not needed is named."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
sys.path.insert(0, str(REPO / "packaging"))

from check_mirror import KNOWN, exemptions, odd  # noqa: E402

DOES = "def made():\n    return 1\n"
DECLARES = '"""Values."""\nclass A(y):\n    b: int\n    def c(self):\n        ...\n'


def checkout(root: Path, *files: str, known: str = "") -> Path:
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DOES)
    (root / "packaging").mkdir(exist_ok=True)
    (root / KNOWN).write_text(known)
    return root


def test_of_this_repository_every_file_has_its_counterpart() -> None:
    assert odd(REPO) == ()


def test_a_source_and_its_test_are_no_news(tmp_path: Path) -> None:
    files = ("wizard/a/b.py", "wizard/a/__init__.py", "tests/a/test_b.py", "tests/a/conftest.py")
    assert odd(checkout(tmp_path, *files)) == ()


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("wizard/a/b.py", "wizard/a/b.py: no tests/a/test_b.py"),
        ("wizard/b.py", "wizard/b.py: no tests/test_b.py"),
        ("tests/a/test_b.py", "tests/a/test_b.py: no wizard/a/b.py"),
        ("tests/test_b.py", "tests/test_b.py: no wizard/b.py"),
    ],
)
def test_what_stands_alone_is_named(tmp_path: Path, file: str, named: str) -> None:
    assert odd(checkout(tmp_path, file)) == (named,)


def test_a_test_of_another_folder_does_not_count(tmp_path: Path) -> None:
    lines = odd(checkout(tmp_path, "wizard/a/b.py", "tests/c/test_b.py"))
    assert lines == ("wizard/a/b.py: no tests/a/test_b.py", "tests/c/test_b.py: no wizard/c/b.py")


def test_a_long_test_goes_on_in_a_second_file_but_only_beside_the_first(tmp_path: Path) -> None:
    both = ("wizard/a/b.py", "tests/a/test_b.py", "tests/a/test_b_more.py")
    assert odd(checkout(tmp_path, *both)) == ()
    (tmp_path / "tests/a/test_b.py").unlink()
    assert "tests/a/test_b_more.py: no wizard/a/b_more.py" in odd(tmp_path)


@pytest.mark.parametrize("source", [DECLARES, "A = 1\n", ""])
def test_what_only_declares_needs_no_test_and_no_exemption(tmp_path: Path, source: str) -> None:
    root = checkout(tmp_path, "wizard/a/b.py")
    assert odd(root)
    (root / "wizard/a/b.py").write_text(source)
    assert odd(root) == ()
    assert odd(checkout(root, known="a: b | values\n")) == (
        f"{KNOWN}: a/b is tested under its own name, or only declares",
    )


def test_a_lambda_does_something(tmp_path: Path) -> None:
    (checkout(tmp_path, "wizard/a/b.py") / "wizard/a/b.py").write_text("A = {1: lambda: 2}\n")
    assert odd(tmp_path) == ("wizard/a/b.py: no tests/a/test_b.py",)


def test_laws_are_about_no_single_file(tmp_path: Path) -> None:
    assert odd(checkout(tmp_path, "tests/laws/test_plans.py", "tests/gui/whole/test_flow.py")) == ()


def test_an_exemption_says_why(tmp_path: Path) -> None:
    assert odd(checkout(tmp_path, "wizard/a/b.py", "wizard/a/c.py", known="# why\na: b c | values\n")) == ()
    assert odd(checkout(tmp_path, "wizard/d.py", known="a: b c | values\n.: d | a number\n")) == ()
    for wrong in ("a/b", "a: b", "a: | why", "a: b | "):
        with pytest.raises(ValueError):
            exemptions(wrong)


def test_the_list_of_exemptions_only_shrinks(tmp_path: Path) -> None:
    root = checkout(tmp_path, "wizard/a/b.py", "tests/a/test_b.py", known="a: b | values\n")
    assert odd(root) == (f"{KNOWN}: a/b is tested under its own name, or only declares",)
    (root / "wizard/a/b.py").unlink()
    (root / "tests/a/test_b.py").unlink()
    assert odd(root) == (f"{KNOWN}: a/b is no source",)
