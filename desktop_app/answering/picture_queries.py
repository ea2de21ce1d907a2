"""A picture as a query: which figure of the library it shows, on which page, and what is said about it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop_app.answering.answer_builder import AnswerBuilder
from desktop_app.answering.citations import shortened, source_in
from desktop_app.answering.figure_sentences import recognises
from desktop_app.answering.markdown_text import escaped
from desktop_app.domain.answer_events import AnswerEvent, EvidenceFound
from desktop_app.domain.conversation import Conversation, UnshownFigure, WhyUnshown
from desktop_app.domain.documents import Figure
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.picture_queries import (
    FoundFigure,
    PictureEvent,
    PictureMatcher,
    PictureSearched,
    PicturesTakenIn,
)
from desktop_app.domain.ports import EXCERPTS, ImageEmbedder, LibraryView, SearchIndex, VectorField

NOT_FOUND = "This picture was not found in your documents."
ALIKE = "This picture was not found in your documents. These figures look alike."
_MOST_SAME, _MOST_ALIKE = 3, 3
_LEAST_ALIKE = 0.1
_FIRST_LOOK = 300
"""So many figures are worth a look before all are read; each further look is at twice as many."""


class SearchedLibrary(LibraryView, SearchIndex, Protocol):
    """What a search by picture needs of a library."""


@dataclass(frozen=True, slots=True)
class PictureSearcher:
    """Everything that searching by a picture needs.

    Attributes:
        image_embedder: finds figures that look alike; None where no weights are present.
        documents: ids to search; None is all.
    """

    library: SearchedLibrary
    matcher: PictureMatcher
    image_embedder: ImageEmbedder | None = None
    documents: frozenset[str] | None = None


def find_picture(
    picture: Path, searcher: PictureSearcher, *, limit: int, cancel: CancelToken
) -> Iterator[PictureEvent]:
    """Looks for the figures that a picture shows, or a part of which it shows; certain ones first.

    Yields `PicturesTakenIn` while figures are read that were never compared before, between them what was found so
    far where it is certain, and ends with `PictureSearched` of all.

    Raises:
        DocumentError: the picture can't be read.
        Cancelled: within a second of `cancel` being set; figures read by then need not be read again.
    """
    by_path = _pictures(searcher.library, searcher.documents)
    next_look = _FIRST_LOOK
    for done in searcher.matcher.take_in(list(by_path), cancel):
        yield PicturesTakenIn(done, len(by_path))
        if next_look <= done < len(by_path):
            next_look = 2 * done
            certain = [each for each in _matches(picture, by_path, searcher, limit, cancel) if each.same]
            if certain:
                yield PictureSearched(tuple(certain), complete=False)
    found = _matches(picture, by_path, searcher, limit, cancel)
    same = [each for each in found if each.same]
    others = [*_alike(picture, searcher, limit, cancel), *(each for each in found if not each.same)]
    ids = {each.figure.id for each in same}
    others = sorted((each for each in others if each.figure.id not in ids), key=lambda each: each.score)
    best = list({each.figure.id: each for each in others}.values())
    rest = sorted(best, key=lambda each: -each.score)
    yield PictureSearched(tuple([*sorted(same, key=lambda each: -each.score), *rest][:limit]))


def take_in_pictures(
    library: SearchedLibrary, matcher: PictureMatcher, cancel: CancelToken
) -> Iterator[PicturesTakenIn]:
    """Reads the figures of the library for comparison, so that the first search by a picture need not.

    Raises:
        Cancelled: within a second of `cancel` being set; figures read by then need not be read again.
    """
    pictures = list(_pictures(library, None))
    for done in matcher.take_in(pictures, cancel):
        yield PicturesTakenIn(done, len(pictures))


def _pictures(library: SearchedLibrary, documents: frozenset[str] | None) -> dict[Path, list[Figure]]:
    """The figures of these documents by their picture files."""
    found: dict[Path, list[Figure]] = {}
    for figure in library.all_figures():
        if documents is None or figure.document_id in documents:
            found.setdefault(library.picture(figure), []).append(figure)
    return found


def _matches(
    picture: Path, by_path: Mapping[Path, list[Figure]], searcher: PictureSearcher, limit: int, cancel: CancelToken
) -> list[FoundFigure]:
    return [
        FoundFigure(figure, _score(match.score, same=match.same), match.same)
        for match in searcher.matcher.match(picture, list(by_path), limit, cancel)
        for figure in by_path[match.path]
    ]


def _alike(picture: Path, searcher: PictureSearcher, limit: int, cancel: CancelToken) -> list[FoundFigure]:
    embedder = searcher.image_embedder
    if embedder is None:
        return []
    vector = embedder.embed_pictures([picture], cancel)[0]
    hits = searcher.library.figures_by_vector(
        vector, VectorField.FIGURE_IMAGE, embedder.name, limit, searcher.documents
    )
    scores = {hit.id: hit.score for hit in hits}
    return [FoundFigure(each, _score(scores[each.id]), False) for each in searcher.library.figures(list(scores))]


def _score(score: float, *, same: bool = False) -> float:
    """One scale: the upper half for what is certain."""
    return 0.5 * max(0.0, min(1.0, score)) + (0.5 if same else 0.0)


def answer_picture(
    question: str, picture: Path, conversation: Conversation, searcher: PictureSearcher, cancel: CancelToken
) -> Iterator[AnswerEvent | PicturesTakenIn]:
    """Answers "where is this in my documents?": the figure, its page, and the paragraph that speaks of it.

    The answer is a turn like any other, so that later questions may point at its figures.

    Raises:
        DocumentError: the picture can't be read.
        Cancelled: within a second of `cancel` being set.
    """
    builder = AnswerBuilder(question, conversation, searcher.library, EXCERPTS)
    found: tuple[FoundFigure, ...] = ()
    for event in find_picture(picture, searcher, limit=_MOST_SAME + _MOST_ALIKE, cancel=cancel):
        if isinstance(event, PictureSearched):
            found = event.found
        else:
            yield event
    same = [each for each in found if each.same][:_MOST_SAME]
    alike = [each for each in found if not each.same and each.score >= _LEAST_ALIKE][:_MOST_ALIKE]
    yield EvidenceFound((), tuple(each.figure for each in found), 0.0)
    if same:
        yield from _tell(same, builder, searcher.library)
    elif alike and searcher.image_embedder is not None:
        yield builder.text(0, ALIKE)
        for each in alike:
            yield builder.show(each.figure, 0, each.score)
    else:
        yield builder.text(0, NOT_FOUND)
    yield builder.finish(_unshown(found, builder))


def _unshown(found: Sequence[FoundFigure], builder: AnswerBuilder) -> list[UnshownFigure]:
    """What was found but is not shown, and why."""
    return [
        UnshownFigure(
            each.figure,
            builder.document(each.figure.document_id),
            each.score,
            WhyUnshown.BEHIND if each.same else WhyUnshown.ALIKE_ONLY,
        )
        for each in found
        if each.figure.id not in builder.shown
    ]


def _tell(same: list[FoundFigure], builder: AnswerBuilder, library: LibraryView) -> Iterator[AnswerEvent]:
    """A paragraph for each figure: what it is and where; after the first, what the document says of it."""
    paragraph, citation = 0, 0
    for each in same:
        figure = each.figure
        document = builder.document(figure.document_id)
        citation += 1
        yield builder.cite(citation, document.id, [figure.region], quote=figure.description)
        yield builder.text(paragraph, f"{recognises(figure, document, also=paragraph > 0)} [{citation}]")
        yield builder.show(figure, paragraph, each.score)
        paragraph += 1
        passages = library.passages([mention.passage_id for mention in figure.mentions[:1]]) if paragraph == 1 else []
        for passage in passages:
            citation += 1
            source = source_in(passage, figure.mentions[0].text)
            yield builder.cite(citation, document.id, source.regions, quote=source.quote)
            yield builder.text(paragraph, f"{escaped(shortened(figure.mentions[0].text))} [{citation}]")
            paragraph += 1
