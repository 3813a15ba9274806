"""A Go with folders of another release: told by those that came and went between Go 1.21 and 1.27."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.model.findings import Verdict

RULE = "go-install-mixed-tree"


def go(version: str, *folders: str, root: str = "usr/local/go") -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {f"{root}/VERSION": f"go{version}\n", f"{root}/bin/go": ELF}
    return files | {f"{root}/{folder}/x.go": "" for folder in folders}


@pytest.mark.parametrize(
    ("version", "folder", "series"),
    [
        ("1.27.3", "src/cmd/go/internal/modconv", "1.21"),
        ("1.23.0", "src/runtime/internal/atomic", "1.22"),
        ("1.24rc1", "src/runtime/internal/math", "1.23"),
        ("1.26.6", "src/internal/itoa", "1.25"),
        ("1.21.13", "src/iter", "1.22"),
        ("1.19.8", "src/uuid", "1.27"),
        ("1.26.6", "src/uuid", "1.27"),
    ],
)
def test_a_folder_that_this_release_does_not_have(
    judge: Judge, version: str, folder: str, series: str
) -> None:
    finding = judge(RULE, "", go(version, folder))
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == f"/usr/local/go is Go {version}, with files of Go {series}."
    assert [seen.source for seen in finding.evidence] == ["/usr/local/go", f"/usr/local/go/{folder}"]


@pytest.mark.parametrize(
    ("version", "folders"),
    [
        ("1.21.13", ("src/cmd/go/internal/modconv", "src/runtime/internal/atomic", "src/internal/itoa")),
        ("1.25.5", ("src/internal/itoa", "src/iter", "src/unique", "src/weak", "src/encoding/json/v2")),
        ("1.27.3", ("src/iter", "src/uuid", "src/testing/cryptotest")),
        ("1.27rc1", ("src/uuid",)),
        ("1.99.0", ("src/uuid",)),
    ],
)
def test_a_whole_release_is_well(judge: Judge, version: str, folders: tuple[str, ...]) -> None:
    assert judge(RULE, "", go(version, *folders)).verdict is Verdict.OK


def test_one_that_only_path_finds_is_looked_at_too(judge: Judge) -> None:
    files = go("1.27.3", "src/internal/itoa", root="opt/go")
    files["home/me/.profile"] = "export PATH=/opt/go/bin:$PATH\n"
    assert judge(RULE, "", files).verdict is Verdict.ADVICE


def test_what_nobody_unpacked_is_not_looked_at(judge: Judge) -> None:
    package = go("1.22.2", "src/uuid", root="usr/lib/go-1.22")
    assert judge(RULE, "", package).verdict is Verdict.NOT_APPLICABLE
    assert judge(RULE, "", {}).verdict is Verdict.NOT_APPLICABLE
