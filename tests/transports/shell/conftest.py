"""A ground with every shell or with one, asked in one crossing, and what a refused order must leave as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from tests.shellground import SHELLS, USER, Ground, ground
from wizard.model.errors import WizardError
from wizard.model.events import never
from wizard.model.orders import Order
from wizard.model.probes import Answer, Probe

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")  # all below


@pytest.fixture(params=SHELLS)
def site(request: pytest.FixtureRequest) -> Iterator[Ground]:
    with ground(request.param) as made:
        yield made


@pytest.fixture
def dash() -> Iterator[Ground]:
    with ground() as made:
        yield made


def read(site: Ground, *probes: Probe, user: str = "") -> list[Answer]:
    answers = site.hand(user).read(probes, never)
    return [answers[probe] for probe in probes]


def read_as_user(site: Ground, probes: Sequence[Probe]) -> list[Answer]:
    """The answers of a hand that was started with the user's ids."""
    ids = ("--reuid", str(USER.pw_uid), "--regid", str(USER.pw_gid))
    site.launch = ("setpriv", *ids, "--clear-groups", *SHELLS[site.shell], "-s")
    return read(site, *probes)


def refused(site: Ground, order: Order) -> WizardError:
    """The refusal of *order*, which must change nothing."""
    before, batches = site.seen(), _batches(site)
    with pytest.raises(WizardError) as caught:
        site.act(order)
    assert site.seen() == before
    assert _batches(site) == batches
    assert not site.is_locked
    return caught.value


def _batches(site: Ground) -> set[str]:
    return {str(path) for path in site.journal.rglob("*") if "spare" not in path.parts}
