"""What hatchling does besides for a wheel: it packs the list of checksums with the resources."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Checksums(BuildHookInterface[Any]):
    """An editable installation has none: its resources are those of the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        repo = Path(self.root)
        sys.path[:0] = [str(repo), str(repo / "packaging")]
        from bundle import checksums

        self._made = tempfile.TemporaryDirectory()
        target = Path(self._made.name, checksums.CHECKSUMS)
        checksums.write(repo / "resources", target)
        build_data["force_include"][str(target)] = f"wizard/resources/{checksums.CHECKSUMS}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._made.cleanup()
