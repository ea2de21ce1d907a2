"""A library in memory that reads and searches as the real one does; tests fill it directly."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy
from numpy.typing import NDArray

from desktop_app.domain.documents import Document, DocumentStatus, Figure, FigureKind, LeftOut, Mention, Page, Passage
from desktop_app.domain.errors import NotFound
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.ports import FigureField, Hit, TextEmbedder, VectorField
from desktop_app.support.unspaced_scripts import by_script, pairs

Vectors = NDArray[numpy.float32]
_WORD = re.compile(r"\w+")


def _words(text: str) -> list[str]:
    parts = [part for word in _WORD.findall(text.lower()) for part in by_script(word)]
    return [term for part, unspaced in parts for term in (pairs(part) if unspaced else [_stem(part)])]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


class WordIndex:
    """BM25 over a list of texts (Robertson and Zaragoza 2009; k1 1.2, b 0.75)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._postings: dict[str, dict[int, int]] = {}
        lengths = []
        for number, text in enumerate(texts):
            counts = Counter(_words(text))
            lengths.append(sum(counts.values()))
            for word, count in counts.items():
                self._postings.setdefault(word, {})[number] = count
        self._lengths = numpy.array(lengths, dtype=numpy.float32)
        self._mean = max(1.0, float(self._lengths.mean())) if lengths else 1.0

    def scores(self, query: str) -> dict[int, float]:
        """The texts that hold at least one word of the query, with their scores."""
        found: dict[int, float] = {}
        total = len(self._lengths)
        for word in set(_words(query)):
            postings = self._postings.get(word, {})
            weight = math.log(1 + (total - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, count in postings.items():
                norm = 1.2 * (0.25 + 0.75 * float(self._lengths[number]) / self._mean)
                found[number] = found.get(number, 0.0) + weight * count * 2.2 / (count + norm)
        return found


def figure_text(figure: Figure, field_name: FigureField) -> str:
    """The text of one searchable field."""
    return {
        FigureField.CAPTION: figure.caption,
        FigureField.MENTIONS: " ".join(mention.text for mention in figure.mentions),
        FigureField.INSIDE: figure.inside,
        FigureField.HEADINGS: " ".join(figure.heading_path),
        FigureField.NEARBY: figure.nearby,
    }[field_name]


@dataclass
class MemoryLibrary:
    """Fulfils `LibraryView` and `SearchIndex`; call `index` after filling it."""

    documents_held: list[Document] = field(default_factory=list)
    passages_held: list[Passage] = field(default_factory=list)
    figures_held: list[Figure] = field(default_factory=list)
    pictures: dict[str, Path] = field(default_factory=dict)
    pages_held: dict[str, list[Page]] = field(default_factory=dict)
    left_out_held: dict[str, list[LeftOut]] = field(default_factory=dict)

    def index(self, embedder: TextEmbedder | None = None, vectors: dict[VectorField, Vectors] | None = None) -> None:
        """Builds the word indexes, and vectors with the embedder unless they are given."""
        self._passage_at = {passage.id: passage for passage in self.passages_held}
        self._figure_at = {figure.id: figure for figure in self.figures_held}
        self._passage_words = WordIndex(" ".join((*p.heading_path, p.text)) for p in self.passages_held)
        self._figure_words: dict[tuple[FigureField, ...], WordIndex] = {}
        self._vectors = dict(vectors or {})
        if embedder is not None:
            self._embed(embedder)

    def _embed(self, embedder: TextEmbedder) -> None:
        from desktop_app.domain.jobs import CancelToken

        texts = {
            VectorField.PASSAGE: [passage.text for passage in self.passages_held],
            VectorField.FIGURE_CAPTION: [figure.caption for figure in self.figures_held],
            VectorField.FIGURE_CONTEXT: [
                " ".join((figure.caption, *(m.text for m in figure.mentions), figure.nearby))
                for figure in self.figures_held
            ],
        }
        for name, several in texts.items():
            self._vectors[name] = embedder.embed_passages(several, CancelToken())

    def documents(self) -> list[Document]:
        return list(self.documents_held)

    def document(self, name_or_id: str) -> Document:
        for document in self.documents_held:
            if name_or_id in (document.id, document.name):
                return document
        raise NotFound(f"There is no document {name_or_id!r}.")

    def pages(self, document_id: str) -> list[Page]:
        return list(self.pages_held.get(document_id, ()))

    def left_out(self, document_id: str) -> list[LeftOut]:
        return list(self.left_out_held.get(document_id, ()))

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        return [self._passage_at[each] for each in ids if each in self._passage_at]

    def figures(self, ids: Sequence[str]) -> list[Figure]:
        return [self._figure_at[each] for each in ids if each in self._figure_at]

    def all_figures(self, document_id: str | None = None) -> list[Figure]:
        return [figure for figure in self.figures_held if document_id in (None, figure.document_id)]

    def document_passages(self, document_id: str) -> list[Passage]:
        return [passage for passage in self.passages_held if passage.document_id == document_id]

    def page_passages(self, document_id: str, page: int) -> list[Passage]:
        return [
            passage
            for passage in self.passages_held
            if passage.document_id == document_id and any(region.page == page for region in passage.regions)
        ]

    def picture(self, figure: Figure) -> Path:
        return self.pictures.get(figure.id, Path("figures") / figure.file)

    def passages_by_text(self, query: str, limit: int, documents: Collection[str] | None = None) -> list[Hit]:
        return _best(self._passage_words.scores(query), self.passages_held, limit, documents)

    def passages_by_vector(
        self, vector: Vectors, model: str, limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        return self._by_vector(VectorField.PASSAGE, vector, self.passages_held, limit, documents)

    def figures_by_text(
        self, query: str, fields: Sequence[FigureField], limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        key = tuple(fields)
        if key not in self._figure_words:
            self._figure_words[key] = WordIndex(
                " ".join(figure_text(figure, name) for name in key) for figure in self.figures_held
            )
        return _best(self._figure_words[key].scores(query), self.figures_held, limit, documents)

    def figures_by_vector(
        self,
        vector: Vectors,
        field: VectorField,
        model: str,
        limit: int,
        documents: Collection[str] | None = None,
    ) -> list[Hit]:
        return self._by_vector(field, vector, self.figures_held, limit, documents)

    def _by_vector(
        self,
        name: VectorField,
        vector: Vectors,
        held: Sequence[Passage] | Sequence[Figure],
        limit: int,
        documents: Collection[str] | None,
    ) -> list[Hit]:
        if name not in self._vectors or not held:
            return []
        scores = self._vectors[name] @ vector
        return _best(dict(enumerate(scores.tolist())), held, limit, documents)


def _best(
    scores: dict[int, float],
    held: Sequence[Passage] | Sequence[Figure],
    limit: int,
    documents: Collection[str] | None,
) -> list[Hit]:
    kept = [
        (score, number)
        for number, score in scores.items()
        if documents is None or held[number].document_id in documents
    ]
    kept.sort(key=lambda pair: (-pair[0], pair[1]))
    return [Hit(held[number].id, float(score)) for score, number in kept[:limit]]


class LibraryMaker:
    """Fills a `MemoryLibrary` with documents, passages and figures in a line each."""

    def __init__(self) -> None:
        self.library = MemoryLibrary()

    def document(self, name: str, title: str = "") -> str:
        document_id = f"id-{name}"
        self.library.documents_held.append(
            Document(document_id, name, title or name, f"/papers/{name}.pdf", 9, DocumentStatus.READY)
        )
        return document_id

    def passage(self, document_id: str, page: int, *paragraphs: str, headings: tuple[str, ...] = ()) -> str:
        passage_id = f"p{len(self.library.passages_held) + 1}"
        regions = tuple(
            Region(page, Box(50, 50 + 40 * number, 500, 85 + 40 * number)) for number in range(len(paragraphs))
        )
        self.library.passages_held.append(Passage(passage_id, document_id, "\n\n".join(paragraphs), regions, headings))
        return passage_id

    def figure(self, document_id: str, page: int, label: str | None, caption: str, **more: object) -> str:
        figure_id = f"f{len(self.library.figures_held) + 1}"
        mentions = tuple(
            Mention(passage.id, passage.text)
            for passage in self.library.passages_held
            if label
            and passage.document_id == document_id
            and re.search(rf"Figure {re.escape(label)}\b(?!\.\d)", passage.text)
        )
        values: dict[str, object] = {
            "mentions": mentions,
            "kind": FigureKind.VECTOR,
            "file": f"{figure_id}.png",
            "pixels": (400, 300),
            **more,
        }
        self.library.figures_held.append(
            Figure(figure_id, document_id, page, Box(60, 300, 400, 600), label, caption, **values)  # type: ignore[arg-type]
        )
        return figure_id
