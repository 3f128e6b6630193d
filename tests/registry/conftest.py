"""The registry, loaded once, and the folder of cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from itugraph.registry import Registry

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Return the registry as it is shipped."""
    return Registry.load()
