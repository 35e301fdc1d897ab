"""The browser of the explorer's tests, for pages of notebooks."""

from __future__ import annotations

from tests.view.conftest import browser

__all__ = ["browser"]
