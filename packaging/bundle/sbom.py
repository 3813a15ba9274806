"""Writes the software bill of materials of a built bundle, as CycloneDX: ``sbom.py PARTS SBOM``, with a Python that has
what ``tools.txt`` pins. PARTS is the ``parts.json`` that the build left.

Every part with its version and licence, and below it every file of the bundle that is of it, with its digest.
"""

from __future__ import annotations

import json
import os
import re
import sys
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

_TYPES: Final = {"pypi": "pypi", "deb": "deb"}
_WITHIN: Final = {
    "qt": (re.compile(r"libQt6Core\.so\.6|Qt6Core\.dll"), None, "LGPL-3.0-only"),
    "icu": (re.compile(r"libicudata\.so\.(\d+)"), 1, "Unicode-3.0"),
}
"""Libraries that come inside PySide6: the file that shows them, where in its name the version is (else PySide6's), and
the licence."""
_MADE_OF: Final = "wsl-go-wizard:python-modules"


def bill(told: Mapping[str, Any], when: datetime) -> Bom:
    """The bill of what *told* (a ``parts.json``) lists, dated *when*. The same list gives the same bill."""
    digests: Mapping[str, str] = told["digests"]
    left = dict(digests)
    bom = Bom()
    bom.metadata.timestamp = when
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(told, sort_keys=True))
    for part in told["parts"]:
        places = [place for name in part["files"] if (place := _placed(name, left)) in left]
        files = [_file(place, left.pop(place)) for place in places]
        component = _component(part, files)
        if part["kind"] == "own":
            whole = component
        else:
            bom.components.add(component)
            bom.register_dependency(component)
    # What the build itself makes: the program, the licences.
    whole.components.update(_file(name, digest) for name, digest in left.items())
    bom.metadata.component = whole
    bom.register_dependency(whole, bom.components)
    return bom


def _placed(name: str, digests: Mapping[str, str]) -> str:
    """Where the file *name* of a table of contents is in the bundle."""
    path = name.replace("\\", "/")
    inside = f"_internal/{path}"
    return inside if inside in digests else path


def _component(part: Mapping[str, Any], files: list[Component]) -> Component:
    name, version, kind = part["name"], part["version"], part["kind"]
    licence = LicenseFactory().make_from_string(part["licence"]) if part["licence"] else None
    namespace = "debian" if kind == "deb" else None
    component = Component(
        name=name,
        version=version,
        type=ComponentType.APPLICATION if kind == "own" else ComponentType.LIBRARY,
        purl=PackageURL(_TYPES.get(kind, "generic"), namespace, name, version),
        bom_ref=f"{kind}:{name}@{version}",
        licenses=[licence] if licence is not None else [],
        components=files,
    )
    component.components.update(_within(part))
    if part["modules"]:
        component.properties.add(Property(name=_MADE_OF, value=", ".join(sorted(part["modules"]))))
    return component


def _within(part: Mapping[str, Any]) -> Iterator[Component]:
    """The libraries that come inside *part* without being a package of their own."""
    for name, (shown_by, group, licence) in _WITHIN.items():
        found = next((match for file in part["files"] if (match := shown_by.search(file))), None)
        if found is not None:
            version = part["version"] if group is None else found[group]
            yield Component(
                name=name,
                version=version,
                purl=PackageURL("generic", None, name, version),
                bom_ref=f"{part['name']}:{name}@{version}",
                licenses=[LicenseFactory().make_from_string(licence)],
            )


def _file(name: str, digest: str) -> Component:
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=digest)]
    return Component(name=name, type=ComponentType.FILE, hashes=hashes, bom_ref=f"file:{name}")


def main(argv: list[str]) -> int:
    """Write the bill, dated as SOURCE_DATE_EPOCH says, and compare it with CycloneDX's own schema."""
    told = json.loads(Path(argv[1]).read_text(encoding="utf-8"))
    when = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    text = JsonV1Dot6(bill(told, when)).output_as_string(indent=1)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        sys.stderr.write(f"{wrong!r}\n")
        return 1
    Path(argv[2]).write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
