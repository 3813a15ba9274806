"""The computer the wizard itself runs on: its memory, its system, its clock, and what it can reach."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from wizard.model.errors import Stopped, WizardError
from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import (
    ADDRESSES,
    Answer,
    Answers,
    Figure,
    Found,
    HostProbe,
    Probe,
    Unavailable,
    UrlProbe,
)
from wizard.model.shown.words import shown
from wizard.transports.refusals import refusal

_TIMEOUT_S: Final = 6.0


class Host:
    """This computer. It answers `HostProbe` and `UrlProbe`, and changes nothing."""

    can = Can(commands=False, act=False, restart=False)

    def __init__(self) -> None:
        self.site = Site(SiteKind.HOST, platform.node() or "this computer", "host")

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """Answer *probes*; those of the network all at once: a source that does not answer holds up no other.
        Raises `Stopped`."""
        if sum(isinstance(probe, UrlProbe) for probe in probes) < 2:
            return Answers(tuple((probe, _answer(probe, stop)) for probe in probes))
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(max_workers=len(probes)) as pool:
            return Answers(
                tuple(zip(probes, pool.map(lambda probe: _answer(probe, stop), probes), strict=True))
            )

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """Raises `InputError` (host-cannot-act)."""
        raise refusal("host-cannot-act")

    def restart(self, tell: Tell) -> None:
        """Raises `InputError` (host-cannot-act)."""
        raise refusal("host-cannot-act")


def _answer(probe: Probe, stop: Stop) -> Answer:
    if stop():
        raise Stopped
    match probe:
        case HostProbe("memory"):
            return Figure(_memory_bytes())
        case HostProbe("cores"):
            return Figure(os.cpu_count() or 1)
        case HostProbe("system"):
            return Figure(platform.system())
        case HostProbe("now"):
            return Figure(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        case HostProbe(name) if name.startswith(ADDRESSES):
            return _addresses(name.removeprefix(ADDRESSES), stop)
        case HostProbe():
            return Unavailable("no information is available")
        case UrlProbe():
            return _document(probe, stop)
        case _:
            return Unavailable("this machine cannot report this")


def _memory_bytes() -> int:
    if sys.platform != "win32":
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    import psutil  # a tenth of all that `plan` loads

    return int(psutil.virtual_memory().total)


def _addresses(host: str, stop: Stop) -> Figure | Unavailable:
    from wizard.downloads import names

    try:
        found = names.addresses(host, _TIMEOUT_S, stop)
    except TimeoutError:
        return Unavailable("it took too long")
    return Figure(" ".join(found)) if found else Unavailable("no information is available")


def _document(probe: UrlProbe, stop: Stop) -> Found | Unavailable:
    from wizard.downloads import web

    place = probe.url if "://" in probe.url else str(Path(probe.url, web.INDEX_FILE))
    try:
        content = web.fetch(place, limit_bytes=probe.limit, timeout_s=_TIMEOUT_S, stop=stop)
    except Stopped:
        raise
    except WizardError as error:
        return Unavailable(shown(error.text.render()))
    return Found(content, 0o644, 0, 0, 0, len(content))
