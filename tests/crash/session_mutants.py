"""Mutants of what `Session` says, as data (see `tests.crash.mutants`)."""

from __future__ import annotations

from tests.crash.mutants import Mutant

SESSION = tuple(
    Mutant(
        name,
        "wizard/app/session.py",
        "well = all(item.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE) for item in judged)",
        new,
        ("tests/app/test_session.py::test_well_is_what_is_ok_or_does_not_apply",),
    )
    for name, new in (
        (
            "well is not well",
            "well = not all(item.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE) for item in judged)",
        ),
        (
            "what nobody knows is well",
            "well = all(item.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE, Verdict.UNKNOWN) for item in judged)",
        ),
        (
            "one is enough",
            "well = any(item.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE) for item in judged)",
        ),
        ("all is well", "well = True"),
    )
)
