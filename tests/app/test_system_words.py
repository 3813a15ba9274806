"""What systems say in English is collected letter by letter, or it would never be found in a catalogue."""

from __future__ import annotations

import errno
import os

import pytest

from wizard.app.system_words import CERTIFICATE_WORDS, SYSTEM_WORDS
from wizard.app.texts import Speech

ERRORS = (
    errno.ENOENT,
    errno.EACCES,
    errno.EPERM,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EIO,
    errno.EBUSY,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.EXDEV,
    errno.ETXTBSY,
    errno.EMLINK,
    errno.EFBIG,
    errno.EMFILE,
    errno.ENOMEM,
    errno.ESTALE,
    errno.ENOTCONN,
)


@pytest.mark.linux(reason="they are the words of its C library")
def test_they_are_the_words_of_the_c_library() -> None:
    known = {os.strerror(number) for number in errno.errorcode}
    assert {words.render() for words in SYSTEM_WORDS} - known == set()


@pytest.mark.linux(reason="they are the words of its C library")
@pytest.mark.parametrize("number", ERRORS, ids=[errno.errorcode[number] for number in ERRORS])
def test_an_error_that_users_meet_is_spoken_in_chinese(number: int) -> None:
    assert any(words.render() == os.strerror(number) for words in SYSTEM_WORDS)


def test_all_have_a_translation() -> None:
    speak = Speech("zh_CN")
    words = (*SYSTEM_WORDS, *CERTIFICATE_WORDS)
    assert [each.render() for each in words if speak(each) == each.render()] == []
