"""Which system a test needs. One that needs Linux carries ``@pytest.mark.linux(reason="…")``; a module says so for all
of its tests with ``pytestmark``, and the ``conftest.py`` of a folder for all that lies below it. Such modules are not
even imported on Windows. There, no other skip is taken for an answer: what is skipped for another reason has failed.

What wine does otherwise than Windows stands in ``wine.toml``, by the names of the tests, with the reason: they have to
fail there, so that the list shrinks when wine grows.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

IS_WINDOWS: Final = sys.platform == "win32"
TESTS: Final = Path(__file__).parent
EXAMPLES: Final = 20
_SETTINGS: Final = "_hypothesis_internal_use_settings"
"""Where hypothesis keeps the settings of a test."""
_SAYS: Final = "needs Linux: "
_IMPLIED: Final = {
    "root": "only Linux has root, mounts and owners",
    "distro": "a distro is started in a container of Linux",
    "window": "keys are pressed by a program of X",
}


def is_wine() -> bool:
    """Whether this Windows is wine."""
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


def linux_reason(path: Path) -> str | None:
    """Why the tests of the module or folder *path* need Linux, as it or a conftest above it says; None if they do
    not, or not all of them."""
    folders = [folder for folder in (path, *path.parents) if folder.is_relative_to(TESTS)]
    said = (_said_by(file) for file in (path, *(folder / "conftest.py" for folder in folders)))
    return next((reason for reason in said if reason is not None), None)


@cache
def _said_by(path: Path) -> str | None:
    if not path.is_file():
        return None
    for node in ast.parse(path.read_bytes()).body:
        if isinstance(node, ast.Assign) and "pytestmark" in [ast.unparse(name) for name in node.targets]:
            return next(_reasons(node.value), None)
    return None


def _reasons(value: ast.expr) -> Iterator[str]:
    """Of the marks in *value*, the right side of ``pytestmark``."""
    for node in ast.walk(value):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.linux":
            yield from (ast.literal_eval(word.value) for word in node.keywords if word.arg == "reason")
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("pytest.mark."):
            yield from (_IMPLIED[name] for name in (node.attr,) if name in _IMPLIED)


def write_as_on_linux() -> None:
    """On Windows, too, the text that a test writes is UTF-8 with the line ends it has: its files are a distro's. What
    the wizard itself reads and writes names its encoding; a linter sees to that."""

    def read_text(path: Path, encoding: str = "utf-8", errors: str | None = None) -> str:
        with path.open(encoding=encoding, errors=errors) as file:
            return file.read()

    def write_text(
        path: Path, data: str, encoding: str = "utf-8", errors: str | None = None, newline: str = ""
    ) -> int:
        with path.open("w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    setattr(Path, "read_text", read_text)  # noqa: B010  # what is patched is no attribute of ours
    setattr(Path, "write_text", write_text)  # noqa: B010


class NotHere(pytest.File):
    """A module or folder that needs Linux, on Windows."""

    def collect(self) -> Iterator[pytest.Item]:
        raise pytest.skip.Exception(f"{_SAYS}{linux_reason(self.path)}", allow_module_level=True)


def mark(items: Sequence[pytest.Item]) -> None:
    """Skip what needs Linux, and expect of wine what is known of it. Raises `UsageError` for a mark without reason."""
    for item in items:
        marker = item.get_closest_marker("linux")
        if marker is not None and not marker.kwargs.get("reason"):
            raise pytest.UsageError(f"{item.nodeid}: the mark `linux` has no reason")
        if IS_WINDOWS:
            _try_fewer(item)
        if IS_WINDOWS and (reason := _reason(item)) is not None:
            item.add_marker(pytest.mark.skip(reason=_SAYS + reason))
    if is_wine():
        _expect_of_wine(items)


def left_out(skipped: Sequence[pytest.TestReport | pytest.CollectReport]) -> Mapping[str, int]:
    """How many tests need Linux, by reason. Of modules that were not imported the functions count, which may be more
    tests each."""
    counted: Counter[str] = Counter()
    for report in skipped:
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if _SAYS in reason:
            is_test = isinstance(report, pytest.TestReport)
            counted[reason.partition(_SAYS)[2]] += 1 if is_test else _functions(TESTS.parent / report.nodeid)
    return dict(counted.most_common())


def _functions(path: Path) -> int:
    modules = path.rglob("test_*.py") if path.is_dir() else (path,)
    nodes = (node for module in modules for node in ast.walk(ast.parse(module.read_bytes())))
    return sum(isinstance(node, ast.FunctionDef) and node.name.startswith("test_") for node in nodes)


def _try_fewer(item: pytest.Item) -> None:
    """Laws are tried on Linux with as many examples as they ask for. Here is found what Windows does otherwise, which
    few examples show, and each that writes files takes long in wine."""
    test = getattr(item, "obj", None)
    wanted = getattr(test, _SETTINGS, None)
    if test is not None and wanted is not None:
        function = getattr(test, "__func__", test)  # of a method
        setattr(function, _SETTINGS, settings(wanted, max_examples=min(wanted.max_examples, EXAMPLES)))


def _reason(item: pytest.Item) -> str | None:
    marker = item.get_closest_marker("linux")
    if marker is not None:
        return str(marker.kwargs["reason"])
    return next((why for name, why in _IMPLIED.items() if item.get_closest_marker(name)), None)


def _expect_of_wine(items: Sequence[pytest.Item]) -> None:
    known = tomllib.loads((TESTS / "wine.toml").read_text(encoding="utf-8"))
    reasons = {test: about["reason"] for about in known.values() for test in about["tests"]}
    for item in items:
        name = item.nodeid.partition("[")[0]
        if (reason := reasons.get(name)) is not None:
            item.add_marker(pytest.mark.xfail(reason=f"wine: {reason}", strict="[" not in item.nodeid))


def refuse_other_skips(
    report: pytest.TestReport | pytest.CollectReport, item: pytest.Item | None = None
) -> None:
    """On Windows a skip that is not for the want of Linux makes *report*, of *item* if it is one, that of a failure."""
    if not IS_WINDOWS or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    needs_linux = item is not None and _reason(item) is not None
    if not needs_linux and _SAYS not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped, and not because it needs Linux: {report.longrepr}"
