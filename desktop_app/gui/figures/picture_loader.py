"""Pictures decoded in a lane and handed back on the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from desktop_app.domain.jobs import CancelToken
from desktop_app.gui.background.job import Job
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.figures.pictures import Picture, halves, read_picture
from desktop_app.gui.messages import in_words

OnPicture = Callable[[Picture], None]


class PictureLoader:
    """Loads pictures one after the other, off the event loop."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane

    def load(
        self, find: Callable[[], Path], within: QSize | None, then: OnPicture, *, at_any_size: bool = False
    ) -> Job:
        """Decodes the file that `find` names (called in the lane), fit into `within` pixels; `then` gets it.

        With `at_any_size` it comes with smaller ones of it, for a view that zooms.
        """

        def work(_cancel: CancelToken) -> Iterator[object]:
            picture = read_picture(find(), within)
            yield replace(picture, smaller=halves(picture.image)) if at_any_size else picture

        def deliver(picture: object) -> None:
            if isinstance(picture, Picture):
                then(picture)

        job = Job(work)
        job.yielded.connect(deliver)
        job.failed.connect(lambda error: then(Picture(QImage(), in_words(error.message))))
        job.crashed.connect(lambda _error: then(Picture(QImage(), in_words("This picture can't be shown."))))
        self._lane.submit(job)
        return job
