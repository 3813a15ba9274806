"""What `wsl.exe` itself says, in the encoding and the language it says it in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from tests.wsl.commands.errors import WslError
from tests.wsl.commands.stream import Stream


class Console:
    """The streams of one call. Its own text is UTF-16LE without a mark and with CRLF, unless `WSL_UTF8` is
    exactly 1; errors go to stdout, warnings to stderr (WSL §5, §6)."""

    def __init__(self, language: str, environ: Mapping[str, str]) -> None:
        self._language = language
        self.environ = dict(environ)
        self.out = Stream(1)
        self.err = Stream(2)
        self.encoding = "utf-8" if environ.get("WSL_UTF8") == "1" else "utf-16-le"
        self._warns = environ.get("WSL_DISABLE_WARNINGS") != "1"

    @cached_property
    def texts(self) -> Mapping[str, str]:
        from tests.wsl.commands.texts import (
            texts,  # most calls say nothing of their own, and reading takes its time
        )

        return texts(self._language)

    def line(self, text: str) -> None:
        self.out.write(self.encoded(text + "\n"))

    def say(self, name: str, /, **values: object) -> None:
        self.line(self.texts[name].format(**values))

    def warn(self, text: str) -> None:
        """A warning of WSL, unless `WSL_DISABLE_WARNINGS` is 1 (WSL §1.7)."""
        if self._warns:
            self.err.write(self.encoded(f"wsl: {text}\n"))

    def fail(self, error: WslError) -> None:
        """The message, and below it the code line for those that have one (WSL §6)."""
        self.say(error.message, **error.values)
        if error.has_code_line:
            self.say("error-code", path=error.path)

    def encoded(self, text: str) -> bytes:
        errors = "surrogateescape" if self.encoding == "utf-8" else "replace"
        return text.replace("\n", "\r\n").encode(self.encoding, errors)
