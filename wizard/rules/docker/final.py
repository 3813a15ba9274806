"""What the final image of a Go program lacks (RULES 73)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.docker import images
from wizard.codecs.docker.dockerfile import BuildStage, Dockerfile, Instruction
from wizard.facts.docker.files import PROJECT_IMAGES, ProjectImage
from wizard.facts.go import PROJECT_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.declare import advice, rule
from wizard.rules.docker.of_go import Images, lines_before, of_images

_ROOTS: Final = lazy_pattern(r"ca-certificates|ca-bundle|/etc/ssl|/etc/pki|cert\.pem|\bx509roots\b")
_STARTS: Final = ("RUN", "CMD", "ENTRYPOINT")
COPY_ROOTS: Final = "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/"

_NEEDS_SHELL: Final = say("Needs /bin/sh, which this image does not have")
_NO_ROOTS: Final = say("This image has no root certificates")


def _at_start(file: Dockerfile, final: BuildStage) -> Iterator[Instruction]:
    """Instructions of the final stage that a shell runs; the last CMD and ENTRYPOINT are those that matter."""
    last = {each.word: each for each in final.instructions if each.word in ("CMD", "ENTRYPOINT")}
    for each in final.of(*_STARTS):
        if not each.is_list and (each.word == "RUN" or last[each.word] is each):
            yield each


def _no_shell(image: ProjectImage) -> Iterator[Evidence]:
    final = image.file.final
    if final is None or any(final.of("SHELL")):
        return
    if images.read(image.file.chain(final)[-1].image).has_shell is False:
        yield from (
            Evidence(image.path, each.text, each.line, _NEEDS_SHELL) for each in _at_start(image.file, final)
        )


def _no_roots(image: ProjectImage) -> Iterator[Evidence]:
    final = image.file.final
    if final is None or images.read(image.file.chain(final)[-1].image).has_roots is not False:
        return
    if not any(_ROOTS.search(each.value) for each in lines_before(image.file, final)):
        yield Evidence(image.path, final.text, final.line, _NO_ROOTS)


@rule(
    "docker-final-image",
    area="docker",
    title=say("Final images have what Go programs need"),
    needs=(PROJECT_IMAGES, PROJECT_FILES),
    severity=Severity.MEDIUM,
    sources=("GO §9", "GO §10", "RULES 73"),
)
def final_image(see: Snapshot, want: Wanted) -> Finding:
    return of_images(see, _fault, say("Final images have what programs need."))


def _fault(found: Images) -> Finding | None:
    shell = [seen for image in found for seen in _no_shell(image)]
    roots = [seen for image in found for seen in _no_roots(image)]
    if shell:
        return advice(
            say("{path} needs a shell that its image does not have.", path=shell[0].source),
            *shell,
            *roots,
            why=say(
                "The container does not start, or is not built: “stat /bin/sh: no such file or directory”."
            ),
            do=say(
                "Write CMD and ENTRYPOINT as a list, and RUN in an earlier stage: {example}",
                example='["/app"]',
            ),
        )
    if roots:
        return advice(
            say("The final image of {path} has no root certificates.", path=roots[0].source),
            *roots,
            why=say("If the program uses TLS, it fails: “x509: certificate signed by unknown authority”."),
            do=say("Copy them from the stage that builds, such as: {line}", line=COPY_ROOTS),
            severity=Severity.LOW,
        )
    return None
