"""What the first page shows before any look: whose machine it is, and whether a setup waits there."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from wizard.app.restart import shutdown
from wizard.app.session import Session
from wizard.app.setup_history import PAGE
from wizard.engine import history
from wizard.engine.pending import pending
from wizard.facts.age import AGE
from wizard.facts.distro import RELEASE
from wizard.facts.tmp import HOST_MEMORY, MEMORY
from wizard.model.events import Stop, never
from wizard.model.facts import Unknown
from wizard.model.findings import Restart
from wizard.model.plans import Setup
from wizard.model.probes import Account, AccountProbe, Journal, JournalProbe, Probe


class Glance(msgspec.Struct, frozen=True):
    """*user* it is looked at for, and the distro's *release*, in its own words (empty: not known); *memory*
    that /tmp can share in, in bytes; *setups* newest first (a page of them); *open* waits or was cut off; *pending*
    is the restart of the distro that a setup still waits for, as far as its age tells."""

    user: str = ""
    release: str = ""
    memory: int | None = None
    setups: tuple[Setup, ...] = ()
    open: int | None = None
    pending: Restart = Restart.NONE


def glance(session: Session, stop: Stop = never) -> Glance:
    """One small crossing a site. Raises `WizardError`."""
    want = session.wanted
    own: tuple[Probe, ...] = (
        AccountProbe(),
        *RELEASE.ask(want),
        JournalProbe(PAGE),
        *MEMORY.ask(want),
        *AGE.ask(want),
    )
    asked = datetime.now(UTC)
    distro = session.transport.read(tuple(dict.fromkeys(own)), stop)
    heard = datetime.now(UTC)
    host = session.host.read(HOST_MEMORY.ask(want), stop)
    memory = MEMORY.read(distro, want)
    if memory is None or isinstance(memory, Unknown):
        computer = HOST_MEMORY.read(host, want)
        memory = None if isinstance(computer, Unknown) else computer // 2
    release = RELEASE.read(distro, want)
    account, journal = distro[AccountProbe()], distro[JournalProbe(PAGE)]
    setups = history.setups(journal) if isinstance(journal, Journal) else ()
    began = shutdown.began(AGE.read(distro, want), asked, heard, Restart.DISTRO)
    return Glance(
        user=account.name if isinstance(account, Account) else "",
        release="" if isinstance(release, Unknown) else release.name,
        memory=memory,
        setups=setups,
        open=journal.open if isinstance(journal, Journal) else None,
        pending=pending((), setups, began),
    )
