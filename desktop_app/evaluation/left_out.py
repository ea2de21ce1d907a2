"""A library as it would be without one paragraph, for questions that were drafted from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from desktop_app.domain.documents import Figure, Passage
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import FigureField, Hit, Library, TextEmbedder, VectorField
from desktop_app.ingestion.embedding import context_text

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]


def library_without(library: Library, document_id: str, paragraph: str, embedder: TextEmbedder) -> Library:
    """The library without a paragraph: its passages are not found, and figures do not know that it mentions them.

    Args:
        library: stays as it is.
        document_id: whose paragraph it is.
        paragraph: its text, as the passages and mentions have it.
        embedder: embeds what is left around the figures it mentions.
    """
    return cast("Library", _LibraryWithout(library, document_id, paragraph, embedder))


class _LibraryWithout:
    """Answers what concerns the paragraph itself, and passes on everything else."""

    def __init__(self, library: Library, document_id: str, paragraph: str, embedder: TextEmbedder) -> None:
        self._library = library
        self._paragraph = paragraph
        passages = library.document_passages(document_id)
        self._gone = {each.id for each in passages if paragraph in each.text}
        mentioned = [self._stripped(each) for each in library.all_figures(document_id) if self._is_mentioned(each)]
        texts = [context_text(each) for each in mentioned]
        vectors: Iterable[Vectors] = embedder.embed_passages(texts, CancelToken()) if texts else ()
        self._contexts = dict(zip((each.id for each in mentioned), vectors, strict=True))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        return self._library.passages([each for each in ids if each not in self._gone])

    def page_passages(self, document_id: str, page: int) -> list[Passage]:
        return [each for each in self._library.page_passages(document_id, page) if each.id not in self._gone]

    def figures(self, ids: Sequence[str]) -> list[Figure]:
        return [self._stripped(each) for each in self._library.figures(ids)]

    def all_figures(self, document_id: str | None = None) -> list[Figure]:
        return [self._stripped(each) for each in self._library.all_figures(document_id)]

    def passages_by_text(self, query: str, limit: int, documents: Collection[str] | None = None) -> list[Hit]:
        return self._kept(self._library.passages_by_text(query, limit + len(self._gone), documents), limit)

    def passages_by_vector(
        self, vector: Vectors, model: str, limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        return self._kept(self._library.passages_by_vector(vector, model, limit + len(self._gone), documents), limit)

    def figures_by_text(
        self, query: str, fields: Sequence[FigureField], limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        """Figures that the paragraph mentions are not found by their mentions at all: nobody knows what is left."""
        hits = self._library.figures_by_text(query, fields, limit, documents)
        return [hit for hit in hits if FigureField.MENTIONS not in fields or hit.id not in self._contexts]

    def figures_by_vector(
        self, vector: Vectors, field: VectorField, model: str, limit: int, documents: Collection[str] | None = None
    ) -> list[Hit]:
        hits = self._library.figures_by_vector(vector, field, model, limit, documents)
        if field is not VectorField.FIGURE_CONTEXT:
            return hits
        anew = [replace(hit, score=self._context_score(hit, vector)) for hit in hits]
        return sorted(anew, key=lambda hit: -hit.score)

    def _context_score(self, hit: Hit, vector: Vectors) -> float:
        return float(self._contexts[hit.id] @ vector) if hit.id in self._contexts else hit.score

    def _kept(self, hits: Sequence[Hit], limit: int) -> list[Hit]:
        return [hit for hit in hits if hit.id not in self._gone][:limit]

    def _is_mentioned(self, figure: Figure) -> bool:
        return self._paragraph in figure.nearby or any(self._paragraph in mention.text for mention in figure.mentions)

    def _stripped(self, figure: Figure) -> Figure:
        if not self._is_mentioned(figure):
            return figure
        mentions = tuple(mention for mention in figure.mentions if self._paragraph not in mention.text)
        return replace(figure, mentions=mentions, nearby=figure.nearby.replace(self._paragraph, ""))
