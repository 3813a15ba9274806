"""GOPRIVATE, GONOPROXY and GONOSUMDB: comma-separated patterns of module paths (GO §4).

A pattern is matched against as many leading elements of the path as it has itself, as ``path.Match`` of Go does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from wizard.patterns import lazy_pattern

_PUBLIC: Final = (
    "github.com/pkg/errors",
    "golang.org/x/text",
    "gopkg.in/yaml.v3",
    "k8s.io/api",
    "go.uber.org/zap",
    "google.golang.org/grpc",
    "cloud.google.com/go",
    "gitlab.com/gitlab-org/api/client-go",
)
"""Modules of everybody, of all kinds of hosts."""
FORGES: Final = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "golang.org")
"""Hosts on which modules of everybody lie beside private ones."""
_SCHEME: Final = lazy_pattern(r"^(?:[a-z][a-z0-9+.-]*://|//)(?:[^\s/@]*@)?|^git@(?=[^:]+:)", re.IGNORECASE)
_SPACES: Final = lazy_pattern(r"\s*[,;，；、|]\s*|\s+")


def patterns(value: str) -> tuple[str, ...]:
    """The patterns of a list; Go takes a slash from the end of each, and steps over empty ones."""
    return tuple(each for part in value.split(",") if (each := part.removesuffix("/")))


def matches(value: str, path: str) -> bool:
    """Whether one of the patterns of *value* takes the module *path* for private."""
    return any(_matches(pattern, path) for pattern in patterns(value))


def is_everything(value: str) -> bool:
    """Whether there is no module of everybody that *value* does not take for private."""
    return all(matches(value, path) for path in _PUBLIC)


def whole_forges(value: str) -> tuple[str, ...]:
    """The public hosts of which *value* takes every module for private."""
    return tuple(host for host in FORGES if matches(value, f"{host}/any-owner/any-name"))


def is_idle(pattern: str) -> bool:
    """Whether *pattern* never matches anything: it has a scheme, a user, a space or a wrong bracket."""
    return (
        _SCHEME.search(pattern) is not None
        or bool(re.search(r"[\s;，；、:@]", pattern))
        or not _is_glob(pattern)
    )


def meant(value: str) -> str:
    """The list that a person meant by *value*: hosts and paths alone. A pattern with a wrong bracket stays."""
    return ",".join(dict.fromkeys(each for part in _SPACES.split(value) if (each := _pattern_meant(part))))


def _pattern_meant(part: str) -> str:
    bare = _SCHEME.sub("", part.strip("\"'“”‘’"))
    bare = bare if bare == part else re.sub(r"\.git$", "", bare)
    return re.sub(r":(?![0-9])", "/", re.sub(r":[0-9]+(?=/|$)", "", bare)).rstrip("/")


def _matches(pattern: str, path: str) -> bool:
    elements = path.split("/")
    wanted = pattern.count("/") + 1
    if len(elements) < wanted:
        return False
    compiled = _compiled(pattern)
    return compiled is not None and compiled.fullmatch("/".join(elements[:wanted])) is not None


def _is_glob(pattern: str) -> bool:
    return _compiled(pattern) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """A pattern of ``path.Match``; None if it has an error."""
    parts, rest = [], pattern
    while rest:
        letter, rest = rest[0], rest[1:]
        if letter == "[":
            found = re.match(r"\^?(?:(?:\\.|[^\\\]-])(?:-(?:\\.|[^\\\]-]))?)+\]", rest)
            if found is None:
                return None
            parts.append(f"[{found[0]}")
            rest = rest[found.end() :]
        elif letter == "\\":
            if not rest:
                return None
            parts.append(re.escape(rest[0]))
            rest = rest[1:]
        else:
            parts.append({"*": "[^/]*", "?": "[^/]"}.get(letter, re.escape(letter)))
    try:
        return re.compile("".join(parts))
    except re.error:  # such as a range from its end
        return None
