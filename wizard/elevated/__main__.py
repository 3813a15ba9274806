"""``python -m wizard.elevated ORDER SHA256``: the elevated task as a program. It takes no other arguments."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str]) -> int:
    """Carry out the order that *argv* names, and give the `wizard.elevated.order.Reply`."""
    from wizard.elevated.order import REFUSALS, Reply
    from wizard.elevated.task import carry_out
    from wizard.elevated.windows import this_pc
    from wizard.model.errors import WizardError

    if len(argv) != 2:
        return _end(Reply.NO_ORDER, REFUSALS[Reply.NO_ORDER].render())
    try:
        answer = carry_out(Path(argv[0]), argv[1], this_pc())
    except WizardError as error:
        return _end(Reply.UNREADABLE, error.text.render())
    return _end(answer, REFUSALS[answer].render() if answer in REFUSALS else "")


def _end(answer: int, words: str) -> int:
    # A hidden window may have no console, and a console any code page.
    if words and sys.stderr is not None:
        sys.stderr.buffer.write(words.encode("ascii", "backslashreplace") + b"\n")
    return int(answer)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
