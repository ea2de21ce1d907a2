"""The page of models: cards in three sections, a field for any repository, and a place to drop files."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.gui.icons import IconButton
from desktop_app.gui.library.drop_overlay import local_paths
from desktop_app.gui.models.model_card import ModelCard
from desktop_app.gui.models.model_rows import ModelRow, Section
from desktop_app.gui.text_tools import plain_label

_WIDTH, _SIDE = 780, 18
"""As wide as the field for questions below the page, and as far from the sides where there is little room."""
_AT_ONCE = 4
"""How many cards are made in one turn of the event loop."""
_BETWEEN_MS = 5


class _Area(QScrollArea):
    """Keeps its column above the field for questions, whether there is a scroll bar or not."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The widths of the page or of its scroll bar have changed."""
        content = self.widget()
        layout = None if content is None else content.layout()
        if layout is not None:
            side = max(_SIDE, (self.width() - _WIDTH) // 2)
            layout.setContentsMargins(side, 6, max(0, side - self.width() + self.viewport().width()), 24)
        super().resizeEvent(event)


class ModelsPage(QWidget):
    """Shows rows; knows nothing of where they come from.

    Signals:
        wanted: an action (`download`, `pause`, `discard`, `use`, `remove`) and the model's name.
        add_wanted: choose a file.
        dropped: files and folders that were let go over the page.
        closed: the user is done.
    """

    wanted = Signal(str, str)
    add_wanted = Signal()
    dropped = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Models"))
        self._cards: dict[tuple[Section, str], ModelCard] = {}
        self._places: dict[tuple[Section, str], int] = {}
        self._heads: dict[Section, QLabel] = {}
        self._lists: dict[Section, QVBoxLayout] = {}
        self._rows: tuple[ModelRow, ...] = ()
        self._can_download = False
        self._wanted_focus = ""
        self._fetched = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_BETWEEN_MS)
        self._later.timeout.connect(self._show_some)
        self._note = plain_label("", "muted", self, wraps=True)
        self.close_button = IconButton("close", self.tr("Close the page of models"), self)
        self.close_button.clicked.connect(self.closed)
        self.add_button = QPushButton(self.tr("Add a GGUF file …"), self)
        self.add_button.clicked.connect(self.add_wanted)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("owner/name of a repository on Hugging Face"))
        self.field.setAccessibleName(self.tr("Repository to download"))
        self.field.setMaxLength(200)
        self.fetch_button = QPushButton(self.tr("Download"), self)
        self.fetch_button.setAccessibleName(self.tr("Download the repository"))
        self.fetch_button.setEnabled(False)
        self.fetch_button.clicked.connect(self._fetch)
        self.field.returnPressed.connect(self._fetch)
        self.field.textChanged.connect(lambda text: self.fetch_button.setEnabled(bool(text.strip())))
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Models"), "title", self), 1)
        head.addWidget(self.add_button)
        head.addWidget(self.close_button)
        other = QHBoxLayout()
        other.addWidget(self.field, 1)
        other.addWidget(self.fetch_button)
        content = QWidget(self)
        content.setObjectName("conversationContent")
        column = QWidget(content)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addLayout(head)
        inside.addWidget(self._note)
        titles = {
            Section.HERE: self.tr("On this computer"),
            Section.COMING: self.tr("On their way"),
            Section.OFFERED: self.tr("To download"),
        }
        for section, title in titles.items():
            label = self._heads[section] = plain_label(title, "section", column)
            rows = self._lists[section] = QVBoxLayout()
            rows.setSpacing(8)
            inside.addSpacing(6)
            inside.addWidget(label)
            inside.addLayout(rows)
        inside.addSpacing(6)
        self._other = plain_label(self.tr("Any other model"), "section", column)
        inside.addWidget(self._other)
        inside.addLayout(other)
        inside.addStretch(1)
        around = QHBoxLayout(content)
        around.addWidget(column)
        self._area = _Area(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    @property
    def cards(self) -> list[ModelCard]:
        """The cards in the order in which they stand."""
        return sorted(self._cards.values(), key=lambda card: self._places[card.row.key])

    def card(self, name: str) -> ModelCard | None:
        """The card of a model by its name."""
        return next((card for card in self.cards if card.row.name == name), None)

    @property
    def note(self) -> str:
        """The sentence below the title."""
        return self._note.text()

    def show_rows(self, rows: Sequence[ModelRow], note: str, *, can_download: bool) -> None:
        """Shows these rows; cards that stay keep the keyboard, and one that moves takes it along.

        A few new cards are made at once, the others in the next turns of the event loop.
        """
        self._note.setText(note)
        self._wanted_focus = self._take_away({row.key for row in rows}) or self._wanted_focus
        self._places = {row.key: place for place, row in enumerate(rows)}
        self._rows, self._can_download = tuple(rows), can_download
        self.field.setEnabled(can_download)
        self._show_some()

    def _show_some(self) -> None:
        places = dict.fromkeys(Section, 0)
        made = 0
        for row in self._rows:
            card = self._cards.get(row.key)
            if card is None and made == _AT_ONCE:
                self._later.start()
                break
            if card is None:
                card = self._cards[row.key] = ModelCard(row, self)
                card.wanted.connect(self.wanted)
                made += 1
            card.set_row(row)
            layout = self._lists[row.section]
            if layout.indexOf(card) != places[row.section]:
                layout.removeWidget(card)
                layout.insertWidget(places[row.section], card)
                card.show()  # a layout shows it later, and until then nobody knows how high it is in its style
            places[row.section] += 1
            card.buttons["download"].setEnabled(self._can_download)
        for section, count in places.items():
            self._heads[section].setVisible(count > 0)
        self._order_tabs()
        self._give_room()
        if self._wanted_focus and not self._later.isActive():
            self._focus(self._wanted_focus)
            self._wanted_focus = ""

    def _give_room(self) -> None:
        """Lets the page grow with its cards at once; until its area hears of new ones they would be squeezed."""
        content = self._area.widget()
        layout = None if content is None else content.layout()
        if content is not None and layout is not None:
            needed = layout.totalHeightForWidth(self._area.viewport().width())
            content.resize(content.width(), max(content.height(), needed))

    def update_row(self, row: ModelRow) -> None:
        """Shows how far a download is, without looking at anything else."""
        card = self._cards.get(row.key)
        if card is not None:
            card.set_row(row)

    def _take_away(self, keys: set[tuple[Section, str]]) -> str:
        """Removes cards that are shown no more; the name of the model whose card had the keyboard."""
        focus = ""
        for key in [key for key in self._cards if key not in keys]:
            card = self._cards.pop(key)
            if card.isAncestorOf(self.focusWidget() or self):
                focus = key[1]
            self._lists[key[0]].removeWidget(card)
            card.hide()
            card.deleteLater()
        return focus

    def _order_tabs(self) -> None:
        """The keyboard goes through the page from the top down."""
        chain: list[QWidget] = [self.add_button, self.close_button]
        for card in self.cards:
            chain += card.buttons.values()
        chain += [self.field, self.fetch_button]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        for section, rows in self._lists.items():  # the order of children is the one screen readers have
            self._heads[section].raise_()
            for index in range(rows.count()):
                item = rows.itemAt(index)
                if item is not None and (part := item.widget()) is not None:
                    part.raise_()
        for last in (self._other, self.field, self.fetch_button):
            last.raise_()

    def _focus(self, name: str) -> None:
        card = self.card(name) or next(iter(self.cards), None)
        if card is not None:
            card.focus_first()

    def _fetch(self) -> None:
        name = self.field.text().strip()
        if name:
            self._fetched = name
            self.field.clear()
            self.wanted.emit("download", name)

    def put_back(self, name: str) -> None:
        """A name that was refused can be corrected where it was typed, unless another was begun."""
        if name == self._fetched and not self.field.text():
            self.field.setText(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has the keyboard stays in sight, also when a message takes room from the page."""
        super().resizeEvent(event)
        focus = self.focusWidget()
        content = self._area.widget()
        if focus is not None and content is not None and content.isAncestorOf(focus):
            QTimer.singleShot(0, focus, lambda: self._area.ensureWidgetVisible(focus, 0, 12))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes model files and folders; anything else is for the window."""
        if _models_in(local_paths(event.mimeData())):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Adds what was dropped."""
        paths = _models_in(local_paths(event.mimeData()))
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


def _models_in(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path.suffix.lower() == ".gguf" or path.is_dir()]
