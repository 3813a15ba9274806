"""Every text that a finding, an obstacle or a diff can show is in every catalogue."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from babel.messages.mofile import read_mo

import wizard
from tests.laws.world import MACHINES, PROFILES, RULES, ground, judged
from wizard.app.texts import DOMAIN, LANGUAGES
from wizard.engine.diff import diff
from wizard.engine.plan import make_plan, recommended
from wizard.model.text import Text, join, plain
from wizard.resources import resource

LAYERS = ("model", "codecs", "engine", "facts", "rules")
PLACE = re.compile(r"\{\w*\}")


def literals(path: Path) -> Iterator[str]:
    """The texts that stand in ``say(…)`` of a file; each must stand there as a literal, for Babel to see it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("say", "say_n")
        ):
            for words in node.args:
                assert isinstance(words, ast.Constant), f"{path}:{node.lineno}"
                yield str(words.value)


def heard_words() -> Iterator[str]:
    """What reaches people as it was heard, and is known all the same."""
    for path in WIZARD.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="heard" | "Unavailable"), args=[ast.Constant(value=str(words)), *_]
                ):
                    yield words


WIZARD = Path(wizard.__file__).parent
TEXTS = sorted(
    {words for layer in LAYERS for path in WIZARD.joinpath(layer).rglob("*.py") for words in literals(path)}
)


def shown(value: object) -> Iterator[Text]:
    """Every `Text` in *value*, those within texts too."""
    match value:
        case Text():
            yield value
            for _, inner in value.values:
                yield from shown(inner)
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from shown(getattr(value, name))
        case tuple() | list():
            for item in value:
                yield from shown(item)


def test_what_is_shown_is_what_babel_collects() -> None:
    own = plain("").template
    joined = join("ab").template
    known = {*TEXTS, *heard_words(), own, joined}
    for name, profile in itertools.product(MACHINES, PROFILES):
        found = judged(name, profile)
        plan = make_plan(found, recommended(found), ground(name))
        for text in shown((found, diff(plan), plan.obstacles)):
            assert text.template in known
    assert {rule.title.template for rule in RULES} <= known


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_text_is_in_every_language(language: str) -> None:
    catalogue = resource("locale", language, "LC_MESSAGES", f"{DOMAIN}.mo")
    if not catalogue.exists():
        pytest.skip(f"there is no catalogue for {language} yet")
    with catalogue.open("rb") as file:
        translated = {
            words: str(translation if isinstance(translation, str) else translation[0])
            for message in read_mo(file)
            for translation in (message.string,)
            for words in ((message.id,) if isinstance(message.id, str) else message.id)
        }
    speechless = [words for words in TEXTS if not translated.get(words)]
    assert speechless == []
    other_places = [
        words for words in TEXTS if sorted(PLACE.findall(words)) != sorted(PLACE.findall(translated[words]))
    ]
    assert other_places == []


COMMA_OF_ITS_OWN = {
    "codecs/wslconf/document.py": "words of WSL, in English as WSL says them",
    "gui/widgets/machine_list.py": "cells of a row for a screen reader, which pauses at the comma",
    "gui/widgets/trees.py": "cells of a row for a screen reader, which pauses at the comma",
}
"""Files that join with a comma of every language, each with its reason."""


def test_what_is_shown_as_a_list_is_joined_in_the_reader_s_language() -> None:
    """`wizard.model.text.join` does it; the comma of English is not the sign of a list in Chinese."""
    found = {
        path.relative_to(WIZARD).as_posix()
        for path in WIZARD.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr == "join"
        and isinstance(node.value, ast.Constant)
        and node.value.value == ", "
    }
    assert found == set(COMMA_OF_ITS_OWN)
