"""Answers as HTML. What models and documents say is data: no tags, no pictures but the library's, only web links."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from desktop_app.domain.conversation import Answer, Citation, PlacedFigure
from desktop_app.domain.history import SavedConversation
from desktop_app.support.formula_markdown import with_formulas

if TYPE_CHECKING:
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

PictureSource = Callable[[PlacedFigure], str | None]
"""What stands in `src` for a figure's picture; None where the picture is gone."""

PICTURE_GONE = "This picture is not in the library any more."

STYLE = """
body { font-family: sans-serif; line-height: 1.5; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #1d1d1f; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; }
figure { margin: 1.2em 0; } figure img { max-width: 100%; border: 1px solid #d5d5da; background: #ffffff; }
figcaption { text-align: left; } figcaption, .sources, .note { font-size: 0.9em; color: #55555c; }
table { border-collapse: collapse; } td, th { border: 1px solid #c8c8ce; padding: 0.2em 0.5em; }
pre { background: #f3f3f5; padding: 0.6em; white-space: pre-wrap; }
"""

_CITATION = re.compile(r"\[(\d{1,3})\]")
_WEB_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def conversation_page(conversation: SavedConversation, source: PictureSource) -> str:
    """The conversation as one page of HTML that loads nothing but what `source` names."""
    title = html.escape(conversation.summary.title)
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style></head>\n'
        "<body>" + "\n".join(conversation_blocks(conversation, source)) + "</body></html>\n"
    )


def conversation_blocks(conversation: SavedConversation, source: PictureSource) -> list[str]:
    """The conversation as pieces of HTML, one for each heading, paragraph, figure with its caption, and source."""
    blocks = [f'<h1 dir="auto">{html.escape(conversation.summary.title)}</h1>']
    for number, answer in enumerate(conversation.turns, 1):
        blocks += _turn(answer, number, source)
    return blocks


def figure_caption(placed: PlacedFigure) -> str:
    """What stands below a figure: what it is, and where in which document."""
    return f"{placed.figure.description} ({placed.document.name}, page {placed.figure.page})"


def citation_line(citation: Citation) -> str:
    """A cited place in words: the document and its page or pages."""
    pages = sorted({region.page for region in citation.regions})
    where = f"page {pages[0]}" if len(pages) == 1 else "pages " + ", ".join(map(str, pages))
    return f"{citation.document.name}, {where}"


def _turn(answer: Answer, number: int, source: PictureSource) -> list[str]:
    reader = _markdown_reader({citation.number for citation in answer.citations}, number)
    blocks = [f'<h2 dir="auto">{html.escape(answer.question)}</h2>']
    for index, paragraph in enumerate(answer.paragraphs):
        blocks.append(f'<div dir="auto">{reader.render(with_formulas(paragraph))}</div>')
        blocks += [_figure(placed, source) for placed in answer.figures if placed.after_paragraph == index]
    if answer.notice:
        blocks.append(f'<p class="note">{html.escape(answer.notice)}</p>')
    return blocks + _sources(answer.citations, number)


def _figure(placed: PlacedFigure, source: PictureSource) -> str:
    picture = source(placed)
    alt = html.escape(placed.figure.description, quote=True)
    shown = (
        f'<img src="{html.escape(picture, quote=True)}" alt="{alt}">'
        if picture is not None
        else f'<p class="note">{PICTURE_GONE}</p>'
    )
    return f'<figure>{shown}<figcaption dir="auto">{html.escape(figure_caption(placed))}</figcaption></figure>'


def _sources(citations: Sequence[Citation], turn: int) -> list[str]:
    return [
        f'<p class="sources" id="{_anchor(turn, citation.number)}" dir="auto">[{citation.number}] '
        f"{html.escape(citation_line(citation))}: “{html.escape(' '.join(citation.quote.split()))}”</p>"
        for citation in citations
    ]


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
