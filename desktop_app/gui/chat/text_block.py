"""One paragraph of an answer: Markdown in a read-only view as high as its text, which loads nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextList,
    QTextTable,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QSizePolicy, QTextBrowser, QWidget

from desktop_app.gui.chat.catching_up import later
from desktop_app.gui.chat.markdown_text import copied, safe_text
from desktop_app.gui.chat.selected_text import selected_text
from desktop_app.gui.text_tools import one_line, plain_tooltip
from desktop_app.gui.theme import tokens, type_scale

CITATION_SCHEME = "citation"
_MARK = re.compile(r"\[(\d{1,3})\]")
_NO_HTML = QTextDocument.MarkdownFeature(
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub.value | QTextDocument.MarkdownFeature.MarkdownNoHTML.value
)
_HEADING_SIZES = {1: 1.35, 2: 1.22, 3: 1.12}
_WEB = frozenset({"http", "https"})
_FOREGROUND = QTextFormat.Property.ForegroundBrush
_UNDERLINE = QTextFormat.Property.TextUnderlineStyle
_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
_LINE_HEIGHT = 142
_UNPLACED = 100
"""The width that Qt gives to what no layout has placed yet, in pixels."""


class SealedDocument(QTextDocument):
    """A document that loads nothing: Qt's own asks its view first, and then reads local files and `data:` by itself.

    Attributes:
        refused: the addresses that something in the text asked for.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.refused: list[str] = []

    def loadResource(self, _kind: int, name: QUrl | str) -> object:
        """Loads nothing: figures are widgets of their own, and no other picture belongs to an answer."""
        self.refused.append(name if isinstance(name, str) else name.toString())
        return QByteArray()


