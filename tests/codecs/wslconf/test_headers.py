"""Headers that WSL does not see: which are meant, and which are not."""

from __future__ import annotations

import pytest

from wizard.codecs.wslconf.defects import DefectKind, defects
from wizard.codecs.wslconf.document import parse
from wizard.codecs.wslconf.headers import dead_headers
from wizard.codecs.wslconf.keys import Dialect
from wizard.codecs.wslconf.repaired import repaired_at

CONF, CONFIG = Dialect.WSL_CONF, Dialect.WSLCONFIG


@pytest.mark.parametrize(
    ("dialect", "data", "becomes"),
    [
        (CONF, b"# [boot]\nsystemd=true\n", b"[boot]\nsystemd=true\n"),
        (CONF, b"x=1\n  #[boot]\r\nsystemd=true\r\n", b"x=1\n  [boot]\r\nsystemd=true\r\n"),
        (
            CONF,
            b"[user]\ndefault=me\n## [boot]\nsystemd=true\n",
            b"[user]\ndefault=me\n[boot]\nsystemd=true\n",
        ),
        (CONFIG, b"[ws12]\nmemory=4GB\nswap=0\n", b"[wsl2]\nmemory=4GB\nswap=0\n"),
        (CONFIG, b"[wsl]\nsystemd=true\nmemory=4GB\n", b"[wsl2]\nsystemd=true\nmemory=4GB\n"),
        (CONFIG, b" [wls2] # all\nmemory=4GB\n", b" [wsl2] # all\nmemory=4GB\n"),
        (CONFIG, b"# mine\nmemory=4GB\n[wsl2]\nswap=0\n", b"# mine\n[wsl2]\nmemory=4GB\n[wsl2]\nswap=0\n"),
        (CONFIG, b"memory=4GB\r\n[wsl2]\r\n", b"[wsl2]\r\nmemory=4GB\r\n[wsl2]\r\n"),
    ],
)
def test_the_header_is_repaired_and_nothing_else(dialect: Dialect, data: bytes, becomes: bytes) -> None:
    document = parse(data, dialect)
    (header,) = dead_headers(document)
    assert repaired_at(document, header.line, DefectKind.DEAD_HEADER.value).data == becomes
    kinds = [each.kind for each in defects(document) if each.line >= header.line and each.home is None]
    assert kinds.count(DefectKind.DEAD_HEADER) == 1
    assert DefectKind.UNKNOWN_KEY not in kinds


@pytest.mark.parametrize(
    ("dialect", "data"),
    [
        (CONF, b"[boot]\nsystemd=true\n"),
        (CONF, b"# [boot]\n# systemd=true\n[user]\ndefault=me\n"),
        (CONF, b"[boot]\n# [boot]\nsystemd=true\n"),
        (CONF, b"# see [boot]\nsystemd=true\nenabled=1\n"),
        (CONF, b"enabled=true\n"),
        (CONFIG, b"[mine]\nmemory=4GB\n"),
        (CONFIG, b"[wls2]\nmemory=4GB\nmine=1\n"),
        (CONFIG, b"[boot]\nsystemd=true\n"),
        (CONFIG, b"[wls2]\n"),
        (CONFIG, b"kernelCommandLine=\\\n"),
        (CONFIG, b"kernelCommandLine=a \\\n b\n"),
        (CONF, b'[boot]\ncommand="a \\\n# [user]\ndefault=b"\n'),
    ],
)
def test_what_may_be_meant_otherwise_is_left(dialect: Dialect, data: bytes) -> None:
    assert dead_headers(parse(data, dialect)) == ()
