"""vendor/modules.txt against go.mod: each row was tried with ``go list`` of Go 1.27.3 (“inconsistent vendoring”)."""

from __future__ import annotations

import pytest

from wizard.codecs.go import gomod, vendored
from wizard.codecs.go.vendored import VendorFaultKind

REQUIRES = "module a\ngo 1.21\nrequire (\n\tx.example/m v1.0.0\n\ty.example/n v1.2.0 // indirect\n)\n"
LISTED = "# x.example/m v1.0.0\n## explicit; go 1.18\nx.example/m\n# y.example/n v1.2.0\n## explicit\ny.example/n\n"
NOT_VENDORED, NOT_REQUIRED, REPLACED = VendorFaultKind
BY_FOLDER = LISTED.replace("m v1.0.0", "m v1.0.0 => ../m")
BY_MODULE = LISTED.replace("m v1.0.0", "m v1.0.0 => f.example/m v1.0.1")
Z = ("z.example/z", "v1.0.0")
Y12, Y13, X = ("y.example/n", "v1.2.0"), ("y.example/n", "v1.3.0"), ("x.example/m", "v1.0.0")


@pytest.mark.parametrize(
    ("module", "listed", "faults"),
    [
        (REQUIRES, LISTED, []),
        (REQUIRES, LISTED.replace("\n", "\r\n"), []),
        (REQUIRES, "", [(4, X, NOT_VENDORED), (5, Y12, NOT_VENDORED)]),
        (REQUIRES, LISTED.replace("## explicit\n", ""), [(5, Y12, NOT_VENDORED)]),
        (REQUIRES, LISTED.replace("v1.2.0", "v1.3.0"), [(5, Y12, NOT_VENDORED), (4, Y13, NOT_REQUIRED)]),
        (REQUIRES, f"{LISTED}# z.example/z v1.0.0\n## explicit\nz.example/z\n", [(7, Z, NOT_REQUIRED)]),
        (REQUIRES, f"{LISTED}# z.example/z v1.0.0\n## explicit\n", []),
        (REQUIRES, f"{LISTED}# z.example/z v1.0.0\nz.example/z\n", []),
        (f"{REQUIRES}replace x.example/m => ../m\n", LISTED, [(7, ("x.example/m", ""), REPLACED)]),
        (f"{REQUIRES}replace x.example/m => ../m\n", f"{BY_FOLDER}# x.example/m => ../m\n", []),
        (f"{REQUIRES}replace x.example/m => ../m\n", BY_FOLDER, [(7, ("x.example/m", ""), REPLACED)]),
        (f"{REQUIRES}replace x.example/m v1.0.0 => f.example/m v1.0.1\n", BY_MODULE, []),
        (f"{REQUIRES}replace x.example/m v1.0.0 => f.example/m v1.0.2\n", BY_MODULE, [(7, X, REPLACED)]),
        (REQUIRES, BY_MODULE, [(1, X, REPLACED)]),
        (REQUIRES, f"{LISTED}# q.example/q => ../q\n", [(7, ("q.example/q", ""), REPLACED)]),
        (REQUIRES, f"{LISTED}# odd\n# odd words\n## explicit\nodd\n", []),
        ("module a\ngo 1.21\n", "", []),
    ],
)
def test_differences_are_those_that_go_stops_at(
    module: str, listed: str, faults: list[tuple[int, tuple[str, str], VendorFaultKind]]
) -> None:
    found = vendored.faults(gomod.parse(module.encode()), vendored.parse(listed.encode()))
    assert [(each.line, each.module, each.kind) for each in found] == faults


@pytest.mark.parametrize(
    ("go", "compared"),
    [("go 1.21", True), ("go 1.14", True), ("go 1.13", False), ("", False), ("go x", False)],
)
def test_older_modules_are_not_compared(go: str, compared: bool) -> None:
    assert vendored.is_compared(gomod.parse(f"module a\n{go}\n".encode())) is compared


def test_the_folder_of_a_workspace_is_told_apart() -> None:
    assert vendored.parse(f"## workspace\n{LISTED}".encode()).is_workspace
    assert not vendored.parse(LISTED.encode()).is_workspace


def test_what_a_folder_replaces_is_not_downloaded() -> None:
    module = gomod.parse(
        f"{REQUIRES}replace x.example/m => ../m\nreplace y.example/n v1.2.0 => f.example/n v1.3.0\n".encode()
    )
    assert list(vendored.downloaded(module)) == [(5, ("f.example/n", "v1.3.0"))]
