"""Whether the files of a running distro tell for whom WSL starts its sessions."""

from __future__ import annotations

import pytest

from wizard.facts.default_user import ASKED, is_settled
from wizard.model.probes import Answer, Answers, Denied, Found, Missing

CONF, HOSTNAME = ASKED


def file(mtime: int, content: bytes = b"[user]\ndefault=me\n", link: str | None = None) -> Found:
    return Found(content, 0o644, 0, 0, mtime, len(content), link)


@pytest.mark.parametrize(
    ("conf", "start", "settled"),
    [
        (file(100), file(200), True),
        (file(200), file(200), False),
        (file(300), file(200), False),
        (file(100, link="/mnt/c/wsl.conf"), file(200), False),
        (file(100, b"[user]\r\ndefault=me\r\n"), file(200), False),
        (file(100), Missing(), False),
        (Denied(), file(200), False),
        (Missing(), Missing(), True),
        (Missing("/mnt/c/wsl.conf"), file(200), False),
    ],
)
def test_only_a_file_that_wsl_has_read_as_it_is(conf: Answer, start: Answer, settled: bool) -> None:
    assert is_settled(Answers(((CONF, conf), (HOSTNAME, start)))) is settled
