"""A model on the page: its name, what it is and needs, how far its download is, and buttons for what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.model_store import Fit
from desktop_app.gui.models.model_rows import ModelRow, RowState
from desktop_app.gui.text_tools import one_line, plain_label

_STEPS = 1000


class ModelCard(QFrame):
    """One row of the page.

    Signals:
        wanted: a button was pressed; the action (`download`, `pause`, `discard`, `use`, `remove`) and the model's name.
    """

    wanted = Signal(str, str)

    def __init__(self, row: ModelRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelCard")
        self._row = row
        self._title = plain_label("", "title", self)
        self._badge = plain_label("", "badge", self)
        self._facts = plain_label("", "small", self, wraps=True)
        self._purpose = plain_label("", "muted", self, wraps=True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.buttons: dict[str, QPushButton] = {}
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        for action in ("use", "download", "pause", "discard", "remove"):
            button = self.buttons[action] = QPushButton(self)
            button.clicked.connect(lambda _checked=False, action=action: self.wanted.emit(action, self._row.name))
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 12)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._facts)
        column.addWidget(self._purpose)
        column.addWidget(self.bar)
        self._show()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Its words can be selected from now on; what lets them is dear, and most cards are only looked at."""
        for label in (self._facts, self._purpose):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)

    @property
    def row(self) -> ModelRow:
        """What it shows."""
        return self._row

    @property
    def words(self) -> str:
        """Everything it says."""
        labels = (self._title, self._badge, self._facts, self._purpose)
        return "\n".join(label.text() for label in labels if not label.isHidden() and label.text())

    def set_row(self, row: ModelRow) -> None:
        """Shows another state of the same model."""
        if row == self._row:
            return
        before, self._row = self._row, row
        focused = next((action for action, button in self.buttons.items() if button.hasFocus()), "")
        self._show()
        if before.state is not row.state:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        if focused and not self.buttons[focused].isVisibleTo(self):
            self.focus_first()

    def focus_first(self) -> None:
        """Puts the keyboard on the first button there is."""
        for button in self.buttons.values():
            if button.isVisibleTo(self) and button.isEnabled():
                button.setFocus()
                return

    def _show(self) -> None:
        row = self._row
        self._title.setText(one_line(row.title, 80))
        self._facts.setText(one_line(row.facts, 300))
        self._purpose.setText(one_line(row.purpose, 500))
        self._purpose.setVisible(bool(row.purpose))
        self._badge.setText(self.tr("Answers your questions") if row.chosen else self.tr("Recommended to begin with"))
        self._badge.setVisible(row.chosen or row.recommended)
        role = "warn" if row.fit in (Fit.TIGHT, Fit.TOO_LARGE) and row.state is not RowState.ACTIVE else "muted"
        if self._purpose.property("role") != role:
            self._purpose.setProperty("role", role)
            self._purpose.style().unpolish(self._purpose)
            self._purpose.style().polish(self._purpose)
        self.bar.setVisible(row.progress >= 0)
        self.bar.setValue(int(_STEPS * max(0.0, min(1.0, row.progress))))
        self.bar.setAccessibleName(self.tr("Download of {name}").format(name=row.title))
        self.setAccessibleName(f"{row.title}. {row.facts}")
        told = "" if self._badge.isHidden() else f"{self._badge.text()}. "
        self.setAccessibleDescription(told + row.purpose)
        self._show_buttons()

    def _show_buttons(self) -> None:
        row, name = self._row, one_line(self._row.title, 80)
        paused = row.state is RowState.PAUSED
        shown = {
            "use": (row.usable and not row.chosen, self.tr("Use"), self.tr("Use {name} to answer")),
            "download": (
                row.state in (RowState.AVAILABLE, RowState.PAUSED),
                self.tr("Go on") if paused else self.tr("Download"),
                self.tr("Go on downloading {name}") if paused else self.tr("Download {name}"),
            ),
            "pause": (row.state is RowState.ACTIVE, self.tr("Pause"), self.tr("Pause the download of {name}")),
            "discard": (
                row.state in (RowState.ACTIVE, RowState.PAUSED),
                self.tr("Cancel"),
                self.tr("Cancel the download of {name}, and remove what is there of it"),
            ),
            "remove": (row.removable, self.tr("Remove"), self.tr("Remove {name}")),
        }
        for action, (visible, words, accessible) in shown.items():
            button = self.buttons[action]
            button.setVisible(visible)
            button.setText(words)
            button.setAccessibleName(accessible.format(name=name))
