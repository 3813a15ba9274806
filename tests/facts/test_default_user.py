"""Whether the files of a running distro tell for whom WSL starts its sessions."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.facts.default_user import ASKED, NAMED_USER, NamedUser, is_settled
from wizard.model.probes import Answer, Answers, Denied, FileProbe, Found, Missing, Probe, Special

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


ROOT = b"root:x:0:0::/root:/bin/bash\n"


def named(shell: Answer, home: Answer, line: bytes = b"me:x:1000:1000::/home/me:/bin/zsh\n") -> NamedUser:
    pairs: list[tuple[Probe, Answer]] = [
        at("/etc/wsl.conf", "[user]\ndefault=me\n"),
        at("/etc/passwd", ROOT + line),
        (FileProbe("/bin/zsh", limit=0, head=True), shell),
        (FileProbe("/home/me", limit=0, head=True), home),
    ]
    value = read(NAMED_USER, *pairs)
    assert isinstance(value, NamedUser)
    return value


@pytest.mark.parametrize(
    ("shell", "home", "has_shell", "has_home"),
    [
        (file(1), Special("directory", 0o755, 0, 0), True, True),
        (Missing(), Missing(), False, False),
        (Special("directory", 0o755, 0, 0), file(1), False, False),
        (Denied(), Denied(), None, None),
    ],
)
def test_whether_somebody_who_is_named_can_work(
    shell: Answer, home: Answer, has_shell: bool | None, has_home: bool | None
) -> None:
    found = named(shell, home)
    assert found.user is not None
    assert (found.user.name, found.has_shell, found.has_home) == ("me", has_shell, has_home)


def test_without_a_name_nothing_is_asked() -> None:
    value = read(NAMED_USER, at("/etc/wsl.conf", ""), at("/etc/passwd", ROOT))
    assert value == NamedUser()
