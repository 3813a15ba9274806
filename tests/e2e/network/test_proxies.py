"""What a proxy does wrong is called by its name, whoever asks: Go, or curl alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.network.asking import SHELLS, Asking, advice
from tests.servers.authority import Authority
from tests.servers.modules import CHANGED, NAME, Knobs, ModuleProxy
from tests.servers.proxy import Proxy
from wizard.model.findings import Verdict

REACH, CONTENTS, SUMS = "modules-goproxy-reach", "modules-goproxy-contents", "modules-sumdb-reach"
WITNESSES = ("go", "curl")


@pytest.fixture(params=WITNESSES)
def either(request: pytest.FixtureRequest, home: Path, tree: Path) -> Asking:
    return Asking(home, tree if request.param == "go" else None)


def test_an_honest_proxy_is_enough(either: Asking) -> None:
    with ModuleProxy() as proxy:
        judged = either.judge({"GOPROXY": proxy.url})
    assert not advice(judged)
    assert judged[REACH].verdict is Verdict.OK
    assert judged[CONTENTS].finding.evidence[0].quote == NAME
    assert judged[SUMS].verdict is Verdict.OK
    assert f"/{NAME.replace('@', '/@v/')}.zip" in proxy.asked


def test_one_that_changes_a_module_is_named(either: Asking) -> None:
    with ModuleProxy(Knobs(files=CHANGED)) as proxy:
        judged = either.judge({"GOPROXY": proxy.url})
    assert advice(judged) == [CONTENTS]
    assert judged[CONTENTS].finding.says.render() == "127.0.0.1 changes modules on the way."


@pytest.mark.parametrize(
    ("knobs", "says"),
    [
        (Knobs(is_page=True), "A login or block page comes instead of 127.0.0.1."),
        (Knobs(status=401), "127.0.0.1 asks for a password (401)."),
        (Knobs(status=403), "127.0.0.1 denies access (403)."),
        (Knobs(status=429), "127.0.0.1 limits requests for now (429)."),
        (Knobs(status=502), "127.0.0.1 reports a server error (5xx)."),
        (Knobs(is_reset=True), "The connection to 127.0.0.1 is cut."),
    ],
)
def test_what_it_does_wrong(either: Asking, knobs: Knobs, says: str) -> None:
    with ModuleProxy(knobs) as proxy:
        found = either.judge({"GOPROXY": proxy.url})[REACH].finding
    assert (found.verdict, found.says.render()) == (Verdict.ADVICE, says)


def test_a_slow_one_is_not_waited_for(either: Asking) -> None:
    with ModuleProxy(Knobs(wait_s=60)) as proxy:
        found = either.judge({"GOPROXY": proxy.url})[REACH].finding
    assert found.says.render() == "127.0.0.1 does not respond in time."


def test_nobody_there(either: Asking) -> None:
    found = either.judge({"GOPROXY": "http://127.0.0.1:1"})[REACH].finding
    assert found.says.render() == "127.0.0.1 refuses connections."


def test_only_404_and_410_lead_go_on(either: Asking) -> None:
    with (
        ModuleProxy() as good,
        ModuleProxy(Knobs(has_module=False)) as bare,
        ModuleProxy(Knobs(status=500)) as bad,
    ):
        assert either.judge({"GOPROXY": f"{bare.url},{good.url}"})[REACH].verdict is Verdict.OK
        stuck = either.judge({"GOPROXY": f"{bad.url},{good.url}"})[REACH]
        slow = either.judge({"GOPROXY": f"{bad.url}|{good.url}"})[REACH]
        alone = either.judge({"GOPROXY": bare.url})[REACH]
    assert stuck.severity.value == "high"
    assert slow.severity.value == "medium"
    assert slow.finding.why is not None
    assert "then asks the next one" in slow.finding.why.render()
    assert alone.verdict is Verdict.UNKNOWN


def test_off_asks_nobody(either: Asking) -> None:
    judged = either.judge({"GOPROXY": "off", "GOSUMDB": "off"})
    assert {each.verdict for each in judged.values()} == {Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("certificate", "says"),
    [
        ("unknown", "The distro does not know the authority that signed for 127.0.0.1."),
        ("other", "The server found as 127.0.0.1 has a certificate for another name."),
        ("expired", "The certificate of 127.0.0.1 has expired."),
        ("good", None),
    ],
)
def test_certificates(either: Asking, authority: Authority, certificate: str, says: str | None) -> None:
    host = "other.example" if certificate == "other" else "127.0.0.1"
    tls = authority.server(host, is_expired=certificate == "expired")
    trusted = {} if certificate == "unknown" else {"SSL_CERT_FILE": str(authority.ca_file)}
    with ModuleProxy(tls=tls) as proxy:
        found = either.judge({"GOPROXY": proxy.url, **trusted})[REACH].finding
    if says is None:
        assert found.verdict is Verdict.OK
        return
    assert found.says.render() == says
    assert any("Example Corp Root" in each.quote for each in found.evidence)


def test_a_proxy_in_front_that_asks_for_a_password(either: Asking) -> None:
    with Proxy({"proxy.test": 1}, user="anna:secret") as front:
        judged = either.judge({"GOPROXY": "https://proxy.test", "HTTPS_PROXY": f"http://{front.address}"})
    assert (
        judged[REACH].finding.says.render() == "The proxy in front of proxy.test asks for a password (407)."
    )
    assert judged["dns-nameserver-reply"].verdict is Verdict.NOT_APPLICABLE


def test_a_proxy_in_front_that_forbids(either: Asking) -> None:
    with Proxy({}) as front:
        judged = either.judge({"GOPROXY": "https://proxy.test", "https_proxy": front.address})
    assert judged[REACH].finding.says.render() == "The proxy on the way does not let proxy.test through."


def test_a_proxy_in_front_that_is_not_there(either: Asking) -> None:
    judged = either.judge({"GOPROXY": "https://proxy.test", "HTTPS_PROXY": "http://nowhere.invalid:3128"})
    assert judged[REACH].finding.says.render() == "The proxy in HTTPS_PROXY or HTTP_PROXY does not respond."


def test_a_proxy_that_the_session_began_with_counts(home: Path, tree: Path) -> None:
    with Proxy({}) as front:
        asking = Asking(home, tree, session={"HTTPS_PROXY": f"http://{front.address}"})
        judged = asking.judge({"GOPROXY": "https://proxy.test"})
        quiet = asking.judge({"GOPROXY": "https://proxy.test", "HTTPS_PROXY": "http://127.0.0.1:1"})
    assert judged[REACH].finding.says.render() == "The proxy on the way does not let proxy.test through."
    assert quiet[REACH].finding.says.render() == "The proxy in HTTPS_PROXY or HTTP_PROXY does not respond."


def test_no_proxy_is_in_front_of_this_machine_and_none_in_all_proxy(either: Asking) -> None:
    with ModuleProxy() as proxy:
        variables = {"HTTP_PROXY": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"}
        assert either.judge({"GOPROXY": proxy.url, **variables})[REACH].verdict is Verdict.OK


def test_what_go_ignores_curl_does_too(home: Path) -> None:
    with Proxy({}) as front:
        judged = Asking(home).judge(
            {"GOPROXY": "https://proxy.invalid", "ALL_PROXY": f"http://{front.address}"}
        )
    assert not front.asked
    assert judged[REACH].finding.says.render() == "The name proxy.invalid cannot be resolved."


def test_no_token_is_in_what_is_told(either: Asking) -> None:
    with ModuleProxy() as proxy:
        either.ask(
            {
                "GOPROXY": f"http://t0ken-of-anna@{proxy.address}|{proxy.url}",
                "HTTPS_PROXY": "http://x:p4ss@h:1",
            }
        )
    assert "proxy https http://h:1" in either.said
    assert "t0ken" not in either.said
    assert "p4ss" not in either.said


def test_without_go_and_curl_nothing_is_claimed(home: Path) -> None:
    judged = Asking(home, tools=("getent",)).judge({"GOPROXY": "http://127.0.0.1:1"})
    says = judged[REACH].finding.says.render()
    assert judged[REACH].verdict is Verdict.UNKNOWN
    assert says == "Could not ask, because neither go nor curl is installed in the distro."
    assert judged[CONTENTS].verdict is Verdict.UNKNOWN
    assert judged[SUMS].verdict is Verdict.UNKNOWN


def test_go_alone_is_enough_to_know_whether_it_gets_there(home: Path, tree: Path) -> None:
    with ModuleProxy() as proxy:
        judged = Asking(home, tree, tools=()).judge({"GOPROXY": proxy.url, "GOSUMDB": "off"})
    assert judged[REACH].verdict is Verdict.OK
    assert "curl is not installed" in judged[CONTENTS].finding.says.render()


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_asks_the_same(home: Path, tree: Path, shell: str) -> None:
    with ModuleProxy() as proxy:
        judged = Asking(home, tree, shell=shell).judge({"GOPROXY": f"{proxy.url}|off"})
    assert judged[REACH].verdict is Verdict.OK
    assert judged[CONTENTS].verdict is Verdict.OK
