"""Go archives: downloaded once into the user's cache, and inspected before they are used on a machine."""

from __future__ import annotations

from pathlib import Path

import msgspec

from wizard.model.edits.files import Download
from wizard.model.errors import InputError
from wizard.model.events import Doing, Progress, Stop, Tell
from wizard.model.plans import Plan
from wizard.model.state import Change, Origin, UnpackedTree
from wizard.model.text import say
from wizard.transports import private_files


class Archives:
    """The cache of downloaded archives, in the user's cache folder unless *folder* says otherwise."""

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    def get(self, wanted: Download, tell: Tell, stop: Stop) -> Path:
        """A local file with exactly the digest of *wanted*, found safe to unpack. Raises `WizardError`."""
        from wizard.downloads import archive, web

        tell(Doing(say("Downloading {name}", name=wanted.filename)))
        path = web.download(
            wanted,
            wanted.sources,
            self._folder(),
            tell=lambda done, total: tell(Progress(done, total)),
            stop=stop,
        )
        tell(Doing(say("Verifying the checksum of {name}", name=wanted.filename)))
        archive.inspect(path, wanted.version, stop)
        return path

    def _folder(self) -> Path:
        return self._given or private_files.archive_folder()

    def beside(self, plan: Plan, change: Change, tell: Tell, stop: Stop) -> Change:
        """*change* with the local file of the archive that it unpacks as its origin; as it is if it unpacks none.
        Raises `WizardError`."""
        if not isinstance(change.after, UnpackedTree):
            return change
        wanted = change.after.sha256
        download = next((item for item in plan.downloads if item.sha256 == wanted), None)
        if download is None:
            text = say("The plan does not say where {path} comes from.", path=change.path)
            raise InputError("plan-damaged", text)
        path = self.get(download, tell, stop)
        return msgspec.structs.replace(change, origin=Origin(archive=str(path)))
