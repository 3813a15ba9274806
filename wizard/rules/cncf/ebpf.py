"""What eBPF programs are built with, where a project or an installed library shows that somebody builds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wizard.codecs.go import gomod
from wizard.facts.go import PROJECT_FILES
from wizard.facts.packages import PACKAGES
from wizard.facts.tools import BPF_HEADER, BTF, ELF_HEADER, TOOLS
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import to_install
from wizard.rules.declare import advice, not_applicable, ok, rule

_CILIUM: Final = "github.com/cilium/ebpf"
_LIBBPFGO: Final = "github.com/aquasecurity/libbpfgo"


class _BpfPart(msgspec.Struct, frozen=True):
    """A program or a file, its packages by package manager, and why it is needed."""

    name: str
    packages: Mapping[str, str]
    why: Text


def _packages(debian: str, fedora: str, suse: str, arch: str) -> Mapping[str, str]:
    return {"apt-get": debian, "dnf": fedora, "zypper": suse, "zypper-15": suse, "pacman": arch}


_PARTS: Final = (
    _BpfPart("clang", _packages("clang", "clang", "clang", "clang"), say("clang compiles C code to eBPF.")),
    _BpfPart(
        BPF_HEADER,
        _packages("libbpf-dev", "libbpf-devel", "libbpf-devel", "libbpf"),
        say("eBPF programs include this header."),
    ),
)
_OF_LIBBPFGO: Final = (
    _BpfPart(
        ELF_HEADER,
        _packages("libelf-dev", "elfutils-libelf-devel", "libelf-devel", "libelf"),
        say("libbpfgo is built with this header."),
    ),
)


@rule(
    "cncf-ebpf",
    area="cncf",
    title=say("eBPF programs can be built"),
    needs=(TOOLS, PROJECT_FILES, PACKAGES),
    severity=Severity.LOW,
    sources=("GO §11", "RULES 84"),
)
def ebpf(see: Snapshot, want: Wanted) -> Finding:
    users = dict(_users(see))
    if not users and BPF_HEADER not in see[TOOLS]:
        return not_applicable(
            say("No project of your profile builds eBPF programs, and libbpf is not installed.")
        )
    parts = (*_PARTS, *(_OF_LIBBPFGO if _LIBBPFGO in users else ()))
    missing = [part for part in parts if part.name not in see[TOOLS]]
    if missing:
        return advice(
            say(
                "To build eBPF programs, this is missing: {names}.", names=join(part.name for part in missing)
            ),
            *users.values(),
            *(Evidence(part.name, note=part.why) for part in missing),
            why=missing[0].why,
            do=_do(see, missing),
        )
    if BTF not in see[TOOLS]:
        return advice(
            say("This kernel has no {path}.", path=BTF),
            *users.values(),
            why=say("eBPF programs that fit any kernel (CO-RE) read the types of the kernel from it."),
            do=say("Use the kernel of a current WSL."),
        )
    return ok(
        say("eBPF programs can be built."),
        *users.values(),
        Evidence(see[TOOLS]["clang"].place),
        Evidence(BTF),
    )


def _users(see: Snapshot) -> Iterator[tuple[str, Evidence]]:
    for path, data in see[PROJECT_FILES].items():
        for each in gomod.parse(data).directives:
            if each.verb == "require" and each.args[:1] in ((_CILIUM,), (_LIBBPFGO,)):
                yield each.args[0], Evidence(path, " ".join(each.args[:2]), each.line)


def _do(see: Snapshot, missing: list[_BpfPart]) -> Text:
    manager = see[PACKAGES].manager
    if manager is None:
        return say("Install these packages with the package manager of the distro.")
    packages = tuple(part.packages[manager.name] for part in missing)
    return say("Install them: {command}", command=to_install(manager, packages))
