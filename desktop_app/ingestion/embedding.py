"""Vectors of passages and figures: what text stands for each, and embedding that keeps pace with reading."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.documents import Figure, Passage
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.ingest_events import IngestEvent, VectorsStored
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import ImageEmbedder, Library, PassageDraft, TextEmbedder, VectorField

if TYPE_CHECKING:
    from desktop_app.domain.ports import Vectors

TEXTS_PER_BATCH = 64
PICTURES_PER_BATCH = 8
TEXTS_WAITING = 1024
"""Texts of like length are embedded together, as little is padding then; they are chosen among at most so many."""
HEADINGS_KEPT = 2
MENTIONS_KEPT = 3
MENTION_CHARACTERS = 400
INSIDE_CHARACTERS = 200
POLL_S = 0.1

_Item = tuple[str, str]


def passage_text(text: str, heading_path: Sequence[str]) -> str:
    """What is embedded of a passage: its innermost headings, then its text."""
    headings = " > ".join(heading_path[-HEADINGS_KEPT:])
    return f"{headings}\n{text}" if headings else text


def caption_text(figure: Figure) -> str:
    """What is embedded as a figure's caption; empty where it has none."""
    return figure.caption.strip()


def context_text(figure: Figure) -> str:
    """What is embedded as a figure's surroundings: headings, the paragraphs that mention it, the words in and by it."""
    parts = [" > ".join(figure.heading_path[-HEADINGS_KEPT:])]
    parts += [_around(mention.text, figure.label) for mention in figure.mentions[:MENTIONS_KEPT]]
    parts += [figure.nearby[:MENTION_CHARACTERS], figure.inside[:INSIDE_CHARACTERS]]
    return "\n".join(part.strip() for part in parts if part.strip())


