"""``$x`` and ``${x…}`` of sh, bash and zsh."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Final

import msgspec

from wizard.codecs.shell.follow.builtins.lookup import located, real_path
from wizard.codecs.shell.follow.flow import ANY
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.follow.state import ShellVariable
from wizard.codecs.shell.patterns import Piece, matches, regex
from wizard.codecs.shell.values import UNKNOWN
from wizard.patterns import lazy_pattern

TIED: Final = {"path": "PATH", "fpath": "FPATH", "cdpath": "CDPATH", "manpath": "MANPATH"}
"""Arrays of zsh that are a variable of the environment under another name."""

Value = str | list[str]

_INNER: Final = lazy_pattern(
    r"(?:\((?P<flags>[^)]*)\))?(?P<prefix>[#!^=~+]*)(?P<name>[A-Za-z_]\w*|[@*#?$!\-]|\d+)"
    r"(?:\[(?P<index>[^\]]*)\])?(?P<rest>.*)",
    re.ASCII | re.DOTALL,
)
_DEFAULT: Final = lazy_pattern(r"(:?)([-+=?])(.*)", re.DOTALL)
_TRIM: Final = lazy_pattern(r"(##?|%%?)(.*)", re.DOTALL)
_REPLACE: Final = lazy_pattern(r"(//?)(?![#%])((?:[^/\\]|\\.)*)(?:/(.*))?", re.DOTALL)
_SLICE: Final = lazy_pattern(r":\s*(\d+)(?::(\d+))?")
_SELF: Final = lazy_pattern(
    r"(?:(?P<zero>0)|\(%\):-%[xN]|\$\{\(%\):-%[xN]\})(?::(?P<real>[aAP]))?(?P<head>:h)?"
)
"""How a file of zsh names itself, or with ``:h`` its folder. ``$0`` does so only in a file that another one sources."""
_OPERATORS: Final[dict[str, Callable[[int, int], int]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_HARMLESS_FLAGS: Final = lazy_pattern(r"[@u%kv]*")
_LONGEST: Final = 100_000


class Parameters:
    """Reads parameters of one shell. *text* and *pattern* expand a word within ``${…}``."""

    def __init__(
        self,
        runner: Runner,
        text: Callable[..., str],
        pattern: Callable[[str], list[Piece]],
        *,
        is_zsh: bool,
    ) -> None:
        self.runner = runner
        self.text = text
        self.pattern = pattern
        self.is_zsh = is_zsh

    def value(self, inner: str, is_quoted: bool) -> Value:
        """What ``${inner}`` comes to: a text, or elements that each are a field."""
        if self.is_zsh and (own := self._of_zsh(inner)) is not None:
            return own
        match = _INNER.fullmatch(inner)
        if match is None or (match["flags"] is not None and not self.is_zsh):
            return UNKNOWN
        if match["prefix"].count("^") % 2:
            self._variable(match["name"])
            return UNKNOWN  # what stands beside it is repeated for each element
        if len(match["prefix"]) == 1 and match["prefix"] in "#!+":
            return self._prefixed(match)
        variable = self._variable(match["name"])
        if "P" in (match["flags"] or ""):
            return self._named_by(variable, match)
        values = self._indexed(match, variable, is_quoted)
        found = self._with_flags(match, self._operated(match, variable, values, is_quoted))
        return found.split() if match["prefix"] == "=" and isinstance(found, str) else found

    def separators(self) -> str | None:
        """What fields are split at; None if that is not known."""
        variable = self.runner.state.get("IFS")
        if variable.doubt is not None and self.runner.state.doubt is None:
            return None
        return variable.text if variable.is_set else " \t\n"

    def joiner(self) -> str:
        """What stands between elements that become one text."""
        separators = self.separators()
        return UNKNOWN if separators is None else separators[:1]

    def arithmetic(self, text: str) -> str:
        """``$((text))``, of plain numbers and variables, with one operator."""
        text = self.text(text, is_quoted=True)
        text = re.sub(
            r"\b([A-Za-z_]\w*)\b", lambda m: self.runner.read(m[1]).text or "0", text, flags=re.ASCII
        )
        match = re.fullmatch(r"\s*(\d{1,9})\s*(?:([-+*<>]|[=!<>]=)\s*(\d{1,9})\s*)?", text)
        if match is None:
            return UNKNOWN
        return str(int(_OPERATORS[match[2] or "+"](int(match[1]), int(match[3] or 0))))

    def _of_zsh(self, inner: str) -> Value | None:
        """What only zsh has; None for all else."""
        own = _SELF.fullmatch(inner)
        if own is not None:
            file = self.runner.file if self.runner.is_sourced or not own["zero"] else UNKNOWN
            if own["real"] in ("A", "P"):
                file = real_path(self.runner, file) or UNKNOWN
            return file.rpartition("/")[0] if own["head"] and file != UNKNOWN else file
        command = re.fullmatch(r"(\+?)commands\[([\w.-]+)\]", inner)
        if command is not None:
            return self._command(command[2], is_asked=bool(command[1]))
        known = re.fullmatch(r"(\+?)parameters\[(\w+)\]", inner)
        if known is not None:
            variable = self.runner.read(known[2])
            return str(int(variable.is_set)) if known[1] and variable.doubt is None else UNKNOWN
        if re.match(
            r"\+?(?:commands|functions|aliases|builtins|widgets|terminfo|parameters|options|modules)\[", inner
        ):
            return UNKNOWN
        return None

    def _command(self, name: str, *, is_asked: bool) -> str:
        """An element of zsh's ``commands``: the path of a program; with a plus, whether there is one."""
        path = located(self.runner, name)
        if path is None:
            return UNKNOWN
        return str(int(path != "")) if is_asked else path

    def _variable(self, name: str) -> ShellVariable:
        special = self._special(name)
        if special is not None:
            return special
        if self.is_zsh and name in TIED:
            whole = self.runner.read(TIED[name])
            elements = tuple(whole.text.split(":")) if whole.text else ()
            return msgspec.structs.replace(whole, values=elements, is_list=True)
        return self.runner.read(name)

    def _special(self, name: str) -> ShellVariable | None:
        args = self.runner.state.args
        if name.isdecimal() and name != "0":
            known = args is None or len(args) >= int(name)
            return self._known(
                () if not known else (UNKNOWN if args is None else args[int(name) - 1],), known
            )
        if name in ("@", "*"):
            return self._known((UNKNOWN,) if args is None else args, True, is_list=True)
        if name == "#":
            return self._known((UNKNOWN if args is None else str(len(args)),), True)
        if name == "-":
            flags = "himBHs" if self.runner.account.is_interactive else "hBc"
            return self._known((flags,), True)
        if name == "0":
            is_file = self.is_zsh and not self.runner.frame.is_function and self.runner.is_sourced
            return self._known((self.runner.file if is_file else UNKNOWN,), True)
        if name == "?":
            return self._known(("0" if self.runner.status else UNKNOWN,), True)
        if name in ("BASH_SOURCE", "funcsourcetrace"):
            return self._known((self.runner.file,), True, is_list=True)
        return self._known((UNKNOWN,), True) if name in "$!_" else None

    def _known(self, values: tuple[str, ...], is_set: bool, *, is_list: bool = False) -> ShellVariable:
        return ShellVariable(values, is_list, is_set)

    def _prefixed(self, match: re.Match[str]) -> Value:
        if match["rest"] or match["flags"] or (match["prefix"] == "!" and match["index"]):
            return UNKNOWN
        variable = self._variable(match["name"])
        if match["prefix"] == "+":
            is_known = variable.doubt is None and variable.values != (UNKNOWN,)
            return str(int(variable.is_set)) if is_known else UNKNOWN
        if match["prefix"] == "!":
            return self._other(variable.text, match)
        is_counted = variable.is_list and (self.is_zsh or match["index"] is not None)
        return str(len(variable.values)) if is_counted else str(len(variable.text))

    def _named_by(self, variable: ShellVariable, match: re.Match[str]) -> Value:
        """zsh's flag ``P``: the variable that another one names."""
        flags = (match["flags"] or "").replace("P", "")
        is_plain = not match["rest"] and not match["index"] and not flags and not match["prefix"]
        found = self._other(variable.text, match)
        return found if is_plain else UNKNOWN

    def _other(self, name: str, match: re.Match[str]) -> Value:
        """What the variable *name* is, which stands in another one."""
        if re.fullmatch(r"\w+", name):
            return self.value(name, True)
        self.runner.notes.reads[ANY, self.runner.place] = None
        return UNKNOWN

    def _indexed(self, match: re.Match[str], variable: ShellVariable, is_quoted: bool) -> Value:
        index, name = match["index"], match["name"]
        if index in ("@", "*") or (index is None and name in ("@", "*")):
            is_joined = is_quoted and "*" in (index, name)
            return self.joiner().join(variable.values) if is_joined else list(variable.values)
        if index is None:
            if not variable.is_list:
                return variable.text
            if self.is_zsh:
                splits = match["flags"] is not None and "@" in match["flags"]
                is_joined = is_quoted and not splits
                return self.joiner().join(variable.values) if is_joined else list(variable.values)
            return variable.values[0] if variable.values else ""
        if not variable.is_list or not re.fullmatch(r"-?\d+", index):
            return UNKNOWN
        place = int(index) - (self.is_zsh and int(index) > 0)
        return variable.values[place] if -len(variable.values) <= place < len(variable.values) else ""

    def _operated(
        self, match: re.Match[str], variable: ShellVariable, value: Value, is_quoted: bool
    ) -> Value:
        rest = match["rest"]
        if not rest:
            return value
        if self.is_zsh and rest.startswith("::="):
            return self._put(match["name"], rest[3:], variable, is_quoted)
        default = _DEFAULT.fullmatch(rest)
        if default is not None and not (self.is_zsh and rest.startswith(":#")):
            return self._default(match["name"], default, variable, value, is_quoted)
        if isinstance(value, list):
            changed = [self._changed(rest, each) for each in value]
            return [each for each in changed if each is not None]
        return self._changed(rest, value) or ""

    def _default(
        self, name: str, default: re.Match[str], variable: ShellVariable, value: Value, is_quoted: bool
    ) -> Value:
        colon, operator, word = default.groups()
        is_filled = variable.is_set and (value not in ("", []) or not colon)
        if value in (UNKNOWN, [UNKNOWN]):
            return UNKNOWN
        if operator == "+":
            return self.text(word, is_quoted=is_quoted) if is_filled else ""
        if is_filled:
            return value
        if operator == "?":
            return UNKNOWN
        found = self.text(word, is_quoted=is_quoted)
        if operator == "=":
            place = self.runner.place
            self.runner.state.put(
                name, ShellVariable((found,), False, True, variable.is_exported, place, variable.doubt)
            )
        return found

    def _put(self, name: str, word: str, variable: ShellVariable, is_quoted: bool) -> str:
        """zsh's ``${x::=word}``, which always sets."""
        found = self.text(word, is_quoted=is_quoted)
        runner = self.runner
        runner.state.put(
            name, ShellVariable((found,), False, True, variable.is_exported, runner.place, runner.doubt)
        )
        return found

    def _changed(self, rest: str, value: str) -> str | None:
        """*value* with what *rest* says done to it; None if zsh's ``:#`` takes it out."""
        if UNKNOWN in value or len(value) > _LONGEST:
            return UNKNOWN
        if self.is_zsh and rest.startswith(":#"):
            fits = matches(self.pattern(rest[2:]), value)
            return UNKNOWN if fits is None else None if fits else value
        trim = _TRIM.fullmatch(rest)
        if trim is not None:
            return self._trimmed(trim[1], self.pattern(trim[2]), value)
        replace = _REPLACE.fullmatch(rest)
        if replace is not None:
            return self._replaced(replace, value)
        part = _SLICE.fullmatch(rest)
        if part is not None:
            start = int(part[1])
            return value[start : start + int(part[2])] if part[2] else value[start:]
        if self.is_zsh and rest in (":h", ":t"):
            head, _, tail = value.rpartition("/")
            return head if rest == ":h" else tail
        return UNKNOWN

    def _trimmed(self, operator: str, pattern: list[Piece], value: str) -> str:
        if UNKNOWN in "".join(text for text, _ in pattern):
            return UNKNOWN
        # The shortest fit comes first for one sign, the longest for two.
        lengths = range(len(value) + 1) if len(operator) == 1 else range(len(value), -1, -1)
        for length in lengths:
            part = value[:length] if operator[0] == "#" else value[len(value) - length :]
            fits = matches(pattern, part)
            if fits is None or len(value) > 5000:
                return UNKNOWN
            if fits:
                return value[length:] if operator[0] == "#" else value[: len(value) - length]
        return value

    def _replaced(self, match: re.Match[str], value: str) -> str:
        pattern = self.pattern(match[2])
        new = self.text(match[3] or "")
        plain = "".join(text for text, _ in pattern)
        if UNKNOWN in plain + new or not plain or len(value) > 5000 or regex(pattern).count(".*") > 1:
            return UNKNOWN
        return re.sub(regex(pattern), lambda _: new, value, count=int(match[1] == "/"), flags=re.DOTALL)

    def _with_flags(self, match: re.Match[str], value: Value) -> Value:
        flags = match["flags"] or ""
        join = re.fullmatch(r"j(.)(.*)\1", flags, re.DOTALL)
        split = re.fullmatch(r"s(.)(.+)\1", flags, re.DOTALL)
        if join is not None and not isinstance(value, str):
            return join[2].join(value)
        if split is not None and isinstance(value, str):
            return value.split(split[2])
        if not _HARMLESS_FLAGS.fullmatch(flags) or re.search(r"[%kv]", flags):
            return UNKNOWN
        if "u" in flags and not isinstance(value, str):
            return list(dict.fromkeys(value))
        return value
