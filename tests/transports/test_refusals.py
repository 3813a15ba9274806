"""Every code of the hands has its sentences: what happened, what was and was not changed, what to do next."""

from __future__ import annotations

import ast
import errno
import re
from pathlib import Path

import pytest

from wizard.model.errors import BusyError, InputError, MachineError, OpenError, StaleError
from wizard.transports.refusals import CODES, cut_off, refusal, refusal_of

ROOT = Path(__file__).parents[2]
PROTOCOL = (
    *("stale", "busy", "trial-open", "interrupted-open", "no-space", "read-only", "denied", "no-hard-links"),
    *(
        "unsafe-path",
        "missing-tool",
        "archive-mismatch",
        "archive-unseen",
        "archive-denied",
        "archive-unpack",
        "staging-mismatch",
    ),
    *("journal-damaged", "no-such-batch", "wrong-phase", "unreachable", "cut-off", "timed-out"),
    "replay-cannot-act",
)


@pytest.mark.parametrize("code", sorted({*CODES, *PROTOCOL}))
def test_every_code_says_all_there_is_to_say(code: str) -> None:
    error = refusal(code, ["/etc/wsl.conf", "7"])
    assert error.code == code
    assert len(error.sentences()) >= 2 or code in ("no-such-batch", "host-cannot-act")
    for sentence in error.sentences():
        words = sentence.render()
        assert re.search(r"\.$|: wsl-go-wizard record FILE$", words)
        assert "{" not in words


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("stale", StaleError),
        ("busy", BusyError),
        ("trial-open", OpenError),
        ("interrupted-open", OpenError),
        ("no-space", MachineError),
        ("replay-cannot-act", InputError),
        ("not-a-root", InputError),
    ],
)
def test_the_kind_of_an_error_says_whose_it_is(code: str, kind: type) -> None:
    assert type(refusal(code)) is kind


def test_details_fill_the_sentence_and_the_rest_is_quoted() -> None:
    assert refusal("no-space", ["/etc/x"]).text.render() == "The disk is full at /etc/x."
    assert refusal("no-space", ["/etc/x", "No space left"]).text.render() == (
        "The disk is full at /etc/x. Details: No space left."
    )
    assert refusal("no-space").text.render() == "The disk is full at ?."
    assert refusal("no-space", ["/etc/x", "No space left."]).text.render().endswith("left.")


def test_a_code_of_a_newer_hand_still_makes_a_sentence() -> None:
    error = refusal("new-code", ["/x"])
    assert error.code == "new-code"
    assert error.text.render() == "The machine refused the request: new-code. Details: /x."


def test_a_cut_off_says_why_in_the_same_words() -> None:
    by_code = refusal("cut-off", ["no-space", "/etc/x", "No space left"])
    by_error = cut_off(OSError(errno.ENOSPC, "No space left", "/etc/x"))
    assert by_code.text == by_error.text
    assert (
        by_code.text.render()
        == "The changes were interrupted. The disk is full at /etc/x. Details: No space left."
    )
    assert by_code.unchanged is not None
    assert by_code.unchanged.render() == "Some files may already be changed."
    assert (
        refusal("cut-off", ["the pipe broke"]).text.render() == "The changes were interrupted. the pipe broke"
    )


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "no-space"),
        (errno.EDQUOT, "no-space"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "denied"),
        (errno.EPERM, "denied"),
        (errno.EBUSY, "in-use"),
        (errno.EXDEV, "in-use"),
        (errno.EMLINK, "too-many-links"),
        (errno.ENAMETOOLONG, "name-too-long"),
        (errno.ELOOP, "unsafe-path"),
        (errno.ENOENT, "stale"),
        (errno.EEXIST, "stale"),
        (errno.EIO, "disk-error"),
        (errno.ETXTBSY, "in-use"),
        (errno.EMFILE, "system-error"),
        (errno.ENOMEM, "system-error"),
        (errno.EINVAL, "system-error"),
        (None, "system-error"),
    ],
)
def test_what_the_system_says_gets_a_code(number: int | None, code: str) -> None:
    error = OSError(number, "words", "/etc/x") if number else OSError("words")
    assert refusal_of(error).code == code
    assert "/etc/mine" in refusal_of(error, "/etc/mine").text.render()


def test_no_hand_uses_a_code_without_a_sentence() -> None:
    """All literals given to `refusal` in the code, and to `refuse` in the scripts."""
    used: set[str] = set()
    for path in (ROOT / "wizard/transports").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refusal":
                first = node.args[0]
                values = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                used |= {str(value.value) for value in values if isinstance(value, ast.Constant)}
    for path in (ROOT / "resources/agent").glob("*.sh"):
        used |= set(re.findall(r"\brefuse ([a-z]+(?:-[a-z]+)+|stale|busy|denied)", path.read_text()))
    assert used - CODES <= {"stopped"}
    assert len(used) > 15
