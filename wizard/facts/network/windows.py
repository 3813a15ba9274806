"""The same places seen from Windows, for comparison. User and password of an address are left out."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.facts.network.replies import AskedPlace, PlaceKind, Replies
from wizard.model.probes import (
    ADDRESSES,
    KIB,
    Answers,
    Figure,
    Found,
    HostProbe,
    Probe,
    Unavailable,
    UrlProbe,
)
from wizard.model.text import Text, from_english, say

_LIMIT: Final = 64 * KIB


class WindowsView(msgspec.Struct, frozen=True):
    """The addresses that Windows found, by host, and by address of a place what kept Windows from it (None: nothing
    did). *gap*: why Windows was not asked."""

    names: Mapping[str, tuple[str, ...]] = {}
    met: Mapping[str, Text | None] = {}
    gap: Text | None = None

    def reaches(self, place: AskedPlace) -> bool:
        """Whether Windows got a document from there."""
        return self.met.get(place.url, _NOT_ASKED) is None


_NOT_ASKED: Final = say("Not checked")


def questions(replies: Replies, module: str) -> tuple[Probe, ...]:
    """What Windows is asked about the places that the distro was asked about: of proxies, which versions they have of
    *module*."""
    names = (HostProbe(f"{ADDRESSES}{host}") for host in _hosts(replies))
    urls = (UrlProbe(url, _LIMIT) for each in replies.places if (url := _document(each, module)))
    return tuple(dict.fromkeys((*names, *urls)))


def view(replies: Replies, module: str, answers: Answers) -> WindowsView:
    """What Windows answered to `questions`."""
    names = {host: _addresses(answers, host) for host in _hosts(replies)}
    met = {
        each.url: _obstacle(answers, UrlProbe(url, _LIMIT))
        for each in replies.places
        if (url := _document(each, module))
    }
    return WindowsView({host: found for host, found in names.items() if found}, met)


def _hosts(replies: Replies) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.host for each in replies.places if _is_name(each.host)))


def _is_name(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(host)
    return False


def _document(place: AskedPlace, module: str) -> str:
    """The address of a document there that everybody may read; empty if there is none for Windows."""
    if not place.url.startswith("https://"):
        return ""
    match place.kind:
        case PlaceKind.PROXY:
            return f"{place.url}/{module}/@v/list"
        case PlaceKind.DATABASE | PlaceKind.MIRROR:
            return f"{place.url}/latest"
        case _:
            return ""


def _addresses(answers: Answers, host: str) -> tuple[str, ...]:
    answer = answers[HostProbe(f"{ADDRESSES}{host}")]
    return tuple(answer.value.split()) if isinstance(answer, Figure) and isinstance(answer.value, str) else ()


def _obstacle(answers: Answers, probe: UrlProbe) -> Text | None:
    match answers[probe]:
        case Found(content) if content.lstrip()[:1] != b"<":
            return None
        case Unavailable(why):
            return from_english(why)
        case _:
            return say("The answer is something else, such as the page of a proxy or a Wi-Fi login.")
