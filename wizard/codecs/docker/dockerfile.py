"""A Dockerfile as stages of instructions, with the lines that they stand on. Read only: nothing is written back."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import IO, Final, cast

import msgspec

from wizard.patterns import lazy_pattern

_KNOWN: Final = """
    ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME
    WORKDIR
"""
KNOWN: Final = frozenset(_KNOWN.split())
"""All instructions: what begins with another word is a line of a script within the file."""
_FLAG: Final = lazy_pattern(r"--\S+\s+")
_VARIABLE: Final = lazy_pattern(r"\$(?:\{(\w+)(?::?[-+]([^}]*))?\}|(\w+))")


class Instruction(msgspec.Struct, frozen=True):
    """One instruction: its *word* (``RUN``), what follows it (continued lines in one), its *line* (from 1), and that
    line as written."""

    word: str
    value: str
    line: int
    text: str

    @property
    def flags(self) -> tuple[str, ...]:
        """The options at its begin, ``--from=build``."""
        found = []
        rest = self.value
        while (match := _FLAG.match(rest)) is not None:
            found.append(match[0].strip())
            rest = rest[match.end() :]
        return tuple(found)

    @property
    def words(self) -> tuple[str, ...]:
        """What follows the options, in words; those of a JSON list are its entries."""
        rest = self.value
        while (match := _FLAG.match(rest)) is not None:
            rest = rest[match.end() :]
        return _listed(rest) or _split(rest)

    @property
    def is_list(self) -> bool:
        """Whether it is given as a JSON list, so that no shell runs it."""
        return _listed(self.value.strip()) is not None

    @property
    def settings(self) -> Mapping[str, str]:
        """What ENV or ARG sets; an ARG without a value sets nothing of its own, and is empty here."""
        pairs = (word.partition("=") for word in self.words)
        if self.word == "ENV" and "=" not in (self.words or ("",))[0]:
            return {self.words[0]: " ".join(self.words[1:])} if self.words else {}
        return {name: value for name, _, value in pairs if name}


def _listed(text: str) -> tuple[str, ...] | None:
    if not text.startswith("["):
        return None
    try:
        return tuple(msgspec.json.decode(text, type=list[str]))
    except msgspec.DecodeError:
        return None


def _split(text: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(text))
    except ValueError:
        return tuple(text.split())


class BuildStage(msgspec.Struct, frozen=True):
    """A stage: the *image* it is from (with the defaults of arguments put in), its *name* (empty: none), its line, and
    its instructions."""

    image: str
    name: str
    line: int
    text: str
    instructions: tuple[Instruction, ...] = ()

    def of(self, *words: str) -> Iterator[Instruction]:
        """Its instructions of these kinds."""
        return (each for each in self.instructions if each.word in words)


class Dockerfile(msgspec.Struct, frozen=True):
    """The arguments *before* the first stage, and the stages."""

    before: tuple[Instruction, ...] = ()
    stages: tuple[BuildStage, ...] = ()

    @property
    def final(self) -> BuildStage | None:
        """The stage that becomes the image, if nobody names another one."""
        return self.stages[-1] if self.stages else None

    def parent(self, stage: BuildStage) -> BuildStage | None:
        """The stage that *stage* goes on from; None if it is from an image."""
        earlier = self.stages[: self.stages.index(stage)]
        return next(
            (each for each in reversed(earlier) if each.name and each.name == stage.image.lower()), None
        )

    def chain(self, stage: BuildStage) -> tuple[BuildStage, ...]:
        """*stage*, and those that it goes on from, the nearest first."""
        parent = self.parent(stage)
        return (stage, *(self.chain(parent) if parent is not None else ()))

    def named(self, word: str) -> BuildStage | None:
        """The stage that ``--from=word`` means: by its name or number; None if that is an image."""
        if word.isdigit():
            return self.stages[int(word)] if int(word) < len(self.stages) else None
        return next((each for each in self.stages if each.name and each.name == word.lower()), None)


def parse(data: bytes) -> Dockerfile:
    """*data* as Docker reads it. A file without a stage has none."""
    instructions = tuple(_instructions(data.decode("utf-8-sig", "replace")))
    starts = [place for place, each in enumerate(instructions) if each.word == "FROM"]
    before = instructions[: starts[0]] if starts else instructions
    defaults = {name: value for each in before if each.word == "ARG" for name, value in each.settings.items()}
    ends = [*starts[1:], len(instructions)][: len(starts)]
    stages = (_stage(instructions[start:end], defaults) for start, end in zip(starts, ends, strict=True))
    return Dockerfile(before, tuple(stages))


def _stage(instructions: tuple[Instruction, ...], defaults: Mapping[str, str]) -> BuildStage:
    first, *rest = instructions
    words = first.words
    name = words[2] if len(words) == 3 and words[1].upper() == "AS" else ""
    image = replaced(words[0], defaults) if words else ""
    return BuildStage(image, name.lower(), first.line, first.text, tuple(rest))


def replaced(text: str, values: Mapping[str, str]) -> str:
    """*text* with *values* in place of ``$NAME`` and ``${NAME:-default}``; a name without a value stays."""

    def value(match: re.Match[str]) -> str:
        return values.get(match[1] or match[3], "") or match[2] or match[0]

    return _VARIABLE.sub(value, text)


class _InMemory:
    """A Dockerfile in memory, in the form that the parser opens."""

    def __init__(self, text: str) -> None:
        self._lines = [f"{line}\n".encode() for line in text.splitlines()]

    def seek(self, place: int) -> None:
        """There is only the begin."""

    def readlines(self) -> list[bytes]:
        return self._lines


def _instructions(text: str) -> Iterator[Instruction]:
    from dockerfile_parse import DockerfileParser  # Only who has a Dockerfile pays for it.

    lines = text.splitlines()
    for each in DockerfileParser(fileobj=cast("IO[str]", _InMemory(text)), env_replace=False).structure:
        if each["instruction"] in KNOWN and each["value"].strip():
            line = int(each["startline"])
            yield Instruction(each["instruction"], str(each["value"]).strip(), line + 1, lines[line].strip())
