"""Which Go builds all that is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.app.compatibility.go_for import go_for, sentences
from wizard.model.errors import InputError

DAY = "2026-11-28"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "go.mod").write_text("module a\n\ngo 1.26.3\n\nrequire golang.org/x/tools v0.20.0\n")
    return tmp_path


def said(words: list[str], day: str = DAY) -> list[str]:
    return [text.render() for text in sentences(go_for(words, day))]


def test_all_of_it(project: Path) -> None:
    found = go_for(["etcd@3.5", "kubernetes@1.34", str(project)], DAY)
    assert found.is_possible
    assert [(fit.go.rpartition(".")[0], fit.at_least) for fit in found.fits] == [
        ("1.27", "1.27.0"),
        ("1.26", "1.26.3"),
    ]
    assert all(fit.is_supported for fit in found.fits)
    assert found.excluding == found.skews == ()


def test_a_requirement_that_may_fail_is_told_and_excludes_nothing(project: Path) -> None:
    (line,) = (line for line in said([str(project)]) if "v0.20.0" in line)
    assert line == (
        f"Possible problem: {project / 'go.mod'}:5: golang.org/x/tools v0.20.0 does not build with Go 1.25 or later."
    )
    assert go_for([str(project)], DAY).is_possible


def test_two_that_exclude_each_other_are_named_with_their_sources() -> None:
    found = go_for(["kubernetes@1.36", "delve@1.24", "runc@1.3"], DAY)
    assert not found.is_possible
    assert [each.subject for each in found.excluding] == ["kubernetes 1.36", "delve 1.24"]
    assert [each.source[0].rpartition("/")[2] for each in found.excluding] == ["go.mod", "compat.go"]
    assert any("exclude each other" in line for line in said(["kubernetes@1.36", "delve@1.24"]))


def test_releases_that_do_not_work_together_are_told_whatever_go_builds_them() -> None:
    found = go_for(["helm@3.19", "kubernetes@1.36"], DAY)
    assert found.fits
    assert not found.is_possible
    (line,) = (line for line in said(["helm@3.19", "kubernetes@1.36"]) if "works with" in line)
    assert line.startswith("helm 3.19 works with Kubernetes 1.31 to 1.34, not with kubernetes 1.36: https://")
    assert go_for(["helm@3.19", "kubernetes@1.33"], DAY).is_possible


def test_what_gets_no_updates_says_so() -> None:
    assert any(line.endswith("without security updates") for line in said(["etcd@3.4.30"]))
    assert not go_for(["etcd@3.4.30"], DAY).fits[-1].is_supported


def test_a_workspace_stands_for_its_modules(tmp_path: Path) -> None:
    for name, text in (
        ("go.work", "go 1.24\nuse (\n\t./a\n\t./b\n)\n"),
        ("a/go.mod", "module a\ngo 1.24\n"),
        ("b/go.mod", "module b\ngo 1.26.2\n"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    found = go_for([str(tmp_path)], DAY)
    assert [Path(each.subject).relative_to(tmp_path).as_posix() for each in found.named] == [
        "go.work",
        "a/go.mod",
        "b/go.mod",
    ]
    assert found.fits[-1].at_least == "1.26.2"


def test_tables_older_than_a_year_say_so() -> None:
    assert not any("more than a year" in line for line in said(["etcd"], "2027-11-28"))
    assert "That is more than a year ago. Newer releases are missing." in said(["etcd"], "2028-01-01")


@pytest.mark.parametrize(
    ("word", "code", "says"),
    [
        ("etcdd", "project-unknown", "Did you mean: etcd?"),
        ("zzz@1", "project-unknown", "To list the projects: wsl-go-wizard go-for"),
        ("etcd@9.9", "release-unknown", "They have: 3.4 to 3.7"),
        ("https://github.com/etcd-io/etcd", "project-unknown", "is an address. Name a folder"),
        ("", "project-unknown", "is empty. To list the projects"),
        ("@", "project-unknown", "is empty. To list the projects"),
        ("./nowhere", "unreadable", "cannot be read"),
    ],
)
def test_what_is_not_known_is_one_clear_sentence(word: str, code: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        go_for([word], DAY)
    assert caught.value.code == code
    assert says in " ".join(text.render() for text in caught.value.sentences())


def test_a_folder_without_go_mod_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="contains neither"):
        go_for([str(tmp_path)], DAY)
    (tmp_path / "go.mod").write_bytes(bytes(2 << 20))
    with pytest.raises(InputError, match="too big"):
        go_for([str(tmp_path)], DAY)


@pytest.mark.parametrize("word", ["a" * 300, "./" + "a" * 300])
def test_a_name_longer_than_files_have_is_one_clear_sentence(word: str) -> None:
    with pytest.raises(InputError):
        go_for([word], DAY)


def test_a_workspace_may_name_whatever_it_likes(tmp_path: Path) -> None:
    (tmp_path / "go.work").write_text(f"go 1.25\nuse ./{'a' * 300}\n")
    assert go_for([str(tmp_path)], DAY).is_possible


@pytest.mark.linux(reason="devices that never end are Linux's")
def test_a_go_mod_without_an_end_is_too_big(tmp_path: Path) -> None:
    (tmp_path / "go.mod").symlink_to("/dev/zero")
    with pytest.raises(InputError, match="too big"):
        go_for([str(tmp_path / "go.mod")], DAY)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<<<<<<< HEAD\nmodule a\n=======\nmodule b\n>>>>>>> x\ngo 1.25\n", "Go cannot read line 1"),
        ("module a\ngo newest\n", "Go cannot read line 2"),
        ("\x7fELF\x02", "Go cannot read line 1"),
        ("", "has no module line"),
    ],
)
def test_a_file_that_go_cannot_read_is_built_by_no_go(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "go.mod").write_text(text)
    with pytest.raises(InputError, match=says):
        go_for([str(tmp_path)], DAY)
