"""Edits are told as their file would have them."""

from __future__ import annotations

import pytest

from wizard.gui.views.edits import does
from wizard.model import edits


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (edits.SetKey("/etc/wsl.conf", "boot", "systemd", "true"), "/etc/wsl.conf: [boot] systemd=true"),
        (edits.RemoveKey("/etc/wsl.conf", "boot", "command"), "/etc/wsl.conf: remove [boot] command"),
        (
            edits.SetMount("/etc/fstab", "/tmp", "tmpfs", "tmpfs", ("rw", "nosuid")),
            "/etc/fstab: tmpfs /tmp tmpfs rw,nosuid",
        ),
        (edits.SetVariable("~/.config/go/env", "GOFLAGS", ""), "~/.config/go/env: GOFLAGS="),
        (edits.SetLink("~/sdk/go", "go1.25.5"), "~/sdk/go: → go1.25.5"),
        (edits.DropLine("/etc/fstab", 3, "x {y}"), "/etc/fstab: remove line 3: x {y}"),
        (edits.Reencode("~/.profile"), "~/.profile: convert to UTF-8 and Linux line endings"),
    ],
)
def test_edits_are_told_as_their_file_would_have_them(edit: edits.Edit, said: str) -> None:
    assert does(edit).render() == said
