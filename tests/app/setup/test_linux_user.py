"""The Linux user of a fresh distro: made by its own tools, and its password is nowhere to be read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pcs.first_time import Pc
from tests.wsl.distros.base import made
from tests.wsl.world import World
from wizard.model.errors import InputError, MachineError
from wizard.model.first_time import Choice, FirstLook

pytestmark = pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers")


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    with World(tmp_path) as world:
        yield Pc(world, tmp_path)


def ids(seen: FirstLook) -> list[str]:
    return [step.id for step in seen.remaining.steps]


@pytest.mark.distro
@pytest.mark.root
class TestUser:
    @pytest.fixture
    def real(self, pc: Pc) -> Pc:
        made()
        pc.do("install-distro:Debian", Choice(distro="Debian"))
        return pc

    def whoami(self, pc: Pc) -> str:
        return pc.world.run("-d", "Debian", "--exec", "/usr/bin/id", "-un").stdout.decode().strip()

    def shadow(self, pc: Pc, user: str) -> str:
        lines = (pc.world.root("Debian") / "etc/shadow").read_text().splitlines()
        return next(line.split(":")[1] for line in lines if line.startswith(f"{user}:"))

    def test_made_with_a_password(self, real: Pc) -> None:
        password = "corréct: horse $(x) 'battery'"
        after = real.do("add-user:Debian", password=password)
        assert after.remaining.is_done
        assert self.whoami(real) == "zoe-smith"
        assert self.shadow(real, "zoe-smith").startswith("$")
        assert "sudo" in real.world.run("-d", "Debian", "-e", "/usr/bin/id", "-nG").stdout.decode().split()
        said = json.dumps(real.world.calls) + real.heard()
        assert "battery" not in said
        assert not any(
            "battery" in path.read_text("utf-8", "replace") for path in real.notes.parent.rglob("*.json")
        )

    def test_the_password_is_the_one_that_was_typed(self, real: Pc) -> None:
        password = "a:b c\\né"
        real.do("add-user:Debian", password=password)
        hashed = self.shadow(real, "zoe-smith")
        script = (
            "import sys,ctypes; c=ctypes.CDLL('libcrypt.so.1').crypt; c.restype=ctypes.c_char_p; "
            "print(c(sys.argv[1].encode(), sys.argv[2].encode()).decode())"
        )
        made_of = subprocess.run(
            [sys.executable, "-c", script, password, hashed], capture_output=True, text=True, check=True
        )
        assert made_of.stdout.strip() == hashed

    def test_made_without_one(self, real: Pc) -> None:
        assert real.do("add-user:Debian", Choice(distro="Debian", user="ada")).remaining.is_done
        assert self.whoami(real) == "ada"
        assert self.shadow(real, "ada") in ("!", "*", "!*")
        assert "cannot use sudo" in real.heard()

    def test_done_again_after_a_failure_in_between(self, real: Pc) -> None:
        real.world.fault("error", match="chpasswd", path="Wsl/Service/0x80070005", times=1)
        with pytest.raises(MachineError) as caught:
            real.do("add-user:Debian", password="x")
        said = [each.render() for each in caught.value.sentences()]
        assert "Completed steps are kept and are not repeated." in said
        assert "Nothing was changed." not in said
        assert self.whoami(real) == "root"
        assert real.do("add-user:Debian", password="x").remaining.is_done
        assert self.whoami(real) == "zoe-smith"
        assert "already exists" in real.heard()

    def test_wsl_conf_says_somebody_else(self, real: Pc) -> None:
        conf = real.world.root("Debian") / "etc/wsl.conf"
        conf.write_text("# mine\n[user]\ndefault=root # as it came\n")
        assert real.do("add-user:Debian").remaining.is_done
        assert self.whoami(real) == "zoe-smith"
        assert conf.read_text() == "# mine\n[user]\ndefault=zoe-smith # as it came\n"

    def test_a_wsl_conf_that_cannot_be_edited_is_said_with_what_was_done(self, real: Pc) -> None:
        conf = real.world.root("Debian") / "etc/wsl.conf"
        conf.unlink(missing_ok=True)
        conf.mkdir()
        real.world.change(wsl_version="2.4.11.0")
        with pytest.raises(MachineError) as caught:
            real.do("add-user:Debian")
        assert caught.value.code == "default-user-not-set"
        said = [each.render() for each in caught.value.sentences()]
        assert "Completed steps are kept and are not repeated." in said
        assert "Nothing was changed." not in said

    def test_a_wsl_that_cannot_note_it(self, real: Pc) -> None:
        real.world.change(wsl_version="2.4.11.0")
        after = real.do("add-user:Debian")
        assert after.remaining.is_done
        assert self.whoami(real) == "zoe-smith"
        assert (real.world.root("Debian") / "etc/wsl.conf").read_text().splitlines()[-2:] == [
            "[user]",
            "default=zoe-smith",
        ]
        assert not any("--manage" in call for call in real.world.calls)
        assert real.look().remaining.is_done
        real.world.run("--unregister", "Debian")
        real.do("install-distro:Debian", Choice(distro="Debian"))
        assert ids(real.look(Choice(distro="Debian"))) == ["add-user:Debian"]

    def test_an_account_of_the_system(self, real: Pc) -> None:
        with pytest.raises(InputError) as caught:
            real.do("add-user:Debian", Choice(distro="Debian", user="www-data"))
        assert caught.value.code == "user-taken"


@pytest.mark.parametrize("password", ["", "a\nroot:x", "a\0b", "x" * 257, "\x1b[2J"])
def test_a_password_that_cannot_be(pc: Pc, password: str) -> None:
    pc.world.add("Debian", user=None, run_oobe=True)
    with pytest.raises(InputError) as caught:
        pc.do("add-user:Debian", password=password)
    assert caught.value.code == "bad-password"
    assert pc.world.calls == []
