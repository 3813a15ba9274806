"""What the question prints, for tests that run no shell."""

from __future__ import annotations

from wizard.facts.network.replies import Replies, replies
from wizard.facts.shell import last_words
from wizard.model.probes import Exited

_MARK = "== wsl-go-wizard =="
TOOLS = "0 has go\n0 has curl\n0 has getent\n0 has bash\n0 has git\n0 go go1.27.3\n0 server 10.0.0.1\n"


def answer(text: str, *, is_whole: bool = True) -> Exited:
    """The answer of a login shell that greets before it prints *text*."""
    end = "0 end\n" if is_whole else ""
    found = Exited(0, f"Welcome!\n{_MARK}\n{text}{end}".encode(), b"")
    assert last_words(found) is not None
    return found


def read(text: str, tools: str = TOOLS) -> Replies:
    """What is made of *text*."""
    found = replies(answer(f"{tools}{text}"))
    assert isinstance(found, Replies)
    return found


def place(
    number: int,
    kind: str = "proxy ,",
    url: str = "https://proxy.test",
    *more: str,
) -> str:
    """The lines about a place, with *more* of its own."""
    host = url.partition("://")[2].partition("/")[0]
    lines = (f"place {kind}", f"at {url}", f"host {host}", *more)
    return "".join(f"{number} {line}\n" for line in lines)


GOOD = ("go 0", "http 200 000 0 10.0.0.9 text/plain")
