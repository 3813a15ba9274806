"""Makes a Windows in wine a PC that was recorded."""

from __future__ import annotations

from tests.machines.pc import Pc as RecordedPc
from tests.windows.distros.computer import LXSS, Pc, Said, told
from tests.windows.distros.windows import PREFIX


def become(pc: Pc, recorded: RecordedPc) -> None:
    """Give *pc* the registry and the files of *recorded*, and let its wsl.exe and PowerShell say what those did."""
    drive = pc.windows.system / PREFIX / "drive_c"
    for folder, files in ((pc.profile, recorded.profile), (drive, recorded.on_disk)):
        for name, content in files.items():
            place = folder / name.replace("\\", "/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
    export = pc.profile / "export.reg"
    export.write_bytes(recorded.export)
    for hive in ("HKCU", "HKLM"):
        pc.windows.run("reg", "delete", rf"{hive}\{LXSS}", "/f")
    pc.windows.import_registry(export)
    code, listed = recorded.listing
    pc.says["wsl.exe"] = Said(listed, code=code)
    blocked = Said(b"", b"This program is blocked by group policy.\r\n", 1)
    pc.says["powershell.exe"] = told(recorded.inquiry) if recorded.inquiry is not None else blocked
