"""How first-time setup looks in a terminal."""

from __future__ import annotations

import subprocess
from typing import Any

import click

from wizard.app.to_json import Say, to_json
from wizard.model.first_time import FirstLook, SetupStep
from wizard.model.text import say


def show_remaining(seen: FirstLook, speak: Say) -> None:
    """Print the barrier, or all steps with their commands."""
    remaining = seen.remaining
    if remaining.barrier is not None:
        click.echo(speak(remaining.barrier.says))
        click.echo(speak(remaining.barrier.next_step))
        return
    for number, step in enumerate(remaining.steps, 1):
        _show_step(number, step, speak)
    for gap in remaining.gaps:
        click.echo(speak(say("Unknown: {what}", what=gap)))
    if remaining.is_done:
        click.echo(speak(say("WSL is installed. Nothing is missing.")))


def _show_step(number: int, step: SetupStep, speak: Say) -> None:
    notes = []
    if not step.is_needed:
        notes.append(say("optional"))
    if step.is_elevated:
        notes.append(say("needs administrator rights"))
    if step.restarts:
        notes.append(say("restarts Windows"))
    tail = f"  [{' · '.join(speak(note) for note in notes)}]" if notes else ""
    click.echo(f"{number}. {speak(step.title)}  ({step.id}){tail}")
    for argv in step.commands:
        click.echo(f"     > {subprocess.list2cmdline(argv)}")
    click.echo(f"   {speak(step.effect)}")
    click.echo(f"   {speak(step.undo)}")


def as_data(seen: FirstLook, speak: Say) -> dict[str, Any]:
    """The same for ``--json``."""
    remaining = seen.remaining
    return {
        "done": remaining.is_done,
        "steps": [{"id": step.id, **to_json(step, speak)} for step in remaining.steps],
        "barrier": to_json(remaining.barrier, speak),
        "gaps": to_json(remaining.gaps, speak),
        "choice": to_json(seen.choice, speak),
        "resumes": seen.pc.resumes,
    }
