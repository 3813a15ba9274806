"""Edits are told as their file would have them."""

from __future__ import annotations

import pytest

from wizard.gui.views.edits import does
from wizard.model.edits import files
from wizard.model.edits.registry import (
    AddItem,
    DropItem,
    RemoveRegistryValue,
    SetRegistryType,
    SetRegistryValue,
)
from wizard.model.registry import SZ
from wizard.model.state import Registered


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (files.SetKey("/etc/wsl.conf", "boot", "systemd", "true"), "/etc/wsl.conf: [boot] systemd=true"),
        (files.RemoveKey("/etc/wsl.conf", "boot", "command"), "/etc/wsl.conf: remove [boot] command"),
        (
            files.SetMount("/etc/fstab", "/tmp", "tmpfs", "tmpfs", ("rw", "nosuid")),
            "/etc/fstab: tmpfs /tmp tmpfs rw,nosuid",
        ),
        (files.SetVariable("~/.config/go/env", "GOFLAGS", ""), "~/.config/go/env: GOFLAGS="),
        (files.SetText("~/x.timer", "[Timer]"), "~/x.timer: write a new file"),
        (files.SetLink("~/sdk/go", "go1.25.5"), "~/sdk/go: → go1.25.5"),
        (files.DropLine("/etc/fstab", 3, "x {y}"), "/etc/fstab: remove line 3: x {y}"),
        (SetRegistryValue("HKCU\\E", "n", Registered(SZ, "x")), r"Set HKCU\E\\n to x"),
        (RemoveRegistryValue("HKCU\\E", "GOROOT"), r"Delete HKCU\E\\GOROOT"),
        (SetRegistryType("HKCU\\E", "Path", 2), r"Change the type of HKCU\E\\Path to REG_EXPAND_SZ"),
        (AddItem("HKCU\\E", "Path", "C:\\x"), r"Add C:\x to HKCU\E\\Path"),
        (DropItem("HKCU\\E", "WSLENV", 1, "GOROOT/p"), r"Remove GOROOT/p from HKCU\E\\WSLENV"),
        (files.Reencode("~/.profile"), "~/.profile: convert to UTF-8 and Linux line endings"),
    ],
)
def test_edits_are_told_as_their_file_would_have_them(edit: files.Edit, said: str) -> None:
    assert does(edit).render() == said
