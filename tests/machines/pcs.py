"""Recorded PCs: a good one, and what others are like: without WSL, half set up, old, littered, locked, Chinese."""

from __future__ import annotations

from tests.machines.pc import Pc, distro, expand, listing

_LXSS = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Lxss"
_UBUNTU = "{b4a83c0e-1d6f-4c57-9a55-2a3a7f0f6d11}"
_DEBIAN = "{0f4f1d2c-77f1-4f0e-8f5c-3b1a9f6f2d22}"
_SYSTEM = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
_UNINSTALL = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
_GO_CODE = "{6D3A5F3E-7C5B-4E0B-8E44-7F3C0E6B1250}"
_OLD_GO_CODE = "{2A1C8D1B-4B5E-4A9D-9C80-11F5D4A31170}"

_SYSTEM_PATH = (
    r"%SystemRoot%\system32;%SystemRoot%;%SystemRoot%\System32\Wbem;"
    r"%SYSTEMROOT%\System32\WindowsPowerShell\v1.0\;C:\Program Files\Go\bin;C:\Program Files\Git\cmd"
)
_PROGRAM = {"folder": "C:\\Program Files\\Go\\bin", "there": True, "program": True, "version": "go1.25.5"}
_ON = {
    "memory": 34282078208,
    "cores": 16,
    "hypervisor": True,
    "firmware": False,
    "features": {
        "VirtualMachinePlatform": 1,
        "Microsoft-Windows-Subsystem-Linux": 1,
        "Windows-Defender-ApplicationGuard": 2,
    },
    "guard": {"usermode": 0, "running": [2]},
    "package": "",
    "other": False,
    "folders": [_PROGRAM],
}
_OFF = {"VirtualMachinePlatform": 2, "Microsoft-Windows-Subsystem-Linux": 2}


def _windows(build: int, ubr: int, edition: str, release: str, product: str = "Windows 10 Pro") -> str:
    return f"""
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]
"CurrentBuildNumber"="{build}"
"UBR"=dword:{ubr:08x}
"EditionID"="{edition}"
"DisplayVersion"="{release}"
"ProductName"="{product}"
"InstallationType"="Client"
"""


_CONTROL = """
[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\CI\\Policy]
"VerifiedAndReputablePolicyState"=dword:00000000

[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\DeviceGuard\\Scenarios\\HypervisorEnforcedCodeIntegrity]
"Enabled"=dword:00000001
"""

_PROXY_OFF = """
[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings]
"ProxyEnable"=dword:00000000
"ProxyServer"="127.0.0.1:7890"
"""


def _package(version: str) -> str:
    return f"""
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss\\MSI]
"Version"="{version}"
"InstallLocation"="C:\\\\Program Files\\\\WSL\\\\"
"ProductCode"="{{1F5C1A6B-6E2D-4B4B-9E39-0A8E6C2B6D10}}"
"""


_SHELL = expand(r"%SystemRoot%\system32\cmd.exe")
_TEMP = expand(r"%USERPROFILE%\AppData\Local\Temp")
_PLAIN_PATH = expand(r"%SystemRoot%\system32;%SystemRoot%")
_USER_PATH = expand(r"%USERPROFILE%\AppData\Local\Microsoft\WindowsApps;%USERPROFILE%\go\bin")


def _environment(path: str, more: str = "", home: str = r"C:\\Users\\anna") -> str:
    return f"""
[HKEY_CURRENT_USER\\Volatile Environment]
"USERPROFILE"="{home}"

[{_SYSTEM}]
"Path"={path}
"ComSpec"={_SHELL}

[HKEY_CURRENT_USER\\Environment]
"TEMP"={_TEMP}
{more}"""


