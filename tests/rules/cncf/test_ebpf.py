"""What eBPF programs are built with."""

from __future__ import annotations

import pytest

from tests.rules.cncf.has import has
from tests.rules.conftest import Judge
from wizard.facts.tools import BPF_HEADER, BTF, ELF_HEADER
from wizard.model.findings import Verdict

RULE = "cncf-ebpf"
PROJECT = '[projects]\nfolders = ["~/app"]\n'
CILIUM = {"home/me/app/go.mod": "module app\n\nrequire github.com/cilium/ebpf v0.19.0\n"}
LIBBPFGO = {"home/me/app/go.mod": "module app\n\nrequire github.com/aquasecurity/libbpfgo v0.9.0\n"}


@pytest.mark.parametrize(
    ("files", "there", "verdict", "words"),
    [
        ({}, (), Verdict.NOT_APPLICABLE, ""),
        ({}, ("clang", BTF), Verdict.NOT_APPLICABLE, ""),
        (CILIUM, ("clang", BPF_HEADER, BTF), Verdict.OK, ""),
        (LIBBPFGO, ("clang", BPF_HEADER, ELF_HEADER, BTF), Verdict.OK, ""),
        (CILIUM, (BTF,), Verdict.ADVICE, "clang libbpf-dev"),
        (CILIUM, ("clang", BTF), Verdict.ADVICE, "libbpf-dev"),
        ({}, (BPF_HEADER, BTF), Verdict.ADVICE, "clang"),
        (LIBBPFGO, ("clang", BPF_HEADER, BTF), Verdict.ADVICE, "libelf-dev"),
        (CILIUM, ("clang", BPF_HEADER), Verdict.ADVICE, "kernel of a current WSL."),
    ],
)
def test_what_is_missing(
    judge: Judge, files: dict[str, str], there: tuple[str, ...], verdict: Verdict, words: str
) -> None:
    finding = judge(RULE, PROJECT, {"etc/os-release": "ID=debian\n", **files}, commands=has(*there))
    assert finding.verdict is verdict
    assert (finding.do.render() if finding.do is not None else "").endswith(words)


def test_packages_have_the_names_of_the_distro(judge: Judge) -> None:
    finding = judge(RULE, PROJECT, {"etc/os-release": "ID=fedora\n", **LIBBPFGO}, commands=has("clang"))
    assert finding.do is not None
    assert finding.do.render().endswith(" libbpf-devel elfutils-libelf-devel")
