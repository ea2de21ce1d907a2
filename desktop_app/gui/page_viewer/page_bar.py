"""The bar over the pages: which document and page this is, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSpinBox, QToolButton, QWidget

from desktop_app.gui.icons import IconButton
from desktop_app.gui.numbers import number
from desktop_app.gui.text_tools import ElidedLabel, one_line, plain_label, set_plain_tooltip

_ROOM_FOR_ZOOM = 440
_ROOM_FOR_REGION = 370


class PageBar(QWidget):
    """Holds the controls; what they do is joined by the panel.

    In a narrow panel some buttons go; the menu has all they do.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel(self)
        self.number = QSpinBox(self)
        self.number.setAccessibleName(self.tr("Go to page"))
        self.number.setToolTip(self.tr("Go to page"))
        self.number.setMinimum(1)
        self.number.setKeyboardTracking(False)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._total = plain_label("", "small", self)
        self.strip_button = IconButton("sidebar", self.tr("Small pages and contents"), self)
        self.search_button = IconButton("search", self.tr("Search in this document"), self)
        self.region_button = IconButton("region", self.tr("Ask about a region of the page"), self)
        for button in (self.strip_button, self.region_button):
            button.setCheckable(True)
        self.smaller = IconButton("zoom-out", self.tr("Smaller"), self)
        self.larger = IconButton("zoom-in", self.tr("Larger"), self)
        self.menu = QMenu(self)
        self.more_button = IconButton("more", self.tr("More for these pages"), self)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setMenu(self.menu)
        self.close_button = IconButton("close", self.tr("Close the pages"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(2)
        row.addWidget(self.strip_button)
        row.addSpacing(4)
        row.addWidget(self.title, 1)
        row.addWidget(self.number)
        row.addWidget(self._total)
        row.addSpacing(4)
        for button in (self.search_button, self.region_button, self.smaller, self.larger):
            row.addWidget(button)
        row.addWidget(self.more_button)
        row.addWidget(self.close_button)

    def show_document(self, title: str, path: str, pages: int) -> None:
        """Names the document that is shown."""
        name = one_line(title)
        self.title.setText(name)
        set_plain_tooltip(self.title, f"{name}\n{path}")
        self._total.setText(self.tr("of {pages}").format(pages=number(pages)))
        self.number.blockSignals(True)
        self.number.setMaximum(max(1, pages))
        self.number.blockSignals(False)

    def show_page(self, number: int) -> None:
        """Says which page is looked at."""
        self.number.blockSignals(True)
        self.number.setValue(number)
        self.number.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out what the menu has, where there is little room."""
        super().resizeEvent(event)
        for button in (self.smaller, self.larger):
            button.setVisible(self.width() >= _ROOM_FOR_ZOOM)
        self.region_button.setVisible(self.width() >= _ROOM_FOR_REGION)
