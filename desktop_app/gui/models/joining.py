"""Joins the page of models to the window: its place among the pages, and what it tells the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.gui.models.models_controller import ModelsController
from desktop_app.gui.models.models_page import ModelsPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.domain.ports import ModelChoice
    from desktop_app.gui.main_window import MainWindow
    from desktop_app.gui.window.frame import Frame


class ModelsPart(ModelsController):
    """The page of models as a part of the window.

    Attributes:
        page: what is seen.
        button: the window's, which shows the page, or leaves it.
    """

    def __init__(self, window: MainWindow, frame: Frame) -> None:
        self.page = ModelsPage(window)
        super().__init__(self.page, window.lanes.opening, window.lanes.downloads, window)
        self._window = window
        self._frame = frame
        self.button = window.models_button
        self.confirm = lambda *words: window.confirm(*words)  # noqa: PLW0108 - the window may be given another
        self.choose_file = lambda: window.choose_model_file()  # noqa: PLW0108 - likewise
        frame.stack.addWidget(self.page)
        self.page.closed.connect(self.leave)
        self.failed.connect(window.notices.tell_error)
        self.crashed.connect(window.tell_crash)
        self.told.connect(window.notices.tell)
        self.choices.connect(self._show_choices)
        self.chosen.connect(self._choose)
        window.composer.model_chosen.connect(self.set_answering)

    @property
    def shown(self) -> bool:
        """Whether the page is in front."""
        return self._frame.shows(self.page)

    def show(self) -> None:
        """Brings the page to the front, with what is there now."""
        self.set_answering(self._window.composer.model)
        self.refresh()
        self._frame.bring(self.page)
        self.page.add_button.setFocus()

    def leave(self) -> None:
        """Goes back to what was there before."""
        if self.shown:
            self._frame.leave(self.page)
            self.button.setFocus()

    def toggle(self) -> None:
        """Shows the page, or leaves it."""
        if self.shown:
            self.leave()
        else:
            self.show()

    def _show_choices(self, choices: Sequence[ModelChoice]) -> None:
        self._window.composer.set_models(choices, self._window.preferences.model)
        self.set_answering(self._window.composer.model)

    def _choose(self, name: str) -> None:
        self._window.preferences.model = name
        self._window.composer.choose_model(name)
