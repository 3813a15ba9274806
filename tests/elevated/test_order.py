"""An order and its result are small strict files, and a refusal is one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from wizard.elevated.order import (
    FORMAT,
    REFUSALS,
    ElevationRequest,
    ElevationResult,
    Reply,
    RequestFiles,
    decode_order,
    decode_result,
    digest,
    encode,
    refused,
)
from wizard.model.first_time import Operation

NONCE = "0123456789abcdef" * 2
ORDER = ElevationRequest(FORMAT, Operation.INSTALL_WSL, "S-1-5-21-7", NONCE, 1)
RESULT = ElevationResult(FORMAT, Operation.INSTALL_WSL, NONCE, 0, "installed")


def test_what_was_written_is_read_again() -> None:
    assert decode_order(encode(ORDER)) == ORDER
    assert decode_result(encode(RESULT), ORDER) == RESULT


@pytest.mark.parametrize(
    "change",
    [
        {"format": FORMAT + 1},
        {"operation": "format-disk"},
        {"nonce": NONCE.upper()},
        {"nonce": NONCE + "\n"},
        {"sid": "S-1-5-21-7\n"},
        {"sid": "S-1-" + "5" * 200},
        {"more": 1},
    ],
)
def test_an_order_is_read_strictly(change: dict[str, object]) -> None:
    data = json.dumps({**json.loads(encode(ORDER)), **change}).encode()
    with pytest.raises(ValueError):
        decode_order(data)


@pytest.mark.parametrize(
    "change", [{"nonce": "f" * 32}, {"operation": Operation.UPDATE_WSL}, {"format": FORMAT + 1}]
)
def test_a_result_of_another_order_is_none(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        decode_result(encode(msgspec.structs.replace(RESULT, **change)), ORDER)


def test_one_changed_byte_is_another_digest() -> None:
    assert digest(encode(ORDER)) != digest(encode(msgspec.structs.replace(ORDER, made=2)))


def test_the_files_of_an_order_lie_beside_each_other(tmp_path: Path) -> None:
    place = RequestFiles.of(tmp_path / f"order-{NONCE}.json")
    assert place is not None
    assert {path.parent for path in (place.order, place.result, place.stop)} == {tmp_path}
    assert len({place.order, place.result, place.stop}) == 3


@pytest.mark.parametrize("name", ["order-x.json", f"order-{NONCE}.json.bak", f"result-{NONCE}.json"])
def test_a_file_of_another_name_is_no_order(tmp_path: Path, name: str) -> None:
    assert RequestFiles.of(tmp_path / name) is None
    assert RequestFiles.of(Path(f"order-{NONCE}.json")) is None, "not absolute"


def test_every_refusal_has_its_sentence_and_its_code() -> None:
    assert set(REFUSALS) == set(Reply) - {Reply.DONE}
    assert refused(Reply.OTHER_USER).code == "elevated-other-user"
    assert refused(99).code == "elevated-ended"
    assert "99" in refused(99).text.render()
