"""Parts of the window that are not seen at first: imported and made after the first paint, or when first asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from desktop_app.gui.main_window import MainWindow

Part = TypeVar("Part")

_GUI = "desktop_app.gui"
_DIALOGS = ("library.document_report", "library.followed_folders")
_STEPS = (
    ("", ("chat.figure_block", "chat.text_block", "chat.turn_view")),
    ("viewer", ("figures.figure_canvas", "figures.figure_viewer")),
    (
        "pages",
        (
            "page_viewer.open_document",
            "page_viewer.page_view",
            "page_viewer.page_hand",
            "page_viewer.side_strip",
            "page_viewer.search_bar",
            "page_viewer.page_panel",
        ),
    ),
    ("table", ("library.table_page",)),
    ("gallery", ("gallery.gallery_view", "gallery.gallery_page", "gallery.joining")),
    ("models", ("models.model_rows", "models.joining")),
    ("", ("settings_dialog.setting_row", "settings_dialog.settings_dialog", *_DIALOGS)),
)
"""The late parts, and what is imported before each, one module in a turn of the loop.

Those without a part are the turns of conversations, which the first question or a kept conversation needs, and dialogs;
where they are made they are imported again, which by then costs nothing.
"""

_PAUSE_MS = 10
"""Between two turns, so that what people do meanwhile comes first."""


class LatePart(Generic[Part]):
    """An attribute of the window that is made when it is first asked for, and told by the window's `part_made`.

    The function imports what it makes, so that tools that look for imports find them there.
    """

    def __init__(self, make: Callable[[MainWindow], Part]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, window: None, owner: type) -> LatePart[Part]: ...

    @overload
    def __get__(self, window: MainWindow, owner: type) -> Part: ...

    def __get__(self, window: MainWindow | None, owner: type) -> LatePart[Part] | Part:
        """The part; Python asks here only until it stands among the attributes of the window."""
        if window is None:
            return self
        part = vars(window)[self._name] = self._make(window)
        window.part_made.emit(self._name)
        return part


def is_made(window: MainWindow, name: str) -> bool:
    """Whether a late part is there already: one that isn't can't be on screen or at work."""
    return name in vars(window)


class LateParts(QObject):
    """Makes the late parts once the library is open, a step in a turn of the loop, so that nobody waits for them.

    Signals:
        completed: all are there.

    Attributes:
        left: the steps that are still to be taken.
    """

    completed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.left: deque[Callable[[], object]] = deque()
        for part, modules in _STEPS:
            self.left += [partial(import_module, f"{_GUI}.{module}") for module in modules]
            if part:
                self.left.append(partial(getattr, window, part))
        self._turn = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._turn.timeout.connect(self._take_step)
        window.opened.connect(self._turn.start)

    def close(self) -> None:
        """The window closes: what isn't there is needed no more."""
        self.left.clear()

    def _take_step(self) -> None:
        if self.left:
            self.left.popleft()()
            self._turn.start()
        else:
            self.completed.emit()
