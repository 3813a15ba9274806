"""The settings of all distros through the Windows program: written, WSL restarted, kept, drifted, undone."""

from __future__ import annotations

import json
import re

from tests.e2e.test_pc import MINE, memory
from tests.e2e.test_pc import PROFILE as WANTED
from tests.windows.distros.computer import Pc
from tests.windows.distros.way import Ran
from tests.windows.distros.windows import USER_FOLDER
from wizard.cli.exits import Exit


def test_the_whole_way_of_wslconfig(pc: Pc) -> None:
    (pc.profile / "laptop.toml").write_text(WANTED)
    for name in ("One", "Two"):
        pc.add(name)
        assert pc.said(name, "echo up") == "up\n"
    config = pc.profile / ".wslconfig"
    config.write_bytes(MINE)

    def wizard(command: str, *words: str) -> Ran:
        return pc.wizard(command, "--pc", "--profile", rf"{USER_FOLDER}\laptop.toml", *words)

    assert wizard("apply", "--yes", "--restart", "later").code == Exit.DONE
    assert b"memory=2GB\r\n" in config.read_bytes()
    assert b"localhostForwarding=true   # as it was\r\n" in config.read_bytes()
    assert memory(pc.world) != 2 << 30, "what runs is not touched before the restart"
    restarted = wizard("restart", "--yes")
    assert restarted.code == Exit.NOTHING_TO_DO
    assert {"One", "Two"} <= set(re.split(r"\W+", restarted.out)), "every distro that ends is named"
    assert memory(pc.world) == 2 << 30
    assert wizard("accept").code == Exit.DONE
    assert wizard("plan").code == Exit.NOTHING_TO_DO

    config.write_bytes(config.read_bytes().replace(b"memory=2GB", b"memory=1GB"))
    drifted = wizard("drift", "--json")
    assert drifted.code == Exit.PENDING
    assert [each["standing"] for each in json.loads(drifted.out)["drift"]] == ["foreign"]
    assert wizard("apply", "--yes", "--restart", "now").code == Exit.DONE
    assert wizard("accept").code == Exit.DONE
    assert wizard("undo", "2", "--yes").code == Exit.DONE
    assert b"memory=1GB" in config.read_bytes()
    config.write_bytes(config.read_bytes().replace(b"memory=1GB", b"memory=2GB"))
    assert wizard("undo", "1", "--yes").code == Exit.DONE
    assert config.read_bytes() == MINE
