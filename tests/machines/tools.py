"""What tools of distros print as the first line of ``--version``, by the C library that tells which release it is."""

from __future__ import annotations

from collections.abc import Mapping

from wizard.facts.tools import GO_KEYS
from wizard.model.probes import Exited

_CURL = "curl {0} (x86_64-pc-linux-gnu) libcurl/{0}"
_SAID: Mapping[str, Mapping[str, str]] = {
    libc: {
        "git": f"git version {git}",
        "tar": f"tar (GNU tar) {tar}",
        "curl": _CURL.format(curl),
        "wget": f"GNU Wget {wget} built on linux-gnu.",
    }
    for libc, git, tar, curl, wget in (
        ("glibc 2.31", "2.25.1", "1.30", "7.68.0", "1.20.3"),  # Ubuntu 20.04
        ("glibc 2.35", "2.34.1", "1.34", "7.81.0", "1.21.2"),  # Ubuntu 22.04
        ("glibc 2.36", "2.39.5", "1.34", "7.88.1", "1.21.3"),  # Debian 12
        ("glibc 2.39", "2.43.0", "1.35", "8.5.0", "1.21.4"),  # Ubuntu 24.04
        ("glibc 2.41", "2.47.3", "1.35", "8.14.1", "1.25.0"),  # Debian 13
        ("glibc 2.42", "2.51.0", "1.35", "8.15.0", "1.25.0"),  # Fedora 43
    )
} | {
    "": {"git": "git version 2.49.1", "tar": "tar (busybox) 1.37.0", "curl": "curl 8.14.1", "wget": ""}
}  # Alpine


_CC: Mapping[str, str] = {"": "x86_64-alpine-linux-musl", "glibc 2.42": "x86_64-redhat-linux"}
"""What gcc is for, where it is not Debian's or Ubuntu's."""


def found(tools: tuple[str, ...], libc: str, go: str = "", home: str = "/home/me") -> Exited:
    """What the question for *tools* prints in a distro with that C library, and with a Go of version *go* that a login
    shell finds."""
    said = _SAID[libc]
    lines = [
        f"tool {name}\t{name}\t" if name[0] == "/" else f"tool {name}\t/usr/bin/{name}\t{said.get(name, '')}"
        for name in tools
    ]
    lines += _of_go(go, home, _CC.get(libc, "x86_64-linux-gnu") if "gcc" in tools else "") if go else []
    return Exited(0, ("\n== wsl-go-wizard ==\n" + "".join(f"{line}\n" for line in lines)).encode(), b"")


def _of_go(version: str, home: str, target: str) -> list[str]:
    """What a Go says that has a C compiler for *target*, or none."""
    said = {
        "CC": "gcc",
        "GOPATH": f"{home}/go",
        "CGO_ENABLED": "1" if target else "0",
        "GOOS": "linux",
        "GOARCH": "amd64",
        "GOHOSTOS": "linux",
        "GOHOSTARCH": "amd64",
        "GOVERSION": version,
    }
    compiler = [f"go-cc /usr/bin/gcc\t{target}"] if target else []
    return [
        *(f"go-env {said.get(name, '')}" for name in GO_KEYS),
        f"go-compile compile version {version}",
        *compiler,
    ]
