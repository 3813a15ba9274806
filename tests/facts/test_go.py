"""Every Go there is, and which one is needed."""

from __future__ import annotations

import json

import pytest

from tests.facts.answers import GONE, file, read
from tests.machines.build import program
from wizard.facts.go import (
    ARCH,
    GO_CURRENT,
    GO_NEEDS,
    RELEASES,
    SDK_NAMES,
    elf_machine,
)
from wizard.model.facts import Unknown
from wizard.model.probes import (
    Answer,
    Denied,
    FileProbe,
    GlobProbe,
    Linked,
    LinkProbe,
    Matches,
    Missing,
    Probe,
    Special,
    UrlProbe,
)
from wizard.model.wanted import GoWanted, ProjectsWanted, Wanted

AMD64, ARM64 = program("amd64").data or b"", program("arm64").data or b""


ODD = b"\x7fELF\x02\x01\x01" + bytes(11) + b"\x99\x99"


HEAD = 20


HOME = "/home/me"


def whole(path: str) -> str:
    return path.replace("~", HOME)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (AMD64, "amd64"),
        (ARM64, "arm64"),
        (b"\x7fELF\x02\x02\x01" + bytes(11) + b"\x00\x15", "ppc64le"),
        (b"\x7fELF\x01\x01\x01" + bytes(11) + b"\x28\x00", "armv6l"),
        (b"\x7fELF\x02\x01\x01" + bytes(11) + b"\x99\x99", None),
        (b"#!/bin/sh\necho something longer", None),
        (b"\x7fELF", None),
        (b"MZ" + bytes(30), None),
        (b"", None),
    ],
)
def test_processors(head: bytes, name: str | None) -> None:
    assert elf_machine(head[:HEAD]) == name


def test_the_processor_is_the_one_of_the_shell() -> None:
    probe = FileProbe("/bin/sh", limit=HEAD, head=True)
    assert read(ARCH, (probe, file(ARM64[:HEAD]))) == "arm64"
    for answer in (file("#!/bin/busybox sh\n....."), file(ODD[:HEAD]), Missing(), GONE, Denied()):
        assert isinstance(read(ARCH, (probe, answer)), Unknown)


def test_a_processor_that_is_not_known_is_not_called_one_without_a_go() -> None:
    probe = FileProbe("/bin/sh", limit=HEAD, head=True)
    reasons = {
        answer: read(ARCH, (probe, answer)).why.render()  # type: ignore[union-attr]
        for answer in (file(ODD[:HEAD]), file("#!/bin/busybox sh\n....."), Missing(), Denied())
    }
    assert list(reasons.values()) == [
        "The wizard does not know the processor that /bin/sh is built for.",
        "Could not find out for which processor /bin/sh is built.",
        "/bin/sh does not exist.",
        "No permission to read /bin/sh.",
    ]


@pytest.mark.parametrize(
    ("answer", "target"),
    [(Linked("go1.25.5"), "go1.25.5"), (Missing(), None), (Special("directory", 0o755, 0, 0), None)],
)
def test_where_the_link_leads(answer: Answer, target: str | None) -> None:
    assert read(GO_CURRENT, (LinkProbe("~/sdk/go"), answer)) == target


def test_names_in_sdk() -> None:
    there = Matches(
        ((f"{HOME}/sdk/go1.25.5", Special("directory", 0o755, 0, 0)), (f"{HOME}/sdk/gone", file("x")))
    )
    assert read(SDK_NAMES, (GlobProbe("~/sdk/go*", limit=0), there)) == ("~/sdk/go1.25.5", "~/sdk/gone")


def test_what_projects_need() -> None:
    want = Wanted(projects=ProjectsWanted(("~/a/", "/srv/b")))
    printed = read(
        GO_NEEDS,
        (FileProbe("~/a/go.mod", limit=256 << 10), file("module a\ngo 1.24\n")),
        (FileProbe("/srv/b/go.work", limit=256 << 10), file("go 1.21\ntoolchain go1.25.1\n")),
        want=want,
    )
    assert printed == ("1.24", "1.25.1")
    assert read(GO_NEEDS) == ()


ARCHIVE = {
    "filename": "go1.27.3.linux-amd64.tar.gz",
    "os": "linux",
    "arch": "amd64",
    "sha256": "0" * 64,
    "size": 9,
    "kind": "archive",
}


GOOD = json.dumps([{"version": "go1.27.3", "stable": True, "files": [ARCHIVE]}])


GO_DEV = UrlProbe("https://go.dev/dl/?mode=json&include=all")


def listed(
    *pairs: tuple[Probe, Answer], sources: tuple[str, ...] = ("https://go.dev/dl", "/srv/go")
) -> str | None:
    printed = read(RELEASES, *pairs, want=Wanted(go=GoWanted("stable", sources)))
    assert not isinstance(printed, Unknown)
    newest = printed.newest_stable() if printed is not None else None
    return newest.version if newest is not None else None


def test_the_list_comes_from_the_first_source_that_has_a_good_one() -> None:
    assert listed((GO_DEV, file(GOOD))) == "1.27.3"
    assert listed((GO_DEV, file("<html>")), (UrlProbe("/srv/go"), file(GOOD))) == "1.27.3"
    assert listed((GO_DEV, GONE), (UrlProbe("/srv/go"), GONE)) is None
    assert listed((GO_DEV, file("[]"))) is None


def test_nobody_is_asked_for_releases_if_no_go_is_wanted() -> None:
    assert RELEASES.ask(Wanted()) == ()
    assert read(RELEASES) is None
