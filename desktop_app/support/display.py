"""Whether a window can be shown."""

from __future__ import annotations

from collections.abc import Mapping


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether there is a screen: always on Windows and macOS, elsewhere where X or Wayland says so.

    Args:
        platform: as in `sys.platform`.
        environment: the process's variables.
    """
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") or environment.get("QT_QPA_PLATFORM"))
