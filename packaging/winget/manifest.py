"""Writes the four files of a winget manifest: ``manifest.py INSTALLER FOLDER``. INSTALLER is the signed setup program,
whose name, digest and version they hold.

They are for a pull request to the repository of winget's packages, or for ``winget install --manifest FOLDER``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

REPO: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPO), str(REPO / "packaging")]

from bundle.windows_version import PUBLISHER  # noqa: E402
from winget.exit_codes import CUSTOM, EXIT_CODES  # noqa: E402

from wizard.version import HOME, VERSION  # noqa: E402

IDENTIFIER: Final = "WslGoWizard.WslGoWizard"
NAME: Final = "WSL Go Wizard"
PRODUCT_CODE: Final = "wsl-go-wizard"
"""The name of the installer's key below Uninstall in the registry."""
_SCHEMA: Final = "1.10.0"
_OLDEST_WINDOWS: Final = "10.0.19041.0"
"""Windows 10 2004: the first with WSL 2 and ``wsl --install``."""
_TAGS: Final = ("go", "golang", "linux", "setup", "wizard", "wsl")

ENGLISH: Final = {
    "ShortDescription": "Sets up WSL for Go development. Shows every change first and can undo it.",
    "Description": (
        "The wizard checks WSL, a distro and every Go version in it. It explains what is wrong and why, and shows"
        " every change before it is made. It applies the changes after you confirm, checks that they took effect,"
        " and can undo them at any time."
    ),
}
CHINESE: Final = {
    "ShortDescription": "为 Go 开发配置 WSL。更改前逐项显示，随时可以撤销。",
    "Description": (
        "向导检查 WSL、发行版以及其中的每个 Go 版本，说明问题和原因，并在更改前逐项显示。"
        "确认后才应用更改，随后检查是否生效，并且随时可以撤销。"
    ),
}


def manifests(installer: Path, released: date) -> dict[str, dict[str, Any]]:
    """The files by name. *installer* is hashed, so it has to be the signed one."""
    return {
        f"{IDENTIFIER}.yaml": _file("version", DefaultLocale="en-US"),
        f"{IDENTIFIER}.installer.yaml": _file("installer", **_installer(installer, released)),
        f"{IDENTIFIER}.locale.en-US.yaml": _file(
            "defaultLocale", **_locale("en-US", ENGLISH), Moniker=PRODUCT_CODE
        ),
        f"{IDENTIFIER}.locale.zh-CN.yaml": _file("locale", **_locale("zh-CN", CHINESE)),
    }


def _file(kind: str, **fields: Any) -> dict[str, Any]:
    head = {"PackageIdentifier": IDENTIFIER, "PackageVersion": VERSION}
    return {**head, **fields, "ManifestType": kind, "ManifestVersion": _SCHEMA}


def _installer(installer: Path, released: date) -> dict[str, Any]:
    shared = {
        "Architecture": "x64",
        "InstallerUrl": f"{HOME}/releases/download/v{VERSION}/{installer.name}",
        "InstallerSha256": hashlib.sha256(installer.read_bytes()).hexdigest().upper(),
    }
    for_all = {"ElevationRequirement": "elevationRequired", "InstallerSwitches": {"Custom": "/AllUsers"}}
    return {
        "Platform": ["Windows.Desktop"],
        "MinimumOSVersion": _OLDEST_WINDOWS,
        "InstallerType": "nullsoft",
        "InstallModes": ["interactive", "silent"],
        "InstallerSwitches": {
            "Silent": "/S",
            "SilentWithProgress": "/S",
            "InstallLocation": "/D=<INSTALLPATH>",
            "Log": '/LOG="<LOGPATH>"',
        },
        "ExpectedReturnCodes": [_returned(code, response) for code, response in EXIT_CODES.items()],
        "UpgradeBehavior": "install",
        "ProductCode": PRODUCT_CODE,
        "ReleaseDate": released.isoformat(),
        "AppsAndFeaturesEntries": [
            {
                "DisplayName": NAME,
                "Publisher": PUBLISHER,
                "DisplayVersion": VERSION,
                "ProductCode": PRODUCT_CODE,
            }
        ],
        "Installers": [{**shared, "Scope": "user"}, {**shared, "Scope": "machine", **for_all}],
    }


def _returned(code: int, response: str) -> dict[str, Any]:
    told = {"InstallerReturnCode": code, "ReturnResponse": response}
    explained = {"ReturnResponseUrl": f"{HOME}/blob/v{VERSION}/packaging/windows/README.md"}
    return told | explained if response == CUSTOM else told


def _locale(name: str, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "PackageLocale": name,
        "Publisher": PUBLISHER,
        "PublisherUrl": HOME,
        "PublisherSupportUrl": f"{HOME}/issues",
        "PackageName": NAME,
        "PackageUrl": HOME,
        "License": "MIT",
        "LicenseUrl": f"{HOME}/blob/v{VERSION}/LICENSE",
        **words,
        "Tags": list(_TAGS),
        "ReleaseNotesUrl": f"{HOME}/releases/tag/v{VERSION}",
    }


def yaml(value: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """*value* as lines of YAML: strings quoted as in JSON, which YAML reads the same."""
    for key, part in value.items():
        if isinstance(part, Mapping):
            yield f"{indent}{key}:"
            yield from yaml(part, indent + "  ")
        elif isinstance(part, list) and part and isinstance(part[0], Mapping):
            yield f"{indent}{key}:"
            for item in part:
                first, *others = yaml(item, indent + "  ")
                yield f"{indent}- {first.strip()}"
                yield from others
        else:
            yield f"{indent}{key}: {json.dumps(part, ensure_ascii=False)}"


def main(argv: list[str]) -> int:
    """Write the files."""
    folder = Path(argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in manifests(Path(argv[1]), date.today()).items():
        schema = f"# yaml-language-server: $schema=https://aka.ms/winget-manifest.{content['ManifestType']}.{_SCHEMA}.schema.json"
        text = "\n".join((schema, "", *yaml(content), ""))
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