_DISTROS = (
    f'\n[{_LXSS}]\n"DefaultDistribution"="{_UBUNTU}"\n"DefaultVersion"=dword:00000002\n'
    + distro(
        _UBUNTU, "Ubuntu-24.04", more='"Flavor"="ubuntu"\n"OsVersion"="24.04"\n"RunOOBE"=dword:00000000\n'
    )
    + distro(_DEBIAN, "Debian", more='"Flavor"="debian"\n"OsVersion"="13"\n')
)
_GO_INSTALLED = f"""
[{_UNINSTALL}\\{_GO_CODE}]
"DisplayName"="Go Programming Language amd64 go1.25.5"
"DisplayVersion"="1.25.5"
"Publisher"="https://go.dev"

[HKEY_CURRENT_USER\\Software\\GoProgrammingLanguage]
"installed"=dword:00000001
"installLocation"="C:\\\\Program Files\\\\Go\\\\"
"""
_TOOLS = f"""
[{_UNINSTALL}\\Docker Desktop]
"DisplayName"="Docker Desktop"
"DisplayVersion"="4.48.0"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\GitForWindows]
"InstallPath"="C:\\\\Program Files\\\\Git"
"""
_USER_GO = f'"Path"={_USER_PATH}\n'
_HOME_BIN = {"folder": "C:\\Users\\anna\\go\\bin", "there": True, "program": False, "version": ""}
_FILES = {
    "Program Files\\Go\\VERSION": "go1.25.5\ntime 2025-11-26T02:01:08Z\n",
    "Program Files\\Go\\bin\\go.exe": "MZ",
    "Program Files\\Git\\mingw64\\bin\\git-credential-manager.exe": "MZ",
}

GOOD = Pc(
    "pc-good",
    _windows(26100, 7171, "Professional", "24H2")
    + _CONTROL
    + _PROXY_OFF
    + _package("2.6.1.0")
    + _DISTROS
    + _environment(expand(_SYSTEM_PATH), _USER_GO)
    + _GO_INSTALLED
    + _TOOLS,
    profile={".wslconfig": "[wsl2]\r\nmemory=12GB\r\n"},
    files=_FILES,
    inquiry={**_ON, "folders": [_PROGRAM, _HOME_BIN]},
    listing=listing(("Ubuntu-24.04", "Running", 2), ("Debian", "Stopped", 2)),
)

NO_WSL = Pc(
    "pc-no-wsl",
    _windows(22631, 6199, "Core", "23H2") + _CONTROL + _environment(_PLAIN_PATH),
    inquiry={**_ON, "hypervisor": False, "firmware": True, "features": _OFF, "folders": []},
    listing=(
        1,
        (
            b"This PC has no WSL yet; 'wsl.exe --install' brings it.\r\n"
            b"Read more at https://aka.ms/wslinstall\r\n"
        ),
    ),
    gib=16,
    cores=8,
)

FEATURES_MISSING = Pc(
    "pc-features-missing",
    _windows(26200, 7171, "Professional", "25H2")
    + _CONTROL
    + _package("2.6.1.0")
    + _environment(_PLAIN_PATH)
    + """
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending]
""",
    inquiry={**_ON, "hypervisor": False, "firmware": True, "features": _OFF, "folders": []},
    listing=(
        4294967295,
        (
            b"This PC has no Linux distro so far.\r\nHere is how to get one:\r\n\r\n"
            b"'wsl.exe --list --online' shows which there are,\r\n"
            b"'wsl.exe --install <Distro>' gets the one you like.\r\n"
        ),
    ),
)

NO_VIRTUALISATION = Pc(
    "pc-virtualisation-off",
    _windows(19045, 6575, "Professional", "22H2")
    + _package("1.2.5.0")
    + f'\n[{_LXSS}]\n"DefaultDistribution"="{_UBUNTU}"\n'
    + distro(_UBUNTU, "Ubuntu", more='"RunOOBE"=dword:00000001\n', uid=0)
    + _environment(_PLAIN_PATH),
    inquiry={
        **_ON,
        "hypervisor": False,
        "firmware": False,
        "features": {"VirtualMachinePlatform": 1, "Microsoft-Windows-Subsystem-Linux": 1},
        "guard": {"usermode": 0, "running": []},
        "folders": [],
    },
    listing=listing(("Ubuntu", "Stopped", 2)),
    gib=8,
    cores=4,
)

INBOX = Pc(
    "pc-inbox-wsl",
    _windows(19044, 1826, "Enterprise", "21H2", "Windows 10 Enterprise LTSC 2021")
    + f'\n[{_LXSS}]\n"DefaultDistribution"="{_UBUNTU}"\n"DefaultVersion"=dword:00000001\n'
    + distro(_UBUNTU, "Ubuntu-20.04", flags=7)
    + _environment(_PLAIN_PATH),
    inquiry={
        **_ON,
        "hypervisor": False,
        "firmware": True,
        "features": {"VirtualMachinePlatform": 2, "Microsoft-Windows-Subsystem-Linux": 1},
        "guard": {"usermode": 2, "running": []},
        "folders": [],
    },
    listing=(0, listing(("Ubuntu-20.04", "Running", 1))[1].decode().encode("utf-16-le")),
    gib=8,
    cores=4,
)

