"""A workspace in memory with pictures drawn on the spot, and use cases that follow a script."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_app.domain.answer_events import AnswerEvent, AnswerFinished, CitationAdded, EvidenceFound, FigureShown
from desktop_app.domain.answer_events import ParagraphText as Text
from desktop_app.domain.conversation import Answer, Citation, Conversation, PlacedFigure
from desktop_app.domain.documents import (
    Document,
    DocumentStatus,
    Figure,
    FigureKind,
    LeftOut,
    Page,
    PageCounts,
    PageState,
    Passage,
)
from desktop_app.domain.errors import FileProblem, ImageRefError, NotFound
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.ingest_events import (
    FileFinished,
    FileReport,
    FileStarted,
    IngestEvent,
    IngestFinished,
    PagesRead,
    VectorsStored,
)
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.machine import Machine
from desktop_app.domain.page_content import OriginalImage, OutlineEntry
from desktop_app.domain.page_text import PageHits, PageText, TextHit, TextWord
from desktop_app.domain.picture_queries import (
    FigureQuery,
    FoundFigure,
    PictureEvent,
    PictureSearched,
    PicturesTakenIn,
)
from desktop_app.domain.ports import ModelChoice, RenderedPage
from desktop_app.gui.use_cases import Request
from desktop_app.history.export import FileExporter
from desktop_app.history.store import ConversationHistory
from desktop_app.ingestion.figure_report import FigureReport
from desktop_app.support.text_finding import find_in_lines
from tests.helpers.fake_model_store import FakeModelStore
from tests.helpers.memory_collections import MemoryCollections, MemoryWatchedFolders

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0


def png_of(image: QImage) -> bytes:
    """The picture's PNG bytes."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    buffer.close()
    return bytes(data.data())


