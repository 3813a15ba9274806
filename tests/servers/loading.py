"""How the tests of downloads load, and what they always look at besides."""

import hashlib
from pathlib import Path

import pytest

from wizard.codecs.go import releases
from wizard.codecs.go.releases import Archive, Releases
from wizard.downloads import web
from wizard.model.errors import WizardError
from wizard.model.events import Stop, never

SECRETS = ("sesame", "s3cret", "alibaba")


def quiet(done: int, total: int) -> None:
    pass


def load(archive: web.KnownFile, into: Path, *sources: str, **more: object) -> Path:
    return web.download(archive, sources, into, **({"tell": quiet, "stop": never} | more))  # type: ignore[arg-type]


def listed(source: str, stop: Stop = never) -> Releases:
    """The list of releases that the server *source* has."""
    url = f"{source}?mode=json&include=all"
    return releases.parse(web.fetch(url, limit_bytes=1 << 20, timeout_s=30, stop=stop))


def refused(archive: web.KnownFile, into: Path, *sources: str, **more: object) -> WizardError:
    with pytest.raises(WizardError) as caught:
        load(archive, into, *sources, **more)
    spoken = " ".join(text.render() for text in caught.value.sentences())
    assert not any(secret in spoken + repr(caught.value) for secret in SECRETS)
    return caught.value


def names(folder: Path) -> list[str]:
    """What lies in *folder*, but for the lock, which is nobody's business."""
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".lock")


def is_good(path: Path, archive: Archive) -> bool:
    return path.name == archive.filename and hashlib.sha256(path.read_bytes()).hexdigest() == archive.sha256
