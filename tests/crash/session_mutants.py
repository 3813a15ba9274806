"""Mutants of what `Session` says, as data (see `tests.crash.mutants`)."""

from __future__ import annotations

from tests.crash.mutants import Mutant

_WELL = "            all(map(is_met, judged)) and shows_all and not is_due,"
_MET = "return item.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE)"
_TESTS = ("tests/app/test_session.py", "tests/app/shells/test_verifying.py")

SESSION = (
    Mutant(
        "what nobody knows is well",
        "wizard/app/look.py",
        _MET,
        "return item.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE, Verdict.UNKNOWN)",
        _TESTS,
    ),
    *(
        Mutant(name, "wizard/app/shells/verifying.py", _WELL, f"            {new},", _TESTS)
        for name, new in (
            ("well is not well", "not all(map(is_met, judged)) and shows_all and not is_due"),
            ("one is enough", "any(map(is_met, judged)) and shows_all and not is_due"),
            ("all is well", "shows_all and not is_due"),
            ("what shells show does not matter", "all(map(is_met, judged)) and not is_due"),
            ("what waits for a restart is well", "all(map(is_met, judged)) and shows_all"),
        )
    ),
)
