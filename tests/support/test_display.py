from __future__ import annotations

import pytest

from desktop_app.support.display import has_display


@pytest.mark.parametrize(
    ("platform", "environment", "shown"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_where_a_window_can_be_shown(platform: str, environment: dict[str, str], shown: bool) -> None:
    assert has_display(platform, environment) is shown
