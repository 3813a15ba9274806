"""The commands that have a distro trust a certificate, and what takes each back."""

from __future__ import annotations

from tests.certificates import made, text_form
from tests.facts.answers import ME
from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.shell import ACCOUNT
from wizard.facts.tls.anchors import ANCHOR_FILES
from wizard.facts.tls.trust_list import TRUST_LIST, TrustList
from wizard.facts.tls.wanted import AUTHORITIES, Authority, AuthorityState
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding
from wizard.model.wanted import Wanted
from wizard.rules.tls.trusting import trusting
from wizard.rules.tls.wanted import authorities

CA = text_form(made("Company CA")).encode()
NAMED = Authority("~/c.crt", AuthorityState.NOT_TRUSTED, content=CA)


def judged() -> Finding:
    """What the rule says of a Debian that was never told of a certificate."""
    facts = {
        AUTHORITIES: (NAMED,),
        TRUST_LIST: TrustList.MADE,
        ANCHOR_FILES: {},
        PACKAGES: Packages(ids=("debian",)),
        ACCOUNT: ME,
    }
    return authorities.judge(Snapshot(facts), Wanted())


def test_taken_back_in_reverse_order_the_list_is_made_last() -> None:
    commands = trusting([NAMED], "/home/me", ())
    undone = [each.undo for each in reversed(commands)]
    assert undone[-2:] == [
        ("rm", "-f", "/usr/local/share/ca-certificates/c.crt"),
        ("update-ca-certificates", "--fresh"),
    ]


def test_no_two_are_the_same_command() -> None:
    named = [Authority(f"/srv/{each}/c.crt", AuthorityState.NOT_TRUSTED, content=CA) for each in "ab"]
    assert len({each.argv for each in trusting(named, "/home/me", ())}) == 4