def draw_diagram(width: int, height: int, hue: int = 210) -> QImage:
    """A picture that looks like a figure: boxes joined by lines."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for step in range(4):
        box = QRectF(width * (0.05 + 0.24 * step), height * (0.3 + 0.1 * (step % 2)), width * 0.17, height * 0.3)
        painter.setPen(QColor.fromHsv(hue, 160, 120))
        painter.setBrush(QColor.fromHsv((hue + 20 * step) % 360, 70, 240))
        painter.drawRoundedRect(box, 8, 8)
        if step:
            painter.drawLine(int(box.left() - width * 0.07), height // 2, int(box.left()), height // 2)
    painter.end()
    return image


def make_document(number: int = 1, *, pages: int = 12, figures: int = 3, **changes: Any) -> Document:
    """A ready document."""
    document = Document(
        id=f"{number:064x}",
        name=f"manual-{number}",
        title=f"Pump manual {number}",
        path=f"/documents/manual-{number}.pdf",
        pages=pages,
        status=DocumentStatus.READY,
        counts=PageCounts(text=pages),
        passages=pages * 4,
        figures=figures,
    )
    return replace(document, **changes)


def make_figure(number: int, document: Document, *, page: int = 3, caption: str = "") -> Figure:
    """A figure on a page."""
    return Figure(
        id=f"{document.id[:8]}-f{number}",
        document_id=document.id,
        page=page,
        box=Box(80, 120, 440, 300),
        label=str(number),
        caption=caption or f"The cooling circuit of pump {number} with its valves",
        kind=FigureKind.VECTOR,
        file=f"{number}.png",
        pixels=(1200, 600),
    )


@dataclass
class FakeLibrary:
    """Documents, pages and pictures in memory."""

    folder: Path
    held: dict[str, Document] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    missing_pictures: bool = False
    states: dict[int, PageState] = field(default_factory=dict)
    passages_of: dict[str, list[Passage]] = field(default_factory=dict)
    figures_of: dict[str, list[Figure]] = field(default_factory=dict)
    collections: MemoryCollections = field(default_factory=MemoryCollections)
    watched: MemoryWatchedFolders = field(default_factory=MemoryWatchedFolders)

    def add(self, document: Document) -> Document:
        """Enters a document."""
        self.held[document.id] = document
        return document

    def documents(self) -> list[Document]:
        self.threads.add(threading.current_thread().name)
        return list(self.held.values())

    def pages(self, document_id: str) -> list[Page]:
        self.threads.add(threading.current_thread().name)
        if document_id not in self.held:
            raise NotFound("This document is not in the library.", "Add it again.")
        count = self.held[document_id].pages
        states = self.states
        return [Page(n, PAGE_WIDTH, PAGE_HEIGHT, 0, states.get(n, PageState.TEXT)) for n in range(1, count + 1)]

    def remove_document(self, document_id: str) -> None:
        self.threads.add(threading.current_thread().name)
        if self.held.pop(document_id, None) is None:
            raise NotFound("This document is not in the library.")
        self.removed.append(document_id)

    def all_figures(self, document_id: str | None = None) -> list[Figure]:
        return [each for key, held in self.figures_of.items() for each in held if document_id in {None, key}]

    def page_passages(self, document_id: str, page: int) -> list[Passage]:
        return [each for each in self.passages_of.get(document_id, []) if each.page == page]

    def document_passages(self, document_id: str) -> list[Passage]:
        return self.passages_of.get(document_id, [])

    def add_figures(self, document: Document, count: int) -> list[Figure]:
        """Enters a document with figures of all kinds; every fifth has no caption."""
        self.add(document)
        made = [make_figure(number, document, page=number) for number in range(1, count + 1)]
        kinds = list(FigureKind)
        figures = [
            replace(figure, kind=kinds[number % len(kinds)], caption=figure.caption if (number + 1) % 5 else "")
            for number, figure in enumerate(made)
        ]
        self.figures_of[document.id] = figures
        return figures

    def shared_picture(self) -> None:
        """Gives all figures the same picture file, as copies of one drawing, so that none is drawn on the spot."""
        first = self.folder / "shared.png"
        first.write_bytes(png_of(draw_diagram(1200, 600)))
        for figures in self.figures_of.values():
            for figure in figures:
                (self.folder / figure.file).hardlink_to(first)

    def picture(self, figure: Figure) -> Path:
        path = self.folder / figure.file
        if not path.exists() and not self.missing_pictures:
            path.write_bytes(png_of(draw_diagram(*figure.pixels)))
        return path


def page_words(page: int) -> PageText:
    """Twelve lines of four words, at the upper end of what `FakeReader` draws: "page 3 line 1"."""
    words = []
    for line in range(12):
        top = 57.0 + line * 14
        for place, text in enumerate(("page", str(page), "line", str(line + 1))):
            words.append(TextWord(text, Box(60.0 + 60 * place, top, 110.0 + 60 * place, top + 11), line, line // 6))
    return PageText(tuple(words))


@dataclass
class FakeReader:
    """Draws pages as grey lines."""

    drawn: list[tuple[int, float]] = field(default_factory=list)
    figures_drawn: list[tuple[int, float]] = field(default_factory=list)
    missing: bool = False
    has_originals: bool = True
    texts: dict[int, PageText] = field(default_factory=dict)
    bookmarks: tuple[OutlineEntry, ...] = ()
    searched: list[int] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def page_text(self, path: Path, page: int) -> PageText:
        if self.missing:
            raise FileProblem(f"{path.name} is not there.", "Add it again from where it is now.")
        return self.texts.get(page) or page_words(page)

    def original_image(self, path: Path, page: int, box: Box) -> OriginalImage | None:
        if self.missing:
            raise FileProblem(f"{path.name} is not there.", "Add it again from where it is now.")
        return OriginalImage(b"\xff\xd8 a photograph", "jpg") if self.has_originals else None

    def find_text(self, path: Path, numbers: Sequence[int], query: str, cancel: CancelToken) -> Iterator[PageHits]:
        for number in numbers:
            while not self.gate.wait(0.01):
                cancel.raise_if_cancelled()
            cancel.raise_if_cancelled()
            self.searched.append(number)
            words = self.page_text(path, number).words
            found = find_in_lines([word.text for word in words], query, 100)
            yield PageHits(number, tuple(TextHit(tuple(words[at].box for at, _, _ in hit)) for hit in found))

    def outline(self, path: Path) -> tuple[OutlineEntry, ...]:
        return self.bookmarks

    def render_page(self, path: Path, page: int, scale: float, box: Box | None = None) -> RenderedPage:
        if self.missing:
            raise FileProblem(f"{path.name} is not there.", "Add it again from where it is now.")
        if box is not None:
            self.figures_drawn.append((page, scale))
            drawing = draw_diagram(round(box.width * scale), round(box.height * scale))
            return RenderedPage(png_of(drawing), drawing.width(), drawing.height(), PAGE_WIDTH, PAGE_HEIGHT, 0)
        self.drawn.append((page, scale))
        width, height = round(PAGE_WIDTH * scale), round(PAGE_HEIGHT * scale)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(scale, scale)
        for line in range(50):
            painter.fillRect(QRectF(60, 60 + line * 14, 400 + 60 * (line % 3), 5), QColor("#c8ccd4"))
        painter.end()
        return RenderedPage(png_of(image), width, height, PAGE_WIDTH, PAGE_HEIGHT, 0)


@dataclass
class FakeModels:
    """Models by name."""

    choices: tuple[ModelChoice, ...] = ()

    def available(self) -> tuple[ModelChoice, ...]:
        return self.choices


class FakeWorkspace:
    """The adapters of a program that has none."""

    def __init__(self, folder: Path) -> None:
        self.library = FakeLibrary(folder)
        self.reader = FakeReader()
        self.models = FakeModels()
        self.model_store = FakeModelStore()
        self.text_embedder = None
        self.image_embedder = None
        self.closed = 0
        self._folder = folder

    @cached_property
    def history(self) -> ConversationHistory:
        return ConversationHistory(self._folder / "history.sqlite")

    @property
    def exporter(self) -> FileExporter:
        return FileExporter(self.library.picture, _no_pdf)

    def machine(self) -> Machine:
        return Machine(memory=16 << 30, cores=4)

    def close(self) -> None:
        self.closed += 1
        if "history" in self.__dict__:
            self.history.close()


def _no_pdf(_blocks: Sequence[str], _style: str, _folder: Path, out: Path) -> None:
    """Stands for the layout of pages."""
    out.write_bytes(b"%PDF-fake")


Script = Callable[[Request, Conversation, CancelToken], Iterator[AnswerEvent]]


class FakeUseCases:
    """Reads files by saying so; answers by a script.

    `gate` holds every ingestion and answer at its first event until it is set, or the work is stopped.
    """

    def __init__(self) -> None:
        self.script: Script = plain_answer("An answer.")
        self.requests: list[Request] = []
        self.queries: list[FigureQuery] = []
        self.find: Finder = find_by_caption
        self.taken_in = 0
        self.read: list[Path] = []
        self.read_again: list[Path] = []
        self.interrupted: list[Path] = []
        self.failures: dict[str, FileReport | Exception] = {}
        self.gate = threading.Event()
        self.gate.set()
        self.threads: set[str] = set()

    def find_files(self, paths: Sequence[Path], cancel: CancelToken) -> list[Path]:
        found: list[Path] = []
        for path in paths:
            cancel.raise_if_cancelled()
            found += sorted(path.rglob("*.pdf")) if path.is_dir() else [path]
        return found

    def unfinished(self, _library: Any) -> list[Path]:
        return self.interrupted

    def report(self, _library: Any, document: Document) -> FigureReport:
        place = Region(2, Box(10, 10, 40, 40))
        left_out = tuple(LeftOut(replace(place, page=page), "too small") for page in (2, 2, *range(3, 40)))
        failed = (Page(5, PAGE_WIDTH, PAGE_HEIGHT, 0, PageState.FAILED, "The page is damaged and can't be read."),)
        return FigureReport(document, {FigureKind.VECTOR: 3, FigureKind.TABLE: 1}, left_out, failed)

    def _wait(self, cancel: CancelToken) -> None:
        self.threads.add(threading.current_thread().name)
        while not self.gate.wait(0.01):
            cancel.raise_if_cancelled()

    def ingest(
        self, workspace: Any, paths: Sequence[Path], cancel: CancelToken, *, again: bool = False
    ) -> Iterator[IngestEvent]:
        self.read_again += [path for path in paths if again]
        for index, path in enumerate(paths, 1):
            yield FileStarted(path, index, len(paths))
            number = 1000 + len(self.read)
            document = make_document(number, title="", name=path.stem, path=str(path), pages=5)
            yield PagesRead(path, document.id, 2, 5)
            self._wait(cancel)
            outcome = self.failures.get(path.name)
            if isinstance(outcome, Exception):
                raise outcome
            yield PagesRead(path, document.id, 5, 5)
            yield VectorsStored(path, document.id, 3, 6)
            self.read.append(path)
            if outcome is None:
                workspace.library.add(document)
                outcome = FileReport(path, document.id, DocumentStatus.READY, document.counts, 20, 3, 0.1)
            yield FileFinished(outcome)
            yield IngestFinished((outcome,), 0.1)

    def answer(
        self, _workspace: Any, request: Request, conversation: Conversation, cancel: CancelToken
    ) -> Iterator[AnswerEvent]:
        self.requests.append(request)
        self._wait(cancel)
        yield from self.script(request, conversation, cancel)

    def find_figures(self, workspace: Any, query: FigureQuery, cancel: CancelToken) -> Iterator[PictureEvent]:
        self.queries.append(query)
        self._wait(cancel)
        yield from self.find(workspace, query, cancel)

    def take_in_pictures(self, workspace: Any, cancel: CancelToken) -> Iterator[PicturesTakenIn]:
        figures = workspace.library.all_figures()
        for number, _ in enumerate(figures, 1):
            self._wait(cancel)
            self.taken_in = number
            yield PicturesTakenIn(number, len(figures))


Finder = Callable[[Any, FigureQuery, CancelToken], Iterator[PictureEvent]]


def find_by_caption(workspace: Any, query: FigureQuery, _cancel: CancelToken) -> Iterator[PictureEvent]:
    """Finds the figures whose captions hold the words; with a picture, the first two figures, one of them certain."""
    searched = [
        figure
        for figure in workspace.library.all_figures()
        if query.documents is None or figure.document_id in query.documents
    ]
    if query.picture is not None:
        yield PicturesTakenIn(1, len(searched))
        found = [FoundFigure(figure, 0.9, number == 0) for number, figure in enumerate(searched[:2])]
    else:
        found = [FoundFigure(figure, 0.9, True) for figure in searched if query.words in figure.caption]
    yield PictureSearched(tuple(found))


def plain_answer(*paragraphs: str) -> Script:
    """Streams paragraphs word by word, without figures."""
    return illustrated_answer(paragraphs, (), ())


def illustrated_answer(
    paragraphs: Sequence[str], figures: Sequence[PlacedFigure], citations: Sequence[Citation]
) -> Script:
    """Streams paragraphs word by word, each followed by its figures."""

    def script(request: Request, _conversation: Conversation, cancel: CancelToken) -> Iterator[AnswerEvent]:
        yield EvidenceFound((), tuple(placed.figure for placed in figures), 0.01)
        for citation in citations:
            yield CitationAdded(citation)
        for index, paragraph in enumerate(paragraphs):
            for start in range(0, len(paragraph), 40):
                cancel.raise_if_cancelled()
                yield Text(index, paragraph[start : start + 40])
            for placed in figures:
                if placed.after_paragraph == index:
                    yield FigureShown(placed)
        yield AnswerFinished(
            Answer(request.question, tuple(paragraphs), tuple(figures), tuple(citations), request.model)
        )

    return script


def failing_answer(error: Exception) -> Script:
    """Writes a paragraph, then fails."""

    def script(_request: Request, _conversation: Conversation, _cancel: CancelToken) -> Iterator[AnswerEvent]:
        yield Text(0, "It began well.")
        raise error

    return script


def endless_answer() -> Script:
    """Writes until it is stopped."""

    def script(_request: Request, _conversation: Conversation, cancel: CancelToken) -> Iterator[AnswerEvent]:
        index = 0
        while True:
            yield Text(index // 30, f"word{index} ")
            index += 1
            if cancel.wait(0.002):
                raise_stopped(cancel)

    return script


def raise_stopped(cancel: CancelToken) -> None:
    """Ends the script as a stopped use case would."""
    cancel.raise_if_cancelled()


def make_citation(number: int, document: Document, page: int = 3) -> Citation:
    """A place in a document."""
    regions = (Region(page, Box(60, 100, 460, 160)), Region(page, Box(60, 200, 460, 240)))
    return Citation(number, document, regions, "The pump is cooled by water that enters at the lower valve.")


def make_placed(number: int, document: Document, after: int, page: int = 3) -> PlacedFigure:
    """A figure after a paragraph."""
    return PlacedFigure(number, make_figure(number, document, page=page), document, after, 0.8)


def user_error() -> ImageRefError:
    """An error with a sentence and a hint."""
    return NotFound("The thing was not found.", "Look for another one.")
