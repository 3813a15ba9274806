"""Where a path stands between the two states of its change."""

from __future__ import annotations

import pytest

from wizard.model.state import Absent, Change, File, Link, Other, Standing, State, classify

FILE = File(b"a\n", 0o644, 0, 0)


@pytest.mark.parametrize(
    ("actual", "standing"),
    [
        (FILE, Standing.BEFORE),
        (File(b"b\n", 0o644, 0, 0), Standing.AFTER),
        (File(b"b\n", 0o600, 0, 0), Standing.FOREIGN),
        (File(b"b\n", 0o644, 1, 0), Standing.FOREIGN),
        (File(b"c\n", 0o644, 0, 0), Standing.FOREIGN),
        (Absent(), Standing.FOREIGN),
        (Link("b"), Standing.FOREIGN),
        (Other("directory"), Standing.FOREIGN),
    ],
)
def test_classify(actual: State, standing: Standing) -> None:
    change = Change("/etc/x", FILE, File(b"b\n", 0o644, 0, 0), 0, 0)
    assert classify(change, actual) is standing


def test_what_cannot_be_read_is_never_taken_for_a_state() -> None:
    change = Change("/x", Absent(), Other("fifo"), 0, 0)
    assert classify(change, Other("fifo")) is Standing.FOREIGN
