"""Edits that decide the same thing of a file have one claim; others never have."""

from __future__ import annotations

import pytest

from wizard.model.edits.files import (
    DropLine,
    Edit,
    RemoveKey,
    ReplaceLine,
    SetKey,
    SetMount,
    SetVariable,
    UnsetVariable,
)

CONF = "/etc/wsl.conf"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SetKey(CONF, "boot", "systemd", "true"), SetKey(CONF, "Boot", "SYSTEMD", "false")),
        (SetKey(CONF, "boot", "systemd", "true"), RemoveKey(CONF, "boot", "systemd")),
        (DropLine("/etc/fstab", 3, "x"), ReplaceLine("/etc/fstab", 3, "x", "y")),
        (SetVariable("~/env", "GOFLAGS", "x"), UnsetVariable("~/env", "GOFLAGS")),
    ],
)
def test_what_decides_the_same_has_one_claim(one: Edit, other: Edit) -> None:
    assert one.claim == other.claim


def test_what_decides_another_thing_has_another() -> None:
    edits = (
        SetKey(CONF, "boot", "systemd", "true"),
        SetKey(CONF, "user", "systemd", "true"),
        DropLine(CONF, 3, "x"),
        DropLine(CONF, 4, "x"),
        SetMount(CONF, "/tmp", "tmpfs", "tmpfs", ()),
        SetMount(CONF, "/var/tmp", "tmpfs", "tmpfs", ()),
        SetVariable(CONF, "A", "x"),
        SetVariable(CONF, "a", "x"),
    )
    assert len({edit.claim for edit in edits}) == len(edits)
