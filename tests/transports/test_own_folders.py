"""What is the wizard's own lies in one folder of its name, and never in the journal of the PC."""

from __future__ import annotations

from pathlib import Path

from tests.own_traces import FOLDERS
from wizard.app.setup.here import FOLDER
from wizard.transports import own_folders
from wizard.transports.windows.pc import JOURNAL


def test_each_has_one_folder_of_the_programs_name() -> None:
    for place in (own_folders.logs(), own_folders.archives()):
        assert place.parts.count(own_folders.NAME) == 1


def test_none_lies_in_the_journal_of_the_pc() -> None:
    journal = Path(JOURNAL[1:])
    own = Path(FOLDERS["WIN_PD_OVERRIDE_LOCAL_APPDATA"], own_folders.NAME)
    assert not FOLDER.is_relative_to(journal)
    assert own_folders.NAME == "wsl-go-wizard" or own != journal
