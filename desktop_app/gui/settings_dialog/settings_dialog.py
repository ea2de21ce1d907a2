"""The dialog behind the gear: settings, shortcuts, where the data is, and what the program is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app import __version__
from desktop_app.gui import dialogs
from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.reading_order import link, stops_of
from desktop_app.gui.settings_dialog.application_mark import ApplicationMark
from desktop_app.gui.settings_dialog.folder_size import folder_size, size_in_words
from desktop_app.gui.settings_dialog.setting_row import SettingRow, sections
from desktop_app.gui.settings_dialog.shortcuts_page import ShortcutsPage
from desktop_app.gui.shortcuts import key_bindings
from desktop_app.gui.text_tools import plain_label

_BUDGET_S = 0.005
"""How long rows are made in a turn of the event loop; laying them out and painting them takes longer."""

Shortcuts = Sequence[tuple[str, str]]
"""Fixed keys, and what they do."""


class SettingsDialog(QDialog):
    """Every change holds at once and is saved at once; there is nothing to confirm.

    Signals:
        changed: a setting was changed.
    """

    changed = Signal()

    def __init__(
        self,
        preferences: Preferences,
        shortcuts: Shortcuts,
        lane: Lane,
        parent: QWidget,
        *,
        licences: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._licences = licences
        self._lane = lane
        self._sizes: dict[str, QLabel] = {}
        self.setWindowTitle(self.tr("Settings"))
        self.resize(640, 600)
        self._rows: dict[str, SettingRow] = {}
        self.show_folder: Callable[[Path, Callable[[], object]], None] = dialogs.show_folder
        self.problem = plain_label("", parent=self, wraps=True)
        self.problem.setObjectName("answerNote")
        self.problem.hide()
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(self.tr("Settings"))
        self.tabs.tabBar().setAccessibleName(self.tr("Pages of the settings"))
        self._columns = [
            self._add_page(name)
            for name in (self.tr("Settings"), self.tr("Shortcuts"), self.tr("Your data"), self.tr("About"))
        ]
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.close)
        close.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.problem)
        column.addWidget(close)
        self._steps = self._fill(shortcuts)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)
        self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes a value, and does not close the settings."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    # The pages

    @property
    def complete(self) -> bool:
        """Whether all rows of all pages are there; they come in the first turns of the event loop."""
        return not self._timer.isActive()

    @property
    def rows(self) -> dict[str, SettingRow]:
        """The settings by their names."""
        self._complete()
        return self._rows

    @property
    def keys(self) -> ShortcutsPage:
        """The page of shortcuts."""
        self._complete()
        return self._keys

    def _add_page(self, name: str) -> QVBoxLayout:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        area = self._scrolling(page)
        area.setAccessibleName(name)
        self.tabs.addTab(area, name)
        return column

    def _go_on(self) -> None:
        deadline = time.monotonic() + _BUDGET_S
        while time.monotonic() < deadline:
            if next(self._steps, self) is self:
                self._timer.stop()
                link(stops_of(self))  # Tab goes on as things are read, not as they were made
                break
        self._give_room()

    def _give_room(self) -> None:
        """Lets the page that is seen first grow with its rows; until its area hears of them they would be squeezed."""
        column = self._columns[0]
        page = column.parentWidget()
        if page is not None:
            page.resize(page.width(), max(page.height(), column.totalHeightForWidth(page.width())))

    def _complete(self) -> None:
        while self._timer.isActive():
            self._go_on()

    def _fill(self, shortcuts: Shortcuts) -> Iterator[None]:
        """Makes the pages, a little at each step, the first one from the top: all at once would hold up the window."""
        settings, keys, data, about = self._columns
        settings.setContentsMargins(14, 8, 14, 8)
        settings.setAlignment(Qt.AlignmentFlag.AlignTop)  # the first rows stand where they stay
        for title, names in sections().items():
            heading = plain_label(title, "section", settings.parentWidget())
            heading.setContentsMargins(0, 14, 0, 4)
            settings.addWidget(heading)
            for name in names:
                self._add_setting(name, settings)
                yield
        words = self.tr("Reading processes, text recognition and downloads take effect at the next start.")
        settings.addWidget(plain_label(words, "small", settings.parentWidget(), wraps=True))
        settings.addStretch(1)
        self._keys = ShortcutsPage(key_bindings(), shortcuts, self)
        self._keys.refused.connect(self._tell)
        keys.addWidget(self._keys)
        self._keys.show()
        yield from self._keys.fill()
        for column, make in ((data, self._data_page), (about, self._about_page)):
            page = make()
            column.addWidget(page)
            page.show()
            yield

    def _add_setting(self, name: str, column: QVBoxLayout) -> None:
        page = column.parentWidget()
        line = QFrame(page)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        column.addWidget(line)
        row = SettingRow(name, getattr(self._preferences.settings, name), page)
        row.changed.connect(self._change)
        self._rows[name] = row
        column.addWidget(row)

    def _data_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addWidget(
            plain_label(
                self.tr(
                    "Your documents, questions and answers never leave this machine: the program opens no connection "
                    "of its own and sends nothing. Only a model that you choose to download is fetched from the "
                    "network."
                ),
                parent=page,
                wraps=True,
            )
        )
        for name, folder in self._preferences.folders.items():
            column.addLayout(self._folder_row(name, folder, page))
        column.addStretch(1)
        return page

    def _open_folder(self, folder: Path) -> None:
        if folder.is_dir():
            self._tell("")
            self.show_folder(folder, self._tell_folder)
        else:
            self._tell_folder()

    def _tell_folder(self) -> None:
        self._tell(self.tr("The folder could not be shown: it is not there yet, or no program here shows folders."))

    def _folder_row(self, name: str, folder: Path, page: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(plain_label(self._folder_name(name), parent=page))
        place = plain_label(str(folder), "small", page, wraps=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.addWidget(place)
        size = plain_label("…", "muted", page)
        button = QPushButton(self.tr("Open folder"), page)
        button.setAccessibleName(self.tr("Open the folder: {name}").format(name=self._folder_name(name)))
        button.clicked.connect(lambda: self._open_folder(folder))
        row.addLayout(text, 1)
        row.addWidget(size)
        row.addWidget(button)
        self._sizes[name] = size
        job = Job(call_once(lambda: (name, folder_size(folder))))
        job.yielded.connect(self._show_size)
        self._lane.submit(job)
        self.finished.connect(job.stop)
        return row

    def _show_size(self, measured: tuple[str, int]) -> None:
        """A method, which Qt no longer calls when the dialog is gone: it may be closed while folders are measured."""
        name, size = measured
        self._sizes[name].setText(size_in_words(size))

    def _folder_name(self, name: str) -> str:
        names = {
            "library": self.tr("Library and conversations"),
            "models": self.tr("Models"),
            "settings": self.tr("Settings"),
            "cache": self.tr("Cache (may be deleted)"),
            "logs": self.tr("Log files"),
        }
        return names.get(name, name)

    def _about_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(ApplicationMark(page))
        head.addWidget(plain_label(f"ImageRef Desktop {__version__}", "title", page), 1)
        column.addLayout(head)
        for sentence in (
            self.tr("Answers from your own documents, with their figures at the sentences they support."),
            self.tr(
                "Free software under the GNU Affero General Public License, version 3 or later: you may use, study, "
                "share and change it; who passes it on passes on the source too."
            ),
            self.tr(
                "Made with PySide6 (LGPL), MuPDF through PyMuPDF (AGPL), llama.cpp (MIT), SQLite (public domain), "
                "Chroma, ONNX Runtime and others; their licences come with the program."
            ),
            self.tr("It never looks for updates by itself."),
        ):
            column.addWidget(plain_label(sentence, parent=page, wraps=True))
        if self._licences is not None:
            folder = self._licences
            button = QPushButton(self.tr("Show the licences"), page)
            button.clicked.connect(lambda: self._open_folder(folder))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def _scrolling(self, page: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        return area

    # Changes

    def _change(self, name: str, value: object) -> None:
        problem = self._preferences.change(name, value)
        self._tell(problem)
        self._rows[name].show_value(getattr(self._preferences.settings, name))
        if not problem:
            self.changed.emit()

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
