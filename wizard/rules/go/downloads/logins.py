"""GOAUTH: how Go gets passwords for what it downloads."""

from __future__ import annotations

from wizard.model.findings import Severity
from wizard.model.text import say
from wizard.rules.go.variable import Value, Variable, variable_rule


def _is_fatal(value: Value) -> bool:
    """What every download ends with: an empty command, ``off`` beside others, ``git`` without an absolute folder."""
    commands = [each.split() for each in value.text.split(";")]
    return any(_is_wrong(words, is_alone=len(commands) == 1) for words in commands)


def _is_wrong(words: list[str], *, is_alone: bool) -> bool:
    match words:
        case [] | ["git"]:
            return True
        case ["git", folder, *more]:
            return bool(more) or not folder.startswith("/")
        case ["off", *_]:
            return not is_alone
        case _:
            return False


LOGIN_RULES = (
    variable_rule(
        Variable(
            "credentials-goauth",
            ("GOAUTH",),
            title=say("GOAUTH has a value that Go accepts"),
            why=say(
                "Every download fails: “GOAUTH=git dir method requires an absolute path” or “GOAUTH encountered an"
                " empty command”."
            ),
            wrong=_is_fatal,
            sources=("GO §4", "RULES 62"),
            severity=Severity.HIGH,
            area="credentials",
            right=say("Go accepts the value of GOAUTH."),
        )
    ),
)
