"""Line ends with which WSL reads lines otherwise than their writer meant them."""

from __future__ import annotations

import pytest

from wizard.codecs.wslconf.document import parse
from wizard.codecs.wslconf.edit import spliced
from wizard.codecs.wslconf.keys import Dialect
from wizard.codecs.wslconf.line_ends import broken_continuation, hidden_by_comment


def test_a_continuation_that_crlf_breaks() -> None:
    data = b"[boot]\r\ncommand=echo a \\\r\n b\r\n"
    assert broken_continuation(parse(data, Dialect.WSL_CONF)) == (2, "command=echo a \\")
    assert broken_continuation(parse(data, Dialect.WSLCONFIG)) is None, "Windows reads CRLF as LF"
    assert broken_continuation(parse(data.replace(b"\r", b""), Dialect.WSL_CONF)) is None


@pytest.mark.parametrize("dialect", [Dialect.WSL_CONF, Dialect.WSLCONFIG])
def test_the_line_of_the_comment_is_told(dialect: Dialect) -> None:
    hidden = hidden_by_comment(parse(b"[user]\n\n# a\rdefault=me\n", dialect))
    assert hidden is not None
    assert hidden[0] == 3
    assert hidden[1] is not None
    assert [splice.text for splice in hidden[1]] == [b"\n"]


@pytest.mark.parametrize("dialect", [Dialect.WSL_CONF, Dialect.WSLCONFIG])
@pytest.mark.parametrize(
    ("data", "becomes"),
    [
        (b"# c\r[b 2]\nsystemd=true\n", b"# c\n# [b 2]\nsystemd=true\n"),
        (b"[boot]\n# c\r[x\rsystemd=true\r[y\n", b"[boot]\n# c\n# [x\nsystemd=true\n# [y\n"),
    ],
)
def test_a_line_at_which_wsl_would_stop_stays_a_comment(
    dialect: Dialect, data: bytes, becomes: bytes
) -> None:
    document = parse(data, dialect)
    hidden = hidden_by_comment(document)
    assert hidden is not None
    assert hidden[1] is not None
    assert spliced(document, hidden[1]).body == becomes


def test_a_line_that_stays_a_comment_may_begin_with_any_character() -> None:
    """The comment's mark takes no byte of it: what is UTF-16 in the file could not be written then."""
    data = "\ufeff[wsl2]\n# c\r\u0100\r\u4e2d[".encode("utf-16-le")
    document = parse(data, Dialect.WSLCONFIG)
    hidden = hidden_by_comment(document)
    assert hidden is not None
    assert hidden[1] is not None
    after = spliced(document, hidden[1])
    assert after.data.decode("utf-16-le") == "\ufeff[wsl2]\n# c\n# \u0100\n# \u4e2d["


def test_a_setting_below_such_a_line_that_would_win_stays_a_comment_too() -> None:
    """The line above, a comment for the moment, keeps its length: it is told by where it begins."""
    data = "\ufeff# c\r\u4e2d\r[wsl2]\rmemory=2GB\n[wsl2]\nmemory=1GB\n".encode("utf-16-le")
    document = parse(data, Dialect.WSLCONFIG)
    hidden = hidden_by_comment(document)
    assert hidden is not None
    assert hidden[1] is not None
    after = spliced(document, hidden[1]).data.decode("utf-16-le")
    assert after == "\ufeff# c\n# \u4e2d\n[wsl2]\n# memory=2GB\n[wsl2]\nmemory=1GB\n"
