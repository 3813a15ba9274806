"""The areas that rules belong to, with their headings, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.model.text import Text, plain, say

AREAS: Final[Mapping[str, Text]] = {
    "windows": say("Windows"),
    "wslconfig": plain(".wslconfig"),
    "wsl": say("WSL settings"),
    "distro": say("Distro"),
    "tmpfs": say("/tmp in memory"),
    "dns": say("Name resolution"),
    "go-env": say("Go settings"),
    "go-install": say("Go installation"),
    "modules": say("Modules"),
    "credentials": say("Credentials"),
    "cgo": plain("CGO"),
    "cncf": say("Cloud-native tools"),
    "docker": say("Containers"),
    "fips": plain("FIPS 140"),
    "tls": say("TLS roots"),
}
"""A new area is one line here; a rule of any other is refused where it is declared."""
