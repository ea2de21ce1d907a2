"""Drafting a question set from a library: its own paragraphs, without the numbers of the figures they speak of.

A paragraph that mentions one figure is a query for it once the mention is taken out; a paragraph of a page without any
figure, which mentions none, is a query that no figure answers. Such a query would find itself, so that each carries its
paragraph, and evaluating it leaves that paragraph out of the evidence (`library_without`). The drafts are for people
to look through and to word anew: paragraphs tell, and people ask.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from desktop_app.domain.documents import Document, Figure, Passage
from desktop_app.domain.ports import Library
from desktop_app.evaluation.question_sets import GoldFigure, Question, QuestionKind, named_figures

_LABEL = r"[A-Z]{0,2}[.\-]?\d+(?:[.\-–]\d+)*(?:\s?\([a-z]\)|[a-h](?![a-z]))?"
_MENTION = re.compile(
    r"[(\[]?\b(?:see |cf\. |in |as (?:shown|seen) in )?"
    r"(?:figures?|figs?\.?|tables?|abbildung(?:en)?|abb\.|bild|tabelle)"
    rf"\s*{_LABEL}(?:\s*(?:,|and|und|to|–|-)\s*{_LABEL})*[)\]]?",
    re.IGNORECASE,
)
_FEWEST_WORDS, _MOST_WORDS = 12, 90
_TEXT_ONLY_SHARE = 3
"""One paragraph without a figure is drafted for so many with one."""


def without_mentions(text: str) -> str:
    """The paragraph without its "(see Figure 3.2)"."""
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(_MENTION.sub(" ", text).split()))


def draft_questions(library: Library) -> Iterator[Question]:
    """Draft questions on every document that is searched, in the order of the documents."""
    for document in library.documents():
        passages = library.document_passages(document.id)
        figures = library.all_figures(document.id)
        with_figure = list(_about_figures(document, figures))
        yield from with_figure
        yield from _about_text(document, passages, figures, len(with_figure) // _TEXT_ONLY_SHARE)


def question_line(question: Question) -> str:
    """The question as a line of a question set."""
    fields: dict[str, Any] = {
        "id": question.id,
        "doc": question.document,
        "question": question.question,
        "kind": question.kind.value,
        "figures": [_gold_field(each) for each in question.figures],
        "left_out": question.left_out,
    }
    return json.dumps(fields, ensure_ascii=False)


def _about_figures(document: Document, figures: Sequence[Figure]) -> Iterator[Question]:
    by_text: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for text in dict.fromkeys(mention.text for mention in figure.mentions):
            by_text[text].append(figure)
    for number, (text, mentioned) in enumerate(by_text.items(), start=1):
        query = without_mentions(text)
        if len(mentioned) != 1 or not _FEWEST_WORDS <= len(query.split()) <= _MOST_WORDS:
            continue
        figure = mentioned[0]
        yield Question(
            id=f"{document.name}-figure-{number}",
            document=document.name,
            question=query,
            kind=QuestionKind.FIGURE,
            figures=(_gold(figure, figures),),
            left_out=text,
        )


def _gold(figure: Figure, figures: Sequence[Figure]) -> GoldFigure:
    """By its label where that names this figure alone, else by its place."""
    by_label = GoldFigure(figure.label)
    if figure.label and named_figures([by_label], figures) == {figure.id}:
        return by_label
    return GoldFigure(None, figure.page, figure.box)


def _about_text(
    document: Document, passages: Sequence[Passage], figures: Sequence[Figure], count: int
) -> Iterator[Question]:
    pages = {figure.page for figure in figures}
    mentions = {mention.text for figure in figures for mention in figure.mentions}
    fitting = [
        paragraph
        for passage in passages
        for paragraph in passage.text.split("\n\n")
        if not any(region.page in pages for region in passage.regions)
        and paragraph not in mentions
        and not _MENTION.search(paragraph)
        and _FEWEST_WORDS <= len(paragraph.split()) <= _MOST_WORDS
    ]
    step = max(1, len(fitting) // count) if count else 1
    for number, paragraph in enumerate(fitting[::step][:count], start=1):
        yield Question(
            id=f"{document.name}-text-{number}",
            document=document.name,
            question=" ".join(paragraph.split()),
            kind=QuestionKind.TEXT_ONLY,
            left_out=paragraph,
        )


def _gold_field(gold: GoldFigure) -> object:
    if gold.box is None:
        return gold.label
    return {"page": gold.page, "bbox": [gold.box.x0, gold.box.y0, gold.box.x1, gold.box.y1]}
