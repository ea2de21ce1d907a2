"""What the user is told when the program has a bug: a notice, and a report to read and copy. Nothing is sent anywhere.

A report says where it happened, in which versions and on which system. It holds no values and no message of an
exception, because those may hold words of documents, and no names of folders outside the program.
"""

from __future__ import annotations

import errno
import logging
import platform
import re
import sys
import traceback
from pathlib import Path

import PySide6
from PySide6.QtCore import QObject, QSysInfo, Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.gui import dialogs
from desktop_app.gui.notices.notice_bar import Notice, NoticeBar, NoticeLevel
from desktop_app.gui.text_tools import one_line, plain_label

log = logging.getLogger(__name__)

_MOST_CAUSES = 5
_FILE = re.compile(r'File "([^"]*)"')


def report_of(error: BaseException) -> str:
    """The report about an exception: the program, the system, and the places it went through."""
    parts = [_environment()]
    current: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if current is None:
            break
        places = [
            f"  {shortened(frame.filename)}, line {frame.lineno}, in {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        parts.append("\n".join([_kind(current), *places]))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n\n".join(parts)


def report_of_fault(stack: str) -> str:
    """The report about a fault that ended the process; `stack` is what `faulthandler` wrote."""
    places = _FILE.sub(lambda found: f'File "{shortened(found.group(1))}"', stack)
    return f"{_environment()}\n\n{places.strip()}"


def shortened(file: str) -> str:
    """The part of a file's path that belongs to the program or to a library, without the folders before it."""
    path = Path(file)
    for root in sorted((Path(entry) for entry in sys.path if entry), key=lambda root: -len(str(root))):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name


def _kind(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} ({errno.errorcode.get(error.errno, error.errno)})"
    return name


def _environment() -> str:
    return "\n".join(
        (
            f"ImageRef Desktop {__version__}",
            f"{QSysInfo.prettyProductName()}, {platform.machine()}, kernel {platform.release()}",
            f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}",
            f"Display: {QGuiApplication.platformName()}",
        )
    )


class CrashDialog(QDialog):
    """The report, to be read and copied."""

    def __init__(self, report: str, logs: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What went wrong"))
        self.resize(620, 420)
        words = plain_label(
            self.tr(
                "This says where in the program it happened. It holds nothing of your documents, questions or "
                "answers. Nothing is sent anywhere: copy it if you want to report the fault."
            ),
            parent=self,
            wraps=True,
        )
        self.text = QPlainTextEdit(report, self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Report"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = QPushButton(self.tr("Copy"), self)
        self.copy.setAccessibleName(self.tr("Copy the report"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.open_logs = QPushButton(self.tr("Open the folder of log files"), self)
        self.open_logs.setVisible(logs is not None)
        if logs is not None:
            self.open_logs.clicked.connect(lambda: dialogs.open_file(logs))
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.open_logs)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self.text, 1)
        column.addLayout(row)
        close.setDefault(True)
        close.setFocus()


class CrashReports(QObject):
    """Tells of bugs: the log gets where it happened, the user a sentence and, on demand, the report.

    Attributes:
        dialog: the report on screen, or the last one that was.
    """

    def __init__(self, notices: NoticeBar, logs: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._notices = notices
        self._logs = logs
        self._window = parent
        self._report = ""
        self.dialog: CrashDialog | None = None

    def tell(self, error: BaseException) -> None:
        """Tells of an exception that nobody expected."""
        trace = "".join(traceback.format_tb(error.__traceback__))
        log.error("unexpected %s: %s\n%s", type(error).__name__, one_line(str(error), 200), trace)
        self._report = report_of(error)
        self._notify(
            self.tr("Something went wrong in the program ({kind}).").format(kind=type(error).__name__),
            self.tr("Your library is safe. Restarting the program may help."),
        )

    def tell_fault(self, stack: str) -> None:
        """Tells that a fault ended the program the last time."""
        log.warning("the last run was ended by a fault:\n%s", stack)
        self._report = report_of_fault(stack)
        self._notify(
            self.tr("The program ended unexpectedly the last time."),
            self.tr("What had been stored is safe. If it happens again, the details help to find out why."),
        )

    def _notify(self, message: str, hint: str) -> None:
        self._notices.tell(Notice(message, hint, NoticeLevel.ERROR, self.tr("Details …"), self.show_details))

    def show_details(self) -> None:
        """Opens the newest report."""
        self.dialog = CrashDialog(self._report, self._logs, self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.show()