class TextBlock(QTextBrowser):
    """Shows one Markdown block; links only report, pictures and style sheets are never loaded.

    Signals:
        citation_clicked: the number in `[number]`.
        link_clicked: an address, to be shown to the user before anything opens.
    """

    citation_clicked = Signal(int)
    link_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._stale = False
        self._laid_out_for = 0
        self._numbers: frozenset[int] = frozenset()
        self._quote_of: Callable[[int], str] = lambda _number: ""
        self._sealed = SealedDocument(self)
        self.setDocument(self._sealed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setUndoRedoEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Answer text"))
        self.anchorClicked.connect(self._on_anchor)
        self.highlighted.connect(self._on_hover)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_height)

    @property
    def refused(self) -> list[str]:
        """Addresses that the text asked for and did not get."""
        return self._sealed.refused

    @property
    def numbers(self) -> frozenset[int]:
        """The citations that are links."""
        return self._numbers

    @property
    def shown_markdown(self) -> str:
        """The Markdown that is shown, as it came."""
        return self._source

    def set_markdown(self, source: str, numbers: Collection[int], quote_of: Callable[[int], str]) -> None:
        """Shows a paragraph; `[n]` becomes a link for every n of `numbers`, with `quote_of(n)` as its tooltip."""
        self._source, self._numbers, self._quote_of = source, frozenset(numbers), quote_of
        self._render()

    def _render(self) -> None:
        safe = safe_text(self._source)
        document = self.document()
        font = QFont(self.font())
        font.setPointSizeF(type_scale().reading)
        document.setLayoutEnabled(False)  # else all is laid out three times: as read, as dressed, and for the width
        document.setDefaultFont(font)
        if safe.is_markdown:
            document.setMarkdown(safe.text, _NO_HTML)
        else:
            document.setPlainText(safe.text)
        dresser = _Dresser(document, self._numbers)
        dresser.dress()
        self._take_width()
        document.setLayoutEnabled(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if dresser.links else Qt.FocusPolicy.ClickFocus)
        self._fit_height()

    def _take_width(self) -> None:
        """Gives the text the width of the block; the same again would lay it out anew."""
        self._laid_out_for = self.width()
        width = max(40, self._laid_out_for)
        if self.document().textWidth() != width:
            self.document().setTextWidth(width)

    def _fit_height(self) -> None:
        self._take_width()
        height = math.ceil(self.document().size().height())
        if height != self.height():
            self.setFixedHeight(max(1, height))

    def _on_anchor(self, url: QUrl) -> None:
        if url.scheme() == CITATION_SCHEME and url.path().isdigit() and int(url.path()) in self._numbers:
            self.citation_clicked.emit(int(url.path()))
        elif url.scheme().lower() in _WEB:
            self.link_clicked.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def _on_hover(self, url: QUrl) -> None:
        if url.scheme() == CITATION_SCHEME and url.path().isdigit():
            self.setToolTip(plain_tooltip(self._quote_of(int(url.path()))))
        else:
            self.setToolTip(plain_tooltip(one_line(url.toString())))

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Loads nothing, as its document."""
        return QByteArray()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copies and drags plain text only, rows of tables with tabs between their cells."""
        data = QMimeData()
        data.setText(copied(selected_text(self.textCursor())))
        return data

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves scrolling to the conversation."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab goes to the first link at once, and back to the last: the text itself is nothing to stop at."""
        super().focusInEvent(event)
        reason = event.reason()
        if reason in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            forward = reason is Qt.FocusReason.TabFocusReason
            self.moveCursor(QTextCursor.MoveOperation.Start if forward else QTextCursor.MoveOperation.End)
            self.focusNextPrevChild(forward)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Goes from link to link; what scrolls around the text follows."""
        moved = super().focusNextPrevChild(next_)
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        content = area.widget() if area is not None else None
        if moved and self.hasFocus() and area is not None and content is not None:
            place = self.viewport().mapTo(content, self.cursorRect().center())
            area.ensureVisible(place.x(), place.y(), 0, 2 * self.cursorRect().height())
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays the text out for the new width; what nobody sees, as soon as there is time."""
        QAbstractScrollArea.resizeEvent(self, event)  # Qt's text view would lay out the text also for another height
        if self._laid_out_for != self.width():
            if self.visibleRegion().isEmpty() and self._laid_out_for > _UNPLACED:
                later(self)
                return
            self._fit_height()
        self.verticalScrollBar().setRange(0, 0)

    def changeEvent(self, event: QEvent) -> None:
        """Takes up the theme's colours and the size of text, when there is time."""
        kind, has_text = event.type(), bool(getattr(self, "_source", ""))
        if has_text and kind == QEvent.Type.FontChange:
            QAbstractScrollArea.changeEvent(self, event)  # Qt's text view would lay out the whole text at once
        else:
            super().changeEvent(event)
        if has_text and kind in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._stale = True
            later(self, soon=not self.visibleRegion().isEmpty())

    def catch_up(self) -> None:
        """Takes up the theme's colours and the width, where they have changed since the text was laid out."""
        if self._stale:
            self._stale = False
            self._render()
        elif self._laid_out_for != self.width():
            self._fit_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is seen is the next to be brought up to date."""
        if self._stale or self._laid_out_for != self.width():
            later(self, soon=True)
        super().paintEvent(event)
        if self.hasFocus() and self.textCursor().charFormat().isAnchor():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens().accent), 2))
            for line in self._link_lines():
                painter.drawRoundedRect(line.toRectF().adjusted(0, 1, 0, -1), 4, 4)
            painter.end()

    def _link_lines(self) -> list[QRect]:
        """Where the link that has the focus stands, a rectangle for each line of it."""
        cursor, end = self.textCursor(), self.textCursor()
        cursor.setPosition(self.textCursor().selectionStart())
        end.setPosition(self.textCursor().selectionEnd())
        first, last, width = self.cursorRect(cursor), self.cursorRect(end), self.viewport().width()
        if first.top() == last.top():
            left, right = sorted((first.left(), last.left()))
            return [QRect(left - 1, first.top(), right - left + 3, first.height())]
        whole = [QRect(1, y, width - 2, first.height()) for y in range(first.bottom() + 1, last.top(), first.height())]
        turned = cursor.block().textDirection() is _RIGHT_TO_LEFT
        begins = QRect(1, first.top(), first.left(), first.height())
        ends = QRect(last.left(), last.top(), width - last.left() - 1, last.height())
        if not turned:
            begins = QRect(first.left() - 1, first.top(), width - first.left(), first.height())
            ends = QRect(1, last.top(), last.left() + 1, last.height())
        return [begins, *whole, ends]

    def character_at(self, y: int) -> int:
        """The position in the text of the line that stands at a height, in pixels from the top."""
        return self.cursorForPosition(QPoint(0, y)).position()

    def line_of(self, position: int) -> int:
        """How far below the top the line with a position of the text stands, in pixels."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        return self.cursorRect(cursor).top()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the column gets."""
        return QSize(80, 1)


