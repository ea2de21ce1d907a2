"""The page of the gallery: what to look for above, the figures below, and a sentence where there are none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.documents import Document
from desktop_app.gui.chat.attached_picture import AttachedPicture, holds_picture
from desktop_app.gui.gallery.gallery_model import GalleryModel, KindFilter
from desktop_app.gui.gallery.gallery_view import GalleryView
from desktop_app.gui.gallery.thumbnails import Thumbnails
from desktop_app.gui.icons import IconButton
from desktop_app.gui.quiet_combo_box import QuietComboBox
from desktop_app.gui.text_tools import one_line, plain_label

_MOST_WORDS = 400
_NAME = 44


class SearchField(QLineEdit):
    """Words to look for; a picture that is pasted here is looked for as well.

    Signals:
        picture_given: a picture was pasted, as `QMimeData`.
        left_down: Down was pressed: on to what was found.
    """

    picture_given = Signal(object)
    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes pictures from the clipboard, and goes on to the figures."""
        data = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and data is not None and holds_picture(data):
            self.picture_given.emit(data)
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class GalleryPage(QWidget):
    """Everything that is seen of the gallery.

    Signals:
        words_changed: what to look for, in words.
        picture_changed: what to look for, a picture's path or None.
        filter_changed: another kind or another document was chosen.
        picture_file_wanted: the user wants to choose a picture file.
        refused: why something is not taken as a picture, in a sentence.
        closed: the user wants to go back.
    """

    words_changed = Signal(str)
    picture_changed = Signal(object)
    filter_changed = Signal()
    picture_file_wanted = Signal()
    refused = Signal(str)
    closed = Signal()

    def __init__(self, model: GalleryModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversationContent")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("All figures"))
        self.view = GalleryView(model, thumbnails, self)
        self.view.setObjectName("gallery")
        self.search = self._search_field()
        self.picture = AttachedPicture(self, remove_words=self.tr("Search without the picture"))
        self.picture.changed.connect(lambda: self.picture_changed.emit(self.picture.file))
        self.picture.refused.connect(self.refused)
        self.kinds = self._kind_box()
        self.documents = self._document_box()
        self._words = plain_label("", "small", self, wraps=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._empty = plain_label("", "muted", self, wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(40, 60, 40, 0)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.view)
        self._middle.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 8, 6)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addLayout(self._choices())
        column.addWidget(self.picture)
        column.addWidget(self._middle, 1)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Paste), self.view, context=Qt.ShortcutContext.WidgetShortcut
        ).activated.connect(self._paste)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Find), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        ).activated.connect(self.focus_search)

    def _head(self) -> QHBoxLayout:
        self.picture_button = IconButton("figure", self.tr("Search by a picture …"), self)
        self.picture_button.clicked.connect(self.picture_file_wanted)
        self.close_button = IconButton("close", self.tr("Back from the figures"), self, shortcut="")
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 10, 0)
        row.setSpacing(6)
        row.addWidget(plain_label(self.tr("Figures"), "title", self))
        row.addSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.picture_button)
        row.addWidget(self.close_button)
        return row

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 10, 0)
        row.setSpacing(4)
        row.addWidget(self.kinds)
        row.addWidget(self.documents)
        row.addWidget(self._words, 1)
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return row

    def _search_field(self) -> SearchField:
        field = SearchField(self)
        field.setPlaceholderText(self.tr("Search figures by words, or paste a picture"))
        field.setAccessibleName(self.tr("Search figures"))
        field.setMaxLength(_MOST_WORDS)
        field.textChanged.connect(self.words_changed)
        field.picture_given.connect(self._take_picture)
        field.left_down.connect(self.focus_figures)
        field.returnPressed.connect(self.focus_figures)
        return field

    def _kind_box(self) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setAccessibleName(self.tr("Kind of figure"))
        box.setToolTip(self.tr("Which kind of figures are shown"))
        for kind, words in (
            (KindFilter.ALL, self.tr("All kinds")),
            (KindFilter.VECTOR, self.tr("Drawings and charts")),
            (KindFilter.RASTER, self.tr("Photographs and pictures")),
            (KindFilter.MIXED, self.tr("Drawings with pictures")),
            (KindFilter.TABLE, self.tr("Tables")),
            (KindFilter.EQUATION, self.tr("Formulas")),
            (KindFilter.WITHOUT_CAPTION, self.tr("Without a caption")),
        ):
            box.addItem(words, kind.value)
        box.currentIndexChanged.connect(lambda _index: self.filter_changed.emit())
        return box

    def _document_box(self) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setAccessibleName(self.tr("Document"))
        box.setToolTip(self.tr("Whose figures are shown"))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(self.tr("All documents"), "")
        box.currentIndexChanged.connect(lambda _index: self.filter_changed.emit())
        return box

    # What it is told

    @property
    def kind(self) -> KindFilter:
        """The kind that is chosen."""
        return KindFilter(str(self.kinds.currentData()))

    @property
    def document_id(self) -> str:
        """The document that is chosen, or an empty id for all."""
        return str(self.documents.currentData() or "")

    def set_documents(self, documents: list[Document]) -> None:
        """The documents to choose from; the choice stays where it still can."""
        chosen = self.document_id
        self.documents.blockSignals(True)
        self.documents.clear()
        self.documents.addItem(self.tr("All documents"), "")
        for document in documents:
            self.documents.addItem(one_line(document.title or document.name, _NAME), document.id)
        self.documents.setCurrentIndex(max(0, self.documents.findData(chosen)))
        self.documents.blockSignals(False)
        self.documents.updateGeometry()
        if self.document_id != chosen:
            self.filter_changed.emit()

    def choose_document(self, document_id: str) -> None:
        """Shows the figures of one document, or of all where it has none."""
        self.documents.setCurrentIndex(max(0, self.documents.findData(document_id)))

    def say(self, words: str) -> None:
        """What is shown, in a few words."""
        self._words.setText(words)

    @property
    def words(self) -> str:
        """What is said about what is shown."""
        return self._words.text()

    def show_empty(self, sentence: str) -> None:
        """Says why there is nothing to see; an empty sentence shows the figures."""
        self._empty.setText(sentence)
        self._middle.setCurrentWidget(self._empty if sentence else self.view)

    @property
    def empty_words(self) -> str:
        """Why there is nothing to see, where there is nothing."""
        return self._empty.text() if self._middle.currentWidget() is self._empty else ""

    def focus_search(self) -> None:
        """Puts the cursor into the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def focus_figures(self) -> None:
        """Goes to the figures, the first of them where none was chosen."""
        if self._middle.currentWidget() is self.view:
            self.view.setFocus()
            if not self.view.currentIndex().isValid():
                self.view.go_to(0)

    def search_picture(self, path: Path, name: str = "") -> None:
        """Looks for what a picture file shows."""
        self.picture.attach_file(path, name or path.name)

    def clear_search(self) -> bool:
        """Shows all figures again; returns whether anything was looked for."""
        searched = bool(self.search.text()) or self.picture.file is not None
        self.search.clear()
        if self.picture.file is not None:
            self.picture.clear()
        return searched

    def _take_picture(self, data: QMimeData) -> None:
        self.picture.attach(data)

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and holds_picture(data):
            self.picture.attach(data)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes pictures; documents are left to the window."""
        if holds_picture(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Looks for a picture that was dropped."""
        event.acceptProposedAction()
        self.picture.attach(event.mimeData())

    def minimumSizeHint(self) -> QSize:
        """As narrow as the middle gets."""
        return QSize(320, 200)
