"""Tells Babel which texts of a profile are shown: its title, and what it says about itself."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO

Found = tuple[int, None, str, list[str]]


def texts(
    stream: BinaryIO, keywords: Mapping[str, object], tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Found]:
    """The texts in the TOML file *stream*, in the form that Babel asks of an extractor. Braces are doubled,
    as the wizard does it: a profile's text has no places."""
    profile = tomllib.load(stream)
    for key in ("title", "about"):
        if profile.get(key):
            yield 0, None, profile[key].replace("{", "{{").replace("}", "}}"), []
