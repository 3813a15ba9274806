"""Why WSL would not take a setting on this PC: it or Windows is too old, a policy forbids it, or the value is wrong."""

from __future__ import annotations

from wizard.codecs.wslconf.key import Key
from wizard.codecs.wslconf.values import take
from wizard.facts.windows.wsl import POLICIES_KEY
from wizard.facts.windows.wslconfig import Terms
from wizard.model.commands.lines import TO_UPDATE
from wizard.model.findings import Evidence, Finding
from wizard.model.text import Text, say
from wizard.model.versions import EVER, WINDOWS_11_22H2, Version
from wizard.rules.declare import blocked


def refusal_of(terms: Terms, key: Key, text: str) -> Finding | None:
    """Why WSL would not take ``key=text`` on this PC; None if it would."""
    choice = key.chosen(text)
    name = f"{key.word}={text}" if choice is not None else key.word
    since = max(key.since, choice.since if choice else EVER)
    if not terms.has(since):
        return blocked(_too_old(name, since, terms), do=TO_UPDATE)
    build = max(key.build, choice.build if choice else 0)
    if terms.build < build:
        return blocked(
            _old_windows(name, build, terms.build),
            do=say("Update Windows, or leave the setting out of your profile."),
        )
    if terms.forbids(key):
        return blocked(
            say("A policy on this PC blocks {key}.", key=key.word),
            Evidence(POLICIES_KEY, f"{key.policy}=0"),
            do=say("Ask your administrator, or leave the setting out of your profile."),
        )
    if take(key, text, on_windows=True).refusals or not text.isascii():
        return blocked(
            say("WSL does not accept {value} for {key}.", value=text, key=key.word),
            do=say("Change the value in your profile."),
        )
    return None


def _too_old(name: str, since: Version, terms: Terms) -> Text:
    needed = since.text
    if terms.version is None:
        return say(
            "{key} needs WSL {needed}. This PC has at most the WSL that came with Windows.",
            key=name,
            needed=needed,
        )
    here = terms.version.text
    return say("{key} needs WSL {needed}. This PC has {version}.", key=name, needed=needed, version=here)


def _old_windows(name: str, build: int, here: int) -> Text:
    if build == WINDOWS_11_22H2:
        return say("{key} needs Windows 11 22H2. This PC has build {build}.", key=name, build=str(here))
    return say("{key} needs Windows 11. This PC has build {build}.", key=name, build=str(here))
