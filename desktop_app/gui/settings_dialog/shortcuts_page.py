"""The settings' page of shortcuts: the actions with keys that can be changed, then the keys that are fixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import QGridLayout, QKeySequenceEdit, QLineEdit, QPushButton, QWidget

from desktop_app.gui.icons import IconButton, add_clear_button
from desktop_app.gui.shortcuts import ACTIONS, Action, KeyBindings
from desktop_app.gui.text_tools import plain_label

_KEYS_WIDTH = 170


class KeysField(QKeySequenceEdit):
    """Takes the next combination that is pressed; Tab goes on, Escape leaves things as they are.

    Signals:
        pressed: the combination, as Qt writes it everywhere.
        left: Escape was pressed.
    """

    pressed = Signal(str)
    left = Signal()

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setFixedWidth(_KEYS_WIDTH)
        self.setAccessibleName(label)
        self._shown = ""
        for line in self.findChildren(QLineEdit):
            line.setAccessibleName(label)
            line.setPlaceholderText(self.tr("No keys"))
            for button in add_clear_button(line, self.tr("Take these keys away"), by_escape=False):
                button.clicked.connect(self._tell)
        self.editingFinished.connect(self._tell)

    def show_keys(self, keys: str) -> None:
        """Shows the keys that hold now."""
        self._shown = keys
        self.setKeySequence(QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText))

    def _tell(self) -> None:
        keys = self.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if keys != self._shown:
            self.pressed.emit(keys)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Shift+Tab leaves the field: Qt takes it to the line inside, which gives the focus back."""
        before: QWidget | None = self.previousInFocusChain()
        while not next_ and before is not None and before is not self:
            tab = before.focusPolicy() & Qt.FocusPolicy.TabFocus
            inside = self.isAncestorOf(before) or before.focusProxy() is not None
            if tab and not inside and before.isVisibleTo(self.window()) and before.isEnabled():
                before.setFocus(Qt.FocusReason.BacktabFocusReason)
                return True
            before = before.previousInFocusChain()
        return super().focusNextPrevChild(next_)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace takes the keys away; Escape is no combination, nor what goes to another page of the settings."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            event.ignore()
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete} and plain:
            self.clear()
            self._tell()
        elif event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.left.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)


class ShortcutsPage(QWidget):
    """Changes hold at once and are kept at once, as everywhere in the settings. It is empty until `fill` has ended.

    Signals:
        refused: why keys were not taken, in a sentence; "" when they were.
    """

    refused = Signal(str)

    def __init__(self, bindings: KeyBindings, fixed: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bindings = bindings
        self._fixed = fixed
        self.fields: dict[str, KeysField] = {}
        self.resets: dict[str, IconButton] = {}
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(14, 14, 14, 14)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        self.restore_all = QPushButton(self.tr("Restore all defaults"), self)
        self.restore_all.clicked.connect(lambda: self.refused.emit(bindings.restore_all()))
        bindings.changed.connect(self.show_keys)

    def fill(self) -> Iterator[None]:
        """Makes the rows from the top, one at each step."""
        grid = self._grid
        for action in ACTIONS:
            self._add(action)
            yield
        grid.addWidget(self.restore_all, grid.rowCount(), 1, 1, 2)
        heading = plain_label(self.tr("These keys are fixed"), "section", self)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 3)
        for keys, what in self._fixed:
            row = grid.rowCount()
            grid.addWidget(plain_label(what, parent=self, wraps=True), row, 0)
            grid.addWidget(plain_label(keys, "section", self), row, 1)
            yield
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self.show_keys()

    def _add(self, action: Action) -> None:
        row = self._grid.rowCount()
        field = self.fields[action.name] = KeysField(self.tr("Keys for: {action}").format(action=action.words), self)
        field.pressed.connect(lambda keys: self._change(action.name, keys))
        field.left.connect(self.show_keys)
        reset = self.resets[action.name] = IconButton(
            "retry", self.tr("Back to the default: {title}").format(title=action.words), self
        )
        room = reset.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        reset.setSizePolicy(room)
        reset.clicked.connect(lambda: self.refused.emit(self._bindings.restore(action.name)))
        words = plain_label(action.words, parent=self, wraps=True)
        words.setBuddy(field)
        self._grid.addWidget(words, row, 0)
        self._grid.addWidget(field, row, 1)
        self._grid.addWidget(reset, row, 2)

    def show_keys(self) -> None:
        """Shows the keys that hold now."""
        for name, field in self.fields.items():
            field.show_keys(self._bindings.keys(name))
            self.resets[name].setVisible(not self._bindings.is_default(name))
        self.restore_all.setEnabled(not all(map(self._bindings.is_default, self.fields)))

    def _change(self, name: str, keys: str) -> None:
        problem = self._bindings.change(name, keys)
        self.refused.emit(problem)
        if problem:
            self.show_keys()
