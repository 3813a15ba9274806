"""One step through the door to a machine: a constant script with its words, run in what a login shell gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from wizard.facts.shell import in_login_shell, last_words
from wizard.model.events import Stop
from wizard.model.ports import Transport
from wizard.model.probes import CommandProbe, Exited, Unavailable
from wizard.model.text import Text, from_english, say
from wizard.resources import read_text

_TOOK: Final = r"\n?\ntook (\d+)\n?\Z"
_LATE: Final = 137
"""What a command ends with whose time was up, where `timeout` had to kill it."""


class StepOutput(NamedTuple):
    """What a step said: its exit *code*, its *output*, and how long it took; or *why* there is no answer."""

    code: int
    output: str
    seconds: float = 0.0
    why: Text | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of its output that say anything."""
        return tuple(line.rstrip() for line in self.output.splitlines() if line.strip())


def step_probe(words: Sequence[str], seconds: int) -> CommandProbe:
    """The question that runs the script with *words* for at most *seconds*."""
    quoted = " ".join("'" + word.replace("'", r"'\''") + "'" for word in words)
    return replace(in_login_shell(f"set -- {quoted}\n{read_text('proof', 'suite.sh')}"), timeout_s=seconds)


def run_step(transport: Transport, words: Sequence[str], seconds: int, stop: Stop) -> StepOutput:
    """Run the script with *words*. One crossing. Raises `Stopped`, `MachineError`."""
    probe = step_probe(words, seconds)
    answer = transport.read((probe,), stop)[probe]
    output = last_words(answer)
    if isinstance(answer, Unavailable):
        return StepOutput(0, "", why=from_english(answer.why))
    if not isinstance(answer, Exited) or output is None:
        return StepOutput(0, "", why=say("the login shell did not run the check"))
    took = re.search(_TOOK, output)
    if took is None:
        late = answer.code == _LATE
        return StepOutput(
            answer.code,
            output,
            why=say("it took too long") if late else say("the check was interrupted"),
        )
    return StepOutput(answer.code, output[: took.start()], int(took[1]) / 100)
