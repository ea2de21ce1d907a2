"""The window: the library on the left, the conversation in the middle, pages on the right."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.conversation import Citation, PlacedFigure
from desktop_app.domain.documents import Document, DocumentStatus, Figure
from desktop_app.domain.errors import ImageRefError, LibraryError
from desktop_app.domain.geometry import Region
from desktop_app.domain.ingest_events import FileReport
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import ModelChoice, Workspace
from desktop_app.gui import dialogs
from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.background.lane import Lanes
from desktop_app.gui.chat.chat_controller import ChatController
from desktop_app.gui.chat.conversation_view import ConversationView
from desktop_app.gui.chat.question_box import QuestionBox
from desktop_app.gui.chat.text_block import open_in_browser
from desktop_app.gui.chat.turn_view import TurnView
from desktop_app.gui.chat.welcome import Welcome
from desktop_app.gui.figures.figure_viewer import FigureViewer
from desktop_app.gui.figures.picture_loader import PictureLoader
from desktop_app.gui.history.history_controller import HistoryController
from desktop_app.gui.history.history_model import HistoryModel
from desktop_app.gui.history.history_panel import HistoryPanel
from desktop_app.gui.history.kept_conversations import KeptConversations
from desktop_app.gui.icons import IconButton
from desktop_app.gui.library.drop_overlay import DropOverlay, local_paths
from desktop_app.gui.library.library_controller import LibraryController
from desktop_app.gui.library.library_model import Entry, LibraryModel
from desktop_app.gui.library.library_panel import LibraryPanel
from desktop_app.gui.models.joining import ModelsPart
from desktop_app.gui.notices.notice_bar import Notice, NoticeBar, NoticeLevel
from desktop_app.gui.page_viewer.page_panel import PagePanel
from desktop_app.gui.password_prompt import PasswordPrompt
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.settings_dialog.settings_dialog import SettingsDialog
from desktop_app.gui.settings_dialog.shortcut_list import shortcut_list
from desktop_app.gui.sidebar import Sidebar
from desktop_app.gui.text_tools import one_line
from desktop_app.gui.theme import Theme
from desktop_app.gui.use_cases import Request, UseCases
from desktop_app.support.resource_files import resource_path

if TYPE_CHECKING:
    from desktop_app.ingestion.figure_report import FigureReport

log = logging.getLogger(__name__)

_CLOSING_S = 2.5
_LEAST = QSize(760, 480)
_FIRST = QSize(1280, 820)
_NARROW = 1180
_COMPOSER = 780


class MainWindow(QMainWindow):
    """Puts the parts together and passes what happens in one to the others.

    Signals:
        painted: the window has been drawn for the first time.
        opened: the workspace is open.
    """

    painted = Signal()
    opened = Signal()

    def __init__(
        self, make_workspace: Callable[[], Workspace], use_cases: UseCases, preferences: Preferences, theme: Theme
    ) -> None:
        super().__init__()
        self._make_workspace = make_workspace
        self._use_cases = use_cases
        self.preferences = preferences
        self._theme = theme
        self._workspace: Workspace | None = None
        self._opening: Job | None = None
        self._closing = False
        self._was_painted = False
        self.confirm: Callable[[str, str, str], bool] = partial(dialogs.ask_user, self)
        self.choose_text: Callable[[str, str], str] = partial(dialogs.ask_for_text, self)
        self.choose_files: Callable[[], list[Path]] = partial(dialogs.ask_for_files, self)
        self.choose_model_file: Callable[[], Path | None] = partial(dialogs.ask_for_model_file, self)
        self.choose_export: Callable[[str], Path | None] = partial(dialogs.ask_for_export, self)
        self.open_address: Callable[[str], bool] = open_in_browser
        self.lanes = Lanes()
        self.passwords = PasswordPrompt(self)
        self.setWindowTitle("ImageRef Desktop")
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST)
        self.resize(_FIRST)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._restore()

    # Building

    def _make_parts(self) -> None:
        self.model = LibraryModel(self)
        self.library_panel = LibraryPanel(self.model, self)
        self.library = LibraryController(self.model, self.lanes.ingest, self.lanes.opening, self._use_cases, self)
        history = HistoryModel(self)
        self.history_panel = HistoryPanel(history, self)
        self.history = HistoryController(history, self.lanes.history, self)
        self.sidebar = Sidebar(self)
        self.sidebar.add(self.tr("Library"), self.library_panel)
        self.sidebar.add(self.tr("Conversations"), self.history_panel)
        self.conversation = ConversationView(self)
        pictures = PictureLoader(self.lanes.pictures)
        self.chat = ChatController(self.conversation, self.lanes.answer, pictures, self._use_cases, self)
        self.composer = QuestionBox(self)
        self.composer.eagerness.setCurrentIndex(max(0, self.composer.eagerness.findData(self.preferences.eagerness)))
        self.welcome = Welcome(self, has_sample=bool(sample_files()))
        self.notices = NoticeBar(self)
        self.kept = KeptConversations(self.history_panel, self.history, self.chat, self.notices, self)
        self.pages = PagePanel(self.lanes.opening, self.lanes.pages, self)
        self.pages.hide()
        self.sidebar_button = IconButton("sidebar", self.tr("Show or hide the side list"), self, shortcut="Ctrl+B")
        self.new_button = IconButton("new", self.tr("New conversation"), self, shortcut="Ctrl+N")
        self.theme_button = IconButton("theme", self.tr("Light or dark"), self)
        self.settings_button = IconButton("settings", self.tr("Settings"), self, shortcut="Ctrl+,")
        self.settings_dialog: SettingsDialog | None = None

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 10, 0)
        head.addWidget(self.sidebar_button)
        head.addStretch(1)
        head.addWidget(self.new_button)
        head.addWidget(self.theme_button)
        head.addWidget(self.settings_button)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.conversation)
        self.models = ModelsPart(self, head, self._stack)
        centre = QWidget(self)
        centre.setObjectName("centre")
        centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        centre.setMinimumWidth(360)
        self.composer.setMaximumWidth(_COMPOSER + 20)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 4, 18, 16)
        foot.addStretch(1)
        foot.addWidget(self.composer, 1000)
        foot.addStretch(1)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(4)
        for widget in (self.sidebar, centre, self.pages):
            self.splitter.addWidget(widget)
        self.sidebar.setMinimumWidth(200)
        self.pages.setMinimumWidth(300)
        self.splitter.setChildrenCollapsible(False)
        for index, stretch in enumerate((0, 3, 2)):
            self.splitter.setStretchFactor(index, stretch)
        self.splitter.setSizes([270, 700, 460])
        root = self._root = QWidget(self)
        whole = QVBoxLayout(root)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.notices)
        whole.addWidget(self.splitter, 1)
        self.setCentralWidget(root)
        self.viewer = FigureViewer(root, PictureLoader(self.lanes.pictures), self.lanes.opening)
        self.overlay = DropOverlay(root)

    def _connect(self) -> None:
        self._connect_library()
        self._connect_chat()
        self._connect_history()
        self.pages.closed.connect(self.close_pages)
        self.pages.failed.connect(self.notices.tell_error)
        self.viewer.page_wanted.connect(self._show_figure_page)
        self.viewer.failed.connect(self.notices.tell_error)
        for part in (self.library, self.chat, self.pages, self.history):
            part.crashed.connect(self.tell_crash)
        self.sidebar_button.clicked.connect(self.toggle_library)
        self.new_button.clicked.connect(self.start_anew)
        self.theme_button.clicked.connect(self.switch_theme)
        self.settings_button.clicked.connect(self.show_settings)
        for keys, action in (
            ("Ctrl+L", self.composer.field.setFocus),
            ("Ctrl+H", self.show_history),
            ("Escape", self._escape),
            (QKeySequence.StandardKey.Quit, self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)

    def _connect_library(self) -> None:
        self.library_panel.add_wanted.connect(self.add_by_dialog)
        self.library_panel.remove_wanted.connect(self.remove)
        self.library_panel.stop_wanted.connect(self.library.stop)
        self.library_panel.retry_wanted.connect(self.library.retry)
        self.library_panel.opened.connect(self._show_entry)
        self.library_panel.report_wanted.connect(self.library.report)
        self.library.reported.connect(self._show_report)
        self.library.failed.connect(self.notices.tell_error)
        self.library.file_ended.connect(self._tell_report)
        self.library.removed.connect(self.pages.forget)
        self.model.modelReset.connect(self._show_welcome)
        self.model.dataChanged.connect(self._show_welcome)
        self.welcome.add_wanted.connect(self.add_by_dialog)
        self.welcome.sample_wanted.connect(lambda: self.add(sample_files()))
        self.welcome.retry_wanted.connect(self.open_workspace)

    def _connect_chat(self) -> None:
        self.composer.asked.connect(self.ask)
        self.composer.stop_wanted.connect(self.chat.stop)
        self.composer.picture.refused.connect(lambda words: self.notices.tell(Notice(words)))
        self.composer.model_chosen.connect(self._choose_model)
        self.composer.model_file_wanted.connect(self._choose_model_file)
        self.composer.eagerness_chosen.connect(self._choose_eagerness)
        self.chat.busy_changed.connect(self.composer.set_busy)
        self.chat.failed.connect(self.notices.tell_error)
        self.chat.turn_added.connect(self._watch_turn)

    def _connect_history(self) -> None:
        self.kept.shown.connect(self._show_kept)
        self.kept.left.connect(self.start_anew)
        self.history_panel.new_wanted.connect(self.start_anew)

    # Opening and closing

    def open_workspace(self) -> None:
        """Opens the library in the background; what goes wrong is said in the window."""
        if self._opening is not None or self._workspace is not None:
            return
        self.welcome.show_opening()
        self.composer.set_ready(False, self.tr("Opening your library …"))

        def work(cancel: CancelToken) -> Iterator[object]:
            workspace = self._make_workspace()
            try:
                _ = workspace.library
                cancel.raise_if_cancelled()
            except BaseException:
                workspace.close()
                raise
            yield workspace

        job = self._opening = Job(work)
        job.yielded.connect(self._take_workspace)
        job.failed.connect(self._tell_unopened)
        job.crashed.connect(self._tell_broken)
        job.finished.connect(lambda: self._end_opening(job))
        self.lanes.opening.submit(job)

    def _take_workspace(self, workspace: Workspace) -> None:
        self._workspace = workspace
        for part in (self.library, self.chat, self.pages, self.history, self.models):
            part.set_workspace(workspace)
        self.composer.set_ready(True)
        self._find_models(workspace)
        self._show_welcome()
        self.opened.emit()

    def _end_opening(self, job: Job | None) -> None:
        if self._opening is job:
            self._opening = None

    def _tell_unopened(self, error: ImageRefError) -> None:
        self._end_opening(self._opening)  # before the button is there that tries again
        self.welcome.show_problem(error)
        self.composer.set_ready(False, self.tr("The library is not open."))

    def _tell_broken(self, error: Exception) -> None:
        self.tell_crash(error)
        hint = self.tr("The log file has the details. Nothing in your library was changed.")
        self._tell_unopened(LibraryError(self.tr("A fault in the program stopped it from opening."), hint))

    def _find_models(self, workspace: Workspace) -> None:
        job = Job(call_once(lambda: list(workspace.models.available())))
        job.yielded.connect(self._show_models)
        job.failed.connect(self.notices.tell_error)
        job.crashed.connect(self.tell_crash)
        self.lanes.opening.submit(job)

    def _show_models(self, choices: Sequence[ModelChoice]) -> None:
        self.composer.set_models(choices, self.preferences.model)

    def shut_down(self) -> bool:
        """Stops all work and closes the workspace; returns whether every thread has ended in time."""
        if self._closing:
            return True
        self._closing = True
        self.passwords.close()
        self.chat.tell_change()
        begun = time.monotonic()
        ended = self.lanes.close(_CLOSING_S)
        self.library.close()
        self.history.close()
        self.models.close()
        if not ended:
            log.warning("some background work did not stop within %.1f s", _CLOSING_S)
        if self._workspace is not None:
            self._workspace.close()
        log.info("closed in %.1f s", time.monotonic() - begun)
        return ended

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remembers sizes, goes from the screen at once, then stops everything."""
        self._save()
        self.hide()
        self.shut_down()
        super().closeEvent(event)

    def _window_settings(self) -> QSettings | None:
        file = self.preferences.window_file
        return QSettings(str(file), QSettings.Format.IniFormat) if file is not None else None

    def _restore(self) -> None:
        settings = self._window_settings()
        if settings is None:
            return
        geometry, splitter = settings.value("geometry"), settings.value("splitter")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if splitter is not None:
            self.splitter.restoreState(splitter)
            self.pages.hide()

    def _save(self) -> None:
        settings = self._window_settings()
        if settings is not None:
            settings.setValue("geometry", self.saveGeometry())
            settings.setValue("splitter", self.splitter.saveState())
            settings.sync()

    # Library

    def add(self, paths: Sequence[Path]) -> None:
        """Reads files and folders into the library."""
        self.library.add(paths)

    def add_by_dialog(self) -> None:
        """Lets the user choose files."""
        paths = self.choose_files()
        if paths:
            self.add(paths)

    def remove(self, entries: Sequence[Entry]) -> None:
        """Asks, then takes documents out of the library; rows that are no documents go without a question."""
        documents = [entry for entry in entries if entry.document is not None]
        if documents:
            title = (
                self.tr("Remove “{name}” from the library?").format(name=documents[0].title)
                if len(documents) == 1
                else self.tr("Remove {n} documents from the library?").format(n=len(documents))
            )
            detail = self.tr("The PDF file itself stays where it is and can be added again.")
            if not self.confirm(title, detail, self.tr("Remove")):
                return
        self.library.remove(entries)

    def _tell_report(self, report: FileReport) -> None:
        if report.status is DocumentStatus.FAILED:
            name = one_line(report.path.name, 80)
            self.notices.tell(
                Notice(self.tr("“{name}” was not read.").format(name=name), report.error, NoticeLevel.ERROR)
            )
        elif report.status is DocumentStatus.DUPLICATE:
            name = one_line(report.path.name, 80)
            self.notices.tell(Notice(self.tr("“{name}” is in your library already.").format(name=name)))

    def _show_welcome(self) -> None:
        if self._workspace is None:
            return
        documents = [entry.document for entry in self.model.entries if entry.document is not None]
        documents = [each for each in documents if each.status in {DocumentStatus.READY, DocumentStatus.PARTIAL}]
        if documents:
            pages, figures = sum(each.pages for each in documents), sum(each.figures for each in documents)
            self.welcome.show_ready(len(documents), pages, figures)
        else:
            self.welcome.show_first_start()

    def toggle_library(self) -> None:
        """Shows or hides the library and the kept conversations."""
        self.sidebar.setVisible(not self.sidebar.isVisible())

    # Conversation

    def ask(self, question: str, replaces_last: bool = False) -> None:
        """Asks with the model and eagerness chosen, as a new turn or in place of the last one."""
        if replaces_last:
            self.chat.drop_last()
        self._stack.setCurrentWidget(self.conversation)
        picture = self.composer.picture.take()
        self.chat.ask(Request(question, self.composer.model, str(self.composer.eagerness.currentData()), picture))

    def start_anew(self) -> None:
        """Begins an empty conversation."""
        if not self.chat.busy:
            self.chat.start_anew()
            self.composer.end_editing()
            self.history_panel.mark(None)
            self._stack.setCurrentWidget(self.welcome)
            self.composer.field.setFocus()

    def _watch_turn(self, turn: TurnView) -> None:
        turn.citation_opened.connect(self._open_citation)
        turn.figure_page_wanted.connect(lambda placed: self._show_figure_page(placed.figure, placed.document))
        turn.figure_opened.connect(lambda placed: self._open_figure(turn, placed))
        turn.link_opened.connect(self._open_link)
        turn.again_wanted.connect(lambda: self.ask(turn.question, replaces_last=True))
        turn.edit_wanted.connect(lambda: self.composer.begin_editing(turn.question))

    def _open_citation(self, citation: Citation) -> None:
        self.show_place(citation.document, citation.regions)

    def _show_figure_page(self, figure: Figure, document: Document) -> None:
        self.show_place(document, (figure.region,))

    def _show_entry(self, entry: Entry) -> None:
        if entry.document is not None:
            self.show_place(entry.document, ())

    def _show_report(self, entry: Entry, report: FigureReport) -> None:
        from desktop_app.gui.library.document_report import DocumentReport

        dialog = DocumentReport(report, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.place_wanted.connect(self.show_place)
        dialog.again_wanted.connect(lambda: self.library.retry([entry]))
        dialog.show()

    def show_place(self, document: Document, regions: Sequence[Region]) -> None:
        """Opens the pages on the right; a narrow window hides the library for it."""
        if not self.pages.isVisible():
            self.pages.show()
            if self.width() < _NARROW:
                self.sidebar.hide()
        self.pages.show_place(document, regions)

    def close_pages(self) -> None:
        """Closes the pages on the right."""
        self.pages.hide()
        if self.width() < _NARROW:
            self.sidebar.show()

    def _open_figure(self, turn: TurnView, placed: PlacedFigure) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        shown = [card.placed for card in turn.figure_blocks]
        index = next((i for i, each in enumerate(shown) if each.figure.id == placed.figure.id), 0)
        figures = [(each.figure, each.document) for each in shown]
        self.viewer.open(figures, index, workspace.library.picture)

    def _open_link(self, address: str) -> None:
        title = self.tr("Open this address in your browser?")
        if self.confirm(title, address, self.tr("Open")):
            self.open_address(address)

    def _choose_model(self, name: str) -> None:
        self.preferences.model = name

    def _choose_model_file(self) -> None:
        path = self.choose_model_file()
        if path is not None and self._workspace is not None:
            self.preferences.model = str(path)
            self._find_models(self._workspace)

    def _choose_eagerness(self, value: str) -> None:
        self.preferences.eagerness = value

    # Kept conversations

    def show_history(self) -> None:
        """Shows the kept conversations, ready to be searched."""
        self.sidebar.show_page(self.history_panel)
        self.history_panel.search.setFocus()

    def _show_kept(self) -> None:
        self.composer.end_editing()
        self._stack.setCurrentWidget(self.conversation)

    # The window

    def switch_theme(self) -> None:
        """Light becomes dark and the other way round."""
        self._theme.choose("light" if self._theme.is_dark else "dark")
        self.preferences.theme = self._theme.choice

    def show_settings(self) -> None:
        """Opens the settings; every change there holds at once."""
        dialog = self.settings_dialog = SettingsDialog(self.preferences, shortcut_list(), self.lanes.folders, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self._take_settings)
        dialog.show()

    def _take_settings(self) -> None:
        settings = self.preferences.settings
        self._theme.choose(settings.theme.value)
        self._theme.choose_text_size(settings.text_size)
        self.composer.eagerness.setCurrentIndex(max(0, self.composer.eagerness.findData(settings.figures)))
        self.composer.select_model(settings.model or self.composer.model)

    def tell_crash(self, error: BaseException) -> None:
        """A bug: the log gets where it happened (no values: they may hold text of documents), the user a sentence."""
        trace = "".join(traceback.format_tb(error.__traceback__))
        log.error("unexpected %s: %s\n%s", type(error).__name__, one_line(str(error), 200), trace)
        self.notices.tell(
            Notice(
                self.tr("Something went wrong in the program ({kind}).").format(kind=type(error).__name__),
                self.tr("Your library is safe. The log file has the details; restarting the program may help."),
                NoticeLevel.ERROR,
            )
        )

    def _escape(self) -> None:
        if self.viewer.isVisible():
            self.viewer.leave()
        elif self.chat.busy:
            self.chat.stop()
        elif self.notices.isVisible():
            self.notices.dismiss()
        elif self.models.shown:
            self.models.leave()
        elif self.pages.isVisible():
            self.close_pages()

    def event(self, event: QEvent) -> bool:
        """Tells when the window has been drawn for the first time."""
        result = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            self.painted.emit()
        return result

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Covers the window while files are over it."""
        paths = local_paths(event.mimeData())
        if paths:
            self.overlay.announce(paths)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Uncovers the window."""
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Reads what was dropped."""
        self.overlay.hide()
        paths = local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.add(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the overlay as large as the window."""
        super().resizeEvent(event)
        self.overlay.setGeometry(self._root.rect())


def sample_files() -> list[Path]:
    """The sample manuals that ship with the program."""
    try:
        return sorted(resource_path("demo").glob("*.pdf"))
    except FileNotFoundError:
        return []
