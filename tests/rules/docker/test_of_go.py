"""Which Dockerfiles are those of Go projects."""

from __future__ import annotations

import pytest

from wizard.codecs.docker.dockerfile import parse
from wizard.facts.docker.files import PROJECT_IMAGES, ProjectImage
from wizard.facts.go import PROJECT_FILES
from wizard.model.facts import Snapshot
from wizard.rules.docker.of_go import building, images_of_go, lines_before


@pytest.mark.parametrize(
    ("content", "beside", "is_one"),
    [
        (b"FROM golang\n", "/a/go.mod", True),
        (b"FROM golang\n", "/b/go.mod", False),
        (b"FROM x\nRUN cd y && go build ./...\n", "/b/go.mod", True),
        (b"FROM x\nRUN cargo build\n", "/b/go.mod", False),
        (b"# nothing\n", "/a/go.mod", False),
    ],
)
def test_those_beside_a_module_and_those_that_run_go(content: bytes, beside: str, is_one: bool) -> None:
    image = ProjectImage("/a/Dockerfile", parse(content))
    see = Snapshot({PROJECT_IMAGES: (image,), PROJECT_FILES: {beside: b""}})
    assert images_of_go(see) == ((image,) if is_one else ())


def test_a_stage_has_what_its_parents_set_but_not_their_arguments() -> None:
    file = parse(b"FROM a AS one\nARG X\nENV Y=1\nFROM one\nRUN go test\n")
    assert [each.word for each in lines_before(file, file.stages[1])] == ["ENV", "RUN"]
    assert list(building(file)) == [file.stages[1]]
