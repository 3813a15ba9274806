"""Optional features of Windows, as everybody may read them."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.windows.inquiry import InquiryReport, part
from wizard.model.facts import Fact
from wizard.model.text import say

_ENABLED: Final = 1  # Win32_OptionalFeature.InstallState: 1 enabled, 2 disabled, 3 absent, 4 unknown
_DISABLED: Final = (2, 3)


class Features(msgspec.Struct, frozen=True):
    """Optional features of Windows: whether each is on. None: Windows did not tell. WSL 2 needs the *platform*,
    WSL 1, and on Windows 10 every WSL, needs the *subsystem* (WSL §6);
    *application_guard* is a virtual machine of Microsoft's own."""

    platform: bool | None = None
    subsystem: bool | None = None
    application_guard: bool | None = None


def _features(seen: InquiryReport) -> Features | None:
    if seen.features is None:
        return None
    states = {name.lower(): state for name, state in seen.features.items()}
    return Features(*(_is_on(states.get(name)) for name in _FEATURES))


_FEATURES: Final = (
    "virtualmachineplatform",
    "microsoft-windows-subsystem-linux",
    "windows-defender-applicationguard",
)


def _is_on(state: int | None) -> bool | None:
    return True if state == _ENABLED else False if state in _DISABLED else None


FEATURES: Fact[Features] = part("features", say("optional features"), _features)
