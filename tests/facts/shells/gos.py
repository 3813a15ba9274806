"""Answers that make a Go, as the questions of `GO_FILES` find it."""

from __future__ import annotations

from fnmatch import fnmatchcase

from tests.facts.answers import file
from tests.machines.build import program
from wizard.facts.go import GO_FILES
from wizard.model.probes import Answer, GlobProbe, Matches, Probe
from wizard.model.wanted import Wanted

AMD64 = program("amd64").data or b""
HEAD = 20


HOME = "/home/me"


def whole(path: str) -> str:
    return path.replace("~", HOME)


def tree(root: str, version: str, *names: str, binary: bytes = AMD64) -> tuple[tuple[Probe, Answer], ...]:
    """A Go at *root*, of a pattern; *names* are other names that lead there."""
    pattern = next(
        probe.pattern.removesuffix("/VERSION")
        for probe in GO_FILES.ask(Wanted())
        if isinstance(probe, GlobProbe) and _fits(probe.pattern, f"{root}/VERSION")
    )
    there = [(whole(name), None if name == root else whole(root)) for name in sorted((root, *names))]

    def found(name: str, content: bytes) -> Matches:
        entries = [(f"{at}/{name}", file(content, link=to and f"{to}/{name}")) for at, to in there]
        return Matches(tuple(entries))

    return (
        (GlobProbe(f"{pattern}/VERSION"), found("VERSION", f"go{version}\ntime x\n".encode())),
        (GlobProbe(f"{pattern}/bin/go", limit=HEAD), found("bin/go", binary[:HEAD])),
    )


def _fits(pattern: str, path: str) -> bool:
    return fnmatchcase(path, pattern) and pattern.count("/") == path.count("/")
