"""FIPS 140: from settings and the folder of the Go in use to what takes effect (tried with Go 1.21 to 1.27)."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.model.findings import Finding, Severity, Verdict

PROFILE, GOENV = "home/me/.profile", "home/me/.config/go/env"
ROOT = "usr/local/go"
KIND, BUILD, RUN = "fips-toolchain-kind", "fips-build-setting", "fips-runtime-mode"
MODULES_1_24 = ("v1.0.0-c2097c7c.zip", "v1.0.0.txt", "inprocess.txt")
MODULES_1_27 = (*MODULES_1_24, "v1.26.0.zip", "certified.txt")
FORK = {f"{ROOT}/src/go.mod": "module std\n\nrequire github.com/golang-fips/openssl/v2 v2.0.0\n"}
GCC = {"usr/bin/gcc": ELF}


def go(version: str) -> dict[str, str | bytes]:
    modules = MODULES_1_27 if version >= "1.26" else MODULES_1_24 if version >= "1.24" else ()
    return {
        f"{ROOT}/VERSION": f"go{version}\n",
        f"{ROOT}/bin/go": ELF,
        **{f"{ROOT}/lib/fips140/{name}": "" for name in modules},
    }


def of(
    judge: Judge, rule: str, lines: str, version: str = "1.27.3", **more: dict[str, str | bytes]
) -> Finding:
    profile = f"export PATH=$PATH:/usr/local/go/bin\n{lines}\n"
    files: dict[str, str | bytes] = {**go(version), PROFILE: profile}
    for each in more.values():
        files |= each
    return judge(rule, "", files)


@pytest.mark.parametrize("rule", [KIND, BUILD, RUN])
def test_who_does_nothing_about_it_is_not_asked(judge: Judge, rule: str) -> None:
    assert of(judge, rule, "").verdict is Verdict.NOT_APPLICABLE
    assert of(judge, rule, "export GOFIPS140=off").verdict is Verdict.NOT_APPLICABLE
    assert judge(rule, "", {}).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("lines", "version", "verdict"),
    [
        ("export GOFIPS140=latest", "1.24.11", Verdict.OK),
        ("export GODEBUG=fips140=on", "1.27.3", Verdict.OK),
        ("export GOEXPERIMENT=boringcrypto", "1.22.1", Verdict.OK),
        ("export GOFIPS140=latest", "1.23.4", Verdict.ADVICE),
        ("export GODEBUG=fips140=on", "1.21.13", Verdict.ADVICE),
    ],
)
def test_which_go_can_build_for_it(judge: Judge, lines: str, version: str, verdict: Verdict) -> None:
    finding = of(judge, KIND, lines, version)
    assert finding.verdict is verdict
    assert finding.evidence[0].source == "~/.profile"
    assert finding.severity is (Severity.HIGH if verdict is Verdict.ADVICE else None)


def test_without_a_go_nobody_knows(judge: Judge) -> None:
    lines = {PROFILE: "export GOFIPS140=latest\n"}
    assert judge(KIND, "", lines).verdict is Verdict.UNKNOWN
    assert judge(BUILD, "", lines).verdict is Verdict.UNKNOWN


def test_a_kernel_in_fips_mode_is_a_wish_too(judge: Judge) -> None:
    on = {"proc/sys/crypto/fips_enabled": "1\n"}
    assert of(judge, KIND, "", "1.22.1", on=on).verdict is Verdict.ADVICE
    assert of(judge, KIND, "", on=on).verdict is Verdict.OK
    off = {"proc/sys/crypto/fips_enabled": "0\n"}
    assert of(judge, KIND, "", off=off).verdict is Verdict.NOT_APPLICABLE


def test_a_fork_needs_the_provider_of_openssl(judge: Judge) -> None:
    lines = "export GOEXPERIMENT=strictfipsruntime"
    bare = of(judge, KIND, lines, "1.22.1", fork=FORK)
    assert (bare.verdict, bare.says.template) == (
        Verdict.ADVICE,
        "This Go uses OpenSSL, whose FIPS provider is not installed.",
    )
    for path in ("usr/lib/x86_64-linux-gnu/ossl-modules/fips.so", "usr/lib64/ossl-modules/fips.so"):
        assert of(judge, KIND, lines, fork=FORK, provider={path: ELF}).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("value", "version", "verdict"),
    [
        ("latest", "1.24.11", Verdict.OK),
        ("inprocess", "1.24.11", Verdict.OK),
        ("v1.0.0", "1.24.11", Verdict.OK),
        ("v1.0.0-c2097c7c", "1.27.3", Verdict.OK),
        ("certified", "1.27.3", Verdict.OK),
        ("v1.26.0", "1.27.3", Verdict.OK),
        ("certified", "1.25.5", Verdict.ADVICE),
        ("v1.26.0", "1.25.5", Verdict.ADVICE),
        ("on", "1.27.3", Verdict.ADVICE),
        ("v2.0.0", "1.27.3", Verdict.ADVICE),
        ("latest", "1.23.4", Verdict.NOT_APPLICABLE),  # nothing hears it: the kind of Go is told
    ],
)
def test_the_module_has_to_be_one_that_go_has(
    judge: Judge, value: str, version: str, verdict: Verdict
) -> None:
    module = "certified" if version == "1.27.3" else "v1.0.0"
    for finding, do in (
        (of(judge, BUILD, f"export GOFIPS140={value}", version), f"Write GOFIPS140={module} there instead."),
        (
            of(judge, BUILD, "", version, env={GOENV: f"GOFIPS140={value}\n"}),
            f"Choose one that it has: go env -w GOFIPS140={module}",
        ),
    ):
        assert finding.verdict is verdict
        assert (finding.do.render() if finding.do else None) == (do if verdict is Verdict.ADVICE else None)


def test_a_shell_goes_before_the_file_of_go(judge: Judge) -> None:
    stored = {GOENV: "GOFIPS140=junk\n"}
    assert of(judge, BUILD, "export GOFIPS140=latest", env=stored).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("lines", "more", "says"),
    [
        ("", GCC, "Go builds with BoringCrypto."),
        ("export CGO_ENABLED=1", GCC, "Go builds with BoringCrypto."),
        ("export CGO_ENABLED=0", GCC, "CGO_ENABLED=0 turns BoringCrypto off."),
        ("", {}, "Without a C compiler, BoringCrypto is not built in."),
        ("export GOFIPS140=off", GCC, "Go builds with BoringCrypto."),
        ("export GOFIPS140=latest", GCC, "GOFIPS140 and GOEXPERIMENT=boringcrypto are both set."),
    ],
)
def test_boringcrypto_needs_cgo_and_no_other_module(
    judge: Judge, lines: str, more: dict[str, str | bytes], says: str
) -> None:
    finding = of(judge, BUILD, f"export GOEXPERIMENT=rangefunc,boringcrypto\n{lines}", more=more)
    assert finding.says.render() == says
    assert finding.verdict is (Verdict.OK if says.endswith("with BoringCrypto.") else Verdict.ADVICE)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("fips140=on", Verdict.OK),
        ("fips140=debug", Verdict.OK),
        ("fips140=off", Verdict.ADVICE),
        ("fips140=only", Verdict.ADVICE),
        ("netdns=go,fips140=only", Verdict.ADVICE),
        ("fips140=only,fips140=on", Verdict.OK),  # the last one wins
        ("netdns=go", Verdict.NOT_APPLICABLE),
        ("xfips140=off", Verdict.NOT_APPLICABLE),
    ],
)
def test_what_a_shell_changes_when_programs_run(judge: Judge, value: str, verdict: Verdict) -> None:
    finding = of(judge, RUN, f"export GODEBUG={value}")
    assert finding.verdict is verdict
    if verdict is Verdict.ADVICE:
        assert finding.evidence[0].quote == f"export GODEBUG={value}"
    # GODEBUG in the file of go env -w has no effect.
    assert of(judge, RUN, "", env={GOENV: f"GODEBUG={value}\n"}).verdict is Verdict.NOT_APPLICABLE


def test_what_could_not_be_followed_is_unknown(judge: Judge) -> None:
    line = 'eval "$(company-setup --shell)"'
    for rule in (KIND, BUILD, RUN):
        assert of(judge, rule, line).verdict is Verdict.UNKNOWN
