"""The list of module proxies in GOPROXY, read as Go reads it (GO §4, tried with Go 1.21 to 1.27)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from wizard.patterns import lazy_pattern

_SEPARATOR: Final = lazy_pattern(r"([,|])")
_WORDS: Final = ("direct", "off")
_HOST: Final = lazy_pattern(r"(?:[\w.-]+|\[[0-9A-Fa-f:.%]+\])(?::[0-9]*)?")
_USER: Final = lazy_pattern(r"[\w.~!$&'()*+,;=:%•-]*")
"""With the mask that recordings have in its place."""
_OTHER_SEPARATOR: Final = lazy_pattern(r"\s*[;；，、]\s*|\s*,\s*|\s*\|\s*|\s+")
_HALF_SCHEME: Final = lazy_pattern(r"(https?):/?(?=[^/])", re.IGNORECASE)
_LOCAL: Final = ("localhost", "[::1]")


class Hop(NamedTuple):
    """An entry of the list. Go asks the next one if this one does not have the module, or with *after_any_error* if it
    fails in any way."""

    entry: str
    after_any_error: bool = False


def hops(value: str) -> tuple[Hop, ...]:
    """The list entry by entry, as `entries` has them; `joined` makes one of the same meaning."""
    parts = [*re.split(_SEPARATOR.pattern, value), ""]
    return tuple(
        Hop(entry, mark == "|")
        for part, mark in zip(parts[::2], parts[1::2], strict=True)
        if (entry := part.strip())
    )


def joined(chain: Sequence[Hop]) -> str:
    """The list of *chain*; of the last entry nothing leads on."""
    led = [f"{hop.entry}{'|' if hop.after_any_error else ','}" for hop in chain[:-1]]
    return "".join([*led, *(hop.entry for hop in chain[-1:])])


def entries(value: str) -> tuple[str, ...]:
    """What Go asks, in order; it steps over empty entries."""
    return tuple(entry for each in re.split(_SEPARATOR.pattern, value)[::2] if (entry := each.strip()))


def is_sound(value: str) -> bool:
    """Whether Go can use every entry of the list. A list of nothing is none, and a host with a separator in it, which
    Go takes for a name, is nowhere."""
    found = entries(value)
    return bool(found) and all(map(_is_sound, found))


def meant(value: str) -> str | None:
    """The list that a person meant by *value*, which is not sound; None if nobody can tell."""
    text = _OTHER_SEPARATOR.sub(_separator, _unquoted(value))
    parts = re.split(_SEPARATOR.pattern, text)
    becomes = "".join(
        _entry_meant(part) if number % 2 == 0 else part for number, part in enumerate(parts)
    ).strip(",|")
    return becomes if becomes != value and is_sound(becomes) else None


def unreached(value: str) -> tuple[str, ...]:
    """The proxies that Go never asks: it goes no further than to ``direct`` or ``off``."""
    found = entries(value)
    last = next((number for number, entry in enumerate(found) if entry in _WORDS), len(found))
    return found[last + 1 :]


def direct_last(value: str) -> str:
    """*value* with its ``direct`` behind all proxies."""
    proxies = [entry for entry in entries(value) if entry not in _WORDS]
    return ",".join((*dict.fromkeys(proxies), "direct"))


def asks_only(value: str, hosts: Collection[str]) -> bool:
    """Whether *value* asks no proxy but those at *hosts*."""
    return all(entry in _WORDS or host_of(entry).lower() in hosts for entry in entries(value))


def unencrypted(value: str) -> tuple[str, ...]:
    """The hosts that Go asks over HTTP, but for this machine itself."""
    hosts = (host_of(entry) for entry in entries(value) if entry.lower().startswith("http://"))
    return tuple(host for host in hosts if not _is_local(host))


def host_of(entry: str) -> str:
    """The host of an entry, without user, password and port; empty if it has none."""
    place = entry.partition("://")[2] or entry
    authority = re.split(r"[/?#]", place, maxsplit=1)[0].rpartition("@")[2]
    return authority if authority.endswith("]") else re.sub(r":[0-9]*$", "", authority)


def _is_local(host: str) -> bool:
    return host.lower() in _LOCAL or host.startswith("127.")


def _is_sound(entry: str) -> bool:
    if entry in _WORDS:
        return True
    if re.search(r"[.:/]", entry) and ":/" not in entry and not entry.startswith("/"):
        entry = f"https://{entry}"
    scheme, mark, rest = entry.partition("://")
    if not mark or re.search(r"[\s\x00-\x1f\x7f\"'\\]", entry):
        return False
    if scheme.lower() == "file":
        return rest.startswith("/") and not re.search(r"[?#]", rest)
    return scheme.lower() in ("http", "https") and _is_authority(rest)


def _is_authority(rest: str) -> bool:
    user, at, host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")
    is_user = not at or _USER.fullmatch(user) is not None
    return is_user and _HOST.fullmatch(host) is not None


def _separator(found: re.Match[str]) -> str:
    return "|" if "|" in found[0] else ","


def _unquoted(value: str) -> str:
    return re.sub(r"[\"'“”‘’]", "", value).strip()


def _entry_meant(entry: str) -> str:
    if entry.lower() in _WORDS:
        return entry.lower()
    if entry.startswith("/"):
        return f"file://{entry}"
    return _HALF_SCHEME.sub(r"\1://", entry, count=1) if _HALF_SCHEME.match(entry) else entry
