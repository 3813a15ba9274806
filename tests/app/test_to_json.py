"""Whatever a value holds, it becomes plain data that can be written as JSON."""

from __future__ import annotations

import json

import pytest

from wizard.app.texts import Speech
from wizard.app.to_json import to_json
from wizard.model.findings import Restart, Verdict
from wizard.model.state import Absent, File
from wizard.model.text import say

ENGLISH = Speech("en")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (say("{count} files", count=2), "2 files"),
        (Verdict.FIXABLE, Verdict.FIXABLE.value),
        (Restart.DISTRO, "distro"),
        (b"text", "text"),
        (b"\xff\0", {"base64": "/wA="}),
        ("name\udcff", "name\\xff"),
        ({1: (say("x"), None)}, {"1": ["x", None]}),
        (frozenset({7}), [7]),
        (Absent(), {"type": "absent"}),
        (3, 3),
    ],
)
def test_it_is_plain(value: object, plain: object) -> None:
    assert to_json(value, ENGLISH) == plain


def test_a_struct_carries_its_kind_and_all_of_its_fields() -> None:
    made = to_json(File(b"\xff", 0o644, 0, 0), ENGLISH)
    assert made == {"type": "file", "content": {"base64": "/w=="}, "mode": 420, "uid": 0, "gid": 0}


def test_a_text_is_in_the_users_language() -> None:
    assert to_json(say("Nothing was changed."), Speech("zh_CN")) != "Nothing was changed."


@pytest.mark.parametrize("name", ["\ud800", "a\udc80", "😀"])
def test_any_name_can_be_written(name: str) -> None:
    assert json.dumps(to_json({"name": name}, ENGLISH), ensure_ascii=False).encode("utf-8")
