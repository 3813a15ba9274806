"""What the name of an image tells."""

from __future__ import annotations

import pytest

from wizard.codecs.docker.images import Image, Libc, read
from wizard.model.versions import Version


@pytest.mark.parametrize(
    ("name", "libc", "go"),
    [
        ("golang:1.27-alpine3.22", Libc.MUSL, "1.27"),
        ("golang:1.27.3", Libc.GLIBC, "1.27"),
        ("golang:1.21-bookworm", Libc.GLIBC, "1.21"),
        ("golang:1.27rc1-alpine", Libc.MUSL, "1.27"),
        ("golang", Libc.GLIBC, None),
        ("golang:alpine", Libc.MUSL, None),
        ("docker.io/library/golang:1.26@sha256:0a", Libc.GLIBC, "1.26"),
        ("localhost:5000/golang:1.26", Libc.GLIBC, "1.26"),
        ("alpine", Libc.MUSL, None),
        ("node:22-alpine", Libc.MUSL, None),
        ("debian:trixie-slim", Libc.GLIBC, None),
        ("gcr.io/distroless/static-debian12:nonroot", Libc.NONE, None),
        ("gcr.io/distroless/base-debian12", Libc.GLIBC, None),
        ("scratch", Libc.NONE, None),
        ("registry.corp/team/builder:3", None, None),
        ("${BASE}", None, None),
        ("", None, None),
    ],
)
def test_libc_and_go(name: str, libc: Libc | None, go: str | None) -> None:
    image = read(name)
    assert (image.libc, image.go.text if image.go is not None else None) == (libc, go)


def test_shells_and_certificates() -> None:
    assert read("scratch") == Image(Libc.NONE, has_shell=False, has_roots=False)
    assert read("golang:1.27") == Image(Libc.GLIBC, Version((1, 27)), True, True, True)
    assert (read("ubuntu").has_shell, read("ubuntu").has_roots) == (True, False)
    assert read("alpine").has_roots is True
    static = "gcr.io/distroless/static"
    assert (read(static).has_shell, read(f"{static}:debug").has_shell, read(static).has_roots) == (
        False,
        True,
        True,
    )
    assert read("nginx") == Image()
