"""The projects that the tables know, and their releases: what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wizard.model.commands.lines import own_command
from wizard.model.text import Text, join, plain, say
from wizard.model.versions import version
from wizard.tables import projects


def known() -> dict[str, tuple[str, ...]]:
    """The projects of the tables, with their release lines."""
    return {name: tuple(row.line for row in projects.lines_of(name)) for name in projects.names()}


def sentences_of(projects_known: Mapping[str, Sequence[str]]) -> Iterator[Text]:
    """How to ask, and what there is to choose from: projects with releases, then those that have none."""
    example = own_command("go-for", "etcd@3.5", "kubernetes@1.34", "./app")
    yield say("Name what you want to build, such as: {command}", command=example)
    yield say("A folder needs a go.mod or go.work file. Without a release, the newest is used.")
    yield say("Projects and their releases:")
    for name, lines in projects_known.items():
        if lines:
            yield say("  {name}: {lines}", name=name, lines=in_runs(lines))
    yield say("Projects without releases:")
    yield say("  {names}", names=join(name for name, lines in projects_known.items() if not lines))


def in_runs(lines: Sequence[str]) -> Text:
    """*lines*, of which those that count up (``1.9``, ``1.10``) are told by their ends."""
    return join(map(_run_of, _runs(lines)))


def _runs(lines: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = []
    for line in lines:
        last = version(found[-1][-1]) if found else None
        number = version(line)
        follows = number is not None and last is not None and number == (*last[:-1], last[-1] + 1)
        if follows:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _run_of(run: Sequence[str]) -> Text:
    if len(run) > 1:
        return say("{first} to {last}", first=run[0], last=run[-1])
    return plain(run[0])
