"""What the program itself says of a figure in an answer: whole sentences, marked so that the window can translate them.

The words of the document in them, its title in bold and the caption behind the colon, stay as they are.
"""

from __future__ import annotations

from desktop_app.answering.markdown_text import escaped
from desktop_app.domain.documents import Document, Figure
from desktop_app.support.phrases import phrase


def stands_on(figure: Figure, document: Document) -> str:
    """On which page a figure stands."""
    title = _title(document)
    if figure.label:
        return phrase(f"{escaped(figure.title)} of **{title}** stands on page {figure.page}.")
    return phrase(f"This figure of **{title}** stands on page {figure.page}.")


def names(figure: Figure, document: Document) -> str:
    """Which figure this is, and its caption."""
    title = _title(document)
    if figure.label:
        return phrase(f"{escaped(figure.title)} of **{title}**, page {figure.page}") + _caption(figure)
    return phrase(f"This figure of **{title}**, page {figure.page}") + _caption(figure)


def recognises(figure: Figure, document: Document, *, also: bool = False) -> str:
    """Which figure a picture shows, and its caption; `also` where it shows another one too."""
    title = _title(document)
    name = escaped(figure.title) if figure.label else "a figure"
    if also:
        return phrase(f"It is also {name} of **{title}**, page {figure.page}") + _caption(figure)
    return phrase(f"This is {name} of **{title}**, page {figure.page}") + _caption(figure)


def _title(document: Document) -> str:
    return escaped(document.title or document.name)


def _caption(figure: Figure) -> str:
    return f": {escaped(figure.caption)}" if figure.caption else "."
