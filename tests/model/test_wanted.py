"""A profile is read strictly; what is left out is not wanted."""

from __future__ import annotations

import msgspec

from wizard.model.wanted import Wanted


def test_what_is_left_out_of_a_profile_is_not_wanted() -> None:
    want = msgspec.toml.decode("[tmpfs]\nsize = '4g'", type=Wanted)
    assert want.tmpfs.size == "4g"
    assert want.wsl.systemd is None
    assert want.go.version is None
