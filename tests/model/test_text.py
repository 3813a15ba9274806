"""What the system says of an error, for people."""

from __future__ import annotations

import errno

import pytest

from wizard.model.text import reason_of, system_words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOENT, "No such file or directory", "/etc/{x}"), "No such file or directory"),
        (OSError("the pipe is gone"), "the pipe is gone"),
        (ConnectionResetError(), "ConnectionResetError"),
    ],
)
def test_an_error_is_never_without_words(error: OSError, words: str) -> None:
    assert system_words(error) == words
    assert reason_of(error).render() == words
