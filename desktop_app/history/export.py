"""A conversation as a file: Markdown with a folder of pictures, one HTML file, or a PDF."""

from __future__ import annotations

import base64
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from desktop_app.domain.conversation import Answer, PlacedFigure
from desktop_app.domain.documents import Figure
from desktop_app.domain.errors import ExportError, ImageRefError
from desktop_app.domain.history import SavedConversation
from desktop_app.history.answer_html import (
    PICTURE_GONE,
    STYLE,
    citation_line,
    conversation_blocks,
    conversation_page,
    figure_caption,
)
from desktop_app.support.atomic_write import write_atomically

FORMATS = (".md", ".html", ".pdf")
FOLDER_SUFFIX = "_files"

WritePdf = Callable[[Sequence[str], str, Path, Path], None]
"""Lays out pieces of HTML in a style, their pictures files of a folder, as a PDF; raises `ExportError`."""


class FileExporter:
    """Fulfils `ConversationExporter`.

    Args:
        picture: where a figure's picture is; raises an `ImageRefError` or `OSError` where it is gone.
        write_pdf: turns HTML into a PDF.
    """

    def __init__(self, picture: Callable[[Figure], Path], write_pdf: WritePdf) -> None:
        self._picture = picture
        self._write_pdf = write_pdf

    def export(self, conversation: SavedConversation, out: Path) -> Path:
        """Writes `out`, a `.md`, `.html` or `.pdf` file; the path that was written.

        Raises:
            ExportError: another ending, or the file can't be written.
        """
        writers = {".md": self._markdown, ".html": self._html, ".pdf": self._pdf}
        write = writers.get(out.suffix.lower())
        if write is None:
            raise ExportError(
                f"{out.name} does not end in {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.",
                "The ending of the file says how the conversation is written.",
            )
        try:
            write(conversation, out)
        except OSError as error:
            raise ExportError(
                f"{out} could not be written ({error.strerror or error}).",
                "Check that the folder is there, that you may write to it, and that the disk is not full.",
            ) from error
        return out

    def _markdown(self, conversation: SavedConversation, out: Path) -> None:
        folder = out.with_name(out.stem + FOLDER_SUFFIX)
        copied: dict[str, str | None] = {}

        def source(placed: PlacedFigure) -> str | None:
            figure = placed.figure
            if figure.id not in copied:
                copied[figure.id] = self._copy(figure, folder, f"figure-{len(copied) + 1}.png")
            name = copied[figure.id]
            return quote(f"{folder.name}/{name}") if name else None

        turns = [_turn_markdown(answer, source) for answer in conversation.turns]
        text = "\n\n".join([f"# {conversation.summary.title}", *turns, ""])
        write_atomically(out, text.encode("utf-8", "replace"), private=False)

    def _html(self, conversation: SavedConversation, out: Path) -> None:
        def source(placed: PlacedFigure) -> str | None:
            path = self._existing(placed.figure)
            if path is None:
                return None
            return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")

        write_atomically(out, conversation_page(conversation, source).encode("utf-8", "replace"), private=False)

    def _pdf(self, conversation: SavedConversation, out: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="imageref-export-") as temporary:
            folder = Path(temporary)

            def source(placed: PlacedFigure) -> str | None:
                return self._copy(placed.figure, folder, f"{placed.number}.png")

            written = folder / "conversation.pdf"
            self._write_pdf(conversation_blocks(conversation, source), STYLE, folder, written)
            write_atomically(out, written.read_bytes(), private=False)

    def _existing(self, figure: Figure) -> Path | None:
        try:
            path = self._picture(figure)
        except ImageRefError:
            return None
        return path if path.is_file() else None

    def _copy(self, figure: Figure, folder: Path, name: str) -> str | None:
        path = self._existing(figure)
        if path is None:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
        return name


def _turn_markdown(answer: Answer, source: Callable[[PlacedFigure], str | None]) -> str:
    blocks = ["## " + " ".join(answer.question.split())]
    for index, paragraph in enumerate(answer.paragraphs):
        blocks.append(paragraph)
        for placed in answer.figures:
            if placed.after_paragraph == index:
                caption = _escaped(figure_caption(placed))
                picture = source(placed)
                blocks.append(f"![{caption}]({picture})\n*{caption}*" if picture else f"*{caption}* ({PICTURE_GONE})")
    if answer.notice:
        blocks.append(f"> {answer.notice}")
    if answer.citations:
        blocks.append("### Sources")
        blocks += [
            f"\\[{citation.number}\\] {_escaped(citation_line(citation))}: “{_escaped(citation.quote)}”"
            for citation in answer.citations
        ]
    return "\n\n".join(blocks)


def _escaped(text: str) -> str:
    """Words on one line, with the marks of Markdown escaped."""
    folded = " ".join(text.split())
    for mark in "\\`*_[]<>":
        folded = folded.replace(mark, "\\" + mark)
    return folded
