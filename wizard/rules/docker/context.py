"""Files of Go that Docker does not see, because ``.dockerignore`` hides them (RULES 70)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.docker.dockerfile import Instruction
from wizard.codecs.docker.ignore import hidden_by
from wizard.facts.docker.files import PROJECT_IMAGES, ProjectImage
from wizard.facts.go import PROJECT_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, rule
from wizard.rules.docker.of_go import Images, of_images

_FILES: Final = ("go.mod", "go.sum")
_EXCEPTIONS: Final = join(f"!{name}" for name in _FILES)
_ALL: Final = (".", "./", "*")


def _copied(image: ProjectImage) -> Iterator[tuple[Instruction, str]]:
    """Each file of Go that an instruction copies from the folder of the Dockerfile, by its name or with all else."""
    for stage in image.file.stages:
        for each in stage.of("COPY", "ADD"):
            if not any(flag.startswith("--from=") for flag in each.flags):
                sources = {word.removeprefix("./") or "." for word in each.words[:-1]}
                yield from ((each, name) for name in _FILES if sources & {name, *_ALL})


def _faults(image: ProjectImage) -> Iterator[tuple[str, Evidence]]:
    for copy, name in _copied(image):
        hiding = hidden_by(name, image.ignored)
        if hiding is not None:
            yield name, Evidence(image.path, copy.text, copy.line)
            yield name, Evidence(image.ignore_path, hiding.text, hiding.line, say("Hides {name}", name=name))


@rule(
    "docker-context-gomod",
    area="docker",
    title=say("Docker sees go.mod and go.sum of your projects"),
    needs=(PROJECT_IMAGES, PROJECT_FILES),
    severity=Severity.MEDIUM,
    sources=("GO §10", "RULES 70"),
)
def context(see: Snapshot, want: Wanted) -> Finding:
    return of_images(see, _fault, say("Nothing hides go.mod and go.sum."))


def _fault(images: Images) -> Finding | None:
    found = [fault for image in images for fault in _faults(image)]
    if not found:
        return None
    return advice(
        say(".dockerignore hides {names}.", names=join(dict.fromkeys(name for name, _ in found))),
        *dict.fromkeys(seen for _, seen in found),
        why=say("docker build fails at the COPY, or go build in it: “go.mod file not found”."),
        do=say(
            "Remove the pattern, or add these lines below it: {lines}",
            lines=" ".join(f"!{name}" for name in _FILES),
        ),
    )
