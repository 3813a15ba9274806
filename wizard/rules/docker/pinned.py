"""Images without a version: another day they are other ones (RULES 72)."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.codecs.docker import images
from wizard.facts.docker.files import PROJECT_IMAGES, ProjectImage
from wizard.facts.go import PROJECT_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, rule
from wizard.rules.docker.of_go import Images, of_images


def _unpinned(image: ProjectImage) -> Iterator[Evidence]:
    for stage in image.file.stages:
        if image.file.parent(stage) is None and not images.pinned(stage.image).by_tag:
            yield Evidence(image.path, stage.text, stage.line)


@rule(
    "docker-image-unpinned",
    area="docker",
    title=say("Dockerfiles name a version of each image"),
    needs=(PROJECT_IMAGES, PROJECT_FILES),
    severity=Severity.INFO,
    sources=("GO §10", "RULES 72"),
)
def pinned(see: Snapshot, want: Wanted) -> Finding:
    return of_images(see, _fault, say("Every image has a version."))


def _fault(found: Images) -> Finding | None:
    unpinned = [seen for image in found for seen in _unpinned(image)]
    if not unpinned:
        return None
    return advice(
        say("{path} takes an image without a version.", path=unpinned[0].source),
        *unpinned,
        why=say(
            "A later build takes another image, with another Go or C library, although no file has changed."
        ),
        do=say("Add a tag, such as golang:1.27-bookworm. A digest (@sha256:…) also fixes the bytes."),
    )