LITTERED = Pc(
    "pc-littered",
    _windows(22631, 4460, "Professional", "23H2")
    + _CONTROL
    + _package("2.6.1.0")
    + _DISTROS
    + _environment(
        f'"{_SYSTEM_PATH}"'.replace("\\", "\\\\"),
        '"Path"="%PATH%;C:\\\\Go\\\\bin;C:\\\\Program Files\\\\Go\\\\bin;C:\\\\Program Files\\\\Go\\\\bin\\\\"\n'
        '"GOROOT"="C:\\\\Go"\n'
        '"GOPATH"="C:\\\\Users\\\\anna\\\\my projects\\\\go"\n'
        '"GOFLAGS"="-mod=mod"\n'
        '"WSLENV"="GOROOT/p:GOPATH/p:GOFLAGS:USERPROFILE/p"\n'
        '"GITHUB_TOKEN"="0a1b2c3d4e5f"\n',
    )
    + _GO_INSTALLED.replace("C:\\\\Program Files\\\\Go\\\\", "C:\\\\Go\\\\")
    + f"""
[{_UNINSTALL}\\{_OLD_GO_CODE}]
"DisplayName"="Go Programming Language amd64 go1.17"
"DisplayVersion"="1.17"
""",
    files=_FILES,
    inquiry={
        **_ON,
        "folders": [
            {"folder": "C:\\Go", "there": False, "program": False, "version": ""},
            {"folder": "C:\\Go\\bin", "there": False, "program": False, "version": ""},
            _PROGRAM,
        ],
    },
    listing=listing(("Ubuntu-24.04", "Stopped", 2), ("Debian", "Stopped", 2)),
)

COMPANY = Pc(
    "pc-company",
    _windows(22631, 6199, "Enterprise", "23H2", "Windows 10 Enterprise")
    + """
[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\CI\\Policy]
"VerifiedAndReputablePolicyState"=dword:00000001

[HKEY_LOCAL_MACHINE\\Software\\Policies\\WSL]
"AllowWSL1"=dword:00000000
"AllowKernelUserSetting"=dword:00000000
"AllowKernelCommandLineUserSetting"=dword:00000000
"DefaultNetworkingMode"=dword:00000002

[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings]
"ProxyEnable"=dword:00000001
"ProxyServer"="http=corp\\\\anna:Sommer2026@proxy.example.com:8080;https=anna:Sommer2026@proxy.example.com:8080"
"ProxyOverride"="*.example.com;<local>"
"AutoConfigURL"="http://anna:Sommer2026@wpad.example.com/proxy.pac"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\Root\\Certificates]

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\Root\\Certificates\\8F43288AD272F3103B6FB1428485EA3014C0BCFE]
"Blob"=hex:03,00,00,00,01,00,00,00,14,00,00,00,8f,43,28,8a,d2,72,f3,10,3b,6f,b1,\\
  42,84,85,ea,30,14,c0,bc,fe
"""
    + _package("2.4.13.0")
    + _DISTROS
    + _environment(expand(_SYSTEM_PATH)),
    files=_FILES,
    inquiry=None,
    listing=listing(("Ubuntu-24.04", "Running", 2), ("Debian", "Stopped", 2)),
)

CHINESE = Pc(
    "pc-zh-cn",
    _windows(22631, 6199, "CoreCountrySpecific", "23H2", "Windows 10 Home China")
    + _CONTROL
    + _package("2.5.10.0")
    + f'\n[{_LXSS}]\n"DefaultVersion"=dword:00000002\n'
    + _environment(
        expand(r"%SystemRoot%\system32;%SystemRoot%;D:\软件\go\bin"),
        '"GOPROXY"="https://goproxy.cn,direct"\n"WSLENV"="GOPROXY"\n',
        home=r"C:\\Users\\张三",
    ),
    inquiry={
        **_ON,
        "folders": [{"folder": "D:\\软件\\go\\bin", "there": True, "program": True, "version": "go1.25.5"}],
    },
    listing=(
        4294967295,
        (
            "这台电脑上还没有任何 Linux 发行版。\r\n要装一个，请这样做：\r\n\r\n"
            "先用“wsl.exe --list --online”看看有哪些，\r\n"
            "再用“wsl.exe --install <Distro>”装上喜欢的那个。\r\n"
        ).encode(),
    ),
    user="张三",
)

ALL: tuple[Pc, ...] = (
    GOOD,
    NO_WSL,
    FEATURES_MISSING,
    NO_VIRTUALISATION,
    INBOX,
    LITTERED,
    COMPANY,
    CHINESE,
)
