"""What the wizard reads of Go's settings is what that Go itself answers (`go env -json`): variables, the go env file
in any state, and the defaults that came with that Go. No setting here pins a toolchain, so nobody else is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pytest
from hypothesis import HealthCheck, assume, given, settings

from tests.e2e.real_go.homes import NAMES, homes
from tests.e2e.real_go.machine import Home, RealGo
from wizard.facts.fips.settings import FIPS_SETTINGS
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.go_settings import USES, by_kind, value_of
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.goroot_env import GOROOT_ENVS, env_of
from wizard.model.facts import Snapshot, Unknown

pytestmark = pytest.mark.linux(reason="the Go that is asked is one for Linux")

FACTS: Final = (*USES, ACCOUNT, GOROOT_ENVS, FIPS_SETTINGS)
_SINCE: Final = {"GOAUTH": "1.24", "GOFIPS140": "1.24", "GODEBUG": "1.23"}
_BUILT_IN: Final = {
    "GOFIPS140": "off",
    "GOAUTH": "netrc",
    "GOOS": "linux",
    "GOARCH": "amd64",
}
"""Where nothing is set, and no go.env says anything."""
_FOUND: Final = ("CC", "CGO_ENABLED", "GOWORK", "GOBIN", "GOPATH", "GOMODCACHE", "GOCACHE")
"""What Go looks for, or makes of other settings: `test_folders.py` compares those."""


def differences(real_go: RealGo, see: Snapshot, said: Mapping[str, str]) -> Iterator[str]:
    """What the wizard claims and that Go denies."""
    place = see[GOENV]
    at = place.path.replace("~", str(real_go.home), 1)
    if place.data and said["GOENV"] != at:
        yield f"GOENV: {at}, Go: {said['GOENV']}"
    defaults = see[GOROOT_ENVS][env_of(f"{real_go.root}/bin/go")]
    for name in NAMES:
        if name not in said or real_go.version < _SINCE.get(name, ""):
            continue
        for kind in PEOPLE:
            claim = value_of(see, kind, name)
            assert not isinstance(claim, Unknown)
            shown = by_kind(name, see)[kind].text
            if shown != claim:
                yield f"{name} in {kind}: {shown!r} is shown, and {claim!r} is said"
            taken = as_json(claim or defaults.get(name, ""))
            is_none = name == "CGO_ENABLED" and taken not in ("0", "1")  # to Go, any other value is none
            becomes = built_in(name, said) if is_none else taken or built_in(name, said)
            if becomes != said[name]:
                yield f"{name} in {kind}: {becomes!r}, Go: {said[name]!r}"
    for name in ("GOFIPS140", "GOEXPERIMENT", "CGO_ENABLED", "GODEBUG"):
        fips, claim = see[FIPS_SETTINGS].get(name), value_of(see, PEOPLE[0], name)
        assert not isinstance(claim, Unknown)
        if as_json(fips.value if fips is not None else "") != as_json(claim):
            yield f"{name}: {fips} for FIPS"


def as_json(text: str) -> str:
    """*text* as Go prints it: what is no UTF-8 is replaced."""
    return re.sub("[\udc80-\udcff]", "\ufffd", text)


def built_in(name: str, said: Mapping[str, str]) -> str:
    """What Go takes for a variable that nothing sets."""
    if name in ("GONOPROXY", "GONOSUMDB"):
        return said["GOPRIVATE"]
    return said[name] if name in _FOUND else _BUILT_IN.get(name, "")


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much]
)
@given(home=homes)
def test_settings_are_what_go_takes(real_go: RealGo, home: Home) -> None:
    real_go.furnish(home)
    said = real_go.said((*NAMES, "GOENV"), home.shell)
    assume(said.settings)
    assert list(differences(real_go, real_go.seen(FACTS, home.shell), said.settings)) == []
