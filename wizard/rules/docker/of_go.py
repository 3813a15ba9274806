"""Which Dockerfiles are those of Go projects, and what is in them that several rules look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from wizard.codecs.docker.dockerfile import BuildStage, Dockerfile, Instruction
from wizard.facts.docker.files import PROJECT_IMAGES, ProjectImage
from wizard.facts.go import PROJECT_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern
from wizard.rules.declare import not_applicable, ok

_NONE: Final = say("Your profile names no project folder with a Dockerfile for Go.")
_BUILDS: Final = lazy_pattern(r"\bgo\s+(?:build|install|mod|run|test)\b")


def images_of_go(see: Snapshot) -> tuple[ProjectImage, ...]:
    """Those beside a go.mod or go.work, and those that run go."""
    folders = {path.rpartition("/")[0] for path in see[PROJECT_FILES]}
    images = (image for image in see[PROJECT_IMAGES] if image.file.stages)
    return tuple(
        image for image in images if image.path.rpartition("/")[0] in folders or any(building(image.file))
    )


Images = tuple[ProjectImage, ...]


def of_images(see: Snapshot, fault: Callable[[Images], Finding | None], well: Text) -> Finding:
    """The *fault* of the Dockerfiles of Go projects, if there is one; *well* says that there is none."""
    images = images_of_go(see)
    if not images:
        return not_applicable(_NONE)
    return fault(images) or ok(well, *(Evidence(image.path) for image in images))


def building(file: Dockerfile) -> Iterator[BuildStage]:
    """The stages that run go."""
    return (stage for stage in file.stages if any(_BUILDS.search(each.value) for each in stage.of("RUN")))


def lines_before(file: Dockerfile, stage: BuildStage) -> Iterator[Instruction]:
    """The instructions of *stage*, after those of the stages that it goes on from, whose ENV it has as well."""
    first, *parents = file.chain(stage)
    for parent in reversed(parents):
        yield from (each for each in parent.instructions if each.word != "ARG")
    yield from first.instructions
