"""A bar above the field for questions that tells one thing at a time and never blocks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.errors import ImageRefError
from desktop_app.gui.icons import IconButton
from desktop_app.gui.messages import in_words
from desktop_app.gui.text_tools import one_line, plain_label

_MOST_WAITING = 20


class NoticeLevel(StrEnum):
    """How serious a notice is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, what to do about it, and at most one button."""

    message: str
    hint: str = ""
    level: NoticeLevel = NoticeLevel.INFO
    action: str = ""
    on_action: Callable[[], object] | None = None

    @classmethod
    def of(cls, error: ImageRefError) -> Notice:
        """What the user is told about an error."""
        return cls(error.message, error.hint, NoticeLevel.ERROR)


class NoticeBar(QWidget):
    """Shows notices one after the other, each until it is dismissed; the same notice is shown once.

    Signals:
        told: the words of the notice that is on screen now.
    """

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._waiting: deque[Notice] = deque()
        self._shown: Notice | None = None
        self._message = plain_label(wraps=True)
        self._message.setObjectName("noticeMessage")
        self._hint = plain_label(wraps=True)
        self._hint.setObjectName("noticeHint")
        for label in (self._message, self._hint):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(self)
        self._action.setAccessibleName(self.tr("Do what the message suggests"))
        self._action.clicked.connect(self._act)
        self._dismiss = IconButton("close", self.tr("Dismiss this message"), self)
        self._dismiss.clicked.connect(self.dismiss)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._message)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def shown(self) -> Notice | None:
        """The notice on screen."""
        return self._shown

    def holds(self, notice: Notice) -> bool:
        """Whether a notice is on screen, or waits to be."""
        return notice == self._shown or notice in self._waiting

    def tell(self, notice: Notice, *, instead_of: Notice | None = None) -> None:
        """Shows a notice, or queues it behind the one on screen; the oldest of too many are dropped.

        It takes the place of `instead_of`, where that is still on screen or waits.
        """
        if self.holds(notice):
            return
        if instead_of is not None and instead_of == self._shown:
            self._show(notice)
            return
        if instead_of is not None and instead_of in self._waiting:
            self._waiting[self._waiting.index(instead_of)] = notice
            return
        self._waiting.append(notice)
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popleft()
        if self._shown is None:
            self._next()

    def tell_error(self, error: ImageRefError) -> None:
        """Shows an error's sentence and hint."""
        self.tell(Notice.of(error))

    def dismiss(self) -> None:
        """Takes the notice away and shows the next."""
        self._shown = None
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self.hide()
            return
        self._show(self._waiting.popleft())

    def _show(self, notice: Notice) -> None:
        self._shown = notice
        message, hint = in_words(notice.message), in_words(notice.hint)
        self._message.setText(one_line(message, 600))
        self._hint.setText(one_line(hint, 900))
        self._hint.setVisible(bool(notice.hint))
        self._action.setText(notice.action)
        if notice.action:
            self._action.setAccessibleName(notice.action)
        self._action.setVisible(bool(notice.action))
        self.setAccessibleName(f"{message} {hint}".strip())
        if self.property("level") != notice.level.value:
            self.setProperty("level", notice.level.value)
            for widget in (self, self._message, self._hint):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.show()
        self.told.emit(self.accessibleName())

    def _act(self) -> None:
        notice = self._shown
        self.dismiss()
        if notice is not None and notice.on_action is not None:
            notice.on_action()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape dismisses."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
