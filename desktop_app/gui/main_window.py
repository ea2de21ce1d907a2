"""The window: the library on the left, the conversation in the middle, pages on the right."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
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
    QMainWindow,
)

from desktop_app.domain.ports import ModelChoice, Workspace
from desktop_app.gui import dialogs
from desktop_app.gui.background.job import Job, call_once
from desktop_app.gui.background.lane import Lanes
from desktop_app.gui.chat.asking_again import AskingAgain
from desktop_app.gui.chat.attached_picture import AttachedPicture, holds_picture
from desktop_app.gui.chat.chat_controller import ChatController
from desktop_app.gui.chat.conversation_view import ConversationView
from desktop_app.gui.chat.draft import Draft
from desktop_app.gui.chat.example_questions import example_questions
from desktop_app.gui.chat.machine_note import MachineNote
from desktop_app.gui.chat.question_box import QuestionBox
from desktop_app.gui.chat.welcome import Welcome
from desktop_app.gui.crash_report import CrashReports
from desktop_app.gui.figures.figure_actions import FigureActions
from desktop_app.gui.figures.picture_loader import PictureLoader
from desktop_app.gui.gallery.taking_in import TakingIn
from desktop_app.gui.history.history_controller import HistoryController
from desktop_app.gui.history.history_model import HistoryModel
from desktop_app.gui.history.history_panel import HistoryPanel
from desktop_app.gui.history.kept_conversations import KeptConversations
from desktop_app.gui.icons import IconButton
from desktop_app.gui.library.drop_overlay import DropOverlay, local_paths
from desktop_app.gui.library.file_notices import FileNotices
from desktop_app.gui.library.library_controller import LibraryController
from desktop_app.gui.library.library_model import Entry, LibraryModel
from desktop_app.gui.library.library_panel import LibraryPanel
from desktop_app.gui.library.library_part import LibraryPart
from desktop_app.gui.library.waiting_files import WaitingFiles
from desktop_app.gui.models.looking_ahead import LookingAhead
from desktop_app.gui.notices.notice_bar import Notice, NoticeBar
from desktop_app.gui.numbers import number
from desktop_app.gui.password_prompt import PasswordPrompt
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.running_window import bring_to_front
from desktop_app.gui.shortcuts import KeyShortcut
from desktop_app.gui.sidebar import Sidebar
from desktop_app.gui.theme import Theme
from desktop_app.gui.use_cases import Request, UseCases
from desktop_app.gui.window.frame import Frame
from desktop_app.gui.window.late_parts import LatePart, LateParts, is_made
from desktop_app.gui.window.opening import WorkspaceOpening
from desktop_app.gui.window.places import Places, open_in_browser
from desktop_app.support.frozen import licence_folder
from desktop_app.support.resource_files import resource_path

if TYPE_CHECKING:
    from desktop_app.domain.documents import Document
    from desktop_app.gui.chat.turn_view import TurnView
    from desktop_app.gui.figures.figure_viewer import FigureViewer
    from desktop_app.gui.gallery.joining import GalleryPart
    from desktop_app.gui.library.table_page import LibraryTablePage
    from desktop_app.gui.models.joining import ModelsPart
    from desktop_app.gui.page_viewer.page_panel import PagePanel
    from desktop_app.gui.settings_dialog.settings_dialog import SettingsDialog

log = logging.getLogger(__name__)

_CLOSING_S = 2.0
_LEAST = QSize(760, 480)
_FIRST = QSize(1280, 820)


class MainWindow(QMainWindow):
    """Puts the parts together and passes what happens in one to the others.

    Signals:
        painted: the window has been drawn for the first time.
        opened: the workspace is open.
        part_made: the name of an attribute that holds one of the late parts, which is there from now on.

    Attributes:
        frame: where the parts stand; parts with a page of their own add it there.
        escapes: what the Escape key leaves, the first that is there: whether it is, and how to leave it.
    """

    painted = Signal()
    opened = Signal()
    part_made = Signal(str)

    def __init__(
        self, make_workspace: Callable[[], Workspace], use_cases: UseCases, preferences: Preferences, theme: Theme
    ) -> None:
        super().__init__()
        self._use_cases = use_cases
        self.preferences = preferences
        self._theme = theme
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
        self._make_parts(make_workspace)
        self._lay_out()
        self._connect()
        self.frame.restore(preferences.window_file)

    # Building

    def _make_parts(self, make_workspace: Callable[[], Workspace]) -> None:
        self.frame = Frame(self)
        self.model = LibraryModel(self)
        self.library_panel = LibraryPanel(self.model, self)
        waiting = WaitingFiles(self.preferences.folders.get("library"))
        lanes = self.lanes
        self.library = LibraryController(
            self.model, lanes.ingest, lanes.opening, self._use_cases, self, waiting=waiting
        )
        history = HistoryModel(self)
        self.history_panel = HistoryPanel(history, self)
        self.history = HistoryController(history, lanes.history, self, exports=lanes.exports)
        self.sidebar = Sidebar(self)
        self.sidebar.add(self.tr("Library"), self.library_panel)
        self.sidebar.add(self.tr("Conversations"), self.history_panel)
        self.conversation = ConversationView(self)
        pictures = PictureLoader(self.lanes.pictures)
        self.chat = ChatController(self.conversation, self.lanes.answer, pictures, self._use_cases, self)
        self.composer = QuestionBox(self)
        self.composer.eagerness.setCurrentIndex(max(0, self.composer.eagerness.findData(self.preferences.eagerness)))
        self.welcome = Welcome(self, has_sample=bool(sample_files()))
        self.opening = WorkspaceOpening(make_workspace, self.lanes.opening, self.welcome, self.composer)
        self.notices = NoticeBar(self)
        self.crashes = CrashReports(self.notices, self.preferences.folders.get("logs"), self)
        self.kept = KeptConversations(self.history_panel, self.history, self.chat, self.notices, self)
        self.sidebar_button = IconButton("sidebar", self.tr("Show or hide the side list"), self, shortcut="Ctrl+B")
        self.new_button = IconButton("new", self.tr("New conversation"), self, shortcut="Ctrl+N")
        self.theme_button = IconButton("theme", self.tr("Light or dark"), self)
        self.models_button = IconButton("models", self.tr("Models"), self, shortcut="Ctrl+M")
        self.gallery_button = IconButton("gallery", self.tr("All figures"), self, shortcut="Ctrl+G")
        self.settings_button = IconButton("settings", self.tr("Settings"), self, shortcut="Ctrl+,")
        self.settings_dialog: SettingsDialog | None = None

    def _lay_out(self) -> None:
        frame = self.frame
        frame.add_buttons(
            self.sidebar_button,
            self.new_button,
            self.theme_button,
            self.models_button,
            self.gallery_button,
            self.settings_button,
        )
        frame.lay_out(
            notices=self.notices,
            side=self.sidebar,
            middle=(self.welcome, self.conversation),
            composer=self.composer,
        )
        self.library_part = LibraryPart(self)
        self.overlay = DropOverlay(frame.root)

    def _connect(self) -> None:
        self._connect_library()
        self._connect_chat()
        self._connect_history()
        self.places = Places(self)
        self.draft = Draft(self)
        self.asking_again = AskingAgain(self)
        self.escapes: list[tuple[Callable[[], bool], Callable[[], object]]] = [
            (lambda: self.viewer_shown, lambda: self.viewer.leave()),  # noqa: PLW0108 - it is made late
            (lambda: self.chat.busy, self.chat.stop),
            (self.notices.isVisible, self.notices.dismiss),
            (lambda: self.pages_shown and self.pages.isAncestorOf(self.focusWidget()), self.places.close_pages),
            (lambda: self.models_shown, lambda: self.models.leave()),  # noqa: PLW0108 - likewise
            (lambda: self.pages_shown, self.places.close_pages),
        ]
        self.figures = FigureActions(self)
        self.late_parts = LateParts(self)
        self.machine_note = MachineNote(self)
        self.looking_ahead = LookingAhead(self)
        self.taking_in = TakingIn(self, self._use_cases)
        self.opening.opened.connect(self._take_workspace)
        for part in (self.library, self.chat, self.history, self.opening):
            part.crashed.connect(self.tell_crash)
        self.sidebar_button.clicked.connect(self.toggle_library)
        self.new_button.clicked.connect(self.start_anew)
        self.theme_button.clicked.connect(self.switch_theme)
        self.models_button.clicked.connect(lambda: self.models.toggle())  # noqa: PLW0108 - it is made late
        self.gallery_button.clicked.connect(lambda: self.gallery.toggle())  # noqa: PLW0108 - likewise
        self.settings_button.clicked.connect(self.show_settings)
        for keys, action in (
            ("Ctrl+L", self.composer.field.setFocus),
            ("Ctrl+H", self.show_history),
            ("Ctrl+Q", self.close),
        ):
            KeyShortcut(keys, self, action)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._escape)

    def _connect_library(self) -> None:
        self.library_panel.add_wanted.connect(self.add_by_dialog)
        self.library_panel.remove_wanted.connect(self.remove)
        self.library_panel.stop_wanted.connect(self.library.stop)
        self.library_panel.retry_wanted.connect(self.library.retry)
        self.library_panel.report_wanted.connect(self.library.report)
        self.library_panel.figures_wanted.connect(self.show_figures)
        self.library.failed.connect(self.notices.tell_error)
        self.library.told.connect(FileNotices(self.notices, self).tell)
        self.model.modelReset.connect(self._show_welcome)
        self.model.dataChanged.connect(self._show_welcome)
        self.welcome.add_wanted.connect(self.add_by_dialog)
        self.welcome.sample_wanted.connect(lambda: self.add(sample_files()))
        self.welcome.retry_wanted.connect(self.opening.start)
        self.welcome.question_wanted.connect(self._ask_example)

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

    # Parts that are not seen at first

    @LatePart
    def pages(self) -> PagePanel:
        """The pages of a document, at the right."""
        from desktop_app.gui.page_viewer.page_panel import PagePanel

        pages = PagePanel(self.lanes.opening, self.lanes.pages, self, searches=self.lanes.searches)
        self.frame.put_pages(pages)
        pages.crashed.connect(self.tell_crash)
        self.give_workspace(pages.set_workspace)
        return pages

    @LatePart
    def viewer(self) -> FigureViewer:
        """A figure in the whole window."""
        from desktop_app.gui.figures.figure_viewer import FigureViewer

        return FigureViewer(self.frame.root, PictureLoader(self.lanes.pictures), self.lanes.opening)

    @LatePart
    def gallery(self) -> GalleryPart:
        """All figures of the library, in the middle."""
        from desktop_app.gui.gallery.joining import GalleryPart

        return GalleryPart(self, self._use_cases)

    @LatePart
    def models(self) -> ModelsPart:
        """The models of this machine, in the middle."""
        from desktop_app.gui.models.joining import ModelsPart

        models = ModelsPart(self, self.frame)
        self.give_workspace(models.set_workspace)
        return models

    @LatePart
    def table(self) -> LibraryTablePage:
        """The library as a table, in the middle."""
        from desktop_app.gui.library.table_page import LibraryTablePage

        table = LibraryTablePage(self.model, self.library_panel.menu_for, self)
        self.frame.stack.addWidget(table)
        return table

    @property
    def models_shown(self) -> bool:
        """Whether the models are in front."""
        return is_made(self, "models") and self.models.shown

    @property
    def pages_shown(self) -> bool:
        """Whether pages are on screen."""
        return is_made(self, "pages") and self.pages.isVisible()

    @property
    def viewer_shown(self) -> bool:
        """Whether a figure covers the window."""
        return is_made(self, "viewer") and self.viewer.isVisible()

    # Opening and closing

    def give_workspace(self, take: Callable[[Workspace], object]) -> None:
        """Gives a part the workspace, at once where it is open."""
        self.opening.opened.connect(take)
        if self.workspace is not None:
            take(self.workspace)

    @property
    def workspace(self) -> Workspace | None:
        """What the library is reached through, once it is open."""
        return self.opening.workspace

    def open_workspace(self) -> None:
        """Opens the library in the background; what goes wrong is said in the window."""
        self.opening.start()

    def _take_workspace(self, workspace: Workspace) -> None:
        for part in (self.library, self.library_part, self.chat, self.history):
            part.set_workspace(workspace)
        self._find_models(workspace)
        self._show_welcome()
        self.opened.emit()

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
        self.late_parts.close()
        self.passwords.close()
        self.chat.tell_change()
        begun = time.monotonic()
        ended = self.lanes.close(_CLOSING_S)
        self.library.close()
        self.library_part.close()
        self.draft.close()
        self.history.close()
        if is_made(self, "models"):
            self.models.close()
        if not ended:
            log.warning("some background work did not stop within %.1f s", _CLOSING_S)
        if self.workspace is not None:
            self.workspace.close()
        for pasted in self.findChildren(AttachedPicture):
            pasted.remove_pasted()
        log.info("closed in %.1f s", time.monotonic() - begun)
        return ended

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remembers sizes, goes from the screen at once, then stops everything."""
        self.frame.save(self.preferences.window_file)
        self.hide()
        self.shut_down()
        super().closeEvent(event)

    # Library

    def add(self, paths: Sequence[Path]) -> None:
        """Reads files and folders into the library."""
        self.library.add(paths)

    def take_call(self, paths: Sequence[Path]) -> None:
        """A second start: comes to the front, and reads what that one was given."""
        bring_to_front(self)
        if paths:
            self.add(paths)

    def add_by_dialog(self) -> None:
        """Lets the user choose files."""
        paths = self.choose_files()
        if paths:
            self.add(paths)

    def remove(self, entries: Sequence[Entry]) -> None:
        """Asks, then takes documents out of the library; rows that are no documents go without a question."""
        documents = [entry for entry in entries if entry.document is not None]
        if documents:
            if len(documents) == 1:
                title = self.tr("Remove “{name}” from the library?").format(name=documents[0].title)
                detail = self.tr("The file itself stays where it is and can be added again.")
            else:
                title = self.tr("Remove {n} documents from the library?").format(n=number(len(documents)))
                detail = self.tr("The files themselves stay where they are and can be added again.")
            if not self.confirm(title, detail, self.tr("Remove")):
                return
        self.library.remove(entries)

    def show_figures(self, document: Document) -> None:
        """Shows the figures of a document in the gallery."""
        self.gallery.show(document)

    def _show_welcome(self) -> None:
        if self.workspace is None:
            return
        totals = self.model.totals
        if totals.searched:
            if self.welcome.has_focus:  # its buttons go, and the next step is a question
                self.composer.field.setFocus()
            only = [each.document for each in self.model.entries if each.document] if totals.documents == 1 else []
            counts = totals.searched, totals.searched_pages, totals.searched_figures
            self.welcome.show_ready(*counts, example_questions(only))
        else:
            self.welcome.show_first_start()

    def _ask_example(self, question: str) -> None:
        self.composer.put(question)
        self.composer.send()

    def toggle_library(self) -> None:
        """Shows or hides the library and the kept conversations."""
        self.sidebar.setVisible(not self.sidebar.isVisible())

    # Conversation

    def ask(self, question: str, replaces_last: bool = False) -> None:
        """Asks with the model and eagerness chosen, as a new turn or in place of the last one."""
        picture, figure = self.composer.picture.take_all()
        if replaces_last:
            self.chat.drop_last()
        self.frame.show(self.conversation)
        eagerness = str(self.composer.eagerness.currentData())
        self.chat.ask(Request(question, self.composer.model, eagerness, picture, self.library_part.scope, figure))

    def start_anew(self) -> None:
        """Begins an empty conversation."""
        if not self.chat.busy:
            self.chat.start_anew()
            self.composer.end_editing()
            self.history_panel.mark(None)
            self.frame.show(self.welcome)
            self.composer.field.setFocus()

    def _watch_turn(self, turn: TurnView) -> None:
        self.places.watch(turn)
        self.asking_again.watch(turn)

    def _choose_model(self, name: str) -> None:
        self.preferences.model = name

    def _choose_model_file(self) -> None:
        path = self.choose_model_file()
        if path is not None and self.workspace is not None:
            self.preferences.model = str(path)
            self._find_models(self.workspace)

    def _choose_eagerness(self, value: str) -> None:
        self.preferences.eagerness = value

    # Kept conversations

    def show_history(self) -> None:
        """Shows the kept conversations, ready to be searched."""
        self.sidebar.show_page(self.history_panel)
        self.history_panel.search.setFocus()

    def _show_kept(self) -> None:
        self.composer.end_editing()
        self.frame.show(self.conversation)

    # The window

    def switch_theme(self) -> None:
        """Light becomes dark and the other way round."""
        self._theme.choose("light" if self._theme.is_dark else "dark")
        self.preferences.theme = self._theme.choice

    def show_settings(self) -> None:
        """Opens the settings, or brings them to the front; every change there holds at once."""
        if self.settings_dialog is not None:
            bring_to_front(self.settings_dialog)
            return
        from desktop_app.gui.settings_dialog.settings_dialog import SettingsDialog
        from desktop_app.gui.settings_dialog.shortcut_list import shortcut_list

        dialog = self.settings_dialog = SettingsDialog(
            self.preferences, shortcut_list(), self.lanes.folders, self, licences=licence_folder()
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self._take_settings)
        dialog.finished.connect(self._forget_settings_dialog)
        dialog.show()

    def _forget_settings_dialog(self) -> None:
        self.settings_dialog = None

    def _take_settings(self) -> None:
        settings = self.preferences.settings
        self._theme.choose(settings.theme.value)
        self._theme.choose_text_size(settings.text_size)
        self.composer.eagerness.setCurrentIndex(max(0, self.composer.eagerness.findData(settings.figures)))
        self.composer.select_model(settings.model or self.composer.model)

    def tell_crash(self, error: BaseException) -> None:
        """A bug: the user gets a sentence, and a report on demand."""
        self.crashes.tell(error)

    def _escape(self) -> None:
        for holds, leave in self.escapes:
            if holds():
                leave()
                return

    def event(self, event: QEvent) -> bool:
        """Tells when the window has been drawn for the first time."""
        result = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            self.painted.emit()
        return result

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Covers the window while files or a picture are over it."""
        paths = local_paths(event.mimeData())
        if self.composer.isVisible() and holds_picture(event.mimeData()):
            self.overlay.announce_picture()
            event.acceptProposedAction()
        elif paths:
            self.overlay.announce(paths)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Uncovers the window."""
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Reads what was dropped; a picture is what the question is about."""
        self.overlay.hide()
        paths = local_paths(event.mimeData())
        if self.composer.isVisible() and holds_picture(event.mimeData()):
            event.acceptProposedAction()
            self.composer.picture.attach(event.mimeData())
            self.composer.field.setFocus()
        elif paths:
            event.acceptProposedAction()
            self.add(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the overlay as large as the window."""
        super().resizeEvent(event)
        self.overlay.setGeometry(self.frame.root.rect())


def sample_files() -> list[Path]:
    """The sample manuals that ship with the program."""
    try:
        return sorted(resource_path("demo").glob("*.pdf"))
    except FileNotFoundError:
        return []
