"""A second reader of WSL's grammar, one character at a time and as slow as it likes, to hold the first against.

Written from WSL §1 alone, in the shape of a machine over `fgetwc`: no regular expressions, no places, no
tree. It knows syntax only: pairs as (name, raw value, line), and messages as (text, line).
"""

from __future__ import annotations

from dataclasses import dataclass, field

EOF = -1
LF, CR, TAB, SPACE = 10, 13, 9, 32


@dataclass
class Heard:
    pairs: list[tuple[str, bytes, int]] = field(default_factory=list)
    messages: list[tuple[str, int]] = field(default_factory=list)
    stopped: bool = False
    threw: bool = False


class BadLine(Exception):
    pass


def linux_characters(data: bytes) -> list[int]:
    return list(data)


def windows_characters(data: bytes) -> list[int]:
    """What `fgetwc` of a text file opened with ``ccs=UTF-8`` gives: 16-bit units, CRLF as LF, up to Control-Z."""
    if data.startswith(b"\xff\xfe"):
        wide = data[2 : len(data) & ~1]
    else:
        wide = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").encode("utf-16-le")
    units = [wide[at] + 256 * wide[at + 1] for at in range(0, len(wide), 2)]
    if 26 in units:
        units = units[: units.index(26)]
    return [unit for at, unit in enumerate(units) if not (unit == CR and units[at + 1 : at + 2] == [LF])]


class Machine:
    def __init__(self, characters: list[int], *, skips: bool) -> None:
        self.characters = characters
        self.at = 0
        self.skips = skips
        self.line = 1
        self.section = ""
        self.heard = Heard()

    def get(self) -> int:
        self.at += 1
        return self.characters[self.at - 1] if self.at <= len(self.characters) else EOF

    def unget(self) -> None:
        self.at -= 1

    def run(self) -> Heard:
        while self.at < len(self.characters) and not self.heard.stopped and not self.heard.threw:
            try:
                self.read_line()
            except BadLine:
                if not self.skips:
                    self.heard.stopped = not self.heard.threw
                    break
                self.unget()
                while self.get() not in (LF, EOF):
                    pass
                self.line += 1
        return self.heard

    def bad(self, text: str) -> BadLine:
        self.heard.messages.append((text, self.line))
        return BadLine()

    def read_line(self) -> None:
        ch = self.after_blanks(self.get())
        if ch == EOF:
            return
        if ch == LF:
            self.line += 1
        elif ch == CR:
            if self.get() == LF:
                self.line += 1
            else:
                self.unget()
        elif ch == ord("#"):
            self.comment()
        elif ch == ord("["):
            self.header()
        elif is_letter(ch):
            self.pair(ch)
        else:
            raise self.bad("Invalid key name")

    def after_blanks(self, ch: int) -> int:
        while ch in (SPACE, TAB):
            ch = self.get()
        return ch

    def comment(self) -> None:
        while (ch := self.get()) not in (LF, EOF):
            pass
        self.line += ch == LF

    def line_ends(self, ch: int) -> None:
        """A setting or header is over at *ch*. A comment counts its own line end; so does an LF after a CR."""
        if ch == ord("#"):
            self.comment()
        else:
            self.line += 1

    def header(self) -> None:
        ch = self.get()
        if not is_letter(ch):
            raise self.bad("Invalid section name")
        name = ""
        while is_letter(ch) or is_digit(ch):
            name += chr(ch)
            ch = self.get()
        old = self.section
        self.section = "".join(name[i] if i < len(name) else "\0" for i in range(len(old)))
        if ch != ord("]"):
            raise self.bad("Expected ']'")
        ch = self.after_blanks(self.get())
        if ch not in (LF, CR, EOF, ord("#")):
            raise self.bad("Expected ' ' or '\\n'")
        self.section = name
        self.line_ends(ch)

    def pair(self, ch: int) -> None:
        key = ""
        while is_letter(ch) or is_digit(ch):
            key += chr(ch)
            ch = self.get()
        if self.after_blanks(ch) != ord("="):
            raise self.bad("Expected '='")
        value, last, ch = self.value()
        name = f"{self.section}.{key}" if self.section else key
        text = bytes(unit & 255 for unit in value[:last])
        self.heard.pairs.append((name.split("\0")[0], text.split(b"\0")[0], self.line))
        self.line_ends(ch)

    def value(self) -> tuple[list[int], int, int]:
        value: list[int] = []
        last = 0
        quoted = False
        ch = self.after_blanks(self.get())
        while ch not in (LF, CR, EOF):
            if ch == ord('"'):
                quoted = not quoted
            elif ch == ord("\\"):
                self.escape(value)
            elif ch == ord("#") and not quoted:
                break
            else:
                value.append(ch)
            if ch not in (SPACE, TAB):
                last = len(value)
            ch = self.get()
        if quoted:
            raise self.bad('Expected "')
        return value, last, ch

    def escape(self, value: list[int]) -> None:
        ch = self.get()
        if ch in (ord("\\"), ord('"')):
            value.append(ch)
        elif ch in (ord("b"), ord("n"), ord("t")):
            value.append({"b": 8, "n": 10, "t": 9}[chr(ch)])
        elif ch == LF:
            self.line += 1
        elif ch == EOF and not self.skips:
            self.heard.threw = True
            raise BadLine
        elif ch != CR:
            error = self.bad(f"Invalid escaped character: '{self.shown(ch)}'")
            self.get()  # what is skipped begins after this character
            raise error

    def shown(self, ch: int) -> str:
        if ch == EOF:
            return "\uffff"
        if not self.skips:
            return bytes([ch]).decode("utf-8", "replace").rstrip("\0")
        return "\ufffd" if 0xD800 <= ch < 0xE000 else chr(ch).rstrip("\0")


def is_letter(ch: int) -> bool:
    return ord("a") <= ch <= ord("z") or ord("A") <= ch <= ord("Z")


def is_digit(ch: int) -> bool:
    return ord("0") <= ch <= ord("9")
