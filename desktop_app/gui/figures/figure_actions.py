"""What people do with a figure wherever they see it: ask about it, copy it, save it, look at what was not shown."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.conversation import Answer, PlacedFigure, UncitedPassage, UnshownFigure
from desktop_app.domain.documents import Document, Figure
from desktop_app.domain.history import ConversationSummary, SavedConversation
from desktop_app.domain.ports import Workspace
from desktop_app.gui.background.job import Job, Work, call_once
from desktop_app.gui.figures.figure_drawing import drawn_finer
from desktop_app.gui.figures.figure_saving import suggested_name, writing
from desktop_app.gui.history.export_words import export_words, with_notes_in_words
from desktop_app.gui.notices.notice_bar import Notice

if TYPE_CHECKING:
    from desktop_app.domain.page_content import OriginalImage
    from desktop_app.gui.chat.figure_block import FigureWish
    from desktop_app.gui.chat.turn_view import TurnView
    from desktop_app.gui.figures.pictures import Picture
    from desktop_app.gui.main_window import MainWindow


class FigureActions(QObject):
    """Joins the figures of answers, of the viewer and of the gallery to the rest of the window.

    Signals:
        copied: an answer is on the clipboard.
    """

    copied = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._finer: Job | None = None
        window.part_made.connect(self._join)
        window.chat.turn_added.connect(self._watch)

    def _join(self, part: str) -> None:
        window = self._window
        if part == "viewer":
            window.viewer.ask_wanted.connect(self.ask_about)
            window.viewer.original_wanted.connect(self.save_original)
            window.viewer.finer_wanted.connect(self.draw_finer)
        elif part == "pages":
            window.pages.figure_asked.connect(self.ask_about)

    def ask_about(self, figure: Figure, document: Document) -> None:
        """Makes a figure what the next question is about."""
        window = self._window
        window.composer.picture.refer_to(figure, document, window.chat.load_picture)
        window.composer.field.setFocus()

    def copy(self, figure: Figure) -> None:
        """Puts a figure's picture on the clipboard."""

        def take(picture: Picture) -> None:
            if picture.image.isNull():
                self._window.notices.tell(Notice(picture.problem))
            else:
                QGuiApplication.clipboard().setImage(picture.image)

        self._window.chat.load_picture(figure, None, take)

    def copy_answer(self, turn: TurnView) -> None:
        """Puts an answer on the clipboard: its text, and for programs that take it HTML with the figures in it."""
        workspace = self._window.workspace
        if workspace is None:
            return
        answer = turn.answer or turn.unfinished_answer()
        text = turn.plain_text()

        def copy(html: str) -> None:
            data = QMimeData()
            data.setText(text)
            data.setHtml(html)
            QGuiApplication.clipboard().setMimeData(data)
            self.copied.emit()

        job = Job(call_once(lambda: _as_html(answer, workspace)))
        job.yielded.connect(copy)
        job.failed.connect(self._window.notices.tell_error)
        job.crashed.connect(self._window.tell_crash)
        self._window.lanes.pictures.submit(job)

    def save(self, figure: Figure, document: Document) -> None:
        """Saves a figure's picture where the user wants it."""
        workspace = self._window.workspace
        if workspace is not None:
            self._window.viewer.save(figure, document, workspace.library.picture)

    def save_original(self, figure: Figure, document: Document) -> None:
        """Saves the image that a figure is made of as it is coded in the document, where it is a single one."""
        workspace, window = self._window.workspace, self._window
        if workspace is None:
            return

        def take(image: OriginalImage | None) -> None:
            if image is None:
                words = self.tr("This figure is not a single image in its document.")
                window.notices.tell(Notice(words, self.tr("Save it as a PNG picture instead.")))
                return
            target = window.viewer.choose_target(suggested_name(figure, document, image.ending))
            if target is not None:
                self._run(writing(image.data, target))

        reader, path = workspace.reader, Path(document.path)
        job = self._run(call_once(lambda: reader.original_image(path, figure.page, figure.box)))
        job.yielded.connect(take)

    def draw_finer(self, figure: Figure, document: Document, factor: float) -> None:
        """Draws the figure that is looked at anew from its document, so many times as fine as it is kept.

        Where that fails the picture that is kept stays: the file may be gone or another one by now.
        """
        workspace, viewer = self._window.workspace, self._window.viewer
        if workspace is None:
            return
        if self._finer is not None:
            self._finer.stop()
        library, reader = workspace.library, workspace.reader
        job = self._finer = Job(
            call_once(lambda: drawn_finer(figure, Path(document.path), factor, library.picture, reader.render_page))
        )
        job.yielded.connect(lambda image: viewer.show_finer(figure, image))
        job.failed.connect(lambda _error: None)
        job.crashed.connect(self._window.tell_crash)
        self._window.lanes.pages.submit(job)

    def _run(self, work: Work) -> Job:
        job = Job(work)
        job.failed.connect(self._window.notices.tell_error)
        job.crashed.connect(self._window.tell_crash)
        self._window.lanes.pages.submit(job)
        return job

    def _watch(self, turn: TurnView) -> None:
        turn.figure_wanted.connect(self._do)
        turn.copy_wanted.connect(lambda: self.copy_answer(turn))
        turn.unshown_opened.connect(lambda unshown: self._open_unshown(turn, unshown))
        turn.passage_opened.connect(self._open_passage)

    def _do(self, wish: FigureWish, placed: PlacedFigure) -> None:
        from desktop_app.gui.chat.figure_block import FigureWish

        if wish is FigureWish.ASK:
            self.ask_about(placed.figure, placed.document)
        elif wish is FigureWish.COPY:
            self.copy(placed.figure)
        elif wish is FigureWish.SAVE:
            self.save(placed.figure, placed.document)
        elif wish is FigureWish.ORIGINAL:
            self.save_original(placed.figure, placed.document)

    def _open_unshown(self, turn: TurnView, unshown: UnshownFigure) -> None:
        workspace = self._window.workspace
        if workspace is None or turn.answer is None:
            return
        figures = [(each.figure, each.document) for each in turn.answer.unshown]
        index = next((n for n, each in enumerate(figures) if each[0].id == unshown.figure.id), 0)
        self._window.viewer.open(figures, index, workspace.library.picture)

    def _open_passage(self, passage: UncitedPassage) -> None:
        self._window.places.show(passage.document, passage.regions)


def _as_html(answer: Answer, workspace: Workspace) -> str:
    """An answer as one page of HTML, as an export writes it; for a lane.

    Raises:
        ExportError: there is no room for a temporary file.
    """
    summary = ConversationSummary("copy", answer.question, 0.0, 0.0, 1)
    with tempfile.TemporaryDirectory(prefix="imageref-copy-") as folder:
        saved = with_notes_in_words(SavedConversation(summary, (answer,)))
        path = workspace.exporter.export(saved, Path(folder) / "answer.html", export_words())
        head, title, rest = path.read_text("utf-8").partition("</h1>")
    return head[: head.index("<h1")] + rest if title else head  # the question is said once
