"""How a row of the library looks: title, a line of detail, a thin bar while it is read, a sign for problems."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.gui.icons import icon, icon_side
from desktop_app.gui.library.library_model import ENTRY_ROLE, Entry, EntryState
from desktop_app.gui.library.row_painting import draw_ground
from desktop_app.gui.theme import sized, tokens, type_scale

_MARGIN = 10
_GAP = 3
_BAR = 3


def beside_title(problem: str, entry: Entry) -> str:
    """The sentence without the file's name at its beginning, which stands right above and would hide the rest."""
    for name in (entry.path.name, entry.title):
        for named in (f"“{name}” ", f"„{name}“ ", f"{name} "):
            if problem.startswith(named):
                rest = problem.removeprefix(named)
                return rest[:1].upper() + rest[1:]
    return problem


class EntryDelegate(QStyledItemDelegate):
    """Paints an `Entry`."""

    def _fonts(self, font: QFont) -> tuple[QFont, QFont]:
        scale = type_scale()
        return sized(font, scale.body, QFont.Weight.Medium), sized(font, scale.small)

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines of text with room around them."""
        title, detail = self._fonts(option.font)
        height = QFontMetrics(title).height() + QFontMetrics(detail).height() + _GAP + 2 * _MARGIN
        return QSize(120, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the row."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, option)
        inner = option.rect.adjusted(6 + _MARGIN, _MARGIN, -6 - _MARGIN, -_MARGIN)
        self._draw_sign(painter, option, inner, entry)
        words = inner.adjusted(icon_side() + 9, 0, 0, 0)
        inner = QStyle.visualRect(option.direction, inner, words)
        self._draw_words(painter, option, inner, entry)
        if entry.progress is not None:
            self._draw_bar(painter, inner, entry.progress)
        painter.restore()

    def _draw_sign(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, entry: Entry) -> None:
        colours = tokens()
        name, colour = {
            EntryState.FAILED: ("warning", colours.danger),
            EntryState.PARTIAL: ("warning", colours.warning),
        }.get(
            entry.state,
            ("warning" if entry.problem else entry.sign, colours.warning if entry.problem else colours.muted),
        )
        place = QRect(inner.left(), inner.top() + 1, icon_side(), icon_side())
        icon(name, colour).paint(painter, QStyle.visualRect(option.direction, inner, place))

    def _draw_words(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, entry: Entry) -> None:
        colours = tokens()
        title_font, detail_font = self._fonts(option.font)
        metrics = QFontMetrics(title_font)
        painter.setFont(title_font)
        painter.setPen(QColor(colours.text))
        place = QRect(inner.left(), inner.top(), inner.width(), metrics.height())
        elided = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
        metrics = QFontMetrics(detail_font)
        painter.setFont(detail_font)
        words, colour = entry.detail, colours.muted
        if entry.problem:
            words = beside_title(entry.problem, entry)
            colour = colours.danger if entry.state is EntryState.FAILED else colours.warning
        painter.setPen(QColor(colour))
        place = QRect(inner.left(), place.bottom() + _GAP, inner.width(), metrics.height())
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)

    def _draw_bar(self, painter: QPainter, inner: QRect, progress: float) -> None:
        colours = tokens()
        track = QRectF(inner.left(), inner.bottom() + 4, inner.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.border))
        painter.drawRoundedRect(track, 1.5, 1.5)
        painter.setBrush(QColor(colours.accent))
        track.setWidth(max(_BAR, track.width() * min(1.0, max(0.0, progress))))
        painter.drawRoundedRect(track, 1.5, 1.5)
