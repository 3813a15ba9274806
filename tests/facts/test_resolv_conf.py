"""`/etc/resolv.conf`: a file, a link to one, a link that leads nowhere, nothing; or not to be seen."""

from __future__ import annotations

import pytest

from wizard.facts.resolv_conf import RESOLV_CONF, ResolvConf
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Answers, Denied, FileProbe, Found, Linked, LinkProbe, Missing
from wizard.model.wanted import Wanted

FILE = FileProbe("/etc/resolv.conf", limit=1, head=True)
LINK = LinkProbe("/etc/resolv.conf")
SOME = Found(b"n", 0o644, 0, 0, 0, 20)


@pytest.mark.parametrize(
    ("file", "link", "seen"),
    [
        (SOME, SOME, ResolvConf("", True)),
        (SOME, Linked("../run/x"), ResolvConf("../run/x", True)),
        (Missing("/mnt/wsl/x"), Linked("/mnt/wsl/x"), ResolvConf("/mnt/wsl/x", False)),
        (Missing(), Missing(), ResolvConf("", False)),
    ],
)
def test_where_it_leads(file: Answer, link: Answer, seen: ResolvConf) -> None:
    assert RESOLV_CONF.read(Answers(((FILE, file), (LINK, link))), Wanted()) == seen


def test_what_may_not_be_read_is_not_known() -> None:
    assert isinstance(RESOLV_CONF.read(Answers(((FILE, Denied()), (LINK, Denied()))), Wanted()), Unknown)
