"""Files of kubectl and helm, never their content: a kubeconfig is a secret."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.shapes import always, is_folder
from wizard.model.facts import Fact
from wizard.model.probes import Answers, FileProbe, Found, GlobProbe, Matches
from wizard.model.wanted import Wanted

CONFIG: Final = "~/.kube/config"
OLD_PLUGINS: Final = "~/.kube/plugins"
KREW: Final = "~/.krew/bin"
_CONFIG: Final = FileProbe(CONFIG, limit=0, head=True)
_OLD_PLUGINS: Final = FileProbe(OLD_PLUGINS, limit=0)
_KREW: Final = GlobProbe(f"{KREW}/kubectl-*", limit=0)
_PLUGINS: Final = tuple(
    GlobProbe(f"{folder}/kubectl-*", limit=0)
    for folder in ("/usr/local/bin", "~/.local/bin", "~/bin", "~/go/bin")
)


class KubeFiles(msgspec.Struct, frozen=True):
    """*config*: the kubeconfig, with its mode and with where it really is if it is behind a link; *old_plugins*: the
    folder is there from which kubectl took plugins before 1.12; *krew*: plugins of krew; *inert*: plugins in folders of
    programs that are not executable."""

    config: Found | None = None
    old_plugins: bool = False
    krew: tuple[str, ...] = ()
    inert: tuple[str, ...] = ()


def _kube(answers: Answers, want: Wanted) -> KubeFiles:
    config, krew = answers[_CONFIG], answers[_KREW]
    plugins = (entry for probe in _PLUGINS for entry in _entries(answers, probe))
    return KubeFiles(
        config if isinstance(config, Found) else None,
        is_folder(answers[_OLD_PLUGINS]) is True,
        tuple(path for path, _ in krew.entries) if isinstance(krew, Matches) else (),
        tuple(path for path, each in plugins if isinstance(each, Found) and not each.mode & 0o111),
    )


def _entries(answers: Answers, probe: GlobProbe) -> tuple[tuple[str, object], ...]:
    answer = answers[probe]
    return answer.entries if isinstance(answer, Matches) else ()


KUBE_FILES: Fact[KubeFiles] = Fact("kube-files", always(_CONFIG, _OLD_PLUGINS, _KREW, *_PLUGINS), _kube)
