"""What a release of a project asks of Go."""

from __future__ import annotations

import pytest

from wizard.model.versions import version
from wizard.tables import projects


@pytest.mark.parametrize(
    ("project", "wanted", "tag", "go", "built_with"),
    [
        ("etcd", "3.5.17", "v3.5.17", "1.22", "1.22.9"),
        ("etcd", "v3.5.17", "v3.5.17", "1.22", "1.22.9"),
        ("etcd", "3.7", "v3.7.1", "1.26", "1.26.5"),
        ("etcd", "", "v3.7.1", "1.26", "1.26.5"),
        ("kustomize", "4.0.5", "kustomize/v4.0.5", "1.16", "1.13"),
        ("kubernetes", "1.34", "kubernetes-1.34.11", "1.24.0", "1.25.12"),
    ],
)
def test_a_release(project: str, wanted: str, tag: str, go: str, built_with: str) -> None:
    needed = projects.needed(project, wanted)
    assert needed is not None
    assert (needed.go, needed.built_with) == (go, built_with)
    assert version("") is None
    if project != "kubernetes":  # whose newest tag moves with the table
        assert needed.tag == tag


def test_between_two_known_ones_it_is_the_older() -> None:
    line = next(row for row in projects.lines_of("etcd") if row.line == "3.4")
    first, second = line.changes[3], line.changes[4]
    between = projects.number_of(first.tag)
    assert between is not None
    needed = projects.needed("etcd", ".".join(map(str, between)))
    assert needed is not None
    assert (needed.tag, needed.go) == (first.tag, first.go)
    assert needed.tag != second.tag


def test_what_is_not_known() -> None:
    assert projects.needed("etcd", "9.9") is None
    assert projects.needed("nothing", "1.0") is None
    assert projects.needed("etcd", "new") is None
    assert projects.skew_of("etcd", "3.5") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("v3.5.21", "3.5.21"), ("kustomize/v5.0.0", "5.0.0"), ("kubernetes-1.34.2", "1.34.2"), ("main", "")],
)
def test_the_version_in_a_tag(text: str, number: str) -> None:
    assert projects.number_of(text) == version(number)


def test_failures_are_of_versions_and_of_all() -> None:
    assert [row.go_from for row in projects.failures("golang.org/x/tools", version("0.20.0"))] == ["1.25"]
    assert not list(projects.failures("golang.org/x/tools", version("0.26.0")))
    assert not list(projects.failures("golang.org/x/tools", None))
    assert [row.go_until for row in projects.failures("runc", None)] == ["1.22.4"]


def test_helm_works_with_some_kubernetes() -> None:
    row = projects.skew_of("helm", "3.19")
    assert row is not None
    assert (row.least, row.most) == ("1.31", "1.34")
    assert {"etcd", "helm", "kubernetes", "golang.org/x/tools"} <= set(projects.names())
