"""How long a distro runs, and the machine below it."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, read
from wizard.facts.age import AGE, Age
from wizard.model.facts import Unknown
from wizard.model.probes import FileProbe

UPTIME = FileProbe("/proc/uptime")
STAT = "1 ({name}) S 0 1 1 0 -1 4194560 25 0 0 0 1 2 0 0 20 0 1 0 {ticks} 22000000 3000 18446744073709551615 1 1\n"


def of(uptime: str, stat: str) -> Age | None | Unknown:
    return read(AGE, at("/proc/uptime", uptime), at("/proc/1/stat", stat))


@pytest.mark.parametrize("name", ["systemd", "init(Ubuntu)", "a ) S 1 2 3 (b", "x\ny"])
def test_the_first_process_tells_when_its_distro_began(name: str) -> None:
    assert of("3600.50 7000.00\n", STAT.format(name=name, ticks=60000)) == Age(3000.5, 3600.5)


def test_an_image_does_not_run() -> None:
    assert read(AGE) is None


@pytest.mark.parametrize(
    ("uptime", "stat"), [("", STAT), ("x", STAT), ("1.0 2.0", ""), ("1.0 2.0", "1 (x) S 0")]
)
def test_what_cannot_be_read_is_unknown(uptime: str, stat: str) -> None:
    assert isinstance(of(uptime, stat.format(name="init", ticks=1)), Unknown)


def test_no_answer_is_unknown() -> None:
    assert isinstance(read(AGE, (UPTIME, GONE)), Unknown)
    assert isinstance(read(AGE, at("/proc/uptime", "1.0 2.0")), Unknown)
