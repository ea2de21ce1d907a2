"""What the window remembers between two starts, as the window needs it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop_app.domain.ports import EXCERPTS


class Preferences(Protocol):
    """Choices that outlive the window; setting one stores it.

    Attributes:
        model: a model's name, the path of a GGUF file, or `excerpts`.
        eagerness: a value of `FigureEagerness`.
        theme: `system`, `light` or `dark`.
        keep_conversations: whether what is asked is kept.
        window_file: an INI file of Qt for sizes and places of the window's parts; None keeps nothing.
    """

    model: str
    eagerness: str
    theme: str

    @property
    def keep_conversations(self) -> bool:
        """Whether what is asked is kept."""
        ...

    @property
    def window_file(self) -> Path | None:
        """Where sizes and places of the window's parts are kept."""
        ...


@dataclass(slots=True)
class MemoryPreferences:
    """Preferences that are forgotten when the window closes."""

    model: str = EXCERPTS
    eagerness: str = "normal"
    theme: str = "system"
    keep_conversations: bool = True
    window_file: Path | None = None
