"""A conversation with five figures is seen whole in headless Chromium, where one is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.exports import figures_seen, installed_browser

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(installed_browser() is None, reason="no Chromium is installed"),
]


def test_every_format_shows_all_figures(tmp_path: Path) -> None:
    browser = installed_browser()
    assert browser is not None
    seen = figures_seen(browser, tmp_path)
    assert set(seen) == {"html", "html, dark", "markdown", "pdf"}
    for name, colours in seen.items():
        assert all(colours.values()), name
