"""The dialog behind the gear: settings, shortcuts, where the data is, and what the program is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
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
from desktop_app.gui.settings_dialog.folder_size import folder_size, size_in_words
from desktop_app.gui.settings_dialog.setting_row import SettingRow, sections
from desktop_app.gui.settings_dialog.shortcuts_page import ShortcutsPage
from desktop_app.gui.shortcuts import key_bindings
from desktop_app.gui.text_tools import plain_label

Shortcuts = Sequence[tuple[str, str]]
"""Fixed keys, and what they do."""


class SettingsDialog(QDialog):
    """Every change holds at once and is saved at once; there is nothing to confirm.

    Signals:
        changed: a setting was changed.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, shortcuts: Shortcuts, lane: Lane, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._lane = lane
        self.setWindowTitle(self.tr("Settings"))
        self.resize(640, 600)
        self.rows: dict[str, SettingRow] = {}
        self.problem = plain_label("", parent=self, wraps=True)
        self.problem.setObjectName("answerNote")
        self.problem.hide()
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(self.tr("Settings"))
        self.tabs.tabBar().setAccessibleName(self.tr("Pages of the settings"))
        self._add_page(self._settings_page(), self.tr("Settings"))
        self._add_page(self._shortcuts_page(shortcuts), self.tr("Shortcuts"))
        self._add_page(self._data_page(), self.tr("Your data"))
        self._add_page(self._about_page(), self.tr("About"))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.close)
        close.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.problem)
        column.addWidget(close)

    # The pages

    def _add_page(self, page: QWidget, name: str) -> None:
        page.setAccessibleName(name)
        self.tabs.addTab(page, name)

    def _settings_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(0)
        for title, names in sections().items():
            heading = plain_label(title, "section", page)
            heading.setContentsMargins(0, 14, 0, 4)
            column.addWidget(heading)
            for name in names:
                line = QFrame(page)
                line.setProperty("role", "line")
                line.setFixedHeight(1)
                column.addWidget(line)
                row = SettingRow(name, getattr(self._preferences.settings, name), page)
                row.changed.connect(self._change)
                self.rows[name] = row
                column.addWidget(row)
        column.addWidget(
            plain_label(
                self.tr("Reading processes, text recognition and downloads take effect at the next start."),
                "small",
                page,
                wraps=True,
            )
        )
        column.addStretch(1)
        return self._scrolling(page)

    def _shortcuts_page(self, shortcuts: Shortcuts) -> QWidget:
        page = self.keys = ShortcutsPage(key_bindings(), shortcuts, self)
        page.refused.connect(self._tell)
        return self._scrolling(page)

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
        button.clicked.connect(lambda: dialogs.open_file(folder))
        row.addLayout(text, 1)
        row.addWidget(size)
        row.addWidget(button)
        job = Job(call_once(lambda: folder_size(folder)))
        job.yielded.connect(lambda measured: size.setText(size_in_words(measured)))
        self._lane.submit(job)
        self.finished.connect(job.stop)
        return row

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
        column.addWidget(plain_label(f"ImageRef Desktop {__version__}", "title", page))
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
        self.rows[name].show_value(getattr(self._preferences.settings, name))
        if not problem:
            self.changed.emit()

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
