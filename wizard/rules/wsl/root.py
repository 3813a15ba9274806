"""Where WSL puts the drives of Windows, and what it shares with all distros (WSL §2)."""

from __future__ import annotations

from wizard.facts.wsl import WslConf


def automount_root(conf: WslConf) -> str:
    """The folder as WSL takes it: ``/mnt/``, always with its slash at the end."""
    root = conf.document.get("automount", "root")
    return "/mnt/" if root is None else f"{root.rstrip('/')}/"
