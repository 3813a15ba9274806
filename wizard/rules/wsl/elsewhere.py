"""Settings in `/etc/wsl.conf` that belong in another of WSL's files."""

from __future__ import annotations

from wizard.facts.wsl import WSL_CONF, WSL_CONF_PATH
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Restart, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.conf_lines import all_repairs_of, hiding
from wizard.rules.declare import rule
from wizard.rules.elsewhere import about


@rule(
    "wsl-section-elsewhere",
    area="wsl",
    title=say("/etc/wsl.conf has only settings of its own"),
    needs=(WSL_CONF,),
    severity=Severity.HIGH,
    sources=("WSL §2", "WSL §3", "RULES 97"),
)
def elsewhere(see: Snapshot, want: Wanted) -> Finding:
    conf = see[WSL_CONF]
    hides = hiding(conf)
    if not hides:
        return about(conf.document, WSL_CONF_PATH, Restart.DISTRO)
    edits = all_repairs_of(conf, hides)
    later = conf.repaired.document
    return about(conf.document, WSL_CONF_PATH, Restart.DISTRO, edits, later, is_whole=bool(edits))
