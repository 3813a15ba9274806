"""Optional features of Windows: on, off, or not told; a state that Windows calls unknown is not called off."""

from __future__ import annotations

import json

import pytest

from tests.facts.answers import GONE, read
from wizard.facts.windows.features import FEATURES, Features
from wizard.facts.windows.inquiry import INQUIRY
from wizard.model.facts import Unknown
from wizard.model.probes import Exited


def told(features: dict[str, int] | None) -> Features | Unknown:
    return read(FEATURES, (INQUIRY, Exited(0, json.dumps({"features": features}).encode(), b"")))


@pytest.mark.parametrize(("state", "is_on"), [(1, True), (2, False), (3, False), (4, None)])
def test_each_state_is_what_windows_means_by_it(state: int, is_on: bool | None) -> None:
    seen = told({"VirtualMachinePlatform": state})
    assert seen == Features(platform=is_on)


def test_names_know_no_case_and_each_feature_has_its_place() -> None:
    seen = told({"MICROSOFT-Windows-Subsystem-Linux": 1, "windows-defender-applicationguard": 2})
    assert seen == Features(None, True, False)


def test_where_windows_does_not_tell_nothing_is_known() -> None:
    assert isinstance(told(None), Unknown)
    assert isinstance(read(FEATURES, (INQUIRY, GONE)), Unknown)
