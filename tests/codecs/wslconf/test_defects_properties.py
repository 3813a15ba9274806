"""Whatever a file holds, its repairs come to an end and cost nothing that is in force."""

from __future__ import annotations

from hypothesis import assume, given, settings

from tests.wslconf.repairs import all_repaired
from tests.wslconf.texts import anything, dialects, shaped, tidy
from wizard.codecs.wslconf.defects import DefectKind, defects, repair_defect, repair_line
from wizard.codecs.wslconf.document import parse
from wizard.codecs.wslconf.keys import Dialect, find
from wizard.codecs.wslconf.values import take


def letters(data: bytes) -> bytes:
    return bytes(sorted(byte for byte in data if byte > 0x20 and byte not in b'#[]=:;/\\"' and byte < 0x7F))


@settings(max_examples=300, deadline=None)
@given(anything, dialects)
def test_repairing_every_stop_ends_within_as_many_steps_as_there_are_lines(
    data: bytes, dialect: Dialect
) -> None:
    document = parse(data, dialect)
    steps = 0
    while document.stops_at is not None:
        after = repair_line(document, document.stops_at)
        assert after.stops_at is None or after.stops_at > document.stops_at
        document = after
        steps += 1
    assert steps <= data.count(b"\n") + data.count(b"\r") + 1


@settings(max_examples=300, deadline=None)
@given(shaped, dialects)
def test_a_repair_leaves_nothing_out_and_other_lines_alone(data: bytes, dialect: Dialect) -> None:
    document = parse(data, dialect)
    for defect in defects(document):
        after = repair_defect(document, defect)
        if defect.kind is DefectKind.UNREADABLE_LINE:
            assert set(letters(document.body)) <= set(letters(after.body))
            above = document.body.split(b"\n")[: defect.line - 1]
            assert after.body.split(b"\n")[: defect.line - 1] == above
            assert after.body.count(b"\n") - document.body.count(b"\n") in (0, 1, 2)
            assert defect not in defects(after)
        assert (after.data == document.data) == (defect.repair is None)


@settings(max_examples=300, deadline=None)
@given(anything, dialects)
def test_a_repair_of_keys_and_values_changes_no_setting_that_is_in_force_and_good(
    data: bytes, dialect: Dialect
) -> None:
    document = parse(data, dialect)
    assume(document.exception is None)
    good = {
        key.name: document.values[key.name]
        for pair in document.first.values()
        if (key := find(dialect, pair.name)) is not None
        and not take(key, pair.value, on_windows=dialect.on_windows).refusals
    }
    for defect in defects(document):
        if defect.kind in (DefectKind.DUPLICATE_KEY, DefectKind.NO_FINAL_NEWLINE, DefectKind.CONTROL_Z):
            after = repair_defect(document, defect)
            if after.exception is None:
                assert {name: after.values.get(name) for name in good} == good
        if defect.kind is DefectKind.BAD_VALUE:
            after = repair_defect(document, defect)
            assert {name: after.values.get(name) for name in good if name != defect.key} == {
                name: value for name, value in good.items() if name != defect.key
            }


@settings(max_examples=300, deadline=None)
@given(anything, dialects)
def test_repairing_whatever_comes_to_light_comes_to_an_end(data: bytes, dialect: Dialect) -> None:
    document = parse(data, dialect)
    for _ in range(4 * data.count(b"\n") + 12):
        found = [defect for defect in defects(document) if defect.repair is not None]
        if not found:
            break
        document = repair_defect(document, found[-1])
    assert [defect for defect in defects(document) if defect.repair is not None] == []
    assert document.stops_at is None


@settings(max_examples=300, deadline=None)
@given(tidy, dialects)
def test_repairs_of_one_look_made_from_below_leave_nothing_that_can_be_repaired(
    data: bytes, dialect: Dialect
) -> None:
    while any(each.kind is DefectKind.DEAD_HEADER for each in defects(parse(data, dialect))):
        data = all_repaired(data, dialect).data  # what a header brings to life is in the next look
    left = [defect for defect in defects(all_repaired(data, dialect)) if defect.repair is not None]
    # A header may come to light too, once the setting before it is a comment.
    assert [defect for defect in left if defect.kind is not DefectKind.DEAD_HEADER] == []
