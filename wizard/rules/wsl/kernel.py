"""The kernel a distro runs on, and its control groups: what current container tools need of them."""

from __future__ import annotations

from wizard.facts.wsl import (
    CGROUPS,
    CGROUPS_PATH,
    KERNEL,
    KERNEL_RELEASE,
    WSL_CONF,
    WSL_CONF_PATH,
    Kernel,
)
from wizard.model.commands.lines import TO_UPDATE
from wizard.model.edits.files import RemoveKey
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import say
from wizard.model.versions import CGROUP_2_ONLY, CONTAINER_KERNEL, KERNEL_TYPES
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule

_NO_WSL2 = not_applicable(say("The distro does not run on the kernel of WSL 2."))


@rule(
    "wsl-cgroup-not-v2",
    area="wsl",
    title=say("Control groups are v2 only"),
    needs=(KERNEL, CGROUPS, WSL_CONF),
    sources=("WSL §2", "WSL §4.5", "RULES 8"),
)
def cgroups(see: Snapshot, want: Wanted) -> Finding:
    asked = see[WSL_CONF].document.get("automount", "cgroups")
    if asked is not None and asked.lower() == "v1":
        return fixable(
            say("/etc/wsl.conf selects cgroup v1."),
            [RemoveKey(WSL_CONF_PATH, "automount", "cgroups")],
            Evidence(WSL_CONF_PATH, f"automount.cgroups={asked}"),
            why=say("Kubernetes, containerd and current systemd need cgroup v2, the WSL default."),
            restart=Restart.DISTRO,
            may_break=say("Containers that only support cgroup v1 will not start."),
        )
    if see[KERNEL] is not Kernel.WSL2:
        return _NO_WSL2
    kind = see[CGROUPS]
    if kind is None:
        return not_applicable(say("No control groups are mounted."))
    if kind == "cgroup2":
        return ok(say("Control groups are v2 only."))
    return advice(
        say("This distro still uses cgroup v1, alone or mixed with v2."),
        Evidence("/proc/self/mounts", f"{CGROUPS_PATH} {kind}"),
        why=say(
            "Kubernetes, containerd and current systemd need version 2. WSL {version} and newer have nothing else.",
            version=CGROUP_2_ONLY.text,
        ),
        do=TO_UPDATE,
    )


@rule(
    "wsl-kernel-old-or-custom",
    area="wsl",
    title=say("The WSL kernel is new enough for container tools"),
    needs=(KERNEL, KERNEL_RELEASE),
    sources=("RULES 9",),
)
def kernel(see: Snapshot, want: Wanted) -> Finding:
    release = see[KERNEL_RELEASE]
    if see[KERNEL] is not Kernel.WSL2 or release.numbers is None:
        return _NO_WSL2
    if not release.older_than(CONTAINER_KERNEL):
        return ok(say("The WSL kernel is {release}.", release=release.text))
    without_types = release.older_than(KERNEL_TYPES)
    return advice(
        say("The WSL kernel {release} is old.", release=release.text),
        Evidence("/proc/sys/kernel/osrelease", release.text),
        why=say("It has no BTF, so eBPF tools (Cilium, Tetragon, bpftrace) do not load.")
        if without_types
        else say("Container tools expect {version} or newer.", version=CONTAINER_KERNEL.text),
        do=TO_UPDATE,
        severity=Severity.MEDIUM if without_types else Severity.LOW,
    )
