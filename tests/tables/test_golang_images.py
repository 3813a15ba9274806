"""Which row a golang image is."""

from __future__ import annotations

import pytest

from wizard.tables.golang_images import golang_image


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("golang:1.26-alpine3.22", "golang:1.26-alpine3.22"),
        ("golang:1.26.3-alpine3.22@sha256:00", "golang:1.26-alpine3.22"),
        ("docker.io/library/golang:1.26-alpine3.22", "golang:1.26-alpine3.22"),
        ("golang:1.26-alpine", None),
        ("golang:1.26", None),
        ("golang", None),
        ("registry.corp/golang:1.26-alpine3.22", None),
        ("debian:13", None),
    ],
)
def test_by_its_name(name: str, tag: str | None) -> None:
    row = golang_image(name)
    assert (row.tag if row is not None else None) == tag
