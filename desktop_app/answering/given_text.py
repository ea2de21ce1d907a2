"""Figures for a text that somebody else wrote: where in a Markdown file figures of the library belong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.answering.answer_builder import AnswerBuilder
from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.evidence import Evidence, find_evidence
from desktop_app.answering.figure_ranking import RankedFigure
from desktop_app.answering.options import AnswerOptions
from desktop_app.answering.placement import FinishedParagraph, ParagraphFits, best_assignment, figures_to_show
from desktop_app.answering.retrieval import Searcher
from desktop_app.domain.answer_events import AnswerEvent
from desktop_app.domain.conversation import FIGURE_SCHEME, Conversation
from desktop_app.domain.jobs import CancelToken
from desktop_app.support.unspaced_scripts import word_count

GIVEN_TEXT = "given text"
_FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})")
_LIST_ITEM = re.compile(r"^ {0,3}(?:[-+*]|\d{1,9}[.)])\s")
_NO_PROSE = re.compile(
    r"^(?: {0,3}(?:#{1,6}\s|\||<|(?:[-*_]\s*){3,}$|\[[^\]]+\]:|`{3}|~{3})| {4}|\t|!\[[^\]]*\]\([^)]*\)\s*$)"
)
_ALREADY_THERE = re.compile(re.escape(FIGURE_SCHEME) + r"([\w-]+)")
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|(?<=\])\([^)]*\)|[*_`>#\[\]]")
_FEWEST_WORDS = 6
_SOURCES = 2
_FIT_SHARE = 0.5
"""What the fit of a figure and a paragraph counts beside the chance that the paragraph calls for the figure."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A paragraph and the figures it calls for, with their chances by id."""

    paragraph: FinishedParagraph
    figures: tuple[RankedFigure, ...]


def place_in_text(
    markdown: str, searcher: Searcher, *, options: AnswerOptions, cancel: CancelToken
) -> Iterator[AnswerEvent]:
    """Puts figures into a given Markdown text: at most one after a paragraph, each figure once, none where none helps.

    The events are those of an answer whose paragraphs are the blocks of the text. Headings, code, tables and pictures
    are left alone, and figures that the text shows already are not shown again.

    Raises:
        Cancelled: within a second of `cancel` being set.
    """
    builder = AnswerBuilder(GIVEN_TEXT, Conversation(), searcher.library, GIVEN_TEXT)
    blocks = split_blocks(markdown)
    there = frozenset(_ALREADY_THERE.findall(markdown))
    wanted: list[_Wanted] = []
    for index, block in enumerate(blocks):
        cancel.raise_if_cancelled()
        yield builder.text(index, block)
        if is_prose(block):
            wanted.append(_wanted(index, _plain(block), there, searcher, options))
    for figure, index in _assigned(wanted, searcher, cancel):
        yield builder.show(figure.figure, index, figure.score)
    yield builder.finish()


def split_blocks(markdown: str) -> list[str]:
    """The blocks of a Markdown text, parted by blank lines; code, front matter and lists stay whole."""
    blocks: list[list[str]] = []
    closing = ""
    fresh = True
    for number, line in enumerate(markdown.splitlines()):
        if closing:
            blocks[-1].append(line)
            closing = "" if line.strip().startswith(closing) else closing
            continue
        if not line.strip():
            fresh = True
            continue
        fence = _FENCE.match(line)
        if fence or (number == 0 and line.strip() == "---"):
            closing = fence.group("mark") if fence else "---"
            blocks.append([line])
        elif fresh and not (blocks and _goes_on(blocks[-1], line)):
            blocks.append([line])
        else:
            blocks[-1] += ["", line] if fresh else [line]
        fresh = False
    return ["\n".join(lines) for lines in blocks]


def _goes_on(block: Sequence[str], line: str) -> bool:
    """Whether a line behind a blank one belongs to the list above it."""
    return bool(_LIST_ITEM.match(block[0])) and bool(_LIST_ITEM.match(line) or line.startswith(("  ", "\t")))


def is_prose(block: str) -> bool:
    """Whether a figure may stand after this block: a paragraph, quotation or list of some words."""
    return not _NO_PROSE.match(block) and not block.startswith("---") and word_count(_plain(block)) >= _FEWEST_WORDS


def _plain(block: str) -> str:
    return " ".join(_MARKS.sub(" ", block).split())


def _wanted(index: int, text: str, there: frozenset[str], searcher: Searcher, options: AnswerOptions) -> _Wanted:
    # A number like "Figure 2" in somebody else's text need not be one of these documents: it counts as a word only.
    question = ResolvedQuestion(text, text, turned_from=there)
    evidence: Evidence = find_evidence(question, searcher)
    shown = figures_to_show(evidence.figures, options.eagerness)
    sources = tuple(each.passage for each in evidence.passages[:_SOURCES])
    return _Wanted(FinishedParagraph(index, text, sources), shown)


def _assigned(wanted: Sequence[_Wanted], searcher: Searcher, cancel: CancelToken) -> list[tuple[RankedFigure, int]]:
    """The best assignment of figures to the paragraphs that call for them, in the order of the text."""
    best: dict[str, RankedFigure] = {}
    for each in wanted:
        for ranked in each.figures:
            if ranked.figure.id not in best or ranked.score > best[ranked.figure.id].score:
                best[ranked.figure.id] = ranked
    figures = list(best.values())
    fits = ParagraphFits([each.figure for each in figures], searcher, cancel)
    scores = [[0.0] * len(wanted) for _ in figures]
    for column, each in enumerate(wanted):
        called_for = {ranked.figure.id: ranked.score for ranked in each.figures}
        if not called_for:
            continue
        cancel.raise_if_cancelled()
        for row, fit in enumerate(fits.fits(each.paragraph)):
            chance = called_for.get(figures[row].figure.id, 0.0)
            scores[row][column] = chance + _FIT_SHARE * fit if chance else 0.0
    pairs = [
        (figures[row], wanted[column].paragraph.index)
        for row, column in best_assignment(scores)
        if scores[row][column] > 0
    ]
    return sorted(pairs, key=lambda pair: pair[1])
