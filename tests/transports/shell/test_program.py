"""One program, asked once: what it answered, or why there is no answer."""

from __future__ import annotations

import sys
import time

import pytest

from wizard.model.errors import Stopped
from wizard.model.probes import Exited, Unavailable
from wizard.transports.shell.program import ask


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


def test_its_output_complaint_and_code_come_back_as_bytes() -> None:
    program = r"import sys, os; os.write(1, b'a\xff\0'); os.write(2, b'no'); sys.exit(3)"
    assert ask(python(program), 20) == Exited(3, b"a\xff\0", b"no")


def test_it_reads_nothing_and_sees_the_variables_it_is_given() -> None:
    program = "import sys, os; print(repr(sys.stdin.read()), os.environ.get('MINE'), end='')"
    assert ask(python(program), 20, env={"MINE": "x"}) == Exited(0, b"'' x", b"")


def test_of_a_long_answer_the_beginning_is_kept() -> None:
    answer = ask(python("print('x' * 100_000)"), 20, limit=10)
    assert answer == Exited(0, b"x" * 10, b"")


def test_one_that_cannot_be_started_or_does_not_end_has_no_answer() -> None:
    assert ask(("/no/such/program",), 5) == Unavailable("No such file or directory")
    assert ask(("/a\0b",), 5) == Unavailable("the program could not be started")
    began = time.monotonic()
    assert ask(python("import time; time.sleep(60)"), 0.5) == Unavailable("it took too long")
    assert time.monotonic() - began < 20


@pytest.mark.linux(reason="a signal of Unix")
def test_one_that_a_signal_ended_has_the_code_that_a_shell_gives() -> None:
    answer = ask(python("import os, signal; os.kill(os.getpid(), signal.SIGTERM)"), 20)
    assert isinstance(answer, Exited)
    assert answer.code == 128 + 15


def test_the_user_can_stop_it() -> None:
    with pytest.raises(Stopped):
        ask(python("import time; time.sleep(60)"), 60, stop=lambda: True)
