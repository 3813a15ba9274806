"""The elevated task under attack: it does one thing of its list, for who asked, once, or nothing at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.elevated.made_system import MadeSystem, calls, program, sid
from wizard.elevated.order import (
    LIFETIME_S,
    SIZE_LIMIT,
    ElevationRequest,
    Reply,
    RequestFiles,
    decode_result,
    digest,
    encode,
)
from wizard.elevated.task import carry_out
from wizard.engine.setup.steps import ELEVATED_COMMANDS
from wizard.model.first_time import Operation

NONCE = "0123456789abcdef" * 2


ME = os.geteuid() if sys.platform != "win32" else 0


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "System32"
    folder.mkdir()
    program(folder, "wsl.exe", "echo installed")
    program(folder, "dism.exe", "echo 'The operation completed successfully.'; exit 188")
    return folder


@pytest.fixture
def system(programs: Path) -> MadeSystem:
    return MadeSystem(programs, uid=ME)


@pytest.fixture
def place(tmp_path: Path) -> RequestFiles:
    folder = tmp_path / "orders"
    folder.mkdir()
    return RequestFiles(folder, NONCE)


def an_order(**changed: object) -> ElevationRequest:
    order = ElevationRequest(1, Operation.INSTALL_WSL, sid(ME), NONCE, int(time.time()))
    return msgspec.structs.replace(order, **changed)


def put(place: RequestFiles, data: bytes) -> str:
    """Write an order; its digest."""
    place.order.write_bytes(data)
    return digest(data)


def nothing_was_done(place: RequestFiles, system: MadeSystem) -> bool:
    ran = calls(system.programs, "wsl.exe") + calls(system.programs, "dism.exe")
    return not ran and not place.result.exists()


@pytest.mark.linux(reason="the stand-ins of Windows' programs are shell scripts")
@pytest.mark.parametrize("operation", sorted(ELEVATED_COMMANDS, key=str))
def test_it_does_what_the_list_says_word_by_word(
    place: RequestFiles, system: MadeSystem, operation: Operation
) -> None:
    order = an_order(operation=operation)
    assert carry_out(place.order, put(place, encode(order)), system) is Reply.DONE
    name, *words = ELEVATED_COMMANDS[operation]
    assert calls(system.programs, name) == [" ".join(words)]
    result = decode_result(place.result.read_bytes(), order)
    assert (result.code, result.said) == (
        (0, "installed") if name == "wsl.exe" else (188, "The operation completed successfully.")
    )
    assert not place.order.exists()


@pytest.mark.parametrize("operation", sorted(set(Operation) - ELEVATED_COMMANDS.keys(), key=str))
def test_what_needs_no_rights_is_not_on_the_list(
    place: RequestFiles, system: MadeSystem, operation: Operation
) -> None:
    assert carry_out(place.order, put(place, encode(an_order(operation=operation))), system) is Reply.NO_ORDER
    assert nothing_was_done(place, system)


@pytest.mark.parametrize(
    "changes",
    [
        {"operation": "format-disk"},
        {"operation": "wsl.exe --unregister Ubuntu"},
        {"operation": ["install-wsl"]},
        {"format": 2},
        {"argv": ["calc.exe"]},
        {"sid": "S-1-5-21\n"},
        {"sid": "me"},
        {"nonce": "f" * 32},
        {"nonce": "../../x"},
        {"made": "now"},
    ],
)
def test_an_order_that_is_none(place: RequestFiles, system: MadeSystem, changes: dict[str, object]) -> None:
    data = json.dumps({**json.loads(encode(an_order())), **changes}).encode()
    assert carry_out(place.order, put(place, data), system) is Reply.NO_ORDER
    assert nothing_was_done(place, system)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[" * 9000, b"null", b"{" + b" " * 15000 + b"}"])
def test_a_file_that_is_no_order(place: RequestFiles, system: MadeSystem, data: bytes) -> None:
    assert carry_out(place.order, put(place, data), system) is Reply.NO_ORDER
    assert nothing_was_done(place, system)


def test_an_order_changed_on_the_way(place: RequestFiles, system: MadeSystem) -> None:
    promised = put(place, encode(an_order()))
    put(place, encode(an_order(operation=Operation.UPDATE_WSL)))
    assert carry_out(place.order, promised, system) is Reply.CHANGED
    assert nothing_was_done(place, system)


@pytest.mark.parametrize("promised", ["", "0" * 64, "é", "\udcff", "x" * 10_000])
def test_a_wrong_digest(place: RequestFiles, system: MadeSystem, promised: str) -> None:
    put(place, encode(an_order()))
    assert carry_out(place.order, promised, system) in (Reply.CHANGED, Reply.UNREADABLE)
    assert nothing_was_done(place, system)


def test_rights_given_by_another_user(place: RequestFiles, system: MadeSystem) -> None:
    """An administrator typed their own password: distros would be installed for them."""
    promised = put(place, encode(an_order(sid=sid(4711))))
    assert carry_out(place.order, promised, system) is Reply.OTHER_USER
    assert nothing_was_done(place, system)


@pytest.mark.linux(reason="files are given away")
@pytest.mark.skipif(ME != 0, reason="only root can give files away")
def test_an_order_that_somebody_else_put_there(place: RequestFiles, system: MadeSystem) -> None:
    promised = put(place, encode(an_order()))
    os.chown(place.order, 4711, 4711)
    assert carry_out(place.order, promised, system) is Reply.UNSAFE
    assert nothing_was_done(place, system)


@pytest.mark.parametrize("skew", [LIFETIME_S + 5, -120])
def test_an_old_order_and_one_from_the_future(place: RequestFiles, system: MadeSystem, skew: int) -> None:
    promised = put(place, encode(an_order()))
    assert carry_out(place.order, promised, replace(system, skew_s=skew)) is Reply.OLD
    assert nothing_was_done(place, system)


@pytest.mark.linux(reason="the stand-ins of Windows' programs are shell scripts")
def test_an_order_is_good_for_once(place: RequestFiles, system: MadeSystem) -> None:
    data = encode(an_order())
    assert carry_out(place.order, put(place, data), system) is Reply.DONE
    assert carry_out(place.order, put(place, data), system) is Reply.USED
    assert len(calls(system.programs, "wsl.exe")) == 1


def test_without_rights(place: RequestFiles, system: MadeSystem) -> None:
    promised = put(place, encode(an_order()))
    assert carry_out(place.order, promised, replace(system, elevated=False)) is Reply.NOT_ELEVATED
    assert nothing_was_done(place, system)


class TestLinks:
    @pytest.fixture
    def promised(self, place: RequestFiles) -> str:
        return put(place, encode(an_order()))

    @pytest.mark.linux(reason="needs links")
    def test_the_order_is_a_symlink(
        self, place: RequestFiles, system: MadeSystem, promised: str, tmp_path: Path
    ) -> None:
        place.order.rename(tmp_path / "elsewhere")
        place.order.symlink_to(tmp_path / "elsewhere")
        assert carry_out(place.order, promised, system) is Reply.UNSAFE
        assert nothing_was_done(place, system)

    def test_the_order_has_a_second_name(
        self, place: RequestFiles, system: MadeSystem, promised: str, tmp_path: Path
    ) -> None:
        os.link(place.order, tmp_path / "second")
        assert carry_out(place.order, promised, system) is Reply.UNSAFE

    @pytest.mark.linux(reason="needs links")
    def test_its_folder_is_a_symlink(
        self, place: RequestFiles, system: MadeSystem, promised: str, tmp_path: Path
    ) -> None:
        (tmp_path / "link").symlink_to(place.folder)
        path = tmp_path / "link" / place.order.name
        assert carry_out(path, promised, system) is Reply.UNSAFE

    @pytest.mark.linux(reason="Windows has no fifos")
    def test_a_fifo_does_not_hold_it_up(self, place: RequestFiles, system: MadeSystem, promised: str) -> None:
        place.order.unlink()
        os.mkfifo(place.order)
        assert carry_out(place.order, promised, system) is Reply.UNSAFE

    def test_a_folder_and_nothing(self, place: RequestFiles, system: MadeSystem, promised: str) -> None:
        place.order.unlink()
        assert carry_out(place.order, promised, system) is Reply.UNREADABLE
        place.order.mkdir()
        assert carry_out(place.order, promised, system) is Reply.UNSAFE

    @pytest.mark.linux(reason="needs links")
    def test_a_symlink_waits_where_the_result_goes(
        self, place: RequestFiles, system: MadeSystem, promised: str, tmp_path: Path
    ) -> None:
        precious = tmp_path / "precious"
        place.result.symlink_to(precious)
        assert carry_out(place.order, promised, system) is Reply.USED
        assert not precious.exists()
        assert calls(system.programs, "wsl.exe") == []

    @pytest.mark.parametrize("name", ["order.json", "order-.json", "x.json", f"order-{NONCE}.json.bak"])
    def test_another_name(self, place: RequestFiles, system: MadeSystem, promised: str, name: str) -> None:
        place.order.rename(place.folder / name)
        assert carry_out(place.folder / name, promised, system) is Reply.NO_ORDER

    def test_a_relative_path(self, system: MadeSystem, promised: str) -> None:
        assert carry_out(Path(f"order-{NONCE}.json"), promised, system) is Reply.NO_ORDER

    def test_far_too_big(self, place: RequestFiles, system: MadeSystem) -> None:
        assert carry_out(place.order, put(place, b" " * (SIZE_LIMIT + 1)), system) is Reply.UNSAFE


@pytest.mark.linux(reason="the stand-ins of Windows' programs are shell scripts")
def test_what_a_program_says_cannot_forge_a_result(place: RequestFiles, system: MadeSystem) -> None:
    program(system.programs, "wsl.exe", r"""printf '"}\033[31m{"code":0}\000\377'; exit 3""")
    order = an_order()
    carry_out(place.order, put(place, encode(order)), system)
    result = decode_result(place.result.read_bytes(), order)
    assert result.code == 3
    assert "\x1b" not in result.said


@pytest.mark.linux(reason="the stand-ins of Windows' programs are shell scripts")
def test_a_program_that_is_not_there(place: RequestFiles, system: MadeSystem) -> None:
    (system.programs / "wsl.exe").unlink()
    order = an_order()
    assert carry_out(place.order, put(place, encode(order)), system) is Reply.DONE
    result = decode_result(place.result.read_bytes(), order)
    assert result.code is None
    assert result.said.endswith(": No such file or directory")


@pytest.mark.linux(reason="Windows is what is missed here")
def test_as_a_program_it_refuses_with_one_sentence() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "wizard.elevated", "/nowhere/order", "0"], capture_output=True, check=False
    )
    assert said.returncode == Reply.UNREADABLE
    assert said.stderr == b"These changes can only be made in Windows.\n"
    assert (
        subprocess.run([sys.executable, "-m", "wizard.elevated"], capture_output=True, check=False).returncode
        == 23
    )
