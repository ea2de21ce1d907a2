"""Questions about one figure that the user points at: searched in its document, answered with it and about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop_app.answering.answer_builder import AnswerBuilder
from desktop_app.answering.citations import Source, shortened, source_in
from desktop_app.answering.conversation_references import FigureWish, ResolvedQuestion
from desktop_app.answering.evidence import Evidence
from desktop_app.answering.figure_sentences import names
from desktop_app.answering.markdown_text import escaped
from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.domain.answer_events import AnswerEvent
from desktop_app.domain.conversation import PlacedFigure
from desktop_app.domain.documents import Figure, Passage
from desktop_app.domain.errors import NotFound
from desktop_app.domain.ports import LibraryView

NOTHING_SAID = "Nothing else was found in the document that speaks of this figure."
_STATEMENTS = 3
"""How many paragraphs that speak of the figure are quoted."""


def figure_asked_about(options: AnswerOptions, library: LibraryView) -> Figure | None:
    """The figure that the user pointed at, or None.

    Raises:
        NotFound: it is not in the library any more.
    """
    if not options.about:
        return None
    found = library.figures([options.about])
    if not found:
        raise NotFound("This figure is not in the library any more.", "Ask without it, or add its document again.")
    return found[0]


def about_figure(question: ResolvedQuestion, figure: Figure, builder: AnswerBuilder) -> ResolvedQuestion:
    """The question with its figure named: it is shown, its caption is searched for, and a model is told of it."""
    placed = PlacedFigure(0, figure, builder.document(figure.document_id), 0, 1.0)
    return replace(
        question,
        text=f"{question.text} ({figure.description}, page {figure.page})",
        search=f"{question.text} {figure.caption}".strip(),
        figures=(placed,),
        labels=(),
        wish=FigureWish.NOTHING,
        turned_from=frozenset(),
    )


def in_its_document(options: AnswerOptions, figure: Figure) -> AnswerOptions:
    """The options of a question about a figure: only its own document is searched."""
    return replace(options, documents=frozenset({figure.document_id}))


def figure_excerpts(
    evidence: Evidence, library: LibraryView, builder: AnswerBuilder, options: AnswerOptions
) -> Iterator[AnswerEvent]:
    """An answer without a model: what the figure is and where, and what its document says of it, word for word."""
    figure = evidence.question.figures[0].figure
    document = builder.document(figure.document_id)
    yield builder.cite(1, document.id, [figure.region], quote=figure.description)
    yield builder.text(0, f"{names(figure, document)} [1]")
    yield from show_at_first(evidence, builder, options)
    statements = _statements(figure, evidence, library)
    for number, source in enumerate(statements, start=2):
        yield builder.cite(number, document.id, source.regions, quote=source.quote)
        yield builder.text(number - 1, f"{escaped(source.quote)} [{number}]")
    if not statements:
        yield builder.text(1, NOTHING_SAID)


def show_at_first(evidence: Evidence, builder: AnswerBuilder, options: AnswerOptions) -> Iterator[AnswerEvent]:
    """The figure that is asked about, after the first paragraph, where nothing has shown it and figures are wanted."""
    figure = evidence.question.figures[0].figure
    wanted = options.eagerness is not FigureEagerness.NONE
    if wanted and builder.paragraphs and figure.id not in builder.shown:
        yield builder.show(figure, 0, 1.0)


def _statements(figure: Figure, evidence: Evidence, library: LibraryView) -> list[Source]:
    """The paragraphs that mention the figure; where none does, those of its page that the question found."""
    passages = {passage.id: passage for passage in library.passages([each.passage_id for each in figure.mentions])}
    found = [
        replace(source_in(passages[each.passage_id], each.text), quote=shortened(each.text))
        for each in figure.mentions
        if each.passage_id in passages
    ]
    if not found:
        near = [each.passage for each in evidence.passages if _stands_on(each.passage, figure.page)]
        found = [source_in(passage, evidence.question.text) for passage in near]
    each_once = {source.quote: source for source in reversed(found) if source.quote != figure.caption}
    return list(each_once.values())[::-1][:_STATEMENTS]


def _stands_on(passage: Passage, page: int) -> bool:
    return any(region.page == page for region in passage.regions)
