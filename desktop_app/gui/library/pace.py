"""How fast a file is read, and how long the rest of it will take: plain arithmetic over what was seen."""

from __future__ import annotations

from collections import deque

_WINDOW_S = 60.0
_LEAST_S = 3.0
_LEAST_SEEN = 3


class Pace:
    """Pages a second over the last minute; time in which reading rested does not count.

    All times are seconds of one clock that never goes back.
    """

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()
        self._pages = 0
        self._rested = 0.0
        self._rest_began: float | None = None

    def note(self, now: float, done: int, pages: int) -> None:
        """So many of the file's pages are done."""
        worked = self._worked(now)
        self._pages = pages
        self._seen.append((worked, done))
        while len(self._seen) > _LEAST_SEEN and worked - self._seen[0][0] > _WINDOW_S:
            self._seen.popleft()

    def rest(self, now: float) -> None:
        """Reading is paused."""
        if self._rest_began is None:
            self._rest_began = now

    def go_on(self, now: float) -> None:
        """Reading goes on."""
        if self._rest_began is not None:
            self._rested += now - self._rest_began
            self._rest_began = None

    @property
    def pages_a_second(self) -> float | None:
        """None while too little was seen to say."""
        if len(self._seen) < _LEAST_SEEN:
            return None
        (first, begun), (last, done) = self._seen[0], self._seen[-1]
        return (done - begun) / (last - first) if last - first >= _LEAST_S and done > begun else None

    @property
    def seconds_left(self) -> float | None:
        """For the pages of this file; None while it can't be said."""
        rate = self.pages_a_second
        return (self._pages - self._seen[-1][1]) / rate if rate else None

    def _worked(self, now: float) -> float:
        resting = now - self._rest_began if self._rest_began is not None else 0.0
        return now - self._rested - resting
