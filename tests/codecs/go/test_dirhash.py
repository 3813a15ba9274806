"""The sum of a module's zip, as Go computes it. With Go itself: tests/e2e/network/test_sums.py."""

from __future__ import annotations

import base64
import hashlib
import io
import warnings
import zipfile
from pathlib import Path

import pytest

from tests.servers.modules import CHANGED, FILES, NAME, zipped
from wizard.codecs.go import dirhash
from wizard.tables import canaries

PUBLISHED = Path(__file__).resolve().parents[2] / "data/intern"


def test_it_is_a_hash_of_hashes_and_names() -> None:
    lines = "".join(
        f"{hashlib.sha256(FILES[name]).hexdigest()}  {NAME}/{name}\n" for name in ("canary.go", "go.mod")
    )
    expected = "h1:" + base64.b64encode(hashlib.sha256(lines.encode()).digest()).decode()
    assert dirhash.of_zip(zipped(FILES)) == expected


def test_a_published_module_has_the_sum_that_all_go_sum_files_have() -> None:
    """The files are those of the tag v1.0.0 of github.com/josharian/intern."""
    name = "github.com/josharian/intern@v1.0.0"
    files = {path.name: path.read_bytes() for path in PUBLISHED.iterdir()}
    assert len(files) == 5
    assert dirhash.of_zip(zipped(files, module=name)) == canaries.pins()[name]


def test_only_names_and_contents_count() -> None:
    turned = dict(reversed(FILES.items()))
    assert dirhash.of_zip(zipped(FILES)) == dirhash.of_zip(zipped(turned, zipfile.ZIP_STORED))
    assert dirhash.of_zip(zipped(FILES)) != dirhash.of_zip(zipped(CHANGED))
    assert dirhash.of_zip(zipped(FILES)) != dirhash.of_zip(zipped({**FILES, "more.go": b""}))


@pytest.mark.parametrize("data", [b"", b"<html></html>", zipped(FILES)[:200]])
def test_what_is_no_zip(data: bytes) -> None:
    with pytest.raises(dirhash.NotModuleZip):
        dirhash.of_zip(data)


def test_a_damaged_zip_has_no_sum() -> None:
    data = bytearray(zipped(FILES, zipfile.ZIP_STORED))
    data[data.index(b"package canary")] ^= 1
    with pytest.raises(dirhash.NotModuleZip):
        dirhash.of_zip(bytes(data))


def test_a_name_that_is_there_twice_hides_nothing() -> None:
    data = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(data, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")
    with pytest.raises(dirhash.NotModuleZip):
        dirhash.of_zip(data.getvalue())


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked() -> None:
    with pytest.raises(dirhash.NotModuleZip):
        dirhash.of_zip(zipped({"zeros": bytes(65 << 20)}))


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_go_does_not_unpack_is_no_module(way: int) -> None:
    with pytest.raises(dirhash.NotModuleZip):
        dirhash.of_zip(zipped(FILES, way))
