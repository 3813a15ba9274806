"""Where a C library has its dynamic loader, the interpreter that a program names: the path is the same in every image
that has the library."""

from __future__ import annotations

from typing import Final

NONE: Final = "none"
MUSL: Final = "musl"
GLIBC: Final = "glibc"
_OF_GLIBC: Final = {
    "/lib64/ld-linux-x86-64.so.2": "amd64",
    "/lib/ld-linux.so.2": "386",
    "/lib/ld-linux-aarch64.so.1": "arm64",
    "/lib/ld-linux-armhf.so.3": "arm",
    "/lib/ld-linux.so.3": "arm",
    "/lib/ld-linux-riscv64-lp64d.so.1": "riscv64",
    "/lib64/ld-linux-loongarch-lp64d.so.1": "loong64",
    "/lib64/ld64.so.2": "ppc64le",
    "/lib/ld64.so.1": "s390x",
}
_OF_MUSL: Final = {
    "/lib/ld-musl-x86_64.so.1": "amd64",
    "/lib/ld-musl-i386.so.1": "386",
    "/lib/ld-musl-aarch64.so.1": "arm64",
    "/lib/ld-musl-armhf.so.1": "arm",
    "/lib/ld-musl-riscv64.so.1": "riscv64",
    "/lib/ld-musl-loongarch64.so.1": "loong64",
    "/lib/ld-musl-powerpc64le.so.1": "ppc64le",
    "/lib/ld-musl-s390x.so.1": "s390x",
}
_OF: Final = {GLIBC: _OF_GLIBC, MUSL: _OF_MUSL}


def has_loader(libc: str, path: str, arch: str) -> bool:
    """Whether an image with *libc* (``glibc 2.41``, ``musl``, ``none``) for the processor *arch* has a loader at
    *path*."""
    return bool(arch) and _OF.get(libc.split(" ")[0], {}).get(path) == arch
