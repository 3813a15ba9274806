"""Whether the Go that GOTOOLCHAIN pins is here, and what keeps go from downloading it (tried with Go 1.27.3)."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, file, read
from wizard.facts.go import ELF_HEAD
from wizard.facts.shells.goenv_file import USUAL
from wizard.facts.shells.toolchains import TOOLCHAINS, Toolchains
from wizard.model.probes import Answer, Denied, FileProbe, Probe

PIN = "go1.25.5"
ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00"
ARCH = (FileProbe("/bin/sh", limit=ELF_HEAD, head=True), file(ELF))


def here(path: str, mode: int = 0o755) -> tuple[Probe, Answer]:
    return FileProbe(path, limit=1, head=True), file(b"#", mode)


def found(stored: str, *pairs: tuple[Probe, Answer]) -> Toolchains:
    value = read(TOOLCHAINS, ARCH, at(USUAL, stored), *pairs)
    assert isinstance(value, Toolchains)
    return value


def test_without_a_pin_nothing_is_asked_and_nothing_found() -> None:
    for stored in ("", "GOTOOLCHAIN=auto\n", "GOTOOLCHAIN=junk\n"):
        assert found(stored) == Toolchains()


@pytest.mark.parametrize("place", ["/usr/local/bin/go1.25.5", "/usr/bin/go1.25.5"])
def test_a_program_of_its_name_in_path_is_taken_first(place: str) -> None:
    assert found(f"GOTOOLCHAIN={PIN}\n", here(place)).in_path == {PIN}
    assert found(f"GOTOOLCHAIN={PIN}\n", here(place, 0o644)).in_path == frozenset()


@pytest.mark.parametrize(
    ("more", "cache"),
    [
        ("", "~/go/pkg/mod"),
        ("GOPATH=/home/me/code:/x\n", "~/code/pkg/mod"),
        ("GOMODCACHE=/srv/mod\nGOPATH=/x\n", "/srv/mod"),
    ],
)
def test_what_was_downloaded_once_is_in_the_module_cache(more: str, cache: str) -> None:
    place = f"{cache}/golang.org/toolchain@v0.0.1-{PIN}.linux-amd64/bin/go"
    seen = found(f"GOTOOLCHAIN={PIN}+auto\n{more}", here(place))
    assert (seen.here, seen.in_path, seen.unseen) == ({PIN}, frozenset(), frozenset())


def test_where_nobody_could_look_it_may_be() -> None:
    hidden = (FileProbe("/usr/local/bin/go1.25.5", limit=1, head=True), Denied())
    assert found(f"GOTOOLCHAIN={PIN}\n", hidden).unseen == {PIN}
    assert found(f"GOTOOLCHAIN={PIN}\n").unseen == frozenset()


def test_of_a_processor_that_is_not_known_no_cache_is_found() -> None:
    value = read(TOOLCHAINS, at(USUAL, f"GOTOOLCHAIN={PIN}\n"))
    assert isinstance(value, Toolchains)
    assert value.unseen == {PIN}


@pytest.mark.parametrize(
    ("stored", "barrier"),
    [
        ("", ""),
        ("GOPROXY=https://proxy.golang.org,direct", ""),
        ("GOPROXY=https://x|off", ""),
        ("GOPROXY=off", "GOPROXY=off"),
        ("GOPROXY=direct", "GOPROXY=direct"),
        ("GOPROXY=off,https://x", "GOPROXY=off,https://x"),
        ("GOPRIVATE=golang.org", "GOPRIVATE=golang.org"),
        ("GOPRIVATE=*.org", "GOPRIVATE=*.org"),
        ("GOPRIVATE=golang.org/toolchain", "GOPRIVATE=golang.org/toolchain"),
        ("GOPRIVATE=golang.org/x", ""),
        ("GOPRIVATE=corp.example.com/*,*", "GOPRIVATE=corp.example.com/*,*"),
        ("GOPRIVATE=*\nGONOPROXY=none", ""),
        ("GONOPROXY=*", "GONOPROXY=*"),
    ],
)
def test_go_downloads_toolchains_from_a_proxy_alone(stored: str, barrier: str) -> None:
    assert found(f"GOTOOLCHAIN={PIN}\n{stored}\n").barrier == barrier


def test_a_shell_wins_over_the_file_and_may_be_unclear() -> None:
    profile = at("~/.profile", "export GOPROXY=https://x\n")
    assert found(f"GOTOOLCHAIN={PIN}\nGOPROXY=off\n", profile).barrier == ""
    unclear = at("~/.profile", 'export GOPROXY="$(ask)"\n')
    assert found(f"GOTOOLCHAIN={PIN}\n", unclear).barrier is None
