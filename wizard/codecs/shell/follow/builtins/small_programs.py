"""Small programs that people ask for a value: what each prints, where variables, account and files tell it exactly.

All else that they may print is unknown. No file is read for them but the go env file: what others hold may be secret.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from wizard.codecs.go import goenv
from wizard.codecs.shell.follow.builtins.lookup import located, real_path
from wizard.codecs.shell.follow.builtins.shapes import Args, Builtin
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.values import UNKNOWN


def _exported(runner: Runner, name: str) -> str:
    """What a program gets of the variable; empty if it gets nothing."""
    runner.notes.asked[name] = None
    variable = runner.read(name)
    separator = ":" if runner.is_fish and name.endswith("PATH") else " "
    return separator.join(variable.values) if variable.is_set and variable.is_exported else ""


def _printenv(runner: Runner, args: Args, text: str) -> None:
    if len(args) != 1 or not re.fullmatch(r"[A-Za-z_]\w*", args[0], re.ASCII):
        _unknown(runner)
        return
    value, variable = _exported(runner, args[0]), runner.read(args[0])
    is_there = variable.is_set and variable.is_exported
    runner.status = None if variable.doubt is not None else is_there
    if is_there or variable.doubt is not None:
        runner.show(f"{value}\n")


def _unknown(runner: Runner) -> None:
    runner.show(UNKNOWN)
    runner.status = None


def _says(runner: Runner, line: str | None) -> None:
    """It prints *line*, or fails or prints what is not known."""
    if line is None:
        _unknown(runner)
    else:
        runner.show(f"{line}\n")
        runner.status = True


def _id(runner: Runner, args: Args, text: str) -> None:
    flags = frozenset("".join(word[1:] for word in args if re.fullmatch(r"-[a-z]+", word)))
    is_plain = all(re.fullmatch(r"-[a-z]+", word) for word in args)
    known = {frozenset("u"): str(runner.account.uid), frozenset("un"): runner.account.name}
    known[frozenset("ur")] = known[frozenset("u")]
    _says(runner, known.get(flags) if is_plain else None)


def _name(runner: Runner, args: Args, text: str) -> None:
    _says(runner, runner.account.name if not args else None)


def _uname(runner: Runner, args: Args, text: str) -> None:
    _says(runner, "Linux" if tuple(args) in ((), ("-s",)) else None)


def _dirname(runner: Runner, args: Args, text: str) -> None:
    paths = args[1:] if args[:1] == ["--"] else args
    _says(runner, folder_of(paths[0]) if len(paths) == 1 and not paths[0].startswith("-") else None)


def folder_of(path: str) -> str | None:
    """What ``dirname`` prints (POSIX dirname); None if the last part is not known."""
    if UNKNOWN in path.rstrip("/").rpartition("/")[2]:
        return None
    head, slash, _ = path.rstrip("/").rpartition("/")
    if not slash:
        return "/" if path.startswith("/") else "."
    return head.rstrip("/") or "/"


def _basename(runner: Runner, args: Args, text: str) -> None:
    words = args[1:] if args[:1] == ["--"] else args
    is_plain = len(words) in (1, 2) and not words[0].startswith("-") and UNKNOWN not in "".join(words)
    _says(runner, _last_part(*words) if is_plain else None)


def _last_part(path: str, suffix: str = "") -> str:
    """What ``basename`` prints (POSIX basename)."""
    if path and not path.strip("/"):
        return "/"
    last = path.rstrip("/").rpartition("/")[2]
    return last.removesuffix(suffix) if last != suffix else last


def _realpath(runner: Runner, args: Args, text: str) -> None:
    paths = [word for word in args if word not in ("-e", "--")]
    _says(runner, real_path(runner, paths[0]) if len(paths) == 1 else None)


def _readlink(runner: Runner, args: Args, text: str) -> None:
    """Only with ``-f`` or ``-e``: a target as written is not known."""
    paths = [word for word in args if word not in ("-f", "-e", "--")]
    is_whole = {"-f", "-e"} & set(args) and len(paths) == 1
    _says(runner, real_path(runner, paths[0]) if is_whole else None)


_ECHOED: Final = frozenset({"GOPATH", "GOBIN", "GOPRIVATE", "GOPROXY", "GOSUMDB", "GOMODCACHE"})
"""Variables that ``go env`` prints as it gets them, whichever Go runs in the end (GO §1.2)."""


def _go(runner: Runner, args: Args, text: str, *, path: str = "go") -> None:
    """``go env NAME`` of a Go that is one, and no shim of a version manager with variables of its own (GO §13.3)."""
    program = located(runner, path)
    if program == "" and not runner.is_fish:  # fish does not run what it was to be an argument of
        runner.status = False
    elif not program or args[:1] != ["env"] or len(args) != 2 or not _is_tree(runner, program):
        _unknown(runner)
    else:
        _says(runner, _go_env(runner, args[1], program))


def _is_tree(runner: Runner, program: str) -> bool:
    real = real_path(runner, program) or ""
    tools = runner.look(f"{real.removesuffix('/bin/go')}/pkg/tool") if real.endswith("/bin/go") else None
    return tools is not None and tools.kind == "folder"


def _go_env(runner: Runner, name: str, program: str) -> str | None:
    if name not in _ECHOED:
        return None
    if value := _exported(runner, name):
        return value
    settings = _go_env_file(runner)
    if settings is None or name in settings:
        return None if settings is None else settings[name]
    home = _exported(runner, "HOME")
    is_own = (real_path(runner, program) or "").startswith(f"{home}/go/")
    return f"{home}/go" if name == "GOPATH" and home and not is_own else None


def _go_env_file(runner: Runner) -> dict[str, str] | None:
    """The settings of the go env file; None if they are not known."""
    config = _exported(runner, "XDG_CONFIG_HOME") or f"{_exported(runner, 'HOME')}/.config"
    path = _exported(runner, "GOENV") or f"{config}/go/env"
    if path == "off":
        return {}
    seen = runner.look(path, whole=True)
    if seen is None or (seen.kind == "file" and seen.data is None):
        return None
    return {key: value for key, value in goenv.effective(seen.data or b"").items() if value}


def _brew(runner: Runner, args: Args, text: str, *, path: str = "brew") -> None:
    """``brew shellenv`` prints code for the shell; nothing if its folders stand in front already (GO §13.4)."""
    program = located(runner, path)
    if program == "" and not runner.is_fish:
        runner.status = False
        return
    folder = real_path(runner, program.rpartition("/")[0]) if program else None
    prefix = folder.removesuffix("/bin") if folder is not None else ""
    first, *rest = (part for value in runner.read("PATH").values for part in value.split(":"))
    if args[:1] != ["shellenv"] or len(args) > 2 or not prefix or runner.doubt is not None:
        _unknown(runner)
    elif first == f"{prefix}/bin" and rest[:1] in ([], [f"{prefix}/sbin"]):
        runner.status = True
    elif runner.is_fish:
        _says(runner, None if f"{prefix}/bin" in rest else _FISH_BREW.replace("@", prefix))
    else:
        _says(runner, _SH_BREW.replace("@", prefix))


_SH_BREW: Final = 'export HOMEBREW_PREFIX="@"; export PATH="@/bin:@/sbin:$PATH";'
_FISH_BREW: Final = 'set -gx HOMEBREW_PREFIX "@"; fish_add_path --global --move --path "@/bin" "@/sbin";'
"""What it comes to, as far as it matters here; where one of them stands in PATH already, that hangs on its version."""


def _mise(runner: Runner, args: Args, text: str, *, path: str = "mise") -> None:
    """``mise activate SHELL --shims`` puts two folders in front of PATH, and no more; without that option the
    version of the folder the shell is in decides (GO §13.3)."""
    program = located(runner, path)
    rest = [word for word in args[1:] if word not in ("--shims", "-q", "--quiet")]
    is_meant = args[:1] == ["activate"] and "--shims" in args and len(rest) == 1 and rest[0].isalpha()
    folders = [part for value in runner.read("PATH").values for part in value.split(":")]
    if not program or not is_meant or UNKNOWN in "".join(folders) or runner.doubt is not None:
        _unknown(runner)
        return
    own = program.rpartition("/")[0]
    known = {real_path(runner, each) for each in folders}
    front = [] if real_path(runner, own) in known else [own]
    put = "fish_add_path --global --move --path" if runner.is_fish else None
    lines = (f'{put} "{each}"' if put else f'export PATH="{each}:$PATH"' for each in (*front, _shims(runner)))
    _says(runner, "\n".join(lines))


def _shims(runner: Runner) -> str:
    data = _exported(runner, "XDG_DATA_HOME") or f"{_exported(runner, 'HOME')}/.local/share"
    return f"{_exported(runner, 'MISE_DATA_DIR') or f'{data}/mise'}/shims"


PROGRAMS: Final[dict[str, Builtin]] = {
    "printenv": _printenv,
    "id": _id,
    "whoami": _name,
    "uname": _uname,
    "dirname": _dirname,
    "basename": _basename,
    "realpath": _realpath,
    "readlink": _readlink,
    "go": _go,
    "brew": _brew,
    "mise": _mise,
}


_FOUND: Final = {"go": _go, "brew": _brew, "mise": _mise}
"""Those that are what they are wherever they lie."""


def by_path(path: str) -> Builtin | None:
    """The program of that *path*, if it is one of these."""
    folder, _, name = path.rpartition("/")
    if name in _FOUND:
        return functools.partial(_FOUND[name], path=path)
    return PROGRAMS.get(name) if folder in ("/bin", "/usr/bin") else None
