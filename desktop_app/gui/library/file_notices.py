"""What the user is told about files they gave: one message for all that failed, one for all that were there already."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileReport
from desktop_app.gui.notices.notice_bar import Notice, NoticeBar, NoticeLevel
from desktop_app.gui.text_tools import one_line


class FileNotices(QObject):
    """Counts files of a kind in one message, until the user takes that away."""

    def __init__(self, notices: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices
        self._told: dict[DocumentStatus, tuple[Notice, int]] = {}

    def tell(self, report: FileReport) -> None:
        """Says what became of a file, where that is not seen from its row."""
        if report.status not in {DocumentStatus.FAILED, DocumentStatus.DUPLICATE}:
            return
        before, count = self._told.get(report.status, (None, 0))
        if before is None or not self._notices.holds(before):
            count = 0
        notice = self._notice(report, count + 1)
        self._told[report.status] = notice, count + 1
        self._notices.tell(notice, instead_of=before)

    def _notice(self, report: FileReport, count: int) -> Notice:
        name = one_line(report.path.name, 80)
        if report.status is DocumentStatus.DUPLICATE:
            if count == 1:
                return Notice(self.tr("“{name}” is in your library already.").format(name=name))
            return Notice(self.tr("{n} of the files are in your library already.").format(n=QLocale().toString(count)))
        if count == 1:
            return Notice(self.tr("“{name}” was not read.").format(name=name), report.error, NoticeLevel.ERROR)
        words = self.tr("{n} files were not read.").format(n=QLocale().toString(count))
        return Notice(words, self.tr("The library says why beside each."), NoticeLevel.ERROR)
