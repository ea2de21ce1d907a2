"""The left side of the window: the library or the kept conversations, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

_LEAST_WIDTH = 200


class Sidebar(QWidget):
    """Named pages under a row of buttons that choose one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = QStackedWidget(self)
        self._choices = QButtonGroup(self)
        self._choices.idClicked.connect(self._pages.setCurrentIndex)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(12, 10, 12, 2)
        self._row.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(self._pages, 1)

    def add(self, name: str, page: QWidget) -> None:
        """Adds a page; the first is shown."""
        button = QPushButton(name, self)
        button.setProperty("role", "tab")
        button.setCheckable(True)
        button.setAutoExclusive(True)  # one of several, for screen readers too
        button.setChecked(self._pages.count() == 0)
        self._choices.addButton(button, self._pages.addWidget(page))
        self._row.addWidget(button, 1)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the names of the pages, however large the text is."""
        return QSize(max(_LEAST_WIDTH, self._row.minimumSize().width()), super().minimumSizeHint().height())

    def show_page(self, page: QWidget) -> None:
        """Shows the sidebar with this page."""
        index = self._pages.indexOf(page)
        self._pages.setCurrentIndex(index)
        self._choices.button(index).setChecked(True)
        self.show()
