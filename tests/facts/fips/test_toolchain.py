"""What the Go in use can do about FIPS 140: asked only where somebody wants that."""

from __future__ import annotations

from tests.facts.answers import GONE, at, file, read
from tests.rules.conftest import ELF
from wizard.facts.fips.toolchain import FIPS_TOOLCHAIN, FipsToolchain
from wizard.facts.go import ELF_HEAD
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, FileProbe, GlobProbe, Matches, Probe
from wizard.model.versions import Version
from wizard.model.wanted import FipsWanted, Wanted

ROOT = "/usr/local/go"
PATH = "export PATH=$PATH:/usr/local/go/bin\n"
WISH = "export GOFIPS140=latest\n"
VERSION, BINARY = GlobProbe(f"{ROOT}/VERSION"), GlobProbe(f"{ROOT}/bin/go", limit=ELF_HEAD)
THERE: tuple[tuple[Probe, Answer], ...] = (
    (VERSION, Matches(((f"{ROOT}/VERSION", file("go1.27.3\n")),))),
    (BINARY, Matches(((f"{ROOT}/bin/go", file(ELF, mode=0o755)),))),
)
MODULES = GlobProbe(f"{ROOT}/lib/fips140/*", limit=0)


def matches(*names: str) -> Matches:
    return Matches(tuple((f"{ROOT}/lib/fips140/{name}", file(b"")) for name in names))


def test_nothing_is_asked_where_nothing_is_wished() -> None:
    assert read(FIPS_TOOLCHAIN, at("~/.profile", PATH), *THERE) == FipsToolchain()


def test_a_profile_that_asks_for_a_module_is_a_wish_too() -> None:
    want = Wanted(fips=FipsWanted("latest"))
    found = read(
        FIPS_TOOLCHAIN, at("~/.profile", PATH), *THERE, (MODULES, matches("certified.txt")), want=want
    )
    assert not isinstance(found, Unknown)
    assert found.knows("certified")


def test_modules_are_those_of_the_folder() -> None:
    names = matches("Makefile", "certified.txt", "v1.0.0-c2097c7c.zip")
    found = read(
        FIPS_TOOLCHAIN,
        at("~/.profile", PATH + WISH),
        *THERE,
        (MODULES, names),
        (FileProbe(f"{ROOT}/src/go.mod"), file("require github.com/microsoft/go-crypto-openssl v1\n")),
        (FileProbe("/usr/bin/gcc", limit=0, head=True), file(ELF)),
    )
    assert found == FipsToolchain(
        ROOT, Version((1, 27, 3)), frozenset({"certified", "v1.0.0-c2097c7c"}), forked=True, compiler=True
    )
    assert found.knows("latest")
    assert found.knows("certified")
    assert not found.knows("v1.26.0")


def test_a_folder_that_was_not_seen_is_unknown() -> None:
    found = read(FIPS_TOOLCHAIN, at("~/.profile", PATH + WISH), *THERE, (MODULES, GONE))
    assert isinstance(found, Unknown)
