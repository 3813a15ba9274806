"""From Windows, through wsl.exe: a company's proxy that Windows trusts and the distro does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.servers.authority import Authority
from tests.servers.modules import ModuleProxy
from tests.wsl.world import World
from wizard.app.network.check import check
from wizard.app.session import Session
from wizard.model.wanted import Wanted
from wizard.tables import canaries
from wizard.transports.host import Host
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import WslExe

pytestmark = [pytest.mark.distro, pytest.mark.xdist_group("distro")]


def test_a_company_s_certificate_that_only_windows_knows(
    tmp_path: Path, tree: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.ca_file))
    module = canaries.rows()[0].module
    with World(tmp_path) as world, ModuleProxy(tls=authority.server("127.0.0.1"), module=module) as proxy:
        world.add("Debian")
        root = world.root("Debian")
        shutil.copytree(tree, root / "usr/local/go")
        (root / "etc/profile.d/go.sh").write_text(
            f"export PATH=/usr/local/go/bin:$PATH GOPROXY={proxy.url} GOSUMDB=off\n"
        )
        site = Wsl(WslExe(str(world.exe), world.environ), "Debian", uid=1000)
        report = check(Session(site, Host(), Wanted()))
    assert report.culprit == "modules-goproxy-reach"
    assert (
        report.verdict.render()
        == "A company proxy signs for 127.0.0.1. Windows trusts it, the distro does not."
    )
    assert report.gap is None
