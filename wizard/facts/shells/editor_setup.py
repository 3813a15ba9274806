"""The script that VS Code runs in a distro before its server starts: what it sets, editors have, and terminals have not
(GO §13.5)."""

from __future__ import annotations

from typing import Final

from wizard.codecs.shell.follow.disk import Seen
from wizard.codecs.shell.follow.start import Followed, follow
from wizard.codecs.shell.kinds import Kind
from wizard.facts.shapes import always, content
from wizard.facts.shell import StartFile
from wizard.facts.shells.followed import FilesSeen, FollowedShells, session_of
from wizard.facts.shells.go_trees import in_home
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Account, Answers, FileProbe
from wizard.model.wanted import Wanted

PLACES: Final = ("~/.vscode-server/server-env-setup", "~/.vscode-server-insiders/server-env-setup")
_PROBES: Final = tuple(FileProbe(path) for path in PLACES)
_SHELL: Final = "/bin/sh"
"""Whatever the user has chosen."""


def _setups(answers: Answers, want: Wanted) -> tuple[StartFile, ...] | Unknown:
    found: list[StartFile] = []
    for probe in _PROBES:
        data = content(answers[probe], probe.path)
        if isinstance(data, Unknown):
            return data
        if data:
            found.append(StartFile(probe.path, data))
    return tuple(found)


EDITOR_SETUPS: Fact[tuple[StartFile, ...]] = Fact("editor-setups", always(*_PROBES), _setups)
"""Those that are there: sh, whatever the user's shell is."""


def after_setup(file: StartFile, shells: FollowedShells, account: Account) -> Followed:
    """What sh has after it has read *file*, as VS Code has it do; its server gets what is exported. Of files that this
    one names, those are known that shells of the user read too."""
    path = in_home(file.path, account)
    looked = shells.looked
    return follow(
        Kind.EXEC,
        shell=_SHELL,
        user=account.name,
        uid=account.uid,
        home=account.home,
        environment=session_of(account),
        disk=FilesSeen({**looked.seen, path: Seen("file", file.meant)}, looked.globs),
        sourced=path,
    )
