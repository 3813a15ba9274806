"""Real Gos of three ages, as much of each as needs no compiler."""

from __future__ import annotations

import pytest

from tests.e2e.goroots import VERSIONS, without_compiler
from tests.e2e.real_go.machine import RealGo


@pytest.fixture(scope="session", params=VERSIONS)
def real_go(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RealGo:
    """A home, and a Go of its own for it, whose defaults a test may change."""
    folder = tmp_path_factory.mktemp(f"go-{request.param}")
    without_compiler(request.param, folder / "goroot")
    return RealGo(request.param, folder)
