"""What the wizard makes of a value is what that Go makes of it: GOTOOLCHAIN, GOFLAGS, GODEBUG and patterns of modules.
Nobody is asked: GOPROXY is off, and no version control may run."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.e2e.real_go.machine import Home, RealGo
from wizard.codecs.go import godebug, goflags, private, toolchain

pytestmark = pytest.mark.linux(reason="the Go that is asked is one for Linux")

MANY: Final = settings(max_examples=100, deadline=None, derandomize=True)
ALONE: Final = {"GOENV": "off", "GOPROXY": "off", "GOVCS": "*:off", "GOSUMDB": "off"}


def each(text: str) -> list[str]:
    """The values that are written with a bar between them."""
    return text.split("|")


_TOOLCHAINS: Final = each("|go|local|auto|path|go1|go1.21|go1.99.0|go1.22rc1|go2|junk|go1.27.3-x")
_MODES: Final = each("||+auto|+path|+|+local|+auto+path| |-custom|/x|\t|.0")
_FLAGS: Final = each(
    "-mod=mod|--mod=vendor|-v|-tags=a,b|-ldflags=-s|'-ldflags=-s -w'|\"-x\"|foo|-|--|---x|-nosuch|-nosuch=1|--tag|-=1"
    "|'-v|\"|-p=4|-trimpath -v|-mod|-ldflags='-s -w'|-insecure|-test.v|-count=1"
)
_DEBUGS: Final = each(
    "netdns=go|fips140=1|fips140=on|fips140=only|fips140=off|fips140=|fips140=debug|fips140=ON|fips140|tlsrsakex=1"
    "|tlsrsakex=0| tlsrsakex=1|tlsrsakex=1 |x509sha1=1|tls10server=1|tls3des=1|tlskyber=0|gotypesalias=0"
    "|gotypesalias=1|x509keypairleaf=0|asynctimerchan=1|asynctimerchan=2|asynctimerchan=0|tlsunsafeekm=1|panicnil=1"
    "|| |foo=1|=|cgocheck=2|cgocheck=1|cgocheck=x|madvdontneed=1"
)
_PATTERNS: Final = each(
    "git.corp.example|*.corp.example|git.corp.example/*|git.corp.example/a/b|git.corp.example/a|*||corp.example"
    "|git.corp.example/a/|*/a|*/*|*/*/*|*/*/*/*|[a-g]it.corp.example|[|?it.corp.example|git.corp.example/[^b]"
    "|https://git.corp.example| git.corp.example|git.corp.example |GIT.corp.example|\\git.corp.example"
)

_toolchains = st.tuples(st.sampled_from(_TOOLCHAINS), st.sampled_from(_MODES)).map("".join).filter(bool)
_flags = st.tuples(
    st.sampled_from((" ", "\t", "  ", "\n")), st.lists(st.sampled_from(_FLAGS), max_size=3)
).map(lambda each: each[0].join(each[1]))
_debugs = st.lists(st.sampled_from(_DEBUGS), max_size=4).map(",".join)
_patterns = st.lists(st.sampled_from(_PATTERNS), max_size=3).map(",".join)


@pytest.fixture(scope="module", autouse=True)
def home(real_go: RealGo) -> None:
    real_go.furnish(Home(files={"project/go.mod": b"module m.example/program\n"}))


@MANY
@given(value=_toolchains)
def test_what_go_calls_an_invalid_gotoolchain(real_go: RealGo, value: str) -> None:
    said = real_go.run(("version",), GOTOOLCHAIN=value, **ALONE).stderr.decode()
    assert (toolchain.read(value) is None) == ("invalid GOTOOLCHAIN" in said), said


@MANY
@given(value=_flags)
def test_goflags_that_go_refuses(real_go: RealGo, value: str) -> None:
    said = real_go.run(("list", "-m"), GOFLAGS=value, **ALONE).stderr.decode()
    words = goflags.split(value)
    is_refused = words is None or not all(goflags.is_flag(each) and goflags.is_known(each) for each in words)
    assert is_refused == ("parsing $GOFLAGS" in said or "-insecure flag is no longer" in said), said


@MANY
@given(value=_debugs)
def test_a_godebug_with_which_go_does_not_start(real_go: RealGo, value: str) -> None:
    ran = real_go.run(("version",), GODEBUG=value, GOENV="off")
    series = tuple(map(int, real_go.version.split(".")[:2]))
    dooms = [each for each in godebug.fatal(value) if tuple(map(int, each.since.split("."))) <= series]
    assert bool(dooms) == (ran.returncode != 0), ran.stderr.decode()


@MANY
@given(value=_patterns)
def test_a_module_that_is_private(real_go: RealGo, value: str) -> None:
    module = "git.corp.example/a/b.git"
    words = ("-C", str(real_go.home / "project"), "list", "-m", f"{module}@v1.0.0")
    said = real_go.run(words, GONOPROXY=value or "none", **ALONE).stderr.decode()
    is_asked_directly = "GOVCS disallows" in said
    assert is_asked_directly or "GOPROXY=off" in said, said
    assert private.matches(value, module) == is_asked_directly, said
