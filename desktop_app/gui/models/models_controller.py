"""Between the page of models and the store: listing, downloads that run side by side, adding and removing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.model_store import (
    DownloadFinished,
    DownloadPlanned,
    DownloadProgress,
    DownloadWaiting,
    ModelStore,
    Removal,
    StoredModel,
    StoreListing,
)
from desktop_app.domain.ports import ModelChoice, Workspace
from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.models.model_rows import Running, rows_of, size_words
from desktop_app.gui.models.models_page import ModelsPage
from desktop_app.gui.notices.notice_bar import Notice, NoticeLevel

_MINUTE_S = 60


class ModelsController(QObject):
    """Keeps the page in step with the store.

    Signals:
        failed: an error to be told.
        crashed: a bug.
        told: a `Notice`.
        choices: models came or went; the `ModelChoice`s of those that answer.
        chosen: the name of the model that shall answer.
    """

    failed = Signal(object)
    crashed = Signal(object)
    told = Signal(object)
    choices = Signal(object)
    chosen = Signal(str)

    def __init__(self, page: ModelsPage, calls: Lane, downloads: Sequence[Lane], parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._calls = calls
        self._downloads = downloads
        self._workspace: Workspace | None = None
        self._listing: StoreListing | None = None
        self._running: dict[str, Running] = {}
        self._jobs: dict[str, Job] = {}
        self._discarding: set[str] = set()
        self._answering = ""
        self.confirm: Callable[[str, str, str], bool] = lambda _title, _text, _yes: True
        self.choose_file: Callable[[], Path | None] = lambda: None
        page.wanted.connect(self._do)
        page.add_wanted.connect(self._add_by_dialog)
        page.dropped.connect(self.add)

    @property
    def busy(self) -> bool:
        """Whether something is downloaded."""
        return bool(self._jobs)

    def set_workspace(self, workspace: Workspace) -> None:
        """From now on there is a store."""
        self._workspace = workspace

    def close(self) -> None:
        """The window is closing: downloads are paused, and nothing is heard of them any more."""
        self._workspace = None
        for job in self._jobs.values():
            job.blockSignals(True)
        self._jobs.clear()

    def set_answering(self, name: str) -> None:
        """Which model answers: a name, or the path of a file."""
        self._answering = name
        self._show()

    def refresh(self) -> None:
        """Reads the list anew, in the background."""
        self._call(lambda store: store.listing(), self._take_listing)

    def _take_listing(self, listing: StoreListing) -> None:
        self._listing = listing
        self._show()

    def _show(self) -> None:
        listing = self._listing
        if listing is None:
            return
        note = listing.why_offline or self.tr(
            "A language model writes answers in its own words, on this computer. Downloads come from {hub}; nothing "
            "else in this program uses the network."
        ).format(hub=listing.endpoint.removeprefix("https://"))
        self._page.show_rows(
            rows_of(listing, self._running, self._answering), note, can_download=not listing.why_offline
        )

    # What the page wants

    def _do(self, action: str, name: str) -> None:
        {
            "download": self.download,
            "pause": self.pause,
            "discard": self.discard,
            "use": self._use,
            "remove": self.remove,
        }[action](name)

    def _use(self, name: str) -> None:
        self.chosen.emit(name)
        self.set_answering(name)

    def download(self, name: str) -> None:
        """Begins or goes on with a download, beside those that run."""
        workspace = self._workspace
        if workspace is None or name in self._jobs:
            return
        store = workspace.model_store
        self._running[name] = Running()
        job = self._jobs[name] = Job(lambda cancel: store.download(name, cancel))
        meter = _Meter()
        job.yielded.connect(lambda event: self._on_event(name, event, meter))
        job.failed.connect(self.failed)
        job.failed.connect(lambda _error: self._page.put_back(name))
        job.crashed.connect(self.crashed)
        job.finished.connect(lambda: self._on_end(name))
        self._show()
        idle = [lane for lane in self._downloads if not lane.busy]
        (idle or self._downloads)[0].submit(job)

    def pause(self, name: str) -> None:
        """Stops a download; what is there stays."""
        if name in self._jobs:
            self._running[name] = replace(self._running[name], words=self.tr("pausing"))
            self._show()
            self._jobs[name].stop()

    def discard(self, name: str) -> None:
        """Stops a download and removes what is there of it."""
        if name in self._jobs:
            self._discarding.add(name)
            self.pause(name)
        else:
            self._call(lambda store: store.discard(name), self._tell_removal, then=self.refresh)

    def add(self, paths: Sequence[Path]) -> None:
        """Adds files and folders where they are."""

        def work(store: ModelStore) -> list[StoredModel]:
            return [model for path in paths for model in store.add(path)]

        self._call(work, self._tell_added, then=self._tell_change)

    def _add_by_dialog(self) -> None:
        path = self.choose_file()
        if path is not None:
            self.add([path])

    def remove(self, name: str) -> None:
        """Asks, then removes a model."""
        listing = self._listing
        model = next((each for each in listing.stored if each.name == name), None) if listing else None
        if model is None:
            return
        title = self.tr("Remove the model “{name}”?").format(name=name)
        gone = self.tr("{size} on the disk will be free again. It can be downloaded again.")
        stays = self.tr("It is only forgotten; the file itself stays where it is.")
        detail = gone.format(size=size_words(model.size)) if model.owned else stays
        if self.confirm(title, detail, self.tr("Remove")):
            self._call(lambda store: store.remove(name), self._tell_removal, then=self._tell_change)

    # What the store tells

    def _on_event(self, name: str, event: object, meter: _Meter) -> None:
        running = self._running.get(name, Running())
        if isinstance(event, DownloadPlanned):
            running = Running(event.done, event.total)
            if event.note:
                self.told.emit(Notice(event.note, level=NoticeLevel.WARNING))
        elif isinstance(event, DownloadProgress):
            words = (
                self.tr("checking what is there")
                if event.checking
                else self._pace_words(meter.pace(event.done, event.total))
            )
            running = Running(event.done, event.total, words)
        elif isinstance(event, DownloadWaiting):
            meter.forget()
            running = replace(running, words=self.tr("waiting: {reason}").format(reason=event.reason))
        elif isinstance(event, DownloadFinished):
            self.told.emit(Notice(self.tr("{name} is here.").format(name=event.model.name), event.model.note))
        self._running[name] = running
        listing = self._listing
        if listing is not None:
            for row in rows_of(listing, {name: running}, self._answering):
                if row.name == name:
                    self._page.update_row(row)

    def _pace_words(self, pace: tuple[int, int] | None) -> str:
        """Speed and the time left, where there is something to say."""
        if pace is None:
            return ""
        speed, left = pace
        words = self.tr("{speed}/s, {n} min left") if left >= _MINUTE_S else self.tr("{speed}/s, {n} s left")
        return words.format(speed=size_words(speed), n=left // _MINUTE_S if left >= _MINUTE_S else left)

    def _on_end(self, name: str) -> None:
        self._jobs.pop(name, None)
        self._running.pop(name, None)
        if name in self._discarding:
            self._discarding.discard(name)
            self._call(lambda store: store.discard(name), self._tell_removal, then=self._tell_change)
        else:
            self._tell_change()

    def _tell_change(self) -> None:
        self.refresh()
        workspace = self._workspace
        if workspace is not None:
            self._call(lambda _store: workspace.models.available(), self._tell_choices)

    def _tell_choices(self, choices: Sequence[ModelChoice]) -> None:
        # A method, which Qt lets go of with the window; the signal's `emit` would still be called after it.
        self.choices.emit(choices)

    def _tell_added(self, models: list[StoredModel]) -> None:
        for model in models:
            level = NoticeLevel.INFO if model.projector else NoticeLevel.WARNING
            self.told.emit(Notice(self.tr("{name} was added.").format(name=model.name), model.note, level))

    def _tell_removal(self, removal: Removal) -> None:
        freed = (
            self.tr("{size} are free again.").format(size=size_words(removal.freed)) if removal.freed else removal.note
        )
        self.told.emit(Notice(self.tr("{name} was removed.").format(name=removal.name), freed))

    def _call(
        self,
        function: Callable[[ModelStore], object],
        take: Callable[..., None],
        *,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def work(cancel: CancelToken) -> Iterator[object]:
            yield from call_once(lambda: function(workspace.model_store))(cancel)

        job = Job(work)
        job.yielded.connect(take)
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        job.finished.connect(then)
        self._calls.submit(job)


class _Meter:
    """How fast bytes come, over the last seconds."""

    def __init__(self) -> None:
        self._since: tuple[float, int] | None = None

    def forget(self) -> None:
        """What came before says nothing about what comes now."""
        self._since = None

    def pace(self, done: int, total: int) -> tuple[int, int] | None:
        """Bytes a second and the seconds left; None until there is something to say."""
        now = time.monotonic()
        if self._since is None:
            self._since = (now, done)
        began, before = self._since
        if now - began < 1 or done <= before:
            return None
        speed = (done - before) / (now - began)
        return int(speed), int((total - done) / speed)
