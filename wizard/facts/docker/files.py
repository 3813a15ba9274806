"""The Dockerfiles of the projects of the profile, each with what Docker does not see of its folder."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs.docker import dockerfile, ignore
from wizard.facts.shapes import content
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import KIB, Answers, FileProbe
from wizard.model.wanted import Wanted

NAMES: Final = ("Dockerfile", "Containerfile")
_IGNORE: Final = ".dockerignore"


class ProjectImage(msgspec.Struct, frozen=True):
    """A Dockerfile of a project: its *path*, what is in it, and the lines of the file *ignore_path* that hides files of
    its folder (empty: there is none)."""

    path: str
    file: dockerfile.Dockerfile
    ignore_path: str = ""
    ignored: tuple[ignore.IgnoreLine, ...] = ()


def _probe(path: str) -> FileProbe:
    return FileProbe(path, limit=256 * KIB)


def _paths(want: Wanted) -> tuple[str, ...]:
    folders = (folder.rstrip("/") for folder in want.projects.folders)
    return tuple(f"{folder}/{name}" for folder in folders for name in NAMES)


def _ignore_paths(path: str) -> tuple[str, str]:
    """The file of this Dockerfile's own goes before that of the folder."""
    return f"{path}{_IGNORE}", f"{path.rpartition('/')[0]}/{_IGNORE}"


def _ask(want: Wanted) -> tuple[FileProbe, ...]:
    paths = _paths(want)
    return tuple(dict.fromkeys(_probe(each) for path in paths for each in (path, *_ignore_paths(path))))


def _images(answers: Answers, want: Wanted) -> tuple[ProjectImage, ...] | Unknown:
    found: list[ProjectImage] = []
    for path in _paths(want):
        data = content(answers[_probe(path)], path)
        if isinstance(data, Unknown):
            return data
        if data is not None:
            image = _image(answers, path, data)
            if isinstance(image, Unknown):
                return image
            found.append(image)
    return tuple(found)


def _image(answers: Answers, path: str, data: bytes) -> ProjectImage | Unknown:
    for ignore_path in _ignore_paths(path):
        ignored = content(answers[_probe(ignore_path)], ignore_path)
        if isinstance(ignored, Unknown):
            return ignored
        if ignored is not None:
            return ProjectImage(path, dockerfile.parse(data), ignore_path, ignore.parse(ignored))
    return ProjectImage(path, dockerfile.parse(data))


PROJECT_IMAGES: Final[Fact[tuple[ProjectImage, ...]]] = Fact("project images", _ask, _images)
