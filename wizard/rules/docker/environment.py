"""Variables in Dockerfiles of Go projects: those that turn a check off, and those that never arrive (RULES 71)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wizard.codecs.docker.dockerfile import BuildStage, Dockerfile, Instruction
from wizard.facts.docker.files import PROJECT_IMAGES, ProjectImage
from wizard.facts.go import PROJECT_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.declare import advice, rule
from wizard.rules.docker.of_go import Images, lines_before, of_images

_TRUST: Final = lazy_pattern(
    r"""\bGOSUMDB=["']?off\b|\b(?:GONOSUMDB|GOPRIVATE|GOINSECURE)=["']?\*(?:["'\s,]|$)|\bGOFLAGS=[^;&|]*-insecure\b"""
    r"""|\bcurl\b[^|;&]*(?:\s-[a-zA-Z]*k[a-zA-Z]*\b|--insecure\b)|\bwget\s[^|;&]*--no-check-certificate\b"""
    r"""|\bGIT_SSL_NO_VERIFY=|\bNODE_TLS_REJECT_UNAUTHORIZED=["']?0|\bhttp\.sslVerify[ =]["']?(?:false|0)"""
)
_WRITES: Final = lazy_pattern(r"\bgo\s+env\s+-w\s+([^;&|]+)")
_USED: Final = lazy_pattern(r"(?<!\\)\$(?:\{(\w+)\}|(\w+))")
_PREDEFINED: Final = frozenset(
    name
    for each in ("HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY")
    for name in (each, each.lower())
)
"""What every stage has without an ARG."""
_SETS: Final = ("ENV", "ARG")

_CHECK: Final = say("Turns off a check of what is downloaded")
_LOSES: Final = say("Has no effect: the variable of the same name goes first")
_ELSEWHERE: Final = say("Empty here: the ARG is of another stage")
_SHADOWED: Final = say("Has no effect: an ENV of the same name goes first")


def _as_written(each: Instruction) -> str:
    """The instruction with its value as a shell would get it: ``ENV NAME value`` as ``NAME=value``."""
    if each.word in _SETS:
        return " ".join(f"{name}={value}" for name, value in each.settings.items())
    return each.value


def _seen(image: ProjectImage, each: Instruction, note: Text) -> Evidence:
    return Evidence(image.path, each.text, each.line, note)


def _unsafe(image: ProjectImage) -> Iterator[Evidence]:
    for each in _all(image.file):
        if each.word in ("RUN", *_SETS) and _TRUST.search(_as_written(each)):
            yield _seen(image, each, _CHECK)


def _all(file: Dockerfile) -> Iterator[Instruction]:
    yield from file.before
    for stage in file.stages:
        yield from stage.instructions


def _idle(image: ProjectImage) -> Iterator[Evidence]:
    """What does nothing where it is written."""
    declared = {name for each in _all(image.file) if each.word == "ARG" for name in each.settings}
    declared -= _PREDEFINED
    for stage in image.file.stages:
        yield from _in_stage(image, stage, declared)


def _in_stage(image: ProjectImage, stage: BuildStage, declared: set[str]) -> Iterator[Evidence]:
    known: dict[str, str] = {}
    inherited = [each for each in lines_before(image.file, stage) if each not in stage.instructions]
    for each in inherited:
        known |= dict.fromkeys(each.settings, "ENV") if each.word == "ENV" else {}
    for each in stage.instructions:
        if each.word == "RUN":
            yield from _lost(image, each, known)
        if each.word in ("RUN", "ENV") and _is_empty(each, declared - known.keys()):
            yield _seen(image, each, _ELSEWHERE)
        if each.word in _SETS:
            yield from _shadowed(image, each, known)
            known |= dict.fromkeys(each.settings, each.word)


def _lost(image: ProjectImage, each: Instruction, known: dict[str, str]) -> Iterator[Evidence]:
    for match in _WRITES.finditer(each.value):
        names = {word.partition("=")[0] for word in match[1].split()}
        if names & known.keys():
            yield _seen(image, each, _LOSES)


def _is_empty(each: Instruction, missing: set[str]) -> bool:
    """Whether it uses an argument that this stage does not declare, and does not set it itself."""
    used = {match[1] or match[2] for match in _USED.finditer(each.value)}
    return any(not re.search(rf"\b{name}=", each.value) for name in used & missing)


def _shadowed(image: ProjectImage, each: Instruction, known: dict[str, str]) -> Iterator[Evidence]:
    if each.word == "ARG" and any(known.get(name) == "ENV" for name in each.settings):
        yield _seen(image, each, _SHADOWED)


@rule(
    "docker-go-env",
    area="docker",
    title=say("Variables in Dockerfiles do what they say"),
    needs=(PROJECT_IMAGES, PROJECT_FILES),
    severity=Severity.HIGH,
    sources=("GO §4", "GO §10", "RULES 71"),
)
def environment(see: Snapshot, want: Wanted) -> Finding:
    return of_images(see, _fault, say("Variables in Dockerfiles take effect."))


def _fault(images: Images) -> Finding | None:
    unsafe = [seen for image in images for seen in _unsafe(image)]
    idle = [seen for image in images for seen in _idle(image)]
    if unsafe:
        return advice(
            say("{path} turns off a check of what is downloaded.", path=unsafe[0].source),
            *unsafe,
            *idle,
            why=say(
                "Whoever is between the build and the server can replace modules, and nobody would see it."
            ),
            do=say(
                "Remove it. For private modules set GOPRIVATE to their hosts. For a company proxy copy its certificate"
                " into the image."
            ),
        )
    if idle:
        return advice(
            say("A variable in {path} has no effect.", path=idle[0].source),
            *idle,
            why=say("The build uses another value than the line says, and does not report it."),
            do=say("Write ARG in each stage that uses it, and set the name nowhere else."),
            severity=Severity.LOW,
        )
    return None
