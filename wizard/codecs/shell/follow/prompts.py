"""What a shell that is ready still does: functions that stand for the program go, and commands that it runs before each
prompt. What they come to is not followed; that they are there is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.codecs.shell.follow.flow import Unclear
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.follow.state import PATH, Place, doubted
from wizard.codecs.shell.tree import commands_text
from wizard.patterns import lazy_pattern

_COMMANDS: Final = ("PROMPT_COMMAND", "precmd_functions", "preexec_functions", "chpwd_functions")
OF_FISH: Final = ("go", "fish_prompt", "fish_right_prompt", "fish_mode_prompt")
"""Functions that fish looks for in files of their names when somebody works in it."""
_FUNCTIONS: Final = ("precmd", "preexec", "chpwd", *OF_FISH[1:])
_EVENTS: Final = frozenset(
    f"{option}{event}"
    for event in ("fish_prompt", "fish_preexec", "fish_postexec", "fish_focus_in", "PWD")
    for option in ("", "--on-event=", "--on-variable=")
)
_TOUCHES: Final = lazy_pattern(
    r"(?:^|[\s;&|(\"'`])(?:PATH|path|GOROOT|fish_user_paths)\b"
    r"|(?:^|[\s;&|({\"'`])(?:eval|source|\.|fish_add_path)(?=\s)|\bPATH\+?="
)
"""What sets PATH or GOROOT, or runs other text, which may."""


def leave_out_prompts(runner: Runner) -> None:
    """Say of each hook that may change which Go runs, and of what stands for go, that it could not be followed."""
    state = runner.state
    for place, text in dict(_found(runner)).items():
        runner.notes.unclear[Unclear(place.file, place.line, text, True)] = None
        for name in (PATH, "GOROOT"):
            variable = state.get(name)
            entries = state.entries
            state.put(name, msgspec.structs.replace(variable, doubt=variable.doubt or place))
            state.entries = tuple(doubted(entry) for entry in entries)


def _found(runner: Runner) -> Iterator[tuple[Place, str]]:
    state, defined = runner.state, runner.notes.defined
    is_alias = "go" in state.aliases and (
        runner.account.is_interactive or runner.account.shell.endswith("zsh")
    )
    if (is_alias or "go" in state.functions) and "go" in defined:
        yield defined["go"], ""
    if not runner.account.is_interactive:
        return
    for name in _COMMANDS:
        variable = state.get(name)
        if variable.is_set and _touches(runner, variable.text, frozenset()):
            yield variable.place, ""
    for name, function in state.functions.items():
        is_hook = name in _FUNCTIONS or name in runner.notes.hooks
        is_hook = is_hook or bool(_EVENTS & {*function.header} if function is not None else ())
        if is_hook and (
            function is None or _touches(runner, commands_text(function.body), frozenset({name}))
        ):
            yield defined.get(name, runner.place), ""


def _touches(runner: Runner, text: str, seen: frozenset[str]) -> bool:
    """Whether the code *text*, or a function that it calls, may change which Go runs."""
    if _TOUCHES.search(text):
        return True
    called = {word for word in re.findall(r"[\w.:-]+", text) if word in runner.state.functions} - seen
    for name in called:
        function = runner.state.functions[name]
        if function is None or _touches(runner, commands_text(function.body), seen | called):
            return True
    return False
