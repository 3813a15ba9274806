"""What holds for every test: it keeps nothing in the home of who runs it, warnings that are logged fail it, and what
needs root says so."""

from __future__ import annotations

import logging
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import systems
from tests.own_traces import FOLDERS, leftovers, traces

# How fast a machine is says nothing about a law.
settings.register_profile("wizard", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("wizard")

if systems.IS_WINDOWS:
    systems.write_as_on_linux()

NEEDS_ROOT = ("root", "distro")


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """What needs Linux is not imported on Windows."""
    if systems.IS_WINDOWS and systems.linux_reason(module_path) is not None:
        return systems.NotHere.from_parent(parent, path=module_path)
    return None


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Nor is the conftest of a folder that needs it."""
    return pytest_pycollect_makemodule(path, parent)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On Windows only what needs Linux may be skipped."""
    report = yield
    systems.refuse_other_skips(report, item)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Of modules, too."""
    report = yield
    systems.refuse_other_skips(report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """On Windows it is said how many tests were left out, and why."""
    if systems.IS_WINDOWS:
        terminalreporter.section("left out, because they need Linux")
        for reason, count in systems.left_out(terminalreporter.stats.get("skipped", ())).items():
            terminalreporter.line(f"{count:5} {reason}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without root some tests cannot run; on CI that is an error, not a skip."""
    systems.mark(items)
    if os.name != "posix" or os.geteuid() == 0:
        return
    if os.environ.get("CI"):
        raise pytest.UsageError("CI has to run the tests as root: mounts and containers need it")
    skip = pytest.mark.skip(reason="needs root: run `sudo make test` for these")
    for item in items:
        if any(item.get_closest_marker(name) for name in NEEDS_ROOT):
            item.add_marker(skip)


@pytest.fixture(scope="session", autouse=True)
def _away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the wizard keeps while it is tested is kept elsewhere; whatever it leaves in the real home all the same
    fails the last test, and so does what no uninstaller would take away."""
    home, elsewhere = Path.home(), tmp_path_factory.mktemp("home")
    before = traces(home)
    with pytest.MonkeyPatch.context() as patch:
        for variable, folder in FOLDERS.items():
            patch.setenv(variable, str(elsewhere / folder))
        yield
        unknown = [path for path, pattern in leftovers().items() if not pattern]
    assert not unknown, f"private_files.LEFTOVERS does not know {unknown}"
    new = [path for path, written in traces(home).items() if before.get(path) != written]
    assert not new, f"a test wrote to the home of who runs it: {new}"


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing of ours logs a warning in passing."""
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    ours = [record.getMessage() for record in loud if not record.name.startswith(("asyncio", "hypothesis"))]
    assert not ours, ours


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """The command line tells programs that it starts its language. A test leaves none to the next one."""
    before = {name: os.environ.get(name) for name in ("LANGUAGE", "SUDO_PROMPT")}
    yield
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@pytest.fixture
def looks(tmp_path: Path) -> Path:
    """Where screenshots are kept: in the folder that WSL_GO_WIZARD_SCREENSHOTS names, else in a temporary one."""
    folder = Path(os.environ.get("WSL_GO_WIZARD_SCREENSHOTS", tmp_path / "screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
