"""Files into the library and out of it: one job a file in the ingest lane, short calls in the library lane."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.errors import ImageRefError, NotFound
from desktop_app.domain.ingest_events import FileFinished, FileReport, FileStarted, PagesRead, VectorsStored
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import Workspace
from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.library.library_model import Entry, EntryState, LibraryModel, Listing
from desktop_app.gui.library.pace import Pace
from desktop_app.gui.library.waiting_files import Waiting, WaitingFiles
from desktop_app.gui.numbers import number
from desktop_app.gui.use_cases import UseCases

_REFRESH_MS = 400
_KEEP_MS = 300
_READING_SHARE = 0.7
_PAUSE_POLL_S = 0.2
_MINUTE_S, _HOUR_S = 60, 3600
_AHEAD = 20
"""How many files are in the lane; of thousands, the others wait without a job of their own."""


class LibraryController(QObject):
    """Keeps the list in step with the library.

    Signals:
        failed: an error to be told to the user.
        crashed: a bug.
        file_ended: a `FileReport`.
        told: a `FileReport` of a file that the user gave, to say something about it.
        removed: ids of documents that are gone.
        reported: a row, and the `FigureReport` of its document.
        paused_changed: reading rests, or goes on.
        scanning_changed: whether folders are looked through for files.
        outlook_changed: how fast it goes, in words; empty while that can't be said.
        idle: no file waits or is read any more.
        stopped: the path of a file whose reading was stopped.
        left_out: the paths of files that waited, and are wanted no more.
    """

    failed = Signal(object)
    crashed = Signal(object)
    file_ended = Signal(object)
    told = Signal(object)
    removed = Signal(object)
    reported = Signal(object, object)
    paused_changed = Signal(bool)
    scanning_changed = Signal(bool)
    outlook_changed = Signal(str)
    stopped = Signal(object)
    left_out = Signal(object)
    idle = Signal()

    def __init__(
        self,
        model: LibraryModel,
        ingest: Lane,
        calls: Lane,
        use_cases: UseCases,
        parent: QObject,
        *,
        waiting: WaitingFiles | None = None,
    ) -> None:
        super().__init__(parent)
        self.clock: Callable[[], float] = time.monotonic
        self._goes_on = threading.Event()
        self._goes_on.set()
        self._again: set[Path] = set()
        self._unasked: set[Path] = set()
        self._pace = Pace()
        self._model = model
        self._ingest = ingest
        self._calls = calls
        self._use_cases = use_cases
        self._workspace: Workspace | None = None
        self._refresh_waits = False
        self._early: list[Path] = []
        self._jobs: dict[Path, Job] = {}
        self._to_queue: dict[Path, None] = {}
        self._scans: set[Job] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._waiting = waiting or WaitingFiles(None)
        self._left_alone: frozenset[Path] = frozenset()
        self._taken_up: set[Path] = set()
        self._took_up = False
        self._now: Path | None = None
        self._queueing = QTimer(self)
        self._queueing.setSingleShot(True)
        self._queueing.timeout.connect(self._queue_some)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.timeout.connect(self._keep)

    @property
    def busy(self) -> bool:
        """Whether files are being read or wait."""
        return bool(self._jobs or self._to_queue)

    @property
    def paused(self) -> bool:
        """Whether reading rests."""
        return not self._goes_on.is_set()

    def pause(self) -> None:
        """Lets reading rest before the next pages; what was read is stored."""
        self._goes_on.clear()
        self._pace.rest(self.clock())
        self.paused_changed.emit(True)

    def go_on(self) -> None:
        """Takes reading up again."""
        self._pace.go_on(self.clock())
        self._goes_on.set()
        self.paused_changed.emit(False)

    def toggle_pause(self) -> None:
        """Pauses, or goes on."""
        if self.paused:
            self.go_on()
        else:
            self.pause()

    def close(self) -> None:
        """The window is closing: nothing is heard of the jobs any more, since nothing is left to show it."""
        if self._workspace is not None and self._took_up:
            self._waiting.write(self._waiting.content(self._asked_for(), None))
        self._workspace = None
        self._timer.stop()
        self._queueing.stop()
        self._keeping.stop()
        for job in self._jobs.values():
            job.blockSignals(True)
        self._jobs.clear()
        self._to_queue.clear()

    def set_workspace(self, workspace: Workspace) -> None:
        """The library is open: shows it, takes up what was interrupted, and reads what was dropped meanwhile."""
        self._workspace = workspace
        self.refresh()
        self._call(
            lambda: (self._use_cases.unfinished(workspace.library), self._waiting.load()),
            lambda found: self._take_up(*found),
        )
        early, self._early = self._early, []
        if early:
            self.add(early)

    def _take_up(self, unfinished: list[Path], waiting: Waiting) -> None:
        """Goes on with what the last run did not end, but for files that ended it again and again."""
        self._took_up = True
        self._left_alone = waiting.left_alone
        read = {entry.path for entry in self._model.entries if entry.state in {EntryState.READY, EntryState.PARTIAL}}
        for path in sorted(waiting.left_alone - read):
            hint = self.tr("It is left alone until you choose “Read again”.")
            self._model.fail_file(path, self.tr("The program ended twice while it read this file.") + " " + hint)
        wanted = [path for path in dict.fromkeys([*unfinished, *waiting.files]) if path not in self._left_alone]
        self._taken_up |= set(wanted)
        self._submit(wanted)

    def _asked_for(self) -> list[Path]:
        """Files that wait or are read because the user gave them; followed folders are looked at anew anyway."""
        return [path for path in [*self._jobs, *self._to_queue] if path not in self._unasked]

    def _keep_soon(self) -> None:
        if self._took_up and not self._keeping.isActive():
            waiting = len(self._jobs) + len(self._to_queue)
            self._keeping.start(_KEEP_MS + waiting // 4)  # a long list takes longer to write

    def _keep(self) -> None:
        waiting, files, now = self._waiting, self._asked_for(), self._now
        self._call(lambda: waiting.write(waiting.content(files, now)), lambda _nothing: None)

    def add(self, paths: Sequence[Path]) -> None:
        """Reads files and all PDF files in folders; before the library is open they wait."""
        if self._workspace is None:
            self._early += paths
            return
        wanted = tuple(paths)
        self._scan(lambda cancel: self._use_cases.find_files(wanted, cancel), self._take_found)

    def _scan(self, work: Callable[[CancelToken], object], take: Callable[..., None]) -> None:
        """Does in the background what comes before files are in the list; `stop_all` stops it too."""
        scan = Job(lambda cancel: iter([work(cancel)]))
        scan.finished.connect(lambda: self._end_scan(scan))
        self._scans.add(scan)
        self.scanning_changed.emit(True)
        self._submit_call(scan, take)

    def _end_scan(self, scan: Job) -> None:
        self._scans.discard(scan)
        self.scanning_changed.emit(bool(self._scans))

    def add_unasked(self, files: Sequence[Path]) -> None:
        """Reads files that nobody asked for: their ends are not `told`."""
        wanted = [path for path in files if path not in self._left_alone]
        self._unasked |= {path for path in wanted if path not in self._jobs and path not in self._to_queue}
        self._submit(wanted)

    def _take_found(self, found: object) -> None:
        if not isinstance(found, list):
            return
        if not found:
            self.failed.emit(
                NotFound(self.tr("There is no PDF file in what was dropped."), self.tr("Drop PDF files or folders."))
            )
        self._submit(found)

    def _submit(self, paths: Iterable[Path]) -> None:
        wanted = list(paths)
        if len(wanted) > _AHEAD:
            self._scan(lambda _cancel: self._model.waiting_rows(wanted), self._enter)
        else:
            self._enter(self._model.waiting_rows(wanted))

    def _enter(self, rows: Mapping[Path, Entry]) -> None:
        new = {path: row for path, row in rows.items() if path not in self._jobs}
        self._to_queue |= dict.fromkeys(self._model.add_files(new))
        if len(new) > _AHEAD:
            self._queueing.start()  # showing them was enough for one turn
        else:
            self._queue_some()
        self._keep_soon()

    def _queue_some(self) -> None:
        """Gives the lane as many files as it has room for: thousands may wait."""
        for path in list(islice(self._to_queue, _AHEAD - len(self._jobs))) if len(self._jobs) < _AHEAD else []:
            del self._to_queue[path]
            self._read(path)

    def _leave_out(self, paths: Iterable[Path]) -> None:
        """Files that were to be queued are wanted no more."""
        gone = [path for path in paths if path in self._to_queue]
        for path in gone:
            del self._to_queue[path]
            self._unasked.discard(path)
        self._model.drop_files(gone)
        if gone:
            self.left_out.emit(gone)
            self._keep_soon()

    def _read(self, path: Path) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        again = path in self._again
        self._again.discard(path)
        job = Job(lambda cancel: self._reading(workspace, path, cancel, again=again))
        job.started.connect(lambda: self._on_started(path))
        job.yielded.connect(lambda event: self._on_event(path, event))
        job.failed.connect(lambda error: self._on_failed(path, error))
        job.crashed.connect(lambda error: self._on_crashed(path, error))
        job.cancelled.connect(lambda: self._on_stopped(path))
        job.finished.connect(lambda: self._on_finished(path))
        self._jobs[path] = job
        self._ingest.submit(job)
        self._keep_soon()

    def _reading(self, workspace: Workspace, path: Path, cancel: CancelToken, *, again: bool) -> Iterator[object]:
        """The events of one file; while reading is paused, the next is not asked for."""
        self._wait_for_turn(cancel)
        for event in self._use_cases.ingest(workspace, [path], cancel, again=again):
            yield event
            self._wait_for_turn(cancel)

    def _wait_for_turn(self, cancel: CancelToken) -> None:
        while not self._goes_on.wait(_PAUSE_POLL_S):
            cancel.raise_if_cancelled()

    def _on_started(self, path: Path) -> None:
        self._now = path
        self._keep_soon()

    def _on_stopped(self, path: Path) -> None:
        self._unasked.discard(path)
        self._model.drop_file(path)
        self.stopped.emit(path)

    def stop_all(self) -> None:
        """Stops looking through folders and reading every file; what was read is taken up at the next start."""
        self._leave_out(list(self._to_queue))
        for job in [*self._scans, *self._jobs.values()]:
            job.stop()

    def stop(self, entries: Iterable[Entry]) -> None:
        """Stops reading these files; what was read stays and is taken up at the next start."""
        wanted = [entry.path for entry in entries]
        self._leave_out(wanted)
        for path in wanted:
            if path in self._jobs:
                self._ingest.stop(self._jobs[path])

    def retry(self, entries: Iterable[Entry]) -> None:
        """Reads files again, also those of documents that were read well."""
        wanted = list(entries)
        self._left_alone -= {entry.path for entry in wanted}
        self._again |= {entry.path for entry in wanted if entry.state is EntryState.READY}
        self.add([entry.path for entry in wanted])

    def remove(self, entries: Iterable[Entry]) -> None:
        """Stops reading these, and takes their documents out of the library."""
        ids = []
        self._leave_out([entry.path for entry in entries])
        for entry in entries:
            job = self._jobs.get(entry.path)
            if job is not None:
                self._ingest.stop(job)
            else:
                self._model.drop_file(entry.path)
                self._waiting.forgive(entry.path)
            if entry.document is not None:
                ids.append(entry.document.id)
        workspace = self._workspace
        if not ids or workspace is None:
            return
        lane = self._ingest if any(entry.path in self._jobs for entry in entries) else self._calls

        def work(_cancel: CancelToken) -> Iterator[object]:
            for document_id in ids:
                workspace.library.remove_document(document_id)
                yield document_id

        job = Job(work)
        job.yielded.connect(lambda document_id: self.removed.emit([document_id]))
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        job.finished.connect(self.refresh)
        lane.submit(job)

    def refresh(self) -> None:
        """Reads the list of documents anew, unless that is about to be done."""
        workspace = self._workspace
        if workspace is None or self._refresh_waits:
            return

        def list_documents() -> Listing:
            self._refresh_waits = False
            return self._model.listing(workspace.library.documents())

        self._refresh_waits = True
        self._call(list_documents, self._show)

    def _show(self, listing: object) -> None:
        if isinstance(listing, Listing):
            self._timer.setInterval(_REFRESH_MS + len(listing.documents) // 10)  # a long list takes longer to read
            self._model.set_documents(listing)

    def report(self, entry: Entry) -> None:
        """Collects what was found in a document."""
        workspace, document = self._workspace, entry.document
        if workspace is not None and document is not None:
            self._call(
                lambda: self._use_cases.report(workspace.library, document),
                lambda report: self.reported.emit(entry, report),
            )

    def _call(self, function: object, then: object) -> None:
        self._submit_call(Job(call_once(function)), then)  # type: ignore[arg-type]

    def _submit_call(self, job: Job, then: object) -> None:
        job.yielded.connect(then)
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        self._calls.submit(job)

    # What happens to a file

    def _on_event(self, path: Path, event: object) -> None:
        if isinstance(event, FileStarted):
            self._pace = Pace()
            self._model.update_file(path, detail=self.tr("Opening …"), progress=0.0)
        elif isinstance(event, PagesRead):
            if event.done <= 1 or not self._timer.isActive():
                self._timer.start()
            self._show_pages(path, event)
        elif isinstance(event, VectorsStored):
            share = event.done / max(1, event.total)
            detail = self.tr("Making it searchable, {percent} %").format(percent=int(100 * share))
            self._model.update_file(path, detail=detail, progress=_READING_SHARE + (1 - _READING_SHARE) * share)
        elif isinstance(event, FileFinished):
            self._on_report(path, event.report)

    def _show_pages(self, path: Path, event: PagesRead) -> None:
        pace = self._pace
        pace.note(self.clock(), event.done, event.pages)
        detail = self.tr("Page {done} of {pages}").format(done=number(event.done), pages=number(event.pages))
        left = pace.seconds_left
        if left is not None and event.done < event.pages:
            detail += " · " + self._time_left(left)
        self._model.update_file(path, detail=detail, progress=_READING_SHARE * event.done / max(1, event.pages))
        rate = pace.pages_a_second
        self.outlook_changed.emit("" if rate is None else self.tr("{n} pages/s").format(n=number(rate, 1)))

    def _time_left(self, seconds: float) -> str:
        if seconds < _MINUTE_S:
            return self.tr("less than a minute left")
        if seconds < _HOUR_S:
            return self.tr("{n} min left").format(n=round(seconds / _MINUTE_S))
        hours, rest = divmod(round(seconds), _HOUR_S)
        return self.tr("{h} h {m} min left").format(h=hours, m=rest // _MINUTE_S)

    def _on_report(self, path: Path, report: FileReport) -> None:
        if report.status is DocumentStatus.FAILED and not report.document_id:
            self._model.fail_file(path, report.error)
        else:
            self._model.drop_file(path)
        self.file_ended.emit(report)
        known = report.status is DocumentStatus.DUPLICATE and path in self._taken_up
        if path in self._unasked or known:
            self._unasked.discard(path)
        else:
            self.told.emit(report)

    def _on_failed(self, path: Path, error: ImageRefError) -> None:
        self._model.fail_file(path, str(error))
        self.failed.emit(error)

    def _on_crashed(self, path: Path, error: Exception) -> None:
        self._model.fail_file(path, self.tr("This file could not be read because of a fault in the program."))
        self.crashed.emit(error)

    def _on_finished(self, path: Path) -> None:
        self._jobs.pop(path, None)
        self._taken_up.discard(path)
        self._waiting.forgive(path)
        self._now = None if self._now == path else self._now
        self._keep_soon()
        if self._to_queue and not self._queueing.isActive():
            self._queueing.start()
        if not self.busy:
            self._model.settle()
            self.outlook_changed.emit("")
            self.idle.emit()
            self.refresh()
        elif not self._timer.isActive():  # once for all that end until it fires
            self.refresh()
            self._timer.start()
