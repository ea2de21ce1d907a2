"""What became of a document's pages and graphics: what was found, what was left out and why, what failed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.documents import DocumentStatus, PageCounts
from desktop_app.domain.geometry import Region
from desktop_app.gui.chat.flow_layout import FlowLayout
from desktop_app.gui.messages import in_words
from desktop_app.gui.text_tools import one_line, plain_label
from desktop_app.ingestion.document_status import MAX_PAGES_NAMED
from desktop_app.ingestion.figure_report import FigureReport

MOST_LINKS = 24


class DocumentReport(QDialog):
    """The report of one document; page numbers open the page.

    Signals:
        place_wanted: the document, and the regions to be marked on one of its pages.
        again_wanted: the document is to be read again.
    """

    place_wanted = Signal(object, object)
    again_wanted = Signal()

    def __init__(self, report: FigureReport, parent: QWidget) -> None:
        super().__init__(parent)
        self._report = report
        document = report.document
        self.setWindowTitle(self.tr("What was found"))
        self.resize(560, 520)
        page = self._page = QWidget(self)
        self._rows = QVBoxLayout(page)
        self._rows.setContentsMargins(4, 4, 4, 4)
        self._rows.setSpacing(6)
        self._rows.addWidget(plain_label(one_line(document.title or document.name, 200), "title", page, wraps=True))
        if document.error and not (document.status is DocumentStatus.PARTIAL and report.failed):  # the list says more
            self._rows.addWidget(plain_label(one_line(in_words(document.error), 600), "warn", page, wraps=True))
        if document.counts.total:
            self._add(self.tr("Pages"), self._pages_in_words(document.counts))
            self._add(self.tr("Figures"), self._figures_in_words())
        self._add_failed()
        self._add_left_out()
        self._rows.addStretch(1)
        area = self._area = QScrollArea(self)
        area.setAccessibleName(self.tr("What was found"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        buttons = self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.close)
        if report.failed or document.error:
            again = buttons.addButton(self.tr("Read again"), QDialogButtonBox.ButtonRole.ActionRole)
            again.clicked.connect(self._read_again)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """The keys begin at the words where these have to be scrolled, and else at the button that closes."""
        super().showEvent(event)
        if self._page.sizeHint().height() <= self._area.viewport().height():
            self._buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    @property
    def words(self) -> list[str]:
        """The sentences of the report, in order."""
        items = (self._rows.itemAt(index) for index in range(self._rows.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget.text() for widget in widgets if isinstance(widget, QLabel)]

    def _add(self, heading: str, sentence: str) -> None:
        self._rows.addSpacing(6)
        self._rows.addWidget(plain_label(heading, "section", self))
        self._rows.addWidget(plain_label(sentence, parent=self, wraps=True))

    def _pages_in_words(self, counts: PageCounts) -> str:
        parts = [
            self.tr("{n} with text").format(n=counts.text) if counts.text else "",
            self.tr("{n} by text recognition").format(n=counts.ocr) if counts.ocr else "",
            self.tr("{n} without words").format(n=counts.empty) if counts.empty else "",
            self.tr("{n} that could not be read").format(n=counts.failed) if counts.failed else "",
        ]
        return self.tr("{n} in all: {parts}").format(n=counts.total, parts=", ".join(filter(None, parts)))

    def _figures_in_words(self) -> str:
        names = {
            "raster": self.tr("pictures"),
            "vector": self.tr("drawings"),
            "mixed": self.tr("pictures with drawings"),
            "table": self.tr("tables"),
            "equation-image": self.tr("equations"),
        }
        found = self._report.found
        if not found:
            return self.tr("None was found.")
        parts = [f"{count} {names.get(kind.value, kind.value)}" for kind, count in found.items()]
        return self.tr("{n} in all: {parts}").format(n=sum(found.values()), parts=", ".join(parts))

    def _add_failed(self) -> None:
        if not self._report.failed:
            return
        self._rows.addSpacing(6)
        if not self._is_said_above():
            self._rows.addWidget(plain_label(self.tr("Pages that could not be read"), "section", self))
            by_reason: dict[str, list[int]] = {}
            for page in self._report.failed:
                by_reason.setdefault(page.reason, []).append(page.number)
            for reason, pages in by_reason.items():
                self._rows.addWidget(plain_label(self._failure(pages, reason), parent=self, wraps=True))
        remedy = self.tr(
            "“Read again” tries these pages once more; text recognition, where the settings allow it, reads words that "
            "the file does not give."
        )
        self._rows.addWidget(plain_label(remedy, "small", self, wraps=True))

    def _is_said_above(self) -> bool:
        """Whether the sentence about the document gives the reason of each of these pages already."""
        document, failed = self._report.document, self._report.failed
        if document.status is not DocumentStatus.FAILED:
            return False
        named = len(failed) <= MAX_PAGES_NAMED or len(failed) == document.counts.total
        return named and all(page.reason.rstrip(".") in document.error for page in failed)

    def _failure(self, pages: Sequence[int], reason: str) -> str:
        because = one_line(in_words(reason), 300)
        if len(pages) == 1:
            return self.tr("Page {n}: {reason}").format(n=pages[0], reason=because)
        numbers = ", ".join(map(str, pages[:MOST_LINKS])) + (", …" if len(pages) > MOST_LINKS else "")
        return self.tr("Pages {numbers}: {reason}").format(numbers=numbers, reason=because)

    def _add_left_out(self) -> None:
        reasons = self._report.reasons
        if not reasons:
            return
        self._rows.addSpacing(6)
        self._rows.addWidget(plain_label(self.tr("Graphics that were not taken for figures"), "section", self))
        for reason, pages in reasons.items():
            words = self.tr("{n}: {reason}").format(n=len(pages), reason=in_words(reason))
            self._rows.addWidget(plain_label(words, parent=self, wraps=True))
            places = [each.region for each in self._report.left_out if each.reason == reason]
            self._rows.addWidget(self._links(places))

    def _links(self, places: Sequence[Region]) -> QWidget:
        holder = QWidget(self)
        flow = FlowLayout(holder)
        by_page: dict[int, list[Region]] = {}
        for place in places:
            by_page.setdefault(place.page, []).append(place)
        for page in sorted(by_page)[:MOST_LINKS]:
            link = QPushButton(self.tr("page {n}").format(n=page), holder)
            link.setProperty("role", "link")
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            regions = tuple(by_page[page])
            link.clicked.connect(
                lambda _checked=False, where=regions: self.place_wanted.emit(self._report.document, where)
            )
            flow.addWidget(link)
        if len(by_page) > MOST_LINKS:
            flow.addWidget(plain_label(self.tr("and {n} more").format(n=len(by_page) - MOST_LINKS), "small", holder))
        return holder

    def _read_again(self) -> None:
        self.again_wanted.emit()
        self.close()
