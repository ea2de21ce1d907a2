"""A conversation as a file: Markdown with a folder of pictures, one HTML file, or a PDF."""

from __future__ import annotations

import base64
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from desktop_app.domain.conversation import Answer, PlacedFigure
from desktop_app.domain.documents import Figure
from desktop_app.domain.errors import ExportError, ImageRefError
from desktop_app.domain.history import IN_ENGLISH, ExportWords, SavedConversation
from desktop_app.domain.jobs import CancelToken
from desktop_app.history.answer_html import (
    ON_PAPER,
    STYLE,
    PictureSource,
    citation_line,
    conversation_blocks,
    conversation_page,
    figure_caption,
    question_notes,
)
from desktop_app.support.atomic_write import write_atomically

FORMATS = (".md", ".html", ".pdf")
FOLDER_SUFFIX = "_files"
PAGE_STYLE = (
    STYLE
    + """
body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
p { margin: 0.5em 0; } figure { margin: 0.6em 0; } .question img { height: 150pt; }
"""
)
"""On pages the margins are those of the paper."""

WritePdf = Callable[[Sequence[str], str, Path, Path, CancelToken], None]
"""Lays out pieces of HTML in a style, their pictures files of a folder, as a PDF; raises `ExportError`, `Cancelled`."""


class FileExporter:
    """Fulfils `ConversationExporter`.

    Args:
        picture: where a figure's picture is; raises an `ImageRefError` or `OSError` where it is gone.
        write_pdf: turns HTML into a PDF.
    """

    def __init__(self, picture: Callable[[Figure], Path], write_pdf: WritePdf) -> None:
        self._picture = picture
        self._write_pdf = write_pdf

    def export(
        self,
        conversation: SavedConversation,
        out: Path,
        words: ExportWords = IN_ENGLISH,
        *,
        cancel: CancelToken | None = None,
    ) -> Path:
        """Writes `out`, a `.md`, `.html` or `.pdf` file; the path that was written.

        Raises:
            Cancelled: soon after `cancel` is set; nothing was written to `out`.
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
            write(conversation, out, words, cancel or CancelToken())
        except OSError as error:
            raise ExportError(
                f"{out} could not be written ({error.strerror or error}).",
                "Check that the folder is there, that you may write to it, and that the disk is not full.",
            ) from error
        return out

    def _markdown(self, conversation: SavedConversation, out: Path, words: ExportWords, cancel: CancelToken) -> None:
        pictures = _Copies(self._picture, out.with_name(out.stem + FOLDER_SUFFIX), beside=True)
        turns: list[str] = []
        for answer in conversation.turns:
            cancel.raise_if_cancelled()
            turns.append(_turn_markdown(answer, pictures, words))
        text = "\n\n".join([f"# {_escaped(conversation.summary.title)}", *turns, ""])
        write_atomically(out, text.encode("utf-8", "replace"), private=False)

    def _html(self, conversation: SavedConversation, out: Path, words: ExportWords, cancel: CancelToken) -> None:
        page = conversation_page(conversation, _Inside(self._picture), words, cancel=cancel)
        write_atomically(out, page.encode("utf-8", "replace"), private=False)

    def _pdf(self, conversation: SavedConversation, out: Path, words: ExportWords, cancel: CancelToken) -> None:
        with tempfile.TemporaryDirectory(prefix="imageref-export-") as temporary:
            folder = Path(temporary)
            written = folder / "conversation.pdf"
            pictures = _Copies(self._picture, folder)
            blocks = conversation_blocks(conversation, pictures, words, size=ON_PAPER, cancel=cancel)
            self._write_pdf(blocks, PAGE_STYLE, folder, written, cancel)
            write_atomically(out, written.read_bytes(), private=False)


class _Pictures(ABC):
    """Finds the pictures of a conversation and gives each a place; fulfils `PictureSource`."""

    def __init__(self, picture: Callable[[Figure], Path]) -> None:
        self._picture = picture
        self._placed: dict[Path, str] = {}

    def figure(self, placed: PlacedFigure) -> str | None:
        """Of a figure of an answer."""
        try:
            path = self._picture(placed.figure)
        except ImageRefError:
            return None
        return self._source(path, "figure")

    def question(self, answer: Answer) -> str | None:
        """Of the picture that a question came with."""
        return self._source(Path(answer.asked.picture), "question")

    def _source(self, path: Path, what: str) -> str | None:
        if not path.is_file():
            return None
        if path not in self._placed:
            count = sum(name.startswith(what) for name in self._placed.values()) + 1
            self._placed[path] = f"{what}-{count}{path.suffix.lower()}"
            self._take_in(path, self._placed[path])
        return self._address(path, self._placed[path])

    def _take_in(self, path: Path, name: str) -> None:  # noqa: B027 - most ways need nothing
        """Does what is to be done once for each picture."""

    @abstractmethod
    def _address(self, path: Path, name: str) -> str:
        """What a file says to show the picture."""


class _Copies(_Pictures):
    """Copies into a folder, which is made where there are any; `beside` the file that names them, or its own."""

    def __init__(self, picture: Callable[[Figure], Path], folder: Path, *, beside: bool = False) -> None:
        super().__init__(picture)
        self._folder = folder
        self._prefix = f"{folder.name}/" if beside else ""

    def _take_in(self, path: Path, name: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, self._folder / name)

    def _address(self, path: Path, name: str) -> str:
        return quote(self._prefix + name)


class _Inside(_Pictures):
    """Written into the page itself."""

    def _address(self, path: Path, name: str) -> str:
        kind = "png" if path.suffix.lower() == ".png" else "jpeg"
        return f"data:image/{kind};base64," + base64.b64encode(path.read_bytes()).decode("ascii")


def _turn_markdown(answer: Answer, source: PictureSource, words: ExportWords) -> str:
    blocks = ["## " + _escaped(answer.question)]
    blocks += [f"*{_escaped(note)}*" for note in question_notes(answer, words)]
    if answer.asked.picture:
        blocks.append(_picture_markdown(source.question(answer), words.question_picture, words))
    for index, paragraph in enumerate(answer.paragraphs):
        blocks.append(paragraph)
        for placed in answer.figures:
            if placed.after_paragraph == index:
                caption = figure_caption(placed, words)
                blocks.append(_picture_markdown(source.figure(placed), caption, words) + f"\n*{_escaped(caption)}*")
    if answer.notice:
        blocks.append(f"> {answer.notice}")
    if answer.citations:
        blocks.append(f"### {words.sources}")
        blocks += [
            f"\\[{citation.number}\\] {_escaped(citation_line(citation, words))}: “{_escaped(citation.quote)}”"
            for citation in answer.citations
        ]
    return "\n\n".join(blocks)


def _picture_markdown(source: str | None, alt: str, words: ExportWords) -> str:
    return f"![{_escaped(alt)}]({source})" if source else words.picture_gone


def _escaped(text: str) -> str:
    """Words on one line, with the marks of Markdown escaped."""
    folded = " ".join(text.split())
    for mark in "\\`*_[]<>":
        folded = folded.replace(mark, "\\" + mark)
    return folded
