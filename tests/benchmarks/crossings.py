"""Prints what looks cost that ask for much at once: 200 projects against ``cat`` of their files through the same door,
and 20 distros side by side against one. ``run.py`` calls it.

The 20 distros are this machine 20 times: each waits as long for its answers as this one took to give them, so that
what is measured is what the wizard does meanwhile, and not how many processors the computer has.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

import bytecode  # noqa: E402
from run import medians, row  # noqa: E402

from wizard.app.session import Session  # noqa: E402
from wizard.engine.waves import gather  # noqa: E402
from wizard.facts.docker.files import PROJECT_IMAGES  # noqa: E402
from wizard.facts.go import PROJECT_FILES  # noqa: E402
from wizard.facts.programs.build_files import BUILD_FILES  # noqa: E402
from wizard.facts.projects.modules import PROJECTS  # noqa: E402
from wizard.facts.projects.recipes import PROJECT_RECIPES  # noqa: E402
from wizard.model.events import Stop, never  # noqa: E402
from wizard.model.facts import Side  # noqa: E402
from wizard.model.probes import MIB, Answers, CommandProbe, Exited, Probe  # noqa: E402
from wizard.model.wanted import ProjectsWanted, Wanted  # noqa: E402
from wizard.transports.here import Here  # noqa: E402
from wizard.transports.host import Host  # noqa: E402

MODULES: Final = 200
DISTROS: Final = 20
RUNS: Final = 3
OF_PROJECTS: Final = (PROJECT_FILES, PROJECTS, PROJECT_IMAGES, PROJECT_RECIPES, BUILD_FILES)


def project_figures(folder: Path) -> None:
    """All that is asked of projects, against a command that prints their files."""
    site = Here()
    files = [str(file) for number in range(MODULES) for file in _project(folder / f"m{number}", number)]
    want = Wanted(projects=ProjectsWanted(tuple(str(folder / f"m{number}") for number in range(MODULES))))
    cat = CommandProbe(("cat", *files), timeout_s=60, limit=64 * MIB)

    def ask(side: Side, probes: tuple[Probe, ...]) -> Answers:
        return site.read(probes, never) if side is Side.DISTRO else Host().read(probes, never)

    def read() -> None:
        found = gather(OF_PROJECTS, want, ask)[0][PROJECTS]
        assert len(found) == MODULES

    def print_all() -> None:
        answer = site.read((cat,), never)[cat]
        assert isinstance(answer, Exited)
        assert answer.code == 0

    ours, theirs = medians(read, print_all, runs=RUNS)
    row(f"projects, {MODULES} modules / cat of the same files", ours, theirs, "≤ 1.5 ×")


def _project(folder: Path, number: int) -> tuple[Path, ...]:
    """The files of a project, as they are: a go.sum of some hundred lines, a Dockerfile."""
    folder.mkdir()
    module = f"module example.com/m{number}\n\ngo 1.26.0\n\nrequire golang.org/x/mod v0.30.0\n"
    lines = (f"example.com/dep{each} v1.{each}.0 h1:{'A' * 43}=\n" for each in range(300))
    image = "FROM golang:1.26 AS build\nRUN go build ./...\nFROM scratch\nCOPY --from=build /app /app\n"
    texts = {"go.mod": module, "go.sum": "".join(lines), "Dockerfile": image}
    for name, text in texts.items():
        (folder / name).write_text(text)
    return tuple(folder / name for name in texts)


class Replayed:
    """A distro that answers what *site* does, after as long."""

    def __init__(self, site: Here) -> None:
        self.site, self.can = site.site, site.can
        self._asked = site
        self._given: dict[tuple[Probe, ...], tuple[Answers, float]] = {}

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        known = self._given.get(tuple(probes))
        if known is None:
            start = time.perf_counter()
            answers = self._asked.read(probes, stop)
            known = self._given[tuple(probes)] = (answers, time.perf_counter() - start)
            return answers
        time.sleep(known[1])
        return known[0]


def distro_figures() -> None:
    """The whole catalogue, of one distro and of all."""
    distro = Replayed(Here())
    look = Session(distro, Host(), Wanted()).look  # type: ignore[arg-type]
    look()

    def all_of_them() -> None:
        with ThreadPoolExecutor(DISTROS) as pool:
            for done in [pool.submit(look) for _ in range(DISTROS)]:
                done.result()

    every, one = medians(all_of_them, look, runs=RUNS)
    row(f"look at {DISTROS} distros side by side / at one", every, one, "≤ 3 ×")


def main() -> None:
    bytecode.keep()
    with tempfile.TemporaryDirectory() as folder:
        project_figures(Path(folder))
    distro_figures()


if __name__ == "__main__":
    main()
