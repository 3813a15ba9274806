"""Settings of buildkitd."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "cncf-buildkit"
GOOD = "[worker.oci]\n  enabled = true\n"


@pytest.mark.parametrize(
    ("files", "verdict", "words"),
    [
        ({}, Verdict.NOT_APPLICABLE, ""),
        ({"etc/buildkit/buildkitd.toml": GOOD}, Verdict.OK, ""),
        ({"home/me/.config/buildkit/buildkitd.toml": GOOD}, Verdict.OK, ""),
        (
            {"etc/buildkitd.toml": GOOD},
            Verdict.ADVICE,
            "sudo mv /etc/buildkitd.toml /etc/buildkit/buildkitd.toml",
        ),
        ({"etc/buildkitd.toml": GOOD, "etc/buildkit/buildkitd.toml": GOOD}, Verdict.ADVICE, "toml exists."),
        ({"etc/buildkit/buildkitd.toml": "workers:\n  oci: true\n"}, Verdict.ADVICE, "[worker.oci]."),
        ({"etc/buildkit/buildkitd.toml": b'x = "\xff"\n'}, Verdict.ADVICE, "[worker.oci]."),
    ],
)
def test_what_is_said(judge: Judge, files: dict[str, str | bytes], verdict: Verdict, words: str) -> None:
    finding = judge(RULE, "", files)
    assert finding.verdict is verdict
    assert (finding.do.render() if finding.do is not None else "").endswith(words)