def _around(text: str, label: str | None) -> str:
    """The part of a paragraph in which the figure is mentioned."""
    place = text.find(label) if label else 0
    start = max(0, place - MENTION_CHARACTERS // 2)
    return text[start : start + MENTION_CHARACTERS]


@dataclass(frozen=True, slots=True)
class _Missing:
    """Vectors of one field that are still to be made."""

    field: VectorField
    items: list[_Item]


class Embedding:
    """Makes and stores the vectors of documents."""

    def __init__(
        self, library: Library, text_embedder: TextEmbedder, image_embedder: ImageEmbedder | None, cancel: CancelToken
    ) -> None:
        self._library = library
        self._text = text_embedder
        self._image = image_embedder
        self.cancel = cancel

    def store_texts(self, document_id: str, field: VectorField, items: Sequence[_Item], cancel: CancelToken) -> None:
        """Embeds and stores (id, text) pairs."""
        ids, texts = [identity for identity, _ in items], [text for _, text in items]
        vectors = self._text.embed_passages(texts, cancel)
        self._library.store_vectors(document_id, field, self._text.name, ids, vectors)

    def complete(self, document_id: str, path: Path) -> Generator[IngestEvent, None, None]:
        """Makes whatever vectors a document lacks."""
        passages = self._library.document_passages(document_id)
        figures = self._library.document_figures(document_id)
        by_id = {figure.id: figure for figure in figures}
        texts = [missing for missing in self._missing_texts(document_id, passages, figures) if missing.items]
        pictures = self._missing_pictures(document_id, figures)
        owners = {identity for missing in texts for identity, _ in missing.items} | set(pictures)
        total = len(passages) + len(figures)
        to_do = sum(len(missing.items) for missing in texts) + len(pictures)
        done = 0

        def progress() -> VectorsStored:
            return VectorsStored(path, document_id, total - len(owners) * (to_do - done) // to_do, total)

        for missing in texts:
            _longest_first(missing.items)
            for start in range(0, len(missing.items), TEXTS_PER_BATCH):
                batch = missing.items[start : start + TEXTS_PER_BATCH]
                self.store_texts(document_id, missing.field, batch, self.cancel)
                done += len(batch)
                yield progress()
        for start in range(0, len(pictures), PICTURES_PER_BATCH):
            ids = pictures[start : start + PICTURES_PER_BATCH]
            self._store_pictures(document_id, [by_id[identity] for identity in ids])
            done += len(ids)
            yield progress()

    def _missing_texts(
        self, document_id: str, passages: Sequence[Passage], figures: Sequence[Figure]
    ) -> list[_Missing]:
        wanted: list[tuple[VectorField, list[_Item]]] = [
            (VectorField.PASSAGE, [(p.id, passage_text(p.text, p.heading_path)) for p in passages]),
            (VectorField.FIGURE_CAPTION, [(f.id, caption_text(f)) for f in figures]),
            (VectorField.FIGURE_CONTEXT, [(f.id, context_text(f)) for f in figures]),
        ]
        found = []
        for field, items in wanted:
            there = self._library.ids_with_vectors(document_id, field, self._text.name)
            found.append(_Missing(field, [item for item in items if item[1] and item[0] not in there]))
        return found

    def _missing_pictures(self, document_id: str, figures: Sequence[Figure]) -> list[str]:
        if self._image is None or not figures:
            return []
        there = self._library.ids_with_vectors(document_id, VectorField.FIGURE_IMAGE, self._image.name)
        return [figure.id for figure in figures if figure.id not in there]

    def _store_pictures(self, document_id: str, figures: Sequence[Figure]) -> None:
        assert self._image is not None
        paths = [self._library.picture(figure) for figure in figures]
        vectors: Vectors = self._image.embed_pictures(paths, self.cancel)
        ids = [figure.id for figure in figures]
        self._library.store_vectors(document_id, VectorField.FIGURE_IMAGE, self._image.name, ids, vectors)


class PassageQueue:
    """Embeds passages in a thread of its own while the pages after them are being read, the longest waiting first.

    Used as a context manager, with `finish` before a good end; when it is left early, the thread ends at once.
    """

    def __init__(self, embedding: Embedding, document_id: str) -> None:
        self._embedding = embedding
        self._document_id = document_id
        self._waiting: list[_Item] = []
        self._all_there = False
        self._changed = threading.Condition()
        self._stop = CancelToken()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="passage-vectors", daemon=True)
        self.done = 0
        self.total = 0
        self._seen = 0

    def __enter__(self) -> PassageQueue:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.cancel()
        with self._changed:
            self._changed.notify_all()
        self._thread.join()

    def put(self, passages: Sequence[tuple[str, PassageDraft]]) -> Iterator[None]:
        """Hands passages over; while too many are waiting already, yields whenever more are done.

        Raises:
            Cancelled: the work was stopped.
            ImageRefError: what went wrong in the thread.
        """
        items = [(identity, passage_text(draft.text, draft.heading_path)) for identity, draft in passages]
        self.total += len(items)
        while items:
            self._check()
            with self._changed:
                room = TEXTS_WAITING - len(self._waiting)
                self._waiting += items[:room]
                del items[:room]
                self._changed.notify_all()
                if items:
                    self._changed.wait(POLL_S)
            if self._more_done():
                yield

    def finish(self) -> Iterator[None]:
        """Waits until all are embedded and stored; yields whenever more are done. Raises as `put` does."""
        with self._changed:
            self._all_there = True
            self._changed.notify_all()
        while self._thread.is_alive():
            self._check()
            self._thread.join(POLL_S)
            if self._more_done():
                yield
        self._check()

    def _check(self) -> None:
        """Raises what the one who reads the pages has to know."""
        if self._error is not None:
            raise self._error
        self._embedding.cancel.raise_if_cancelled()

    def _more_done(self) -> bool:
        """Whether more is done than when this was last asked."""
        before, self._seen = self._seen, self.done
        return self.done != before

    def _run(self) -> None:
        try:
            while items := self._take():
                self._embedding.store_texts(self._document_id, VectorField.PASSAGE, items, self._stop)
                self.done += len(items)
        except Cancelled:
            return
        except BaseException as error:  # noqa: BLE001 - a thread border: raised again where the pages are read
            self._error = error

    def _take(self) -> list[_Item]:
        """The longest texts that wait, after waiting for some; none when it is time to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._all_there or self._stop.cancelled)
            if self._stop.cancelled:
                return []
            _longest_first(self._waiting)
            items = self._waiting[:TEXTS_PER_BATCH]
            del self._waiting[:TEXTS_PER_BATCH]
            self._changed.notify_all()
        return items


def _longest_first(items: list[_Item]) -> None:
    items.sort(key=lambda item: -len(item[1]))