class _Dresser:
    """Gives a freshly read document its looks: pictures as words, citations as chips, code, headings, tables.

    Attributes:
        links: how many there are, citations among them.
    """

    def __init__(self, document: QTextDocument, numbers: Collection[int]) -> None:
        self._document = document
        self._numbers = numbers
        self._colours = tokens()
        self._size = type_scale().reading
        self.links = 0

    def dress(self) -> None:
        """Does everything in one edit block, so that the document is laid out once."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        self._dress_blocks(cursor)
        self._dress_tables()
        cursor.endEditBlock()

    def _dress_blocks(self, cursor: QTextCursor) -> None:
        block = self._document.begin()
        while block.isValid():
            self._dress_block(cursor, block)
            self._dress_fragments(cursor, block)
            block = block.next()

    def _dress_block(self, cursor: QTextCursor, block: QTextBlock) -> None:
        cursor.setPosition(block.position())
        format_ = QTextBlockFormat(block.blockFormat())
        level = format_.headingLevel()
        first, last = not block.previous().isValid(), not block.next().isValid()
        is_code = format_.hasProperty(QTextFormat.Property.BlockCodeLanguage) or format_.hasProperty(
            QTextFormat.Property.BlockCodeFence
        )
        items = block.textList()
        in_list = items is not None
        if items is not None:
            self._dress_item(items, block, format_)
        gap = 0 if is_code else (3 if in_list else 8)
        format_.setTopMargin(0 if first else (14 if level else gap))
        format_.setBottomMargin(0 if last else (4 if level else gap))
        if is_code:
            format_.setBackground(QColor(self._colours.code))
            format_.setTextIndent(12)  # no line height: each line is a block, and room between two is not painted
        else:
            format_.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(format_)
        if level:
            self._dress_heading(cursor, level)
        elif format_.intProperty(QTextFormat.Property.BlockQuoteLevel.value):
            self._dress_quotation(cursor)

    @staticmethod
    def _dress_item(items: QTextList, block: QTextBlock, format_: QTextBlockFormat) -> None:
        """All items go the way of the first one, and the point of a number stands between it and the words.

        Qt sets what follows a number before it in an item from right to left, and the layout then turns both.
        """
        turned = items.item(0).textDirection() is _RIGHT_TO_LEFT
        if not turned and block.textDirection() is not _RIGHT_TO_LEFT:
            return
        format_.setLayoutDirection(_RIGHT_TO_LEFT if turned else Qt.LayoutDirection.LeftToRight)
        look = items.format()
        if turned and look.numberSuffix():
            look.setNumberPrefix(look.numberSuffix())
            look.setNumberSuffix("")
            items.setFormat(look)

    def _dress_heading(self, cursor: QTextCursor, level: int) -> None:
        look = QTextCharFormat()
        look.setFontPointSize(self._size * _HEADING_SIZES.get(level, 1.0))
        look.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        look.setFontWeight(QFont.Weight.DemiBold)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)

    def _dress_quotation(self, cursor: QTextCursor) -> None:
        look = QTextCharFormat()
        look.setForeground(QColor(self._colours.muted))
        look.setFontItalic(True)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)

    def _dress_fragments(self, cursor: QTextCursor, block: QTextBlock) -> None:
        fragments: list[tuple[int, int, QTextCharFormat, str]] = []
        iterator = block.begin()
        while not iterator.atEnd():
            fragment: QTextFragment = iterator.fragment()
            fragments.append((fragment.position(), fragment.length(), fragment.charFormat(), fragment.text()))
            iterator += 1
        for position, length, look, text in reversed(fragments):
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            if look.isImageFormat():
                name = look.toImageFormat().name()
                alt = str(look.stringProperty(QTextFormat.Property.ImageAltText.value) or "")
                cursor.insertText(one_line(f"[{alt}] ({name})" if alt else f"({name})"), QTextCharFormat())
            elif look.fontFixedPitch():
                self._dress_code(cursor, inline=bool(block.text().strip() != text.strip()))
            elif look.isAnchor():
                self._dress_link(cursor, look, text)
            else:
                self._dress_citations(cursor, position, text)

    def _dress_code(self, cursor: QTextCursor, *, inline: bool) -> None:
        look = QTextCharFormat()
        families = [QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family(), "monospace"]
        look.setFontFamilies(families)
        look.setFontPointSize(self._size * 0.92)
        if inline:
            look.setBackground(QColor(self._colours.code))
        cursor.mergeCharFormat(look)

    def _dress_link(self, cursor: QTextCursor, found: QTextCharFormat, text: str) -> None:
        """An address of the web looks like a link; any other, which nothing opens, stands there in words."""
        address = found.anchorHref()
        if QUrl(address).scheme().lower() not in _WEB:
            named = address.startswith("#") or address.removeprefix("mailto:") == text
            words = QTextCharFormat(found)
            for name in (QTextFormat.Property.IsAnchor, QTextFormat.Property.AnchorHref, _FOREGROUND, _UNDERLINE):
                words.clearProperty(name)
            cursor.insertText(text if named else f"{text} ({one_line(address)})", words)
            return
        self.links += 1
        look = QTextCharFormat()
        look.setForeground(QColor(self._colours.accent))
        look.setFontUnderline(True)
        cursor.mergeCharFormat(look)

    def _dress_citations(self, cursor: QTextCursor, position: int, text: str) -> None:
        for match in reversed(list(_MARK.finditer(text))):
            number = int(match.group(1))
            if number not in self._numbers:
                continue
            self.links += 1
            cursor.setPosition(position + _units(text, match.start()))
            cursor.setPosition(position + _units(text, match.end()), QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setAnchor(True)
            look.setAnchorHref(f"{CITATION_SCHEME}:{number}")
            look.setForeground(QColor(self._colours.accent))
            look.setBackground(QColor(self._colours.accent_soft))
            look.setFontPointSize(self._size * 0.82)
            look.setFontWeight(QFont.Weight.DemiBold)
            look.setFontUnderline(False)
            cursor.mergeCharFormat(look)

    def _dress_tables(self) -> None:
        for frame in self._document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)

    def _dress_table(self, table: QTextTable) -> None:
        look = table.format()
        look.setBorder(1)
        look.setBorderCollapse(True)
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        look.setBorderBrush(QColor(self._colours.border))
        look.setCellPadding(6)
        look.setCellSpacing(0)
        look.setTopMargin(6)
        look.setBottomMargin(6)
        look.setWidth(QTextLength(QTextLength.Type.VariableLength, 0))
        turned = any(self._is_right_to_left(table, column) for column in range(table.columns()))
        if turned:
            look.setAlignment(Qt.AlignmentFlag.AlignRight)
        table.setFormat(look)
        if turned:
            self._turn_cells(table)
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            head = cell.format()
            head.setBackground(QColor(self._colours.code))
            cell.setFormat(head)

    @staticmethod
    def _turn_cells(table: QTextTable) -> None:
        """Numbers stand where words stand in a table that is written from right to left."""
        direction = QTextBlockFormat()
        direction.setLayoutDirection(_RIGHT_TO_LEFT)
        for row in range(table.rows()):
            for column in range(table.columns()):
                table.cellAt(row, column).firstCursorPosition().mergeBlockFormat(direction)

    @staticmethod
    def _is_right_to_left(table: QTextTable, column: int) -> bool:
        """Whether the head of a column is written from right to left; then the table stands at the right."""
        return table.cellAt(0, column).firstCursorPosition().block().textDirection() is _RIGHT_TO_LEFT


def _units(text: str, index: int) -> int:
    """How many UTF-16 units, which is what Qt counts, stand before `index`."""
    return index if text.isascii() else len(text[:index].encode("utf-16-le", "surrogatepass")) // 2
