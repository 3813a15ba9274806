"""A firewall that is too old for how Go begins TLS, and a real Go."""

from __future__ import annotations

from tests.e2e.network.asking import Asking, advice
from tests.servers.authority import Authority
from tests.servers.middlebox import Middlebox
from tests.servers.modules import ModuleProxy
from wizard.model.findings import Verdict

RULE = "tls-handshake-compat"


def test_an_old_firewall_is_to_blame(asking: Asking, authority: Authority) -> None:
    tls = authority.server("127.0.0.1")
    with ModuleProxy(tls=tls) as proxy, Middlebox(int(proxy.address.rpartition(":")[2])) as firewall:
        variables = {"GOPROXY": f"https://127.0.0.1:{firewall.port}", "SSL_CERT_FILE": str(authority.ca_file)}
        judged = asking.judge(variables)
    assert advice(judged)[0] == RULE
    found = judged[RULE].finding
    assert found.says.render() == "A firewall cuts Go's first TLS message to 127.0.0.1."
    assert found.do is not None
    assert "GODEBUG=tlsmlkem=0" in found.do.render()


def test_without_one_all_is_well(asking: Asking, authority: Authority) -> None:
    with ModuleProxy(tls=authority.server("127.0.0.1")) as proxy:
        judged = asking.judge({"GOPROXY": proxy.url, "SSL_CERT_FILE": str(authority.ca_file)})
    assert judged[RULE].verdict is Verdict.OK
