"""SSH keys on a Windows drive: without ``metadata`` every file there has the mode of the mount options (WSL §2)."""

from __future__ import annotations

from wizard.codecs import drvfs
from wizard.facts.shell import SSH_FOLDER
from wizard.facts.wsl import KERNEL, WSL_CONF, WSL_CONF_PATH, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, ok, rule


@rule(
    "wsl-ssh-keys",
    area="wsl",
    title=say("SSH keys have Linux permissions"),
    needs=(SSH_FOLDER, WSL_CONF, KERNEL),
    severity=Severity.MEDIUM,
    sources=("WSL §2", "RULES 93"),
)
def ssh_keys(see: Snapshot, want: Wanted) -> Finding:
    folder, conf = see[SSH_FOLDER], see[WSL_CONF]
    if folder is None or see[KERNEL] is Kernel.LINUX or not conf.is_on_drive(folder):
        return not_applicable(say("~/.ssh is not on a Windows drive."))
    options = conf.document.get("automount", "options") or ""
    line = Evidence("~/.ssh", folder)
    if drvfs.keeps_secrets(options):
        return ok(say("~/.ssh is on a Windows drive, where the mount options protect it."), line)
    return advice(
        say("~/.ssh is on a Windows drive that stores no Linux permissions."),
        line,
        Evidence(WSL_CONF_PATH, f"options={options}") if options else Evidence(WSL_CONF_PATH),
        why=say("There, everyone can read every file, so ssh rejects private keys."),
        do=say(
            "Keep the keys in the distro. Or, in /etc/wsl.conf, add metadata to options under [automount]."
        ),
    )
