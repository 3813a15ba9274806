"""What Windows hands on to its distros by WSLENV: looks see it as sessions do, and nothing else gets in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wsl.world import World
from wizard.app.session import Session
from wizard.facts.shell import LOGIN_SHELL, PLAIN_SHELL, ShellEnvironment
from wizard.model.events import never
from wizard.model.findings import Verdict
from wizard.model.orders import Phase
from wizard.model.wanted import Wanted, WslWanted
from wizard.transports.host import Host
from wizard.transports.wsl import HANDED, Wsl
from wizard.transports.wslexe import WslExe, environment

pytestmark = [pytest.mark.distro, pytest.mark.xdist_group("distro")]

NOBODY = Wanted()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        made.add("Debian")
        yield made


def distro(world: World, **environ: str) -> Wsl:
    return Wsl(WslExe(str(world.exe), {**world.environ, **environ}), "Debian", uid=1000)


def seen(site: Wsl) -> tuple[ShellEnvironment, ShellEnvironment]:
    facts = PLAIN_SHELL, LOGIN_SHELL
    answers = site.read([probe for fact in facts for probe in fact.ask(NOBODY)], never)
    plain, login = (fact.read(answers, NOBODY) for fact in facts)
    assert isinstance(plain, ShellEnvironment)
    assert isinstance(login, ShellEnvironment)
    return plain, login


def test_shells_see_what_windows_hands_on(world: World) -> None:
    values = {name: f"C:\\of windows\\{name}" for name in HANDED}
    entries = ":".join(f"{name}/p" if name == "GOPATH" else name for name in values)
    for shell in seen(distro(world, WSLENV=entries, **values)):
        got = {name: shell.get(name) for name in values}
        assert got == {**values, "GOPATH": "/mnt/c/of windows/GOPATH"}


def test_the_rule_tells_it(world: World) -> None:
    site = distro(world, WSLENV="GOPATH/p:GOFLAGS", GOPATH="C:\\go", GOFLAGS="-modfile=C:/x")
    judged = {item.rule: item for item in Session(site, Host(), NOBODY).look().judged}
    finding = judged["wsl-env-from-windows"].finding
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == "Windows passes GOPATH, GOFLAGS to the distro."


def test_what_is_not_in_wslenv_stays_in_windows(world: World) -> None:
    for shell in seen(distro(world, GOPATH="C:\\go", GOFLAGS="-mod=mod")):
        assert (shell.get("GOPATH"), shell.get("GOFLAGS")) == (None, None)


SMUGGLED = {
    "PATH": "/nowhere",
    "WSL_GO_WIZARD_PATH": "/nowhere",
    "LD_PRELOAD": "/nowhere/x.so",
    "ENV": "/nowhere",
    "BASH_ENV": "/nowhere",
    "IFS": "e",
    "nonce": "x",
    "asked": "x",
    "order": "x",
    "items": "x",
    "BASH_FUNC_stat%%": "() { false; }",
}


def test_nothing_else_gets_into_our_own_shells(world: World) -> None:
    site = distro(world, WSLENV=":".join([*SMUGGLED, "GOPATH"]), GOPATH="/mnt/c/go", **SMUGGLED)
    plain, _ = seen(site)
    assert plain.get("GOPATH") == "/mnt/c/go"
    assert "/nowhere" not in (plain.get("PATH") or "")
    session = Session(site, Host(), Wanted(wsl=WslWanted(systemd=True)))
    assert session.apply(session.plan(session.look(), ["wsl-systemd"])).phase is Phase.TRIAL
    assert session.accept(1).phase is Phase.ACCEPTED


def test_an_act_gets_nothing_at_all() -> None:
    environ = {
        "WSLENV": "GOPATH/p:GOFLAGS:LD_PRELOAD:PATH/l",
        "GOPATH": "C:\\go",
        "WSL_DISABLE_WARNINGS": "1",
    }
    site = Wsl(WslExe("wsl.exe", environ), "Debian", "me")
    look, act = (site.hand.start(verb).env for verb in ("look", "act"))
    assert look is not None
    assert act is not None
    assert look["WSLENV"] == "GOPATH/p:GOFLAGS:WSL_UTF8"
    assert act["WSLENV"] == "WSL_UTF8"
    assert "WSL_DISABLE_WARNINGS" not in act


def test_an_entry_whose_name_only_begins_like_ours_is_another() -> None:
    across = environment({"WSLENV": "GOPATHS:XGOPATH:GOPATH/pl::"}, HANDED)["WSLENV"]
    assert across == "GOPATH/pl:WSL_UTF8"


def test_what_may_hold_a_password_is_not_handed_on(world: World) -> None:
    """It would be among the arguments of a program for a moment, where every user can read it."""
    for shell in seen(distro(world, WSLENV="HTTPS_PROXY:GOPROXY", HTTPS_PROXY="http://a:b@c", GOPROXY="x")):
        assert (shell.get("HTTPS_PROXY"), shell.get("GOPROXY")) == (None, None)
