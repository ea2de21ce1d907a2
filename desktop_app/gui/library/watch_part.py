"""Follows folders: looks again and again, reads what is new or changed, and marks what is missing.

The system's notes of changes are hints that bring the next look forward; folders of a network send none, so the looks
go on without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import FileReport
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.watching import SeenFile
from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.icons import IconButton
from desktop_app.gui.messages import in_words
from desktop_app.gui.notices.notice_bar import Notice, NoticeLevel
from desktop_app.gui.numbers import number
from desktop_app.gui.text_tools import one_line

if TYPE_CHECKING:
    from desktop_app.domain.ports import Workspace
    from desktop_app.gui.library.followed_folders import FollowedFoldersDialog
    from desktop_app.gui.main_window import MainWindow
    from desktop_app.ingestion.watching import FolderScan, WatchDecision

LOOK_MS = 60_000
SOON_MS = 2_000
"""A file that looks the same after so long is taken for complete."""
_MOST_HINTS = 1_000
"""How many folders the system is asked to tell about: it has few places for that."""


class WatchPart(QObject):
    """Keeps the library in step with the followed folders.

    Attributes:
        button: shows the folders.
        soon_ms: how long a file has to look the same.
        choose_folder: lets the user choose one; None where they gave none.
        dialog: the list of folders, while it is open.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._lane = window.lanes.folders
        self._scan: FolderScan | None = None
        self._folders: tuple[Path, ...] = ()
        self._reading: dict[Path, SeenFile] = {}
        self._left_alone: dict[Path, SeenFile] = {}
        self._reports: list[FileReport] = []
        self._notice: Notice | None = None
        self._told: dict[Path, FileReport] = {}
        self._told_missing: dict[Path, None] = {}
        self._looking = False
        self._hinted = False
        self.soon_ms = SOON_MS
        self.dialog: FollowedFoldersDialog | None = None
        self.choose_folder: Callable[[], Path | None] = self._ask_for_folder
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.look)
        self._hints = QFileSystemWatcher(self)
        self._hints.directoryChanged.connect(self.look_soon)
        self.button = IconButton("folder", self.tr("Followed folders"), window.library_panel)
        self.button.clicked.connect(self.show_folders)
        window.library_panel.head.insertWidget(1, self.button)
        window.library.file_ended.connect(self._on_file_ended)
        window.library.stopped.connect(self._on_stopped)
        window.library.left_out.connect(self._on_left_out)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that are followed, as they were read last."""
        return self._folders

    def set_workspace(self, workspace: Workspace) -> None:
        """The library is open: looks as soon as it is listed."""
        self._workspace = workspace
        self.look_soon()

    def close(self) -> None:
        """The window is closing."""
        self._workspace = None
        self.timer.stop()

    # Looking

    def look_soon(self) -> None:
        """Something may have changed."""
        self._hinted = self._looking
        if self._workspace is not None and not 0 < self.timer.remainingTime() < self.soon_ms:
            self.timer.start(self.soon_ms)

    def look(self) -> None:
        """Looks at the folders, in the background; one look at a time."""
        workspace = self._workspace
        if workspace is None or self._looking:
            self._hinted = self._looking
            return
        self._looking, self._hinted = True, False
        before = self._scan
        documents = [(e.document.id, e.document.path) for e in self._window.model.entries if e.document is not None]

        def work(cancel: CancelToken) -> Iterator[object]:
            from desktop_app.ingestion.watching import FolderScan, look, missing_files

            store = workspace.library.watched
            scan, decision = look(store, before or FolderScan(), cancel)
            yield tuple(store.folders()), scan, decision, missing_files(documents, cancel)

        job = Job(work)
        job.yielded.connect(lambda found: self._take(*found))
        job.failed.connect(self._window.notices.tell_error)
        job.crashed.connect(self._window.tell_crash)
        job.finished.connect(self._on_looked)
        self._lane.submit(job)

    def _take(
        self, folders: tuple[Path, ...], scan: FolderScan, decision: WatchDecision, missing: frozenset[str]
    ) -> None:
        if self._workspace is None:  # the window is closing
            return
        known = self._scan.unreachable if self._scan is not None else frozenset()
        self._folders, self._scan = folders, scan
        self._tell_unreachable([folder for folder in folders if folder in scan.unreachable and folder not in known])
        self._window.model.set_missing(missing)
        unheard = self._follow_hints(folders, scan)
        if self.dialog is not None:
            self.dialog.show_folders(folders, scan)
        self._tell([], decision.missing)
        if decision.missing or decision.moved:
            self._forget([*decision.missing, *decision.moved])
        wanted = [path for path in decision.read if self._left_alone.get(path) != scan.files[path]]
        new = [path for path in wanted if path not in self._reading]
        self._reading |= {path: scan.files[path] for path in new}
        if new:
            self._window.library.add_unasked(new)
        self.timer.start(self.soon_ms if decision.waiting or self._hinted or unheard else LOOK_MS)

    def _on_looked(self) -> None:
        self._looking = False
        if self._workspace is None:
            return
        if self._hinted:  # something was to be looked at after this look had, and before its end was heard of
            self.timer.start(self.soon_ms)
        elif not self.timer.isActive():
            self.timer.start(LOOK_MS)

    def _follow_hints(self, folders: Sequence[Path], scan: FolderScan) -> bool:
        """Hears of changes there from now on; True where some may have been missed since the look."""
        wanted = {str(folder) for folder in folders if folder not in scan.unreachable}
        wanted |= {str(path.parent) for path in scan.files}
        known = set(self._hints.directories())
        gone, new = sorted(known - wanted), sorted(wanted - known)[: max(0, _MOST_HINTS - len(known & wanted))]
        if gone:
            self._hints.removePaths(gone)
        refused = self._hints.addPaths(new) if new else []
        return len(new) > len(refused)

    # What became of a file

    def _on_file_ended(self, report: FileReport) -> None:
        seen = self._reading.pop(report.path, None)
        if seen is None:
            return
        self._remember({report.path: seen})
        self._reports.append(report)
        if not self._reading:
            self._tell_read()

    def _on_stopped(self, path: Path) -> None:
        seen = self._reading.pop(path, None)
        if seen is not None:
            self._left_alone[path] = seen  # until it changes, or the program starts again

    def _on_left_out(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self._on_stopped(path)

    def _remember(self, files: Mapping[Path, SeenFile]) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._call(lambda: workspace.library.watched.remember(files))

    def _forget(self, files: Sequence[Path]) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._call(lambda: workspace.library.watched.forget(files))

    def _tell_read(self) -> None:
        """Nothing for files that were there already."""
        reports, self._reports = self._reports, []
        told = {DocumentStatus.FAILED, DocumentStatus.READY, DocumentStatus.PARTIAL}
        self._tell([report for report in reports if report.status in told], [])

    def _tell(self, reports: Sequence[FileReport], missing: Sequence[Path]) -> None:
        """One notice for all that happened in the folders since the user took the last one away."""
        notices, before = self._window.notices, self._notice
        if not reports and not missing:
            return
        if before is None or not notices.holds(before):
            self._told, self._told_missing = {}, {}
        self._told |= {report.path: report for report in reports}
        self._told_missing |= dict.fromkeys(missing)
        sentences = [*self._read_words(), *self._missing_words()]
        failed = any(report.status is DocumentStatus.FAILED for report in self._told.values())
        level = NoticeLevel.WARNING if failed else NoticeLevel.INFO
        self._notice = Notice(sentences[0], " ".join(filter(None, sentences[1:])), level)
        notices.tell(self._notice, instead_of=before)

    def _read_words(self) -> list[str]:
        """What was read, and what was not, each with what to know about it."""
        words = []
        failed = [report for report in self._told.values() if report.status is DocumentStatus.FAILED]
        new = [report for report in self._told.values() if report.status is not DocumentStatus.FAILED]
        if len(new) == 1:
            name = one_line(new[0].path.name, 80)
            words += [self.tr("“{name}” was read from a followed folder.").format(name=name)]
        elif new:
            words += [self.tr("{n} files were read from followed folders.").format(n=number(len(new)))]
        if len(failed) == 1:
            name = one_line(failed[0].path.name, 80)
            words += [self.tr("“{name}” was not read.").format(name=name), in_words(failed[0].error)]
        elif failed:
            count = number(len(failed))
            words += [self.tr("{n} files of followed folders were not read.").format(n=count)]
            words += [self.tr("The library says why beside each.")]
        return words

    def _missing_words(self) -> list[str]:
        missing = list(self._told_missing)
        if not missing:
            return []
        hint = self.tr("What was read stays in the library until you remove it.")
        if len(missing) == 1:
            name = one_line(missing[0].name, 80)
            return [self.tr("“{name}” is not in its folder any more.").format(name=name), hint]
        count = number(len(missing))
        return [self.tr("{n} files are not in their folders any more.").format(n=count), hint]

    def _tell_unreachable(self, folders: Sequence[Path]) -> None:
        for folder in folders:
            words = self.tr("The followed folder “{name}” can't be reached.").format(name=one_line(str(folder), 200))
            hint = self.tr(
                "What was read from it stays in the library. If it has another name or place now, follow it there."
            )
            action = self.tr("Followed folders")
            self._window.notices.tell(
                Notice(words, hint, NoticeLevel.WARNING, action=action, on_action=self.show_folders)
            )

    # The list of folders

    def show_folders(self) -> None:
        """Shows the folders, and how to add and remove them."""
        from desktop_app.gui.library.followed_folders import FollowedFoldersDialog

        dialog = self.dialog = FollowedFoldersDialog(self._window)
        dialog.show_folders(self._folders, self._scan)
        dialog.follow_wanted.connect(self._follow_chosen)
        dialog.unfollow_wanted.connect(self.unfollow)
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()

    def follow(self, folder: Path) -> None:
        """Follows a folder from now on."""
        workspace = self._workspace
        if workspace is not None:
            self._call(lambda: workspace.library.watched.follow(folder.absolute()), self.look)

    def unfollow(self, folder: Path) -> None:
        """Follows a folder no more; its documents stay."""
        workspace = self._workspace
        if workspace is not None:
            self._call(lambda: workspace.library.watched.unfollow(folder), self.look)

    def _follow_chosen(self) -> None:
        folder = self.choose_folder()
        if folder is not None:
            self.follow(folder)

    def _ask_for_folder(self) -> Path | None:
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Follow a folder"))
        return Path(name) if name else None

    def _on_dialog_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _call(self, function: Callable[[], object], then: Callable[[], object] | None = None) -> None:
        job = Job(call_once(function))
        job.failed.connect(self._window.notices.tell_error)
        job.crashed.connect(self._window.tell_crash)
        if then is not None:
            job.finished.connect(then)
        self._lane.submit(job)
