"""Name servers that lie, are silent or old, in a network of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.network.inside import GOOD, IMPOSTOR

pytestmark = pytest.mark.root

REPO = Path(__file__).resolve().parents[3]
REPLY, HIJACK, REACH = "dns-nameserver-reply", "dns-hijack-suspect", "modules-goproxy-reach"


@pytest.fixture
def found(home: Path, tree: Path, request: pytest.FixtureRequest) -> Any:
    """What is found in the case that the test names."""
    module = [sys.executable, "-m", "tests.e2e.network.inside", request.param, str(home), str(tree)]
    ran = subprocess.run(
        ["unshare", "-n", "-m", *module], cwd=REPO, capture_output=True, text=True, timeout=90, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def in_case(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("found", [name], indirect=True)


@in_case("honest")
def test_all_is_well(found: Any) -> None:
    assert {rule: each["verdict"] for rule, each in found.items() if rule in (REPLY, HIJACK, REACH)} == {
        REPLY: "ok",
        HIJACK: "ok",
        REACH: "ok",
    }


@in_case("lying")
def test_a_lying_name_server_is_called_what_it_is(found: Any) -> None:
    assert found[HIJACK]["verdict"] == "advice"
    assert found[HIJACK]["says"] == "proxy.test is redirected to a server that is not its own."
    assert f"127.0.0.53 {IMPOSTOR}" in found[HIJACK]["seen"]
    assert f"127.0.0.54 {GOOD}" in found[HIJACK]["seen"]
    assert any("other.test" in each for each in found[HIJACK]["seen"])
    assert found[REPLY]["verdict"] == "ok"


@in_case("windows_knows_better")
def test_windows_may_know_better(found: Any) -> None:
    assert found[HIJACK]["verdict"] == "advice"
    assert "Windows 203.0.113.9" in found[HIJACK]["seen"]


@in_case("alone")
def test_without_another_resolver_nobody_is_blamed(found: Any) -> None:
    assert found[HIJACK]["verdict"] == "unknown"
    assert found[REACH]["says"] == "The server found as proxy.test has a certificate for another name."


@in_case("silent")
def test_a_silent_name_server(found: Any) -> None:
    assert found[REPLY]["says"] == "The name server 127.0.0.53 does not respond."
    assert found[REACH]["says"] == "No name server responds about proxy.test."


@in_case("old")
def test_one_that_does_not_understand_go(found: Any) -> None:
    assert found[REPLY]["says"] == "The name server 127.0.0.53 does not understand Go's questions (EDNS)."


@in_case("cut")
def test_one_whose_long_answers_are_lost(found: Any) -> None:
    assert "over TCP only" in found[REPLY]["says"]


@in_case("unknown_name")
def test_a_name_that_nobody_knows(found: Any) -> None:
    assert found[REPLY]["verdict"] == "ok"
    assert found[REACH]["says"] == "The name proxy.test cannot be resolved."
