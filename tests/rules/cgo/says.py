"""What go says of itself, as the question for programs has it."""

from __future__ import annotations

from collections.abc import Mapping

from wizard.facts.packages import OS_RELEASE
from wizard.facts.tools import GO_KEYS, TOOLS_PROBE
from wizard.model.probes import Answer, Exited, Probe

_USUAL: Mapping[str, str] = {
    "CC": "gcc",
    "GOPATH": "/home/me/go",
    "CGO_ENABLED": "1",
    "GOOS": "linux",
    "GOARCH": "amd64",
    "GOHOSTOS": "linux",
    "GOHOSTARCH": "amd64",
    "GOROOT": "/usr/local/go",
    "GOVERSION": "go1.27.3",
}
OS_RELEASE_FILE = {OS_RELEASE.path.removeprefix("/"): "ID=debian\n"}


def says(cc: str = "/usr/bin/gcc", target: str = "x86_64-linux-gnu", **settings: str) -> dict[Probe, Answer]:
    """The answer of a distro with Go and the C compiler *cc*, whose *settings* differ from a usual one's."""
    lines = [f"go-env {({**_USUAL, **settings}).get(name, '')}" for name in GO_KEYS]
    lines += [f"go-cc {cc}\t{target}"] if cc else []
    return {TOOLS_PROBE: Exited(0, ("\n== wsl-go-wizard ==\n" + "\n".join(lines) + "\n").encode(), b"")}


def no_go() -> dict[Probe, Answer]:
    """The answer of a distro without Go."""
    return {TOOLS_PROBE: Exited(0, b"\n== wsl-go-wizard ==\n", b"")}
