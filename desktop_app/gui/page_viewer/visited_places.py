"""The places a reader has been at, to go back to and forward again."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.documents import Document

MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A document, a page of it from 1, and how far down the page, 0 to 1."""

    document: Document
    page: int
    share: float = 0.0

    def is_near(self, other: Place) -> bool:
        """Whether going from one to the other would hardly be noticed."""
        same = self.document.id == other.document.id and self.page == other.page
        return same and abs(self.share - other.share) < 0.05


class VisitedPlaces:
    """Where a jump began is remembered; going back from there remembers where one was."""

    def __init__(self) -> None:
        self._before: list[Place] = []
        self._after: list[Place] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return bool(self._before)

    @property
    def can_go_forward(self) -> bool:
        """Whether one has come back from a place."""
        return bool(self._after)

    def leave(self, place: Place) -> None:
        """A jump begins here."""
        self._after.clear()
        if not (self._before and self._before[-1].is_near(place)):
            self._before.append(place)
            del self._before[:-MOST_PLACES]

    def back(self, now: Place) -> Place | None:
        """The place before, if there is one."""
        return self._step(self._before, self._after, now)

    def forward(self, now: Place) -> Place | None:
        """The place one has come back from, if there is one."""
        return self._step(self._after, self._before, now)

    def forget(self, document_ids: frozenset[str]) -> None:
        """Leaves out the places of documents that were removed."""
        for places in (self._before, self._after):
            places[:] = [place for place in places if place.document.id not in document_ids]

    @staticmethod
    def _step(places: list[Place], others: list[Place], now: Place) -> Place | None:
        while places:
            place = places.pop()
            if not place.is_near(now):
                others.append(now)
                return place
        return None
