"""A question that was not asked has no answer."""

from __future__ import annotations

from wizard.model.probes import Answers, FileProbe, Missing, Unavailable


def test_a_question_that_was_not_asked_has_no_answer() -> None:
    answers = Answers(((FileProbe("/a"), Missing()),))
    assert answers[FileProbe("/a")] == Missing()
    assert isinstance(answers[FileProbe("/b")], Unavailable)
