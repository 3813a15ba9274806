"""Real shells with start files of a test: what they have afterwards, to compare what was read with."""

from __future__ import annotations

import glob
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wizard.codecs.shell.follow.disk import KnownFiles, Seen
from wizard.codecs.shell.follow.start import Followed, follow
from wizard.codecs.shell.kinds import Aside, Kind

NAMES = ("PATH", "GOROOT", "GODEBUG", "GOENV", "GOPATH", "GOFLAGS")
SHELLS = {"bash": "/bin/bash", "sh": "/bin/dash", "zsh": "/bin/zsh", "fish": "/usr/bin/fish"}
PATH = "/usr/local/bin:/usr/bin:/bin"
_MARK = "\0== after ==\0"
_DUMP = (
    "printf '\\0== after ==\\0'; for n in " + " ".join(NAMES) + "; do "
    'eval "if [ \\"\\${$n+x}\\" ]; then printf \'%s\\0%s\\0\' \\"$n\\" \\"\\$$n\\"; fi"; done; '
    "printf '\\0== env ==\\0'; /usr/bin/env -0"
)
_FISH_DUMP = (
    "printf '\\0== after ==\\0'; for n in " + " ".join(NAMES) + "; if set -q $n; set -l s ' '; "
    "string match -q '*PATH' $n; and set s ':'; "
    "printf '%s\\0%s\\0' $n (string join -- $s $$n | string collect --allow-empty); end; end; "
    "printf '\\0== env ==\\0'; /usr/bin/env -0"
)


@dataclass(frozen=True)
class Real:
    """A variable of a real shell: its value (None if it is not set), and whether programs get it."""

    text: str | None
    is_exported: bool


class RealDisk:
    """This machine's own files, as a `Disk`."""

    def at(self, path: str) -> Seen | None:
        try:
            real = os.path.realpath(path)
            link = real if real != path else ""
            if os.path.isdir(path):
                return Seen("folder", link=link)
            if not os.path.exists(path):
                return Seen("missing")
            if not os.path.isfile(path):
                return Seen("other")
            data = Path(path).read_bytes()
        except PermissionError:
            return Seen("denied")
        return Seen("file", data, os.access(path, os.X_OK), link)

    def glob(self, pattern: str) -> tuple[str, ...] | None:
        return tuple(sorted(glob.glob(pattern)))


def environment(home: Path) -> dict[str, str]:
    return {"HOME": str(home), "PATH": PATH, "LC_ALL": "C.UTF-8", "TERM": "dumb", "USER": _user()}


def _user() -> str:
    import pwd  # there is none on Windows

    return pwd.getpwuid(os.geteuid()).pw_name


def really(
    shell: str,
    kind: Kind | Aside,
    home: Path,
    *,
    within: Sequence[str] = (),
    more: Mapping[str, str] | None = None,
) -> Mapping[str, Real] | None:
    """The variables of `NAMES` that a real *shell* (a key of `SHELLS`) has, started as *kind*, *within* another command
    and with *more* variables; None if it ended before it came to the question."""
    flags = [*(["-l"] if kind.is_login else []), *(["-i"] if kind.is_interactive else []), "-c"]
    ran = subprocess.run(
        [*within, SHELLS[shell], *flags, _FISH_DUMP if shell == "fish" else _DUMP],
        capture_output=True,
        env={**environment(home), **(more or {})},
        cwd=home,
        stdin=subprocess.DEVNULL,
        timeout=60,
        start_new_session=True,
        check=False,
    )
    _, mark, text = ran.stdout.decode("utf-8", "surrogateescape").rpartition(_MARK)
    if not mark:
        return None
    values, _, exported = text.partition("\0== env ==\0")
    parts = values.split("\0")
    texts = dict(zip(parts[0::2], parts[1::2], strict=False))
    names = {pair.partition("=")[0] for pair in exported.split("\0")}
    return {name: Real(texts.get(name), name in names) for name in NAMES}


def followed(
    shell: str,
    kind: Kind | Aside,
    home: Path,
    *,
    disk: KnownFiles | None = None,
    more: Mapping[str, str] | None = None,
) -> Followed:
    """What the same start comes to in thought."""
    return follow(
        kind,
        shell=SHELLS[shell],
        user=_user(),
        uid=os.geteuid(),
        home=str(home),
        environment={**environment(home), **(more or {})},
        disk=disk or RealDisk(),
    )


def put(home: Path, name: str, text: str) -> None:
    """A file below *home*."""
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
