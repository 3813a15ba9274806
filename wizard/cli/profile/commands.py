"""Commands about profiles: profile show, profile check, profile save. None looks at a machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from wizard.app.texts import Speech
from wizard.app.to_json import to_json
from wizard.cli.exits import Exit
from wizard.cli.language import group_language, language_option
from wizard.cli.options import json_option, print_json, profile_options
from wizard.model.shown.words import shown
from wizard.model.text import Text, from_english, join, plain, say
from wizard.model.wanted import Wanted


def _answering(command: Callable[..., int]) -> Callable[..., int]:
    """Give *command* the options about its answer."""
    return language_option(json_option(command))


def _wanting(command: Callable[..., int]) -> Callable[..., int]:
    """Give *command* the options about what is wanted."""
    for option in reversed(profile_options):
        command = option(command)
    return command


@click.group("profile")
@group_language
def profile() -> None:
    """Show, check and save profiles. A profile says what you want."""


@profile.command("show")
@click.argument("name", metavar="[NAME|FILE]", required=False)
@_answering
def show(name: str | None, as_json: bool, language: str | None) -> int:
    """Show all profiles, or one, and what they touch. Changes nothing."""
    from wizard.app.profiles.shipped import find, shipped

    speech = Speech(language)
    found = shipped() if name is None else (find(name),)
    if as_json:
        print_json(to_json({"profiles": [_as_json(each, speech) for each in found]}, speech))
        return Exit.DONE
    for each in found:
        _print(each, speech, is_whole=name is not None)
    if name is None:
        _print_offer(speech)
    return Exit.DONE


@profile.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@_answering
def check(file: Path, as_json: bool, language: str | None) -> int:
    """Check the profile in FILE. Exit code 0: it can be used."""
    from wizard.app.profiles.combined import lacking
    from wizard.app.profiles.reading import load

    speech, wanted = Speech(language), load(file)
    if as_json:
        print_json(to_json({"file": str(file), **_as_json(wanted, speech)}, speech))
        return Exit.DONE
    _tell(speech(say("The profile {path} can be used.", path=str(file))))
    missing = lacking(wanted)
    if missing:
        _tell(speech(_still_needs(missing)))
    return Exit.DONE


@profile.command("save")
@click.argument("file", type=click.Path(path_type=Path))
@_wanting
@_answering
def save(
    file: Path, profiles: Sequence[str], settings: Sequence[str], as_json: bool, language: str | None
) -> int:
    """Save profiles and settings as one profile in FILE.

    A file that is already there is not replaced.
    """
    from wizard.app.profiles.combined import chosen
    from wizard.app.profiles.saving import save_new
    from wizard.app.profiles.shipped import DEFAULT

    speech, wanted = Speech(language), chosen(profiles or (DEFAULT,), settings)
    save_new(wanted, file)
    if as_json:
        print_json(to_json({"file": str(file), **_as_json(wanted, speech)}, speech))
    else:
        _tell(speech(say("The profile was saved as {path}.", path=str(file))))
    return Exit.DONE


def _tell(words: str) -> None:
    """*words*, of which some stand in a file that may be anybody's."""
    click.echo(shown(words))


def _as_json(wanted: Wanted, speech: Speech) -> dict[str, Any]:
    from wizard.app.profiles.combined import lacking
    from wizard.app.profiles.saving import sections, toml
    from wizard.app.profiles.touches import touches

    return {
        "name": wanted.name,
        "title": speech(_title(wanted)),
        "about": speech(from_english(wanted.about)),
        "needs": lacking(wanted),
        "wanted": sections(wanted),
        "touches": [
            {
                "key": each.key,
                "changes": [speech(place) for place in each.changed],
                "checks": speech(each.checked) if each.checked is not None else None,
            }
            for each in touches(wanted)
        ],
        "toml": toml(wanted),
    }


def _print(wanted: Wanted, speech: Speech, *, is_whole: bool) -> None:
    from wizard.app.profiles.combined import lacking
    from wizard.app.profiles.touches import touches

    _tell(f"{wanted.name}  –  {speech(_title(wanted))}")
    if wanted.about:
        _tell(f"    {speech(from_english(wanted.about))}")
    missing = lacking(wanted)
    if missing:
        _tell(f"    {speech(_still_needs(missing))}")
    if is_whole:
        for each in touches(wanted):
            _tell(f"    {each.key} = {each.value}  ({speech(join(each.where))})")
    for text in _touched(wanted):
        _tell(f"    {speech(text)}")


def _touched(wanted: Wanted) -> Iterator[Text]:
    from wizard.app.profiles.touches import changed, checked

    if changed(wanted):
        yield say("Changes: {places}", places=join(changed(wanted)))
    else:
        yield say("Changes only what has to be repaired.")
    if checked(wanted):
        yield say("Checks: {things}", things=join(checked(wanted)))


def _title(wanted: Wanted) -> Text:
    return from_english(wanted.title) if wanted.title else plain(wanted.name)


def _still_needs(missing: Sequence[str]) -> Text:
    return say("Needs a value for {keys}.", keys=join(missing))


def _print_offer(speech: Speech) -> None:
    """The profile of the folder that one is in."""
    from wizard.app.profiles.team_file import as_typed, team_file

    found = team_file(Path.cwd())
    if found is not None:
        path = as_typed(found, Path.cwd())
        _tell(speech(say("The repository here has a profile: {path}", path=path)))
