"""A lane: jobs one after the other, in one thread that lives only while there is work."""

from __future__ import annotations

import threading
import time
from collections import deque
from functools import partial

from desktop_app.gui.background.job import Job

_DOWNLOADS = 6
"""How many models are fetched at once at most."""


class Lane:
    """Runs the jobs it is given one at a time, in the order of submission.

    The thread begins with the first job and ends with the last, so that an idle lane costs nothing and leaves nothing.

    Attributes:
        name: names the thread, for logs and debuggers.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._waiting: deque[Job] = deque()
        self._current: Job | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        self._alive: dict[int, Job] = {}
        self._ended: set[int] = set()

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        with self._lock:
            return self._current is not None or bool(self._waiting)

    def submit(self, job: Job) -> Job:
        """Queues a job and returns it; on a closed lane the job ends as cancelled."""
        number = id(job)
        self._alive[number] = job
        job.finished.connect(partial(self._on_finished, number))  # what held the job here would keep it for ever
        if self._closed:
            job.stop()
            job.run()
            return job
        with self._lock:
            self._waiting.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=f"lane-{self.name}", daemon=True)
                self._thread.start()
        return job

    def _on_finished(self, number: int) -> None:
        """Lets go of jobs that have told their end; never of one that its thread still holds."""
        self._ended.add(number)
        with self._lock:
            current = id(self._current)
        for each in self._ended - {current}:
            self._ended.discard(each)
            del self._alive[each]

    def stop(self, job: Job) -> None:
        """Ends a job that waits here at once, as cancelled; one that runs is asked to end."""
        job.stop()
        with self._lock:
            waits = any(each is job for each in self._waiting)
            if waits:
                self._waiting = deque(each for each in self._waiting if each is not job)
        if waits:
            job.run()

    def stop_all(self) -> None:
        """Asks the running job and all waiting ones to end."""
        with self._lock:
            jobs = [*self._waiting, *([self._current] if self._current else [])]
        for job in jobs:
            job.stop()

    def close(self, timeout: float) -> bool:
        """Stops everything, waits at most `timeout` seconds for the thread; returns whether it has ended."""
        self._closed = True
        self.stop_all()
        with self._lock:
            thread = self._thread
        if thread is None:
            return True
        thread.join(max(0.0, timeout))
        return not thread.is_alive()

    def _work(self) -> None:
        while True:
            with self._lock:
                self._current = self._waiting.popleft() if self._waiting else None
                if self._current is None:
                    self._thread = None
                    return
            self._current.run()


class Lanes:
    """The lanes of the window.

    Attributes:
        opening: opens the workspace and reads the library in short calls.
        ingest: reads files into the library, one job a file.
        answer: answers questions.
        pages: draws pages.
        pictures: decodes pictures of figures.
        history: saves and lists conversations.
        downloads: fetch models, each lane one at a time.
        folders: measures folders.
        figures: looks for figures by words or by a picture.
        searches: looks for words in the document that is shown.
        exports: writes conversations to files.
    """

    def __init__(self) -> None:
        self.opening = Lane("library")
        self.ingest = Lane("ingest")
        self.answer = Lane("answer")
        self.pages = Lane("pages")
        self.pictures = Lane("pictures")
        self.history = Lane("history")
        self.downloads = tuple(Lane(f"download-{number}") for number in range(1, _DOWNLOADS + 1))
        self.folders = Lane("folders")
        self.figures = Lane("figures")
        self.searches = Lane("searches")
        self.exports = Lane("exports")

    def all(self) -> tuple[Lane, ...]:
        """Every lane."""
        quick = (self.opening, self.ingest, self.answer, self.pages, self.pictures, self.history, self.folders)
        return *self.downloads, *quick, self.figures, self.searches, self.exports

    def close(self, timeout: float) -> bool:
        """Stops all lanes at once, then waits for them, `timeout` seconds in all; returns whether all have ended."""
        deadline = time.monotonic() + timeout
        for lane in self.all():
            lane.stop_all()
        ended = [lane.close(deadline - time.monotonic()) for lane in self.all()]
        return all(ended)
