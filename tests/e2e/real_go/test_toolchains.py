"""Whether a project that needs a newer Go gets it, as the rule says and as that Go itself does. The only proxy that is
asked is a port of this machine at which nobody listens."""

from __future__ import annotations

import shlex
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.e2e.real_go.machine import USUAL, Home, RealGo
from wizard.facts.shells.toolchains import TOOLCHAINS
from wizard.model.findings import Verdict
from wizard.model.wanted import ProjectsWanted, Wanted
from wizard.rules.go.settings.needed_version import needed_version

pytestmark = pytest.mark.linux(reason="the Go that is asked is one for Linux")

NEW: Final = b"module m.example/program\n\ngo 1.99.0\n"
NOBODY: Final = "http://127.0.0.1:9"
_ASKED: Final = "connection refused"
_SETTINGS: Final = {
    "GOTOOLCHAIN": ("local", "auto", "path", "local+auto", "local+path", "go1.21.13", "go1.21.13+auto", ""),
    "GOPROXY": ("off", "direct", NOBODY, f"{NOBODY},off", f"off,{NOBODY}"),
    "GOPRIVATE": ("*", "golang.org", "golang.org/toolchain", "golang.org/x", "*.example", "none"),
    "GONOPROXY": ("none", "*", "golang.org/*"),
    "GONOSUMDB": ("*",),
}
_pairs = st.sampled_from(sorted(_SETTINGS)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(_SETTINGS[name]))
)


def _text(pairs: list[tuple[str, str]]) -> bytes:
    return "".join(f"{name}={value}\n" for name, value in pairs).encode()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    exports=st.lists(_pairs, max_size=2),
    stored=st.lists(_pairs, max_size=3),
    defaults=st.lists(_pairs, max_size=2) | st.none(),
)
@example(exports=[], stored=[], defaults=[])
def test_a_project_that_needs_a_newer_go(
    real_go: RealGo,
    exports: list[tuple[str, str]],
    stored: list[tuple[str, str]],
    defaults: list[tuple[str, str]] | None,
) -> None:
    lines = [("GOPROXY", NOBODY), *stored]  # so that nobody outside is asked
    first = [*(defaults or []), ("GOPROXY", NOBODY)]
    real_go.furnish(
        Home(
            tuple(f"export {name}={shlex.quote(value)}" for name, value in exports),
            {USUAL: _text(lines), "project/go.mod": NEW},
            None if defaults is None else _text(first),
        )
    )
    ran = real_go.run(("-C", str(real_go.home / "project"), "list", "-m"), GOVCS="*:off", HTTPS_PROXY=NOBODY)
    said = ran.stderr.decode()
    see = real_go.seen((*needed_version.needs, TOOLCHAINS))
    found = needed_version.judge(see, Wanted(projects=ProjectsWanted(folders=("~/project",))))
    assert found.verdict is _verdict(said), said


def _verdict(said: str) -> Verdict:
    """What a rule must say where go says that."""
    if "in PATH" in said:
        return Verdict.UNKNOWN
    is_looked_for = _ASKED in said and "go1.99.0" in said  # a pinned one would be too old as well
    return Verdict.OK if is_looked_for else Verdict.ADVICE
