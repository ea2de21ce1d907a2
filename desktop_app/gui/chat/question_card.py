"""The question as it stands above its answer, with the picture or the figure that it is about."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.domain.documents import Figure
from desktop_app.gui.chat.figure_block import LoadPicture
from desktop_app.gui.chat.markdown_text import cleaned
from desktop_app.gui.figure_names import figure_description
from desktop_app.gui.figures.pictures import Picture
from desktop_app.gui.text_tools import one_line, plain_label

PICTURE = QSize(200, 140)
"""The room for a picture, in device-independent pixels."""

_FIGURE = QSize(120, 84)
_MOST_QUESTION = 4_000


class QuestionCard(QWidget):
    """The words of a question, and what was attached to them."""

    def __init__(
        self,
        question: str,
        picture: Path | None,
        about: Figure | None,
        load: LoadPicture,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = plain_label(cleaned(question[:_MOST_QUESTION]), wraps=True, parent=self)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(self.tr("Your question: {words}").format(words=words.text()))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(words)
        self._scope = plain_label("", "small", self, wraps=True)
        self._scope.hide()
        column.addWidget(self._scope)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(14)
        self._picture = QLabel(self)
        self._picture.hide()
        row.addWidget(self._picture)
        row.addLayout(column, 1)
        self._no_picture = plain_label("", "small", self, wraps=True)
        self._no_picture.hide()
        column.addWidget(self._no_picture)
        if picture is not None:
            self._picture.setAccessibleName(self.tr("The picture you asked about"))
        elif about is not None:
            name = self.tr("About: {figure}").format(figure=one_line(figure_description(about), 160))
            column.addWidget(plain_label(name, "small", self, wraps=True))
            self._picture.setAccessibleName(name)
            load(about, _FIGURE * self.devicePixelRatioF(), self.show_picture)

    @property
    def scope_words(self) -> str:
        """What it says of what the question was limited to."""
        return "" if self._scope.isHidden() else self._scope.text()

    @property
    def picture_size(self) -> QSize:
        """How large the picture is shown, in device-independent pixels; invalid while there is none."""
        return QSize() if self._picture.isHidden() else self._picture.pixmap().deviceIndependentSize().toSize()

    @property
    def words(self) -> str:
        """Everything it says."""
        return "\n".join(label.text() for label in self.findChildren(QLabel) if not label.isHidden() and label.text())

    def show_scope(self, name: str) -> None:
        """Says what the question was limited to, once."""
        if name and self._scope.isHidden():
            self._scope.setText(self.tr("In: {name}").format(name=one_line(name, 160)))
            self._scope.show()

    def show_picture(self, picture: Picture) -> None:
        """Shows what was loaded, or says that it is gone."""
        if not isValid(self):
            return
        if picture.image.isNull():
            self._no_picture.setText(self.tr("The picture is not there any more."))
            self._no_picture.show()
        else:
            pixmap = QPixmap.fromImage(picture.image)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            self._picture.setPixmap(pixmap)
            self._picture.show()
