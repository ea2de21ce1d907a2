"""What the window remembers between two starts, as the window needs it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from desktop_app.domain.ports import EXCERPTS
from desktop_app.settings.schema import Settings, Theme, changed


class Preferences(Protocol):
    """Choices that outlive the window; setting one stores it.

    Attributes:
        model: a model's name, the path of a GGUF file, or `excerpts`.
        eagerness: a value of `FigureEagerness`.
        theme: `system`, `light` or `dark`.
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
    def settings(self) -> Settings:
        """All settings as they are now."""
        ...

    @property
    def folders(self) -> Mapping[str, Path]:
        """Where the program keeps what: `library`, `models`, `settings`, `cache`, `logs`."""
        ...

    def change(self, name: str, value: object) -> str:
        """Sets and saves one setting; why that was not possible, in a sentence, else nothing."""
        ...

    @property
    def window_file(self) -> Path | None:
        """Where sizes and places of the window's parts are kept."""
        ...


class MemoryPreferences:
    """Preferences that are forgotten when the window closes."""

    def __init__(self, *, model: str = EXCERPTS, theme: str = "system", window_file: Path | None = None) -> None:
        self.settings = Settings(model=model, theme=Theme(theme))
        self.window_file = window_file
        self.folders: dict[str, Path] = {}

    def change(self, name: str, value: object) -> str:
        """Sets one setting; why that was not possible, in a sentence, else nothing."""
        try:
            self.settings = changed(self.settings, {name: value})
        except ValueError as error:
            return str(error)
        return ""

    @property
    def model(self) -> str:
        """A model's name, the path of a GGUF file, or `excerpts`."""
        return self.settings.model

    @model.setter
    def model(self, name: str) -> None:
        self.change("model", name)

    @property
    def eagerness(self) -> str:
        """How eagerly figures are shown."""
        return self.settings.figures

    @eagerness.setter
    def eagerness(self, value: str) -> None:
        self.change("figures", value)

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self.settings.theme.value

    @theme.setter
    def theme(self, value: str) -> None:
        self.change("theme", value)

    @property
    def keep_conversations(self) -> bool:
        """Whether what is asked is kept."""
        return self.settings.keep_conversations
