"""One setting: its title, its sentence, a control that fits its values, and a way back to its default."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from desktop_app.gui.icons import IconButton
from desktop_app.gui.quiet_combo_box import QuietComboBox
from desktop_app.gui.text_tools import plain_label
from desktop_app.gui.translations import LANGUAGES
from desktop_app.settings.schema import setting_fields

_CONTROL_WIDTH = 210
_LEAST_IS_AUTOMATIC = {"answer_tokens", "temperature", "model_threads", "gpu_layers"}


def words(text: str) -> str:
    """A title or sentence of the schema in the user's language."""
    return QCoreApplication.translate("Settings", text)


def sections() -> dict[str, list[str]]:
    """The settings under their headings, those first that most people look for; the keys have a page of their own."""
    return {
        words("Window"): ["theme", "language", "text_size"],
        words("Answers"): ["figures", "keep_conversations"],
        words("Documents"): ["ocr", "pdf_workers"],
        words("Language model"): ["model", "downloads", "look_ahead", "memory_check", "answer_tokens", "temperature"],
        words("Language model, for those who know it"): [
            "projector",
            "projector_device",
            "image_tiles",
            "context_tokens",
            "gpu_layers",
            "model_threads",
            "seed",
            "plain_template",
        ],
    }


def field_names() -> list[str]:
    """The settings in the order in which they are shown."""
    return [name for names in sections().values() for name in names]


class SettingRow(QWidget):
    """A row of the settings.

    Signals:
        changed: the setting's name and its new value.
    """

    changed = Signal(str, object)

    def __init__(self, name: str, value: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        field = setting_fields()[name]
        self._field = field
        title = words(field.title)
        self.control, self._show = self._make_control(value)
        self.control.setAccessibleName(title)
        self.control.setAccessibleDescription(words(field.description))
        self.reset = IconButton("retry", self.tr("Back to the default: {title}").format(title=title), self)
        self.reset.clicked.connect(self._restore)
        keeps_its_room = self.reset.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(keeps_its_room)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        heading = plain_label(title, parent=self)
        heading.setBuddy(self.control)
        grid.addWidget(heading, 0, 0)
        grid.addWidget(plain_label(words(field.description), "small", self, wraps=True), 1, 0)
        grid.addWidget(self.control, 0, 1, 2, 1)
        grid.addWidget(self.reset, 0, 2, 2, 1)
        grid.setColumnStretch(0, 1)
        self.show_value(value)

    def show_value(self, value: object) -> None:
        """Shows the value that holds now."""
        self.control.blockSignals(True)
        self._show(value)
        self.control.blockSignals(False)
        self.reset.setVisible(value != self._field.default)

    def _restore(self) -> None:
        self.changed.emit(self.name, self._field.default)

    def _make_control(self, value: object) -> tuple[QWidget, Callable[[Any], None]]:
        if self._field.choices:
            return self._combo_box(self._field.choices)
        if isinstance(value, bool):
            box = QCheckBox(self)
            box.toggled.connect(lambda checked: self.changed.emit(self.name, checked))
            return box, box.setChecked
        if self._field.bounds is not None:
            number = QSpinBox(self)
            number.setRange(*self._field.bounds)
            if self.name in _LEAST_IS_AUTOMATIC:
                number.setSpecialValueText(self.tr("Automatic"))
            number.lineEdit().setTextMargins(6, 0, 6, 0)  # the style sheet's padding does not reach it
            number.setFixedWidth(_CONTROL_WIDTH // 2)
            number.editingFinished.connect(lambda: self.changed.emit(self.name, number.value()))
            return number, number.setValue
        line = QLineEdit(self)
        line.setFixedWidth(_CONTROL_WIDTH)
        line.editingFinished.connect(lambda: self.changed.emit(self.name, line.text().strip()))
        return line, lambda text: line.setText(str(text))

    def _combo_box(self, choices: Sequence[str]) -> tuple[QWidget, Callable[[Any], None]]:
        box: QComboBox = QuietComboBox(self)
        box.setFixedWidth(_CONTROL_WIDTH)
        for choice in choices:
            box.addItem(LANGUAGES.get(choice) or words(choice.capitalize()), choice)
        box.activated.connect(lambda _index: self.changed.emit(self.name, box.currentData()))
        return box, lambda chosen: box.setCurrentIndex(box.findData(str(chosen)))
