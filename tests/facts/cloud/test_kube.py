"""Files of kubectl and helm."""

from __future__ import annotations

import pytest

from tests.facts.answers import file, read
from wizard.facts.cloud.kube import CONFIG, KUBE_FILES, OLD_PLUGINS, KubeFiles
from wizard.model.probes import Denied, FileProbe, GlobProbe, Matches, Special

PROBE = FileProbe(CONFIG, limit=0, head=True)


def test_of_a_kubeconfig_no_byte_is_read() -> None:
    assert PROBE in KUBE_FILES.ask(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_its_mode_and_its_place_are_known(mode: int) -> None:
    config = file("", mode, link="/mnt/c/config")
    assert read(KUBE_FILES, (PROBE, config)) == KubeFiles(config)
    assert read(KUBE_FILES, (PROBE, Denied())) == KubeFiles()


def test_plugins() -> None:
    found = read(
        KUBE_FILES,
        (FileProbe(OLD_PLUGINS, limit=0), Special("directory", 0o755, 0, 0)),
        (
            GlobProbe("~/.krew/bin/kubectl-*", limit=0),
            Matches((("/home/me/.krew/bin/kubectl-ctx", file("")),)),
        ),
        (
            GlobProbe("~/go/bin/kubectl-*", limit=0),
            Matches(
                (
                    ("/home/me/go/bin/kubectl-a", file("", 0o755)),
                    ("/home/me/go/bin/kubectl-b", file("", 0o644)),
                )
            ),
        ),
    )
    assert found == KubeFiles(None, True, ("/home/me/.krew/bin/kubectl-ctx",), ("/home/me/go/bin/kubectl-b",))
