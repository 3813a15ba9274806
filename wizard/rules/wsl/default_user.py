"""Who a distro starts for, by its own file: for a WSL that cannot note it in Windows, and where the file, which
wins over Windows (WSL §2), says somebody else."""

from __future__ import annotations

from wizard.facts.wsl import WSL_CONF, WSL_CONF_PATH
from wizard.model.edits.files import SetKey
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Restart, Rule, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import fixable, ok

ID = "default-user"


def default_user(name: str, *, is_noted: bool) -> Rule:
    """The rule that the distro starts for *name*. *is_noted*: Windows knows already, and the file need not say
    it. It is of first-time setup only, and in no catalogue: afterwards the user decides."""

    def judge(see: Snapshot, want: Wanted) -> Finding:
        said = see[WSL_CONF].document.get("user", "default")
        if said == name or (is_noted and not said):
            return ok(say("The distro starts as {user}.", user=name))
        return fixable(
            say("The distro does not start as {user}.", user=name),
            (SetKey(WSL_CONF_PATH, "user", "default", name),),
            why=say("The default user in /etc/wsl.conf overrides the one that Windows stores."),
            restart=Restart.DISTRO,
        )

    title = say("The distro starts as its user")
    return Rule(ID, "wsl", title, (WSL_CONF,), Severity.HIGH, judge, sources=("WSL §2", "RULES 94"))
