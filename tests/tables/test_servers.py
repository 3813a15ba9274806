"""The servers that are known, by their hosts."""

from __future__ import annotations

from wizard.tables import servers


def test_those_that_go_and_the_wizard_ask_by_themselves_are_known() -> None:
    assert {"proxy.golang.org", "sum.golang.org", "go.dev", "golang.google.cn"} <= servers.hosts()
    assert not any("/" in host or ":" in host for host in servers.hosts())


def test_a_proxy_for_everybody_is_no_database_and_no_download() -> None:
    assert {"proxy.golang.org", "goproxy.cn", "goproxy.io", "mirrors.aliyun.com"} <= servers.proxies()
    assert servers.proxies().isdisjoint({"sum.golang.org", "go.dev", "dl.google.com"})
