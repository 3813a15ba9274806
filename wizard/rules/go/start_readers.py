"""What in start files may read a variable although it does not name it: programs that are run, text that is evaluated,
other shells. Where there is such, the variable stays exported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from wizard.codecs.lines import text_of
from wizard.codecs.shell import start_file
from wizard.codecs.shell.declarations import Grammar
from wizard.codecs.shell.follow.builtins import fish, sh
from wizard.codecs.shell.follow.builtins.small_programs import PROGRAMS, by_path
from wizard.codecs.shell.follow.programs import FISH_QUIET, HARMLESS, is_quiet_program
from wizard.codecs.shell.nodes import GuardKind, Statement
from wizard.facts.shell import StartFiles
from wizard.facts.shells.followed import FollowedShells
from wizard.model.findings import Evidence
from wizard.patterns import lazy_pattern


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ASKERS: Final = _names(
    """awk sh bash zsh dash fish env xargs find sudo python python3 node ruby perl make java cargo rustc docker vim nvim
nano code tmux screen git ssh go gofmt time watch kubectl helm wsl.exe cmd.exe powershell.exe"""
)
"""Programs that start others, run code, or are Go."""
_DECLARE: Final = _names(
    "export declare typeset local readonly set setenv integer float private "
    "alias case for function end begin switch if while else"
)
_KNOWN: Final = frozenset(
    {*sh.BUILTINS, *fish.BUILTINS, *FISH_QUIET, *HARMLESS, *_DECLARE, "[[", "fish_add_path", "abbr"}
) - (_ASKERS | {"eval", "exec", "command", "builtin"})
_PRINTING: Final = frozenset({"export", "declare", "typeset", "readonly", "set", "compgen"})
_LISTS_NAMES: Final = lazy_pattern(r"\$\{!\w*[*@]\}|\bparameters\b")
"""bash's names with a beginning, and zsh's table of variables."""
_PREFIX: Final = frozenset({"command", "builtin", "exec", "noglob", "nocorrect", "not", "!", "and", "or"})
_EXACT: Final = frozenset(PROGRAMS) - {"go", "brew"}
_ASSIGNED: Final = lazy_pattern(r"[A-Za-z_]\w*(?:\[[^]]*\])?\+?=")
_HOOK: Final = lazy_pattern(r"(?:PROMPT_COMMAND|BASH_ENV|ENV)\+?=\(?(.*?)\)?", re.DOTALL)
_OF_TOOLS: Final = lazy_pattern(r"~/\.(?!config/|bashrc\.d/|zshrc\.d/|oh-my-zsh/custom/)[^/]+/")
"""Folders of well-known tools and their plugins, whose files name what they use."""
_DEEPEST: Final = 5


def may_read(name: str, files: StartFiles, shells: FollowedShells) -> tuple[Evidence, ...]:
    """The lines that may read the variable *name* in a way that nobody can tell, each once."""
    found: dict[tuple[str, int | None], Evidence] = {}
    for kind in shells.kinds.values():
        for each in kind.unclear:
            seen = Evidence(shells.shown(each.file), each.text, each.line or None)
            found.setdefault((seen.source, seen.line), seen)
    texts = _texts(files, shells)
    own = frozenset(each for path, text in texts.items() for each in _functions(path, text))
    for path, text in texts.items():
        for number, words in _lines(path, text, name, own):
            found.setdefault((path, number), Evidence(path, words, number))
    return tuple(found.values())


def is_named(name: str, path: str, text: bytes) -> bool:
    """Whether a command of *text* has the name of the variable in it, other than to set or unset it: a name may be
    read by another (``v=GOROOT``, ``~GOROOT``, ``$parameters[GOROOT]``, ``typeset -T GOROOT goroot``)."""
    code = text_of(text)
    if name not in code and _LISTS_NAMES.search(code) is None:
        return False
    grammar = start_file.grammar_of(path)
    return any(_names_it(each, name, is_fish=grammar.shell == "fish") for each in grammar.statements(code))


def _names_it(each: Statement, name: str, *, is_fish: bool) -> bool:
    first, *rest = each.words
    if _LISTS_NAMES.search(" ".join(each.words)) is not None:
        return True
    is_setting = first in ("set", "unset", "export", "readonly") or (first in _DECLARE and not _ties(rest))
    values = [_value_of(word, name, is_fish=is_fish) for word in each.words]
    if is_setting or (is_fish and first == "set"):
        at = next((place for place, word in enumerate(values) if word == name), None)
        values = [word for place, word in enumerate(values) if place != at]
    return any(re.search(rf"\b{name}\b", word) for word in values)


def _ties(words: Iterable[str]) -> bool:
    return any(re.fullmatch(r"-\w*T\w*", word) for word in words)


def _value_of(word: str, name: str, *, is_fish: bool) -> str:
    """*word* without the variable that it sets."""
    return word if is_fish else re.sub(rf"^[\"']?{name}\+?=", "", word)


def _texts(files: StartFiles, shells: FollowedShells) -> dict[str, str]:
    """Files of the user's, by their names; what lies in a tool's folder is left out."""
    own = {file.path: text_of(file.meant) for file in files.files if file.in_home}
    read = ((shells.shown(path), data) for path, data in shells.files.items())
    more = {path: text_of(data) for path, data in read if path.startswith("~/") and not _OF_TOOLS.match(path)}
    return {**more, **own}


def _lines(path: str, text: str, name: str, own: frozenset[str]) -> Iterator[tuple[int, str]]:
    grammar = start_file.grammar_of(path)
    for each in _commands(text, grammar):
        if _is_reader(each, text[each.start : each.end], grammar, name, own):
            number = text.count("\n", 0, each.start) + 1
            yield number, text.split("\n")[number - 1].strip()


def _commands(text: str, grammar: Grammar) -> Iterator[Statement]:
    return (each for each in grammar.statements(text) if each.words and not each.is_opener)


def _functions(path: str, text: str) -> Iterator[str]:
    """Functions that *text* defines: what they run is in it too."""
    for each in start_file.grammar_of(path).statements(text):
        yield from (guard.text for guard in each.guards if guard.kind is GuardKind.FUNCTION)


def _is_reader(
    each: Statement, text: str, grammar: Grammar, name: str, own: frozenset[str], depth: int = 0
) -> bool:
    """Whether a command, or one within it, may read the variable."""
    words = [word for word in each.words if not _ASSIGNED.match(word)]
    if words[:1] == ["alias"]:
        return False  # it runs when somebody types it
    while words and words[0] in _PREFIX:
        words.pop(0)
    is_fish = grammar.shell == "fish"
    is_whole = not any(map(_ASSIGNED.match, each.words))
    if words and is_whole and words[0] in _PRINTING and _prints(*words, name=name, is_fish=is_fish):
        return True
    if words and not _is_known(words, name, own):
        return True
    inner = [*_substituted(text, is_fish=is_fish), *_hooks(each)]
    if words[:1] == ["eval"]:
        inner.append(" ".join(words[1:]).strip("\"'"))
    return depth >= _DEEPEST or any(
        _is_reader(found, code[found.start : found.end], grammar, name, own, depth + 1)
        for code in inner
        for found in _commands(code, grammar)
    )


def _is_known(words: list[str], name: str, own: frozenset[str]) -> bool:
    """Whether the command *words* is one that reads no variable but those it names."""
    program = words[0].strip("\"'")
    if program in own or is_quiet_program(tuple(words)):
        return True
    if program == "eval":
        return not re.search(r"\$(?!\()", " ".join(words))
    if program == "printenv":
        return len(words) == 2 and words[1] != name
    if program == "go":
        return words[1:2] == ["env"] and len(words) == 3 and words[2] != name
    is_exact = program.rpartition("/")[2] in _EXACT and by_path(program) is not None
    if program.startswith(("$(", "`", "(")):
        return True  # what runs within is looked at
    return is_exact or program in _KNOWN or program.startswith(("((", "[", "{", "}"))


def _prints(program: str, *args: str, name: str, is_fish: bool) -> bool:
    """Whether a command that declares only shows what is declared, *name* with it."""
    flags = [word for word in args if word.startswith(("-", "+"))]
    names = [word for word in args if word not in flags]
    if program == "set":
        return not names and (is_fish or not flags)
    if program == "compgen":
        return not names or "export" in names
    if not names:
        return not any(re.search("[fF]", word) for word in flags)
    return name in names and any(re.fullmatch(r"-\w*p\w*", word) for word in flags)


def _hooks(each: Statement) -> Iterator[str]:
    for word in each.words:
        if (hook := _HOOK.fullmatch(word)) is not None:
            yield hook[1].strip("\"' ")


def _substituted(text: str, *, is_fish: bool) -> Iterator[str]:
    """The commands of every command or process substitution in *text*."""
    opener = lazy_pattern(r"\(" if is_fish else r"(?:[$<>]|(?<=\s)=)\((?!\()")
    at = 0
    while (match := opener.search(text, at)) is not None:
        at = end = match.end()
        open_ = 1
        while end < len(text) and open_:
            open_ += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        yield text[at : end - 1 if not open_ else end]
    if not is_fish:
        yield from text.split("`")[1::2]
