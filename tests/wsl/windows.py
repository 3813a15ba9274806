"""Command lines as Windows has them: one string, which every program takes apart by itself."""

from __future__ import annotations

BLANKS = " \t"


def command_line(argv: list[str]) -> str:
    """*argv* as one string, quoted as `subprocess` does on Windows (and WSL §5 wants it)."""
    return " ".join(_quoted(word) for word in argv)


def _quoted(word: str) -> str:
    slashes = 0
    out: list[str] = []
    for char in word:
        if char == "\\":
            slashes += 1
            continue
        out.append("\\" * (slashes * 2 + 1 if char == '"' else slashes) + char)
        slashes = 0
    if word and not any(blank in word for blank in BLANKS):
        return "".join(out) + "\\" * slashes
    return '"' + "".join(out) + "\\" * (slashes * 2) + '"'


def argv_of(line: str) -> list[str]:
    """*line* taken apart as `CommandLineToArgvW` does: quotes group, backslashes count before a quote only
    (WSL §5, `--exec`; empty words in quotes stay)."""
    words: list[str] = []
    place = 0
    while (place := _past_blanks(line, place)) < len(line):
        word, place = _word(line, place)
        words.append(word)
    return words


def _past_blanks(line: str, place: int) -> int:
    while place < len(line) and line[place] in BLANKS:
        place += 1
    return place


def _word(line: str, place: int) -> tuple[str, int]:
    out: list[str] = []
    quoted = False
    while place < len(line) and (quoted or line[place] not in BLANKS):
        slashes = 0
        while place < len(line) and line[place] == "\\":
            slashes += 1
            place += 1
        if place < len(line) and line[place] == '"':
            out.append("\\" * (slashes // 2))
            if slashes % 2:
                out.append('"')
            elif quoted and line[place + 1 : place + 2] == '"':
                out.append('"')
                place += 1
            else:
                quoted = not quoted
            place += 1
            continue
        out.append("\\" * slashes)
        if place < len(line) and (quoted or line[place] not in BLANKS):
            out.append(line[place])
            place += 1
    return "".join(out), place


def first_word(line: str, quotes: bool = False) -> tuple[str, str]:
    """The first word of *line* and what follows. Options are split on blanks, and quotes mean nothing, but
    with *quotes* (only `--cd` has them) a value may stand in a pair of them (WSL §5)."""
    line = line.lstrip(BLANKS)
    if quotes and line.startswith('"'):
        end = line.find('"', 1)
        if end > 0:
            return line[1:end], line[end + 1 :].lstrip(BLANKS)
    for place, char in enumerate(line):
        if char in BLANKS:
            return line[:place], line[place:].lstrip(BLANKS)
    return line, ""
