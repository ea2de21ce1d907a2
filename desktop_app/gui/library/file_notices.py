"""What the user is told about files they gave: one message for all that failed, one for all that were there already."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, QTimer

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileReport
from desktop_app.gui.messages import in_words
from desktop_app.gui.notices.notice_bar import Notice, NoticeBar, NoticeLevel
from desktop_app.gui.numbers import number
from desktop_app.gui.text_tools import one_line

_TOGETHER_MS = 200
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")


class FileNotices(QObject):
    """Counts files of a kind in one message, until the user takes that away.

    The first is told at once, those that end right after it a little later, together.
    """

    def __init__(self, notices: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices
        self._told: dict[DocumentStatus, tuple[Notice, int]] = {}
        self._untold: dict[DocumentStatus, list[FileReport]] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_TOGETHER_MS)
        self._later.timeout.connect(self._tell_all)

    @property
    def settled(self) -> bool:
        """Whether all that is to be told has been told."""
        return not self._untold

    def tell(self, report: FileReport) -> None:
        """Says what became of a file, where that is not seen from its row."""
        if report.status not in {DocumentStatus.FAILED, DocumentStatus.DUPLICATE}:
            return
        self._untold.setdefault(report.status, []).append(report)
        if not self._later.isActive():
            self._tell_all()
            self._later.start()

    def _tell_all(self) -> None:
        untold, self._untold = self._untold, {}
        for status, reports in untold.items():
            before, count = self._told.get(status, (None, 0))
            if before is None or not self._notices.holds(before):
                count = 0
            count += len(reports)
            notice = self._notice(reports[-1], count)
            self._told[status] = notice, count
            self._notices.tell(notice, instead_of=before)

    def _notice(self, report: FileReport, count: int) -> Notice:
        name = one_line(report.path.name, 80)
        if report.status is DocumentStatus.DUPLICATE:
            if count == 1:
                return Notice(self.tr("“{name}” is in your library already.").format(name=name))
            return Notice(self.tr("{n} of the files are in your library already.").format(n=number(count)))
        if count == 1:
            told = named_sentence(in_words(report.error), report.path.name)
            said, what_to_do = told or (self.tr("“{name}” was not read.").format(name=name), report.error)
            return Notice(said, what_to_do, NoticeLevel.ERROR)
        words = self.tr("{n} files were not read.").format(n=number(count))
        return Notice(words, self.tr("The library says why beside each."), NoticeLevel.ERROR)


def named_sentence(error: str, name: str) -> tuple[str, str] | None:
    """The first sentence, and the others, where the first names the file itself: a heading would only repeat it."""
    before, found, after = error.partition(name)
    if not found or _SENTENCE.search(before):
        return None
    rest, *others = _SENTENCE.split(after, maxsplit=1)
    return before + found + rest, "".join(others)
