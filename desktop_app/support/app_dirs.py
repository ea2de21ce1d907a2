"""The folders the program writes to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "IMAGEREF_HOME"


@dataclass(frozen=True, slots=True)
class AppDirs:
    """Where data, settings, caches and logs live; `library` is the default library."""

    data: Path
    config: Path
    cache: Path
    logs: Path

    @property
    def library(self) -> Path:
        """The library that is used when none is named."""
        return self.data / "library"

    @property
    def models(self) -> Path:
        """GGUF files, image-model weights and the like."""
        return self.data / "models"


def app_dirs(home: Path | None = None) -> AppDirs:
    """The folders below `home`, else below the variable IMAGEREF_HOME, else the system's own for this user."""
    chosen = home or (Path(value) if (value := os.environ.get(HOME_VARIABLE)) else None)
    if chosen is not None:
        base = chosen.expanduser().absolute()
        return AppDirs(base / "data", base / "config", base / "cache", base / "logs")
    system = platformdirs.PlatformDirs("imageref-desktop", appauthor=False)
    return AppDirs(
        Path(system.user_data_dir), Path(system.user_config_dir), Path(system.user_cache_dir), Path(system.user_log_dir)
    )
