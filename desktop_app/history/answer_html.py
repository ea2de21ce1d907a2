"""Answers as HTML. What models and documents say is data: no tags, no pictures but the library's, only web links."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from markdown_it import MarkdownIt

from desktop_app.domain.conversation import Answer, Citation, PlacedFigure
from desktop_app.domain.documents import Document
from desktop_app.domain.history import ExportWords, SavedConversation
from desktop_app.domain.jobs import CancelToken
from desktop_app.support.formula_markdown import with_formulas

if TYPE_CHECKING:
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict


class PictureSource(Protocol):
    """What stands in `src` for pictures; None where a picture is gone."""

    def figure(self, placed: PlacedFigure) -> str | None:
        """Of a figure of an answer."""
        ...

    def question(self, answer: Answer) -> str | None:
        """Of the picture that a question came with."""
        ...


STYLE = """
body { font-family: sans-serif; line-height: 1.5; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #1d1d1f; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; }
figure { margin: 1.2em 0; } figure img { max-width: 100%; height: auto; border: 1px solid #d5d5da; background: #fff; }
.question img { max-height: 300px; }
figcaption { text-align: left; } figcaption, .sources, .note { font-size: 0.9em; color: #55555c; }
.sources { margin: 0.3em 0; } h3 { font-size: 1em; margin: 1.4em 0 0.3em 0; }
table { border-collapse: collapse; margin: 0.6em 0; } td, th { border: 1px solid #c8c8ce; padding: 0.2em 0.5em; }
pre { background: #f3f3f5; padding: 0.6em; white-space: pre-wrap; }
"""
"""How a conversation looks, on paper too."""

SCREEN_STYLE = """
:root { color-scheme: light dark; }
body { font-family: system-ui, sans-serif; overflow-wrap: break-word; }
blockquote { margin-inline: 0; padding-inline-start: 1em; border-inline-start: 3px solid #c8c8ce; color: #55555c; }
.sources:target { background: #fff3c4; }
@media print { figure, table, pre { break-inside: avoid; } h1, h2, h3 { break-after: avoid; } }
@media screen and (prefers-color-scheme: dark) {
body { background: #1b1b1f; color: #e6e6ea; } a { color: #8ab4f8; }
figcaption, .sources, .note, blockquote { color: #a9a9b2; }
figure img, td, th, blockquote { border-color: #47474f; } pre { background: #2a2a30; }
.sources:target { background: #4a4020; }
}
"""
"""What browsers know besides: dark pages for those who read in the dark, and paper that tears no figure apart."""

_CITATION = re.compile(r"\[(\d{1,3})\]")
_WEB_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FigureSize:
    """How large figures are shown, in the units of where they are.

    Attributes:
        of_a_point: how much a point of the document's page becomes.
        highest: the height that none exceeds.
    """

    of_a_point: float
    highest: float


ON_SCREEN = FigureSize(96 / 72 * 1.25, 620)
ON_PAPER = FigureSize(1.0, 430)


def conversation_page(
    conversation: SavedConversation, source: PictureSource, words: ExportWords, *, cancel: CancelToken | None = None
) -> str:
    """The conversation as one page of HTML that loads nothing but what `source` names; raises `Cancelled`."""
    title = html.escape(conversation.summary.title)
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    blocks = conversation_blocks(conversation, source, words, size=ON_SCREEN, cancel=cancel)
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(words.language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{STYLE}{SCREEN_STYLE}</style></head>\n"
        "<body>" + "\n".join(blocks) + "</body></html>\n"
    )


def conversation_blocks(
    conversation: SavedConversation,
    source: PictureSource,
    words: ExportWords,
    *,
    size: FigureSize,
    cancel: CancelToken | None = None,
) -> list[str]:
    """The conversation as pieces of HTML that are not to be torn apart.

    Pieces are paragraphs, figures with their captions, and sources; a heading is in one piece with what it stands over.

    Raises:
        Cancelled: `cancel` was set before the last turn was written.
    """
    writer = _TurnWriter(source, words, size)
    blocks: list[str] = []
    for number, answer in enumerate(conversation.turns, 1):
        if cancel is not None:
            cancel.raise_if_cancelled()
        blocks += writer.blocks(answer, number)
    heading = f'<h1 dir="auto">{html.escape(conversation.summary.title)}</h1>'
    return [heading + blocks[0], *blocks[1:]] if blocks else [heading]


def figure_caption(placed: PlacedFigure, words: ExportWords) -> str:
    """What stands below a figure: what it is, and where in which document."""
    figure = placed.figure
    return words.figure_at.format(figure=words.description(figure), document=_name(placed.document), page=figure.page)


def citation_line(citation: Citation, words: ExportWords) -> str:
    """A cited place in words: the document and its page or pages."""
    pages = sorted({region.page for region in citation.regions})
    if len(pages) == 1:
        return words.source.format(document=_name(citation.document), page=pages[0])
    return words.source_pages.format(document=_name(citation.document), pages=", ".join(map(str, pages)))


def _name(document: Document) -> str:
    return document.title or document.name


def question_notes(answer: Answer, words: ExportWords) -> list[str]:
    """What a question was limited to and what it pointed at, in lines of words."""
    notes = [words.limited.format(name=answer.scope)] if answer.scope else []
    if answer.asked.figure is not None:
        notes.append(words.about.format(figure=words.description(answer.asked.figure)))
    return notes


class _TurnWriter:
    """Writes turns, one after the other."""

    def __init__(self, source: PictureSource, words: ExportWords, size: FigureSize) -> None:
        self._source = source
        self._words = words
        self._size = size

    def blocks(self, answer: Answer, number: int) -> list[str]:
        """The turn in pieces; the question stands in one with what follows it."""
        reader = _markdown_reader({citation.number for citation in answer.citations}, number)
        blocks: list[str] = []
        for index, paragraph in enumerate(answer.paragraphs):
            blocks.append(f'<div dir="auto">{reader.render(with_formulas(paragraph))}</div>')
            blocks += [self._figure(placed) for placed in answer.figures if placed.after_paragraph == index]
        if answer.notice:
            blocks.append(f'<p class="note">{html.escape(answer.notice)}</p>')
        blocks += self._sources(answer.citations, number)
        return [self._question(answer) + "".join(blocks[:1]), *blocks[1:]]

    def _question(self, answer: Answer) -> str:
        lines = [f'<h2 dir="auto">{html.escape(answer.question)}</h2>']
        lines += [f'<p class="note" dir="auto">{html.escape(note)}</p>' for note in question_notes(answer, self._words)]
        if answer.asked.picture:
            picture = self._picture(self._source.question(answer), self._words.question_picture)
            lines.append(f'<figure class="question">{picture}</figure>')
        return "".join(lines)

    def _figure(self, placed: PlacedFigure) -> str:
        figure = placed.figure
        wide, high = max(1, figure.pixels[0]), max(1, figure.pixels[1])
        points = wide * max(figure.box.width, figure.box.height) / max(wide, high)  # also of a page that is turned
        width = max(1, round(min(points * self._size.of_a_point, self._size.highest * wide / high)))
        shown = self._picture(self._source.figure(placed), self._words.description(figure), f' width="{width}"')
        caption = html.escape(figure_caption(placed, self._words))
        return f'<figure>{shown}<figcaption dir="auto">{caption}</figcaption></figure>'

    def _picture(self, source: str | None, alt: str, size: str = "") -> str:
        if source is None:
            return f'<p class="note">{html.escape(self._words.picture_gone)}</p>'
        return f'<img src="{html.escape(source, quote=True)}" alt="{html.escape(alt, quote=True)}"{size}>'

    def _sources(self, citations: Sequence[Citation], turn: int) -> list[str]:
        lines = [
            f'<p class="sources" id="{_anchor(turn, citation.number)}" dir="auto">[{citation.number}] '
            f"{html.escape(citation_line(citation, self._words))}: "
            f"“{html.escape(' '.join(citation.quote.split()))}”</p>"
            for citation in citations
        ]
        return [f"<h3>{html.escape(self._words.sources)}</h3>{lines[0]}", *lines[1:]] if lines else []


def _anchor(turn: int, citation: int) -> str:
    return f"source-{turn}-{citation}"


def _markdown_reader(citations: set[int], turn: int) -> MarkdownIt:
    """A reader that shows tags and pictures as the words they are written with, and links what is cited."""

    def text(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        del renderer, options, env
        return _CITATION.sub(linked, html.escape(tokens[index].content))

    def linked(match: re.Match[str]) -> str:
        number = int(match.group(1))
        return f'<a href="#{_anchor(turn, number)}">[{number}]</a>' if number in citations else match.group()

    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "reference"])
    reader.add_render_rule("text", text)
    reader.validateLink = lambda url: _WEB_LINK.match(url) is not None  # type: ignore[method-assign]
    return reader
