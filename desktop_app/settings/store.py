"""The settings file: only what differs from the defaults, written atomically, never in the way of a start."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import to_builtins

from desktop_app.settings.schema import SCHEMA_VERSION, Settings, changed
from desktop_app.support.atomic_write import write_atomically

log = logging.getLogger(__name__)


class SettingsStore:
    """Settings with a file behind them; listeners hear of every change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._listeners: list[Callable[[Settings], None]] = []
        self.current = self._load()

    def update(self, **changes: Any) -> Settings:
        """Changes some settings, saves them, and tells the listeners.

        Raises:
            ValueError: a value is out of its bounds; nothing was changed.
            OSError: the file can't be written; nothing was changed.
        """
        new = changed(self.current, changes)
        defaults = to_builtins(Settings())
        differing = {name: value for name, value in to_builtins(new).items() if value != defaults[name]}
        content = {"schema_version": SCHEMA_VERSION} | differing
        write_atomically(self._file, json.dumps(content, indent=2).encode())
        self.current = new
        for listener in self._listeners:
            listener(new)
        return new

    def subscribe(self, listener: Callable[[Settings], None]) -> None:
        """Calls `listener` with the new settings after every change."""
        self._listeners.append(listener)

    def _load(self) -> Settings:
        try:
            raw = json.loads(self._file.read_bytes())
            if not isinstance(raw, dict):
                raise ValueError("not a JSON object")
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError) as error:
            log.warning("The settings file can't be read (%s); defaults are used.", error)
            return Settings()
        raw.pop("schema_version", None)
        return _valid_part(raw)


def _valid_part(raw: dict[str, Any]) -> Settings:
    """The settings of `raw`; a value that is unknown or out of bounds falls back to its default."""
    settings, wrong = Settings(), []
    for name, value in raw.items():
        try:
            settings = changed(settings, {name: value})
        except ValueError:
            wrong.append(name)
    if wrong:
        log.warning("Settings that are not valid were left at their defaults: %s.", ", ".join(sorted(wrong)))
    return settings
