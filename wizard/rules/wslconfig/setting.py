"""How every rule about one setting of `.wslconfig` answers: is it so, can it be so here, and what would make it so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wizard.codecs.wslconf.key import Key, SettingValue, VersionNumber
from wizard.codecs.wslconf.values import take
from wizard.codecs.wslconf.wslconfig_keys import WINDOWS_11_22H2
from wizard.facts.windows.wslconfig import PATH, Terms, WslConfig
from wizard.model.edits import SetKey
from wizard.model.findings import Evidence, Finding, Restart
from wizard.model.text import Text, say
from wizard.rules.commands import TO_UPDATE
from wizard.rules.declare import blocked, fixable, ok, unknown
from wizard.rules.wslconfig.lines import WslConfigState
from wizard.rules.wslconfig.notes import evidence_of, first_of

FOR_ALL = say("Applies to all distros. Takes effect after WSL restarts.")

Met = Callable[[WslConfig], bool]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a profile wants of one *key*: the *text* to be written; whether a file says so (*met*), what the value
    is *now* in words, *why* one may want it, and what it *may break*."""

    key: Key
    text: str
    met: Met
    now: str
    why: Text
    may_break: Text | None = None


def answer(here: WslConfigState, setting: Setting, refused: Finding | None = None) -> Finding:
    """The finding about *setting*. *refused* is what the rule itself has against it, if it is not so already."""
    if not here.now.is_text:
        return blocked(say(".wslconfig is no text; nothing is written into it."), Evidence(PATH))
    if here.terms.gap is not None and setting.key.is_particular:
        return unknown(here.terms.gap.why)
    counts, will_count = setting.met(here.now), setting.met(here.later)
    if counts and will_count:
        return _is_so(here, setting)
    refusal = refused or refusal_of(here.terms, setting.key, setting.text)
    if refusal is not None:
        return refusal
    stop = here.now.document.stop
    if stop is not None and not here.repairs:
        return blocked(
            say("WSL reads .wslconfig only up to line {line}; put that line right first.", line=stop.line),
            *first_of([evidence_of(defect) for defect in here.hiding]),
        )
    return _to_do(here, setting, is_hidden=counts, is_mended=will_count)


def _is_so(here: WslConfigState, setting: Setting) -> Finding:
    lines = _lines(here.now, setting.key)
    if lines:
        return ok(say("{key} is {value}.", key=setting.key.word, value=setting.now), *lines)
    return ok(say("WSL does so by itself: {key} is {value}.", key=setting.key.word, value=setting.now))


def _to_do(here: WslConfigState, setting: Setting, *, is_hidden: bool, is_mended: bool) -> Finding:
    """*is_hidden*: a repair would bring another value into force. *is_mended*: a repair alone brings this one."""
    word = setting.key.word
    says = (
        say("A line about {key} does not count yet, but will when the file is repaired.", key=word)
        if is_hidden
        else say(
            "{key} is {value}; your profile asks for {wanted}.",
            key=word,
            value=setting.now,
            wanted=setting.text,
        )
        if setting.now
        else say("{key} is not set to {wanted}.", key=word, wanted=setting.text)
    )
    line = SetKey(PATH, setting.key.section, word, setting.text)
    repairs = here.repairs if here.hiding or is_mended else ()
    repaired = here.found if repairs else ()
    return fixable(
        says,
        repairs if is_mended else [*repairs, line],
        *_lines(here.now, setting.key),
        *first_of([evidence_of(defect) for defect in repaired]),
        why=setting.why,
        effect=FOR_ALL,
        restart=Restart.WSL,
        may_break=setting.may_break or (here.may_break if repairs else None),
    )


def _lines(config: WslConfig, key: Key) -> tuple[Evidence, ...]:
    pair = config.pair(key)
    return () if pair is None else (Evidence(PATH, f"{pair.key}={pair.value}", pair.line),)


def refusal_of(terms: Terms, key: Key, text: str) -> Finding | None:
    """Why WSL would not take ``key=text`` on this computer; None if it would."""
    choice = key.chosen(text)
    name = f"{key.word}={text}" if choice is not None else key.word
    since = max(key.since, choice.since if choice else ())
    if not terms.has(since):
        return blocked(_too_old(name, since, terms), do=TO_UPDATE)
    build = max(key.build, choice.build if choice else 0)
    if terms.build < build:
        return blocked(_old_windows(name, build, terms.build))
    if terms.forbids(key):
        return blocked(
            say("The policies of this computer do not allow {key}.", key=key.word),
            Evidence(r"HKLM\Software\Policies\WSL", f"{key.policy}=0"),
        )
    if take(key, text, on_windows=True).refusals or not text.isascii():
        return blocked(say("WSL does not take {value} for {key}.", value=text, key=key.word))
    return None


def _too_old(name: str, since: VersionNumber, terms: Terms) -> Text:
    needed = ".".join(map(str, since))
    if terms.version is None:
        return say(
            "{key} needs WSL {needed}; here is at most the one that came with Windows.",
            key=name,
            needed=needed,
        )
    here = ".".join(map(str, terms.version))
    return say("{key} needs WSL {needed}; here is {version}.", key=name, needed=needed, version=here)


def _old_windows(name: str, build: int, here: int) -> Text:
    if build == WINDOWS_11_22H2:
        return say("{key} needs Windows 11 22H2; here is build {build}.", key=name, build=str(here))
    return say("{key} needs Windows 11; here is build {build}.", key=name, build=str(here))


def shown(value: SettingValue) -> str:
    """*value* in words that are the same in every language; empty if it is not known."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
