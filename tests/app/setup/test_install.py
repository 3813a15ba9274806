"""First-time setup on a PC whose wsl.exe is the stand-in: from a bare Windows to a distro with a user."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.pcs.first_time import PLATFORM, SUBSYSTEM, Pc
from tests.wsl.world import World
from wizard.elevated.order import ElevationResult, decode_order, encode
from wizard.model.errors import InputError, MachineError, Stopped
from wizard.model.events import Stop
from wizard.model.first_time import Choice, FirstLook

pytestmark = pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers")


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    with World(tmp_path) as world:
        yield Pc(world, tmp_path)


def ids(seen: FirstLook) -> list[str]:
    return [step.id for step in seen.remaining.steps]


def test_a_bare_windows(pc: Pc) -> None:
    pc.without(PLATFORM, SUBSYSTEM)
    assert ids(pc.look()) == ["install-wsl", "restart-windows", "install-distro:Ubuntu", "add-user:Ubuntu"]
    after = pc.do("install-wsl")
    assert pc.world.calls[-1] == ["--install", "--no-distribution"]
    assert ids(after) == ["restart-windows", "install-distro:Ubuntu", "add-user:Ubuntu"]
    assert not pc.comes_back
    pc.do("restart-windows")
    assert pc.comes_back
    assert pc.calls("shutdown.exe") == ["/r /t 0"]
    pc.reboot()
    again = pc.look()
    assert ids(again) == ["install-distro:Ubuntu", "add-user:Ubuntu"]
    assert again.pc.resumes == 1
    assert not pc.comes_back
    assert ids(pc.do("install-distro:Ubuntu")) == ["add-user:Ubuntu"]
    assert pc.world.calls[-1] == ["--install", "-d", "Ubuntu", "--no-launch"]


def test_a_feature_is_switched_on_by_dism(pc: Pc) -> None:
    pc.without(PLATFORM, package="2.6.1.0")
    assert ids(pc.look())[0] == "enable-platform"
    assert ids(pc.do("enable-platform"))[0] == "restart-windows"
    assert pc.calls("dism.exe") == ["/Online /Enable-Feature /FeatureName:VirtualMachinePlatform /NoRestart"]
    assert ids(pc.look())[0] == "restart-windows"
    pc.reboot()
    assert ids(pc.look())[0] == "install-distro:Ubuntu"


def test_what_will_run_is_told_before(pc: Pc) -> None:
    pc.without(PLATFORM, package="2.6.1.0")
    pc.do("enable-platform")
    assert "> dism.exe /Online /Enable-Feature /FeatureName:VirtualMachinePlatform /NoRestart" in pc.heard()


def test_the_choice_is_kept_for_after_the_restart(pc: Pc) -> None:
    pc.without(PLATFORM, package="2.6.1.0")
    pc.do("enable-platform", Choice(distro="Debian", user="ada"))
    pc.reboot()
    seen = pc.look()
    assert (seen.choice.distro, seen.choice.user) == ("Debian", "ada")
    assert ids(seen) == ["install-distro:Debian", "add-user:Debian"]


def test_three_restarts_and_no_more(pc: Pc) -> None:
    """A Windows that never keeps what was switched on."""
    pc.without(PLATFORM, package="2.6.1.0")
    for resumes in (1, 2, 3):
        pc.do("enable-platform")
        pc.do("restart-windows")
        (pc.system / "switched-on").unlink()
        pc.reboot()
        assert pc.look().pc.resumes == resumes
    stopped = pc.look()
    assert stopped.remaining.barrier is not None
    assert stopped.remaining.barrier.code == "too-many-restarts"
    assert not pc.comes_back
    pc.first.start_over()
    assert ids(pc.look())[0] == "enable-platform"


def test_a_restart_by_the_user_alone(pc: Pc) -> None:
    """Later is possible: nothing restarts, and the wizard comes back whenever it happens."""
    pc.without(PLATFORM, package="2.6.1.0")
    pc.do("enable-platform")
    pc.first.restart_later()
    assert pc.comes_back
    assert pc.calls("shutdown.exe") == []
    pc.reboot()
    assert ids(pc.look())[0] == "install-distro:Ubuntu"


class TestNotes:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"{",
            b"\xff\xfe",
            b"[]",
            b'{"format": 0}',
            b'{"more": 1}',
            b'{"format": 1, "more": 1}',
            b'{"ran": ["format-disk"]}',
            b"[" * 99999,
        ],
    )
    def test_damaged(self, pc: Pc, data: bytes) -> None:
        pc.notes.parent.mkdir()
        pc.notes.write_bytes(data)
        assert ids(pc.look()) == ["install-distro:Ubuntu", "add-user:Ubuntu"]
        assert pc.heard().count("Could not read the progress") == 1

    def test_those_of_a_newer_version_are_left_to_it(self, pc: Pc) -> None:
        pc.notes.parent.mkdir()
        pc.notes.write_bytes(b'{"format": 1000, "more": 1}')
        with pytest.raises(InputError) as caught:
            pc.look()
        assert caught.value.code == "newer-version"
        assert pc.notes.read_bytes() == b'{"format": 1000, "more": 1}'
        pc.first.start_over()
        assert ids(pc.look()) == ["install-distro:Ubuntu", "add-user:Ubuntu"]

    def test_a_file_without_end(self, pc: Pc) -> None:
        pc.notes.parent.mkdir()
        pc.notes.write_bytes(b" " * (1 << 20) + b"{}")
        pc.look()
        assert pc.heard().count("Could not read the progress") == 1

    def test_a_folder_in_its_place(self, pc: Pc) -> None:
        pc.notes.mkdir(parents=True)
        pc.look()
        with pytest.raises(MachineError) as caught:
            pc.do("install-distro:Debian", Choice(distro="Debian"))
        assert caught.value.code == "notes-not-written"
        assert ["--install"] not in [call[:1] for call in pc.world.calls]

    def test_nothing_is_left_once_all_is_done(self, pc: Pc) -> None:
        pc.without(PLATFORM, package="2.6.1.0")
        pc.world.add("Debian")
        pc.do("enable-platform")
        assert json.loads(pc.notes.read_bytes())["ran"] == ["enable-platform"]
        pc.first.restart_later()
        pc.reboot()
        assert pc.look().remaining.is_done
        assert not pc.notes.exists()
        assert not pc.comes_back


class TestNo:
    def test_the_user_says_no_to_windows(self, pc: Pc) -> None:
        pc.without(PLATFORM, package="2.6.1.0")
        pc.says_yes = False
        with pytest.raises(InputError) as caught:
            pc.do("enable-platform")
        assert caught.value.code == "elevation-declined"
        assert ids(pc.look())[0] == "enable-platform"
        assert pc.calls("dism.exe") == []

    def test_the_wizard_runs_as_somebody_else(self, pc: Pc) -> None:
        pc.other = True
        barrier = pc.look().remaining.barrier
        assert barrier is not None
        assert barrier.code == "elevated-as-another-user"

    def test_the_rights_are_somebody_elses(self, pc: Pc) -> None:
        pc.without(PLATFORM, package="2.6.1.0")
        seen = pc.look()
        start = pc.first.door.start if pc.first.door is not None else None
        assert start is not None

        def over_the_shoulder(argv: Sequence[str], limit_s: float, stop: Stop) -> int:
            pc.made_system.uid = 4711
            return start(argv, limit_s, stop)

        assert pc.first.door is not None
        first = replace(pc.first, door=replace(pc.first.door, start=over_the_shoulder))
        with pytest.raises(InputError) as caught:
            first.carry_out(seen, pc.step(seen, "enable-platform"))
        assert caught.value.code == "elevated-other-user"
        assert pc.calls("dism.exe") == []

    def test_a_step_that_was_not_seen(self, pc: Pc) -> None:
        bare = pc.look()
        pc.world.add("Debian")
        ready = pc.look()
        with pytest.raises(InputError) as caught:
            pc.first.carry_out(ready, bare.remaining.steps[0])
        assert caught.value.code == "no-such-step"

    def test_no_powershell(self, pc: Pc) -> None:
        (pc.system / "powershell.exe").write_text("#!/bin/sh\nexit 1\n")
        seen = pc.look()
        assert seen.remaining.steps == ()
        assert seen.remaining.gaps
        assert not seen.remaining.is_done

    def test_inside_wsl(self, pc: Pc) -> None:
        pc.without(PLATFORM, package="2.6.1.0")
        seen = pc.look()
        with pytest.raises(MachineError) as caught:
            replace(pc.first, door=None).carry_out(seen, pc.step(seen, "enable-platform"))
        assert caught.value.code == "only-in-windows"


class TestFailures:
    def test_dism_fails(self, pc: Pc) -> None:
        pc.without(PLATFORM, package="2.6.1.0")
        (pc.system / "dism.exe").write_text("#!/bin/sh\necho 'Error: 0x800f0950'; exit 80\n")
        with pytest.raises(MachineError) as caught:
            pc.do("enable-platform")
        assert caught.value.code == "step-failed"
        assert "0x800f0950" in caught.value.text.render()
        assert ids(pc.look())[0] == "enable-platform"

    def test_done_but_for_a_restart_is_done(self, pc: Pc) -> None:
        pc.without(PLATFORM, package="2.6.1.0")

        def start(argv: Sequence[str], limit_s: float, stop: Stop) -> int:
            order = decode_order(Path(argv[-2]).read_bytes())
            result = ElevationResult(1, order.operation, order.nonce, 3010, "")
            Path(argv[-2]).with_name(f"result-{order.nonce}.json").write_bytes(encode(result))
            return 0

        seen = pc.look()
        assert pc.first.door is not None
        first = replace(pc.first, door=replace(pc.first.door, start=start))
        after = first.carry_out(seen, pc.step(seen, "enable-platform"))
        assert ids(after)[0] == "restart-windows"

    def test_it_says_done_and_is_not(self, pc: Pc) -> None:
        pc.without(package="")
        pc.world.change(missing=[SUBSYSTEM])
        pc.package = None
        pc.do("install-wsl")
        pc.reboot()
        pc.world.change(wsl_version="0.50.0")
        pc.world.fault("garbage", match="--update", data=b"ok\r\n", code=0)
        with pytest.raises(MachineError) as caught:
            pc.do("update-wsl")
        assert caught.value.code == "step-without-effect"
        assert "--web-download" in "".join(text.render() for text in caught.value.sentences())

    def test_the_network_is_away(self, pc: Pc) -> None:
        pc.world.change(missing=["network"])
        with pytest.raises(MachineError) as caught:
            pc.do("install-distro:Ubuntu")
        assert "Traceback" not in caught.value.text.render()

    def test_a_distro_that_is_not_offered(self, pc: Pc) -> None:
        with pytest.raises(InputError) as caught:
            pc.do("install-distro:Windows95", Choice(distro="Windows95"))
        assert caught.value.code == "distro-not-offered"
        assert "Ubuntu" in "".join(text.render() for text in caught.value.sentences())
        assert not any("-d" in call for call in pc.world.calls)

    @pytest.mark.parametrize(
        ("knob", "options"),
        [
            ("garbage", {"data": b"\xff\xfe\x00\xd8 {} \x1b[2J", "code": 7}),
            ("garbage", {"data": b"", "code": 1}),
            ("crash", {"after": 0}),
            ("error", {"path": "Wsl/Service/RegisterDistro/0x80070070"}),
            ("error", {"path": "Wsl/InstallDistro/WSL_E_DISTRO_NOT_FOUND"}),
        ],
    )
    def test_wsl_fails(self, pc: Pc, knob: str, options: dict[str, Any]) -> None:
        pc.world.fault(knob, match="--install", **options)
        with pytest.raises(MachineError) as caught:
            pc.do("install-distro:Ubuntu")
        words = " ".join(text.render() for text in caught.value.sentences())
        assert "\x1b" not in words
        assert ids(pc.look()) == ["install-distro:Ubuntu", "add-user:Ubuntu"]

    @pytest.mark.parametrize(
        ("knob", "options"),
        [
            ("encoding", {"codec": "utf-16-le"}),
            ("drip", {"seconds": 0.001}),
            ("noise", {"data": b"wsl: \xff\x00 something\n"}),
        ],
    )
    @pytest.mark.parametrize("language", ["en-US", "zh-CN", "de-DE", "ja-JP"])
    def test_in_any_language_and_encoding(
        self, pc: Pc, language: str, knob: str, options: dict[str, Any]
    ) -> None:
        pc.world.change(language=language)
        pc.world.fault(knob, **options)
        assert ids(pc.do("install-distro:Ubuntu")) == ["add-user:Ubuntu"]
        assert "\ufffd" not in pc.heard() or knob == "noise"

    def test_cancelled(self, pc: Pc) -> None:
        pc.world.fault("hang", match="--install", after=0)
        seen = pc.look()
        with pytest.raises(Stopped):
            pc.first.carry_out(
                seen,
                pc.step(seen, "install-distro:Ubuntu"),
                stop=lambda: ["--install"] in [call[:1] for call in pc.world.calls],
            )


def test_an_update(pc: Pc) -> None:
    pc.without(package="0.60.0")
    pc.world.add("Debian")
    pc.world.add("Other")
    pc.world.run("-d", "Other", "--exec", "/bin/true")
    (step,) = pc.look().remaining.steps
    assert step.id == "update-wsl"
    assert "currently in: Other." in step.effect.render()
    assert pc.do("update-wsl").remaining.is_done
    assert pc.world.calls[-1] == ["--update"]


def test_a_conversion_is_offered_and_done(pc: Pc) -> None:
    pc.world.add("Debian", version=1)
    seen = pc.look()
    assert (ids(seen), seen.remaining.is_done) == (["convert-distro:Debian"], True)
    assert ids(pc.do("convert-distro:Debian")) == []


def test_a_new_distro_is_wsl_2(pc: Pc) -> None:
    pc.world.change(default_version=1)
    assert ids(pc.do("install-distro:Debian", Choice(distro="Debian"))) == ["add-user:Debian"]
    assert pc.world.calls[-1][-2:] == ["--version", "2"]


def test_looking_starts_no_distro_and_no_wsl(pc: Pc) -> None:
    pc.world.add("Debian")
    pc.look()
    assert pc.world.calls == []
