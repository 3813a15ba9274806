"""Whether the program that a Dockerfile builds can run in the image that it is put into (RULES 72)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.docker import images
from wizard.codecs.docker.dockerfile import BuildStage, Dockerfile
from wizard.codecs.docker.images import Image, Libc
from wizard.facts.clock import TODAY
from wizard.facts.docker.files import PROJECT_IMAGES, ProjectImage
from wizard.facts.go import PROJECT_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.versions import EVER, Version, version
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.declare import advice, rule
from wizard.rules.docker.of_go import Images, building, lines_before, of_images
from wizard.tables.go_series import least_supported
from wizard.tables.golang_images import golang_image

_CGO: Final = lazy_pattern(r"\bCGO_ENABLED=[\"']?([01])")
_COMPILER: Final = lazy_pattern(r"\bapk\s+[^;&|]*\badd\b[^;&|]*\b(?:build-base|gcc|clang|musl-dev)\b")
_STATIC: Final = lazy_pattern(r"-tags[= ]\S*\bnetgo\b|-extldflags[^;&|]*-static\b|-linkmode[= ]internal")

_OTHER_LIBC: Final = say("Built with another C library than the final image has")
_NO_LIBC: Final = say("Built with cgo for an image without a C library")
_NO_COMPILER: Final = say("CGO_ENABLED=1 without a C compiler: golang images of Alpine have none")
_OLD_GO: Final = say("This version of Go gets no security updates anymore")


def _image(file: Dockerfile, stage: BuildStage) -> Image:
    return images.read(file.chain(stage)[-1].image)


def _cgo(file: Dockerfile, stage: BuildStage, image: Image) -> bool | None:
    """Whether cgo is on where *stage* builds: as it says, and else where there is a C compiler; None if it is linked so
    that this does not matter, or not known."""
    lines = tuple(lines_before(file, stage))
    said = None
    for each in lines:
        text = " ".join(f"{name}={value}" for name, value in each.settings.items())
        for match in _CGO.finditer(text if each.word in ("ENV", "ARG") else each.value):
            said = match[1] == "1"
    if said is False or any(_STATIC.search(each.value) for each in lines):
        return False
    if said or image.libc is not Libc.MUSL:
        return said or image.is_golang or None
    return any(_COMPILER.search(each.value) for each in lines if each.word == "RUN")


def _taken_from(file: Dockerfile, final: BuildStage) -> Iterator[BuildStage]:
    """The stages that the final image copies from."""
    for copy in final.of("COPY"):
        for flag in copy.flags:
            stage = file.named(flag.removeprefix("--from=")) if flag.startswith("--from=") else None
            if stage is not None:
                yield stage


def _mixed(image: ProjectImage) -> Iterator[Evidence]:
    file, final = image.file, image.file.final
    target = _image(file, final).libc if final is not None else None
    if final is None or target is None:
        return
    builds = tuple(building(file))
    for stage in dict.fromkeys(_taken_from(file, final)):
        source = _image(file, stage)
        if stage in builds and source.libc not in (None, target) and _cgo(file, stage, source):
            note = _NO_LIBC if target is Libc.NONE else _OTHER_LIBC
            yield Evidence(image.path, stage.text, stage.line, note)


def _without_compiler(image: ProjectImage) -> Iterator[Evidence]:
    for stage in building(image.file):
        known = _image(image.file, stage)
        lines = tuple(lines_before(image.file, stage))
        said = next((each for each in lines if "CGO_ENABLED=1" in each.value), None)
        is_alpine = known.is_golang and known.libc is Libc.MUSL
        if is_alpine and said is not None and not any(_COMPILER.search(each.value) for each in lines):
            yield Evidence(image.path, said.text, said.line, _NO_COMPILER)


def _old(image: ProjectImage, least: Version) -> Iterator[Evidence]:
    for stage in image.file.stages:
        go = images.read(stage.image).go
        if go is not None and go < least:
            yield Evidence(image.path, stage.text, stage.line, _OLD_GO)


def _left(image: ProjectImage, today: str) -> Iterator[Evidence]:
    """Images of a Go that is supported, on a base that golang images are not made for anymore."""
    for stage in image.file.stages:
        row = golang_image(stage.image)
        if row is not None and row.ends is not None and row.ends <= today:
            yield Evidence(
                image.path,
                stage.text,
                stage.line,
                say("This image gets no updates anymore, and stays at Go {version}", version=row.last_go),
            )


@rule(
    "docker-libc-mix",
    area="docker",
    title=say("Programs run in the image they are built for"),
    needs=(PROJECT_IMAGES, PROJECT_FILES, TODAY),
    severity=Severity.HIGH,
    sources=("GO §5", "GO §10", "RULES 72"),
)
def libc(see: Snapshot, want: Wanted) -> Finding:
    well = say("Nothing in the Dockerfiles keeps programs from running.")
    return of_images(see, lambda found: _fault(found, see[TODAY]), well)


def _fault(found: Images, today: str) -> Finding | None:
    broken = [seen for image in found for seen in (*_mixed(image), *_without_compiler(image))]
    least = version(least_supported(today)) or EVER
    old = [seen for image in found for seen in (*_old(image, least), *_left(image, today))]
    old = list({(each.source, each.line): each for each in reversed(old)}.values())[::-1]
    if broken:
        return advice(
            _says(broken[0]),
            *broken,
            *old,
            why=say(
                "The program does not start: “no such file or directory”, “not found”. Without a C compiler it is not"
                " built at all."
            ),
            do=say(
                "If the program needs no C, write ENV {setting} before go build. Otherwise build in the same distro as"
                " the final image.",
                setting="CGO_ENABLED=0",
            ),
        )
    if old:
        return advice(
            say("{path} builds with an old Go.", path=old[0].source),
            *old,
            why=say("Known holes in its standard library are then in your program too."),
            do=say("Use the image golang:{version} or later.", version=least.text),
            severity=Severity.LOW,
        )
    return None


def _says(seen: Evidence) -> Text:
    if seen.note == _NO_COMPILER:
        return say("{path} builds with cgo, and has no C compiler.", path=seen.source)
    return say("{path} builds with cgo for an image that differs.", path=seen.source)
