"""Servers, archives and certificates for the tests of downloads."""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.authority import Authority
from tests.servers.goserver import GoServer, make_archive
from wizard.codecs.go.releases import Archive

SIZE = 300_000
PROXY_VARIABLES = [f"{name}_PROXY" for name in ("HTTP", "HTTPS", "ALL", "NO")]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two archives, of which 1.25.5 is large enough to be cut."""
    folder = tmp_path_factory.mktemp("shelf")
    noise = random.Random(1).randbytes(SIZE)
    make_archive(folder, "1.25.5", {"src/noise": noise})
    make_archive(folder, "1.26.1")
    make_archive(folder, "1.27rc1")
    return folder


@pytest.fixture(scope="session")
def archive(shelf: Path) -> Archive:
    name = "go1.25.5.linux-amd64.tar.gz"
    content = (shelf / name).read_bytes()
    return Archive(name, hashlib.sha256(content).hexdigest(), len(content), "1.25.5")


@pytest.fixture
def go(shelf: Path) -> Iterator[GoServer]:
    with GoServer(shelf) as server:
        yield server


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))
