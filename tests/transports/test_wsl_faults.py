"""Whatever wsl.exe does, a look or a setup ends in time, in one clear sentence, with nothing half-done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.shellground import Ground, small_batch
from tests.wsl.world import World
from wizard.app.session import Session
from wizard.model.errors import BusyError, MachineError, WizardError
from wizard.model.events import never, silent
from wizard.model.orders import Commit, Phase, Receipt, Recover, Undo
from wizard.model.probes import AccountProbe, CommandProbe, FileProbe
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.shell.hand import ShellTimeouts
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import WslExe

pytestmark = [
    pytest.mark.distro,
    pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers"),
]

HASTE = ShellTimeouts(begins_s=2.5, look_s=3.0, act_s=4.0)
LIMIT_S = 12.0
ASKED = (AccountProbe(), FileProbe("/etc/passwd"), CommandProbe(("true",), timeout_s=1))

FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "hangs at once": ("hang", {}),
    "hangs half-way": ("hang", {"after": 60}),
    "drips": ("drip", {"seconds": 0.2}),
    "garbage": ("garbage", {"data": bytes(range(256)) * 20}),
    "garbage that ends well": ("garbage", {"data": b"hello\n" * 9, "code": 0}),
    "nothing at all": ("garbage", {"data": b"", "code": 0}),
    "a flood of garbage": ("garbage", {"data": b"\xff\0\n" * 100_000, "code": 255}),
    "crashes at once": ("crash", {}),
    "crashes half-way": ("crash", {"after": 60}),
    "crashes later": ("crash", {"after": 130}),
    "access denied": ("error", {"path": "Wsl/Service/CreateInstance/E_ACCESSDENIED"}),
    "no virtualization": (
        "error",
        {"path": "Wsl/Service/CreateInstance/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED"},
    ),
    "the user does not exist": ("error", {"path": "Wsl/Service/CreateInstance/WSL_E_USER_NOT_FOUND"}),
    "bad .wslconfig": ("error", {"path": "Wsl/Service/CreateInstance/CreateVm/ParseConfig/E_INVALIDARG"}),
    "the service is off": ("error", {"path": "Wsl/0x80070422"}),
    "an unknown code": ("error", {"path": "Wsl/Service/CreateInstance/0x8004F00D"}),
    "it never boots": ("unbootable", {}),
}
CODES = {"hang": "timed-out", "drip": "timed-out", "garbage": "cut-off", "crash": "cut-off"}
"""How a setup ends of which nobody can say how far it came; the others did not begin."""

WORDS = {
    "access denied": "Windows denied access",
    "no virtualization": "Virtualization is off",
    "no such user": "no user with this name",
    "bad .wslconfig": ".wslconfig",
    "the service is off": "disabled",
    "an unknown code": "0x8004F00D",
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        made.add("Debian")
        yield made


def distro(world: World, patience: ShellTimeouts = HASTE) -> Wsl:
    return Wsl(WslExe(str(world.exe), world.environ), "Debian", "me", patience=patience)


def ground(world: World) -> Ground:
    root = world.root("Debian") / "ground"
    root.mkdir(mode=0o755)
    return Ground(root, inside=Path("/ground"))


def assert_clear(error: WizardError) -> None:
    """A few sentences that a person can read."""
    assert isinstance(error, MachineError)
    assert error.next_step is not None
    for sentence in error.sentences():
        words = sentence.render()
        assert words.isprintable()
        assert 10 < len(words) < 600
        assert "Traceback" not in words


@pytest.mark.parametrize("fault", FAULTS)
def test_a_look_ends_in_a_sentence(world: World, fault: str) -> None:
    knob, options = FAULTS[fault]
    world.fault(knob, match="/bin/sh", **options)
    began = time.monotonic()
    with pytest.raises(MachineError) as caught:
        Session(distro(world), Host(), Wanted(), rules=()).look()
    assert time.monotonic() - began < LIMIT_S
    assert caught.value.code == "unreachable"
    assert_clear(caught.value)
    assert ("before the check finished" in caught.value.text.render()) is (
        "crash" in fault and "once" not in fault
    )
    assert WORDS.get(fault, "") in " ".join(each.render() for each in caught.value.sentences())
    world.heal()
    assert Session(distro(world), Host(), Wanted(), rules=()).look().open is None


@pytest.mark.parametrize("verb", ["look", "undo", "accept"])
def test_of_a_distro_that_does_not_start_the_gentle_way_out_is_told_first(world: World, verb: str) -> None:
    world.fault("unbootable")
    with pytest.raises(MachineError) as caught:
        getattr(Session(distro(world), Host(), Wanted(), rules=()), verb)()
    assert caught.value.next_step is not None
    gentle, _, rest = caught.value.next_step.render().partition("wsl-go-wizard rescue --distro Debian")
    assert gentle == "If a setup keeps the distro from starting, undo it with “"
    assert "stop all distros, then try again: wsl --shutdown" in rest


@pytest.mark.parametrize("fault", FAULTS)
def test_a_setup_ends_in_a_sentence_and_leaves_nothing_half_done(world: World, fault: str) -> None:
    place = ground(world)
    changes = small_batch(place)
    before = place.seen()
    site = distro(world)
    if fault != "it never boots":
        site.read((AccountProbe(),), never)
    knob, options = FAULTS[fault]
    world.fault(knob, match="-u root", **options)
    began = time.monotonic()
    with pytest.raises(WizardError) as caught:
        site.act(Commit(changes), silent, never)
    assert time.monotonic() - began < LIMIT_S
    assert_clear(caught.value)
    assert WORDS.get(fault, "") in caught.value.text.render()
    assert caught.value.code == CODES.get(knob, "unreachable")
    said_so = caught.value.unchanged is not None and caught.value.unchanged.render() == "Nothing was changed."
    assert said_so is (knob not in CODES)
    world.heal()
    seen = place.seen()
    receipt = recovered(world)
    if receipt.phase is Phase.TRIAL:
        assert not said_so
        assert (place.root / "etc/wsl.conf").read_bytes() == b"[boot]\nsystemd=true\n"
        receipt = distro(world).act(Undo(1), silent, never)
    assert said_so <= (seen == before)
    assert (receipt.foreign, receipt.kept) == ((), ())
    assert place.seen() == before
    assert place.litter() == []


def recovered(world: World) -> Receipt:
    """What stands once a hand that was cut off has put its things in order."""
    deadline = time.monotonic() + LIMIT_S
    while True:
        try:
            return distro(world).act(Recover(), silent, never)
        except BusyError:
            assert time.monotonic() < deadline


@pytest.mark.parametrize("codec", ["utf-16-le", "latin-1"])
def test_words_in_another_encoding_are_still_understood(world: World, codec: str) -> None:
    """Old builds do not know WSL_UTF8; a warning in UTF-16 stands before what the distro says."""
    (world.root("Debian") / "etc/wsl.conf").write_text("[boot]\nsytemd=true\n")
    world.fault("encoding", codec=codec)
    site = distro(world)
    assert not isinstance(site.read(ASKED, never)[AccountProbe()], type(None))
    assert [each.line for each in site.warnings] == [2]
    world.fault("error", path="Wsl/Service/E_ACCESSDENIED", match="/bin/sh")
    with pytest.raises(MachineError) as caught:
        site.read(ASKED, never)
    assert "Windows denied access" in caught.value.text.render()


def test_noise_on_stderr_harms_nothing(world: World) -> None:
    world.fault("noise", data=bytes(range(256)) * 40)
    site = distro(world)
    assert site.read(ASKED, never).pairs
    assert site.warnings == ()


def test_without_wsl_exe_there_is_one_sentence(world: World, tmp_path: Path) -> None:
    site = Wsl(WslExe(str(tmp_path / "none.exe")), "Debian", "me")
    for attempt in (
        lambda: site.read(ASKED, never),
        lambda: site.act(Recover(), silent, never),
        lambda: site.restart(silent),
    ):
        with pytest.raises(MachineError) as caught:
            attempt()
        assert caught.value.code == "no-wsl-exe"
        assert_clear(caught.value)


def test_a_distro_that_is_not_there(world: World) -> None:
    site = Wsl(WslExe(str(world.exe), world.environ), "Gone", "me")
    with pytest.raises(MachineError) as caught:
        site.read(ASKED, never)
    assert "No distro has this name" in caught.value.text.render()
