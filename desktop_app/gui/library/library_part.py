"""Joins collections, scope and the panel of the library to the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.collections import DocumentCollection, Scope
from desktop_app.domain.documents import Document
from desktop_app.gui import dialogs
from desktop_app.gui.icons import IconButton
from desktop_app.gui.library.collections_controller import CollectionsController
from desktop_app.gui.library.library_model import Entry
from desktop_app.gui.library.pasting import Pasting
from desktop_app.gui.library.scope_chip import ScopeChip
from desktop_app.gui.library.watch_part import WatchPart
from desktop_app.gui.notices.notice_bar import Notice
from desktop_app.gui.text_tools import one_line
from desktop_app.gui.window.late_parts import is_made

if TYPE_CHECKING:
    from desktop_app.domain.ports import Workspace
    from desktop_app.gui.library.table_page import LibraryTablePage
    from desktop_app.gui.main_window import MainWindow


TABLE_KEYS = "Ctrl+T"


class LibraryPart(QObject):
    """What people do with collections and scopes.

    Attributes:
        collections: the collections of the library.
        chip: what the next question is limited to.
        table_button: shows it, or leaves it.
        watch: follows folders.
        show_folder: opens a folder outside of the program, or calls what is done where nothing can.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.show_folder: Callable[[Path, Callable[[], object]], None] = dialogs.show_folder
        self._window = window
        self._panel = window.library_panel
        self.collections = CollectionsController(window.lanes.opening, self)
        self.chip = ScopeChip(window.composer)
        window.composer.add_control(self.chip)
        words = self.tr("Library as a table")
        self.table_button = IconButton("table", words, self._panel, shortcut=TABLE_KEYS, everywhere=True)
        self._panel.head.insertWidget(1, self.table_button)
        self.watch = WatchPart(window)
        self.pasting = Pasting(window)
        self._connect()

    def _connect(self) -> None:
        window, panel, collections = self._window, self._panel, self.collections
        collections.listed.connect(self._show_collections)
        collections.failed.connect(window.notices.tell_error)
        collections.crashed.connect(window.tell_crash)
        collections.removed.connect(self._tell_removed)
        window.model.modelReset.connect(self._show_counts)
        window.model.dataChanged.connect(self._show_counts)
        window.library.removed.connect(self._forget)
        window.library.file_ended.connect(collections.refresh_soon)
        window.passwords.waiting = lambda: window.model.totals.active
        window.library.idle.connect(window.passwords.ask_again)
        panel.ask_wanted.connect(self._ask_only)
        panel.collect_wanted.connect(self._collect)
        panel.take_out_wanted.connect(self._take_out)
        panel.pause_wanted.connect(window.library.toggle_pause)
        panel.stop_all_wanted.connect(window.library.stop_all)
        window.library.paused_changed.connect(panel.show_paused)
        window.library.scanning_changed.connect(panel.show_scanning)
        window.library.outlook_changed.connect(panel.show_outlook)
        panel.reveal_wanted.connect(self._reveal)
        box = panel.collections
        box.chosen.connect(self._show_chosen)
        box.new_wanted.connect(lambda: self._collect([], None))
        box.rename_wanted.connect(self._rename)
        box.remove_wanted.connect(collections.remove)
        box.ask_wanted.connect(self._ask_collection)
        box.dropped.connect(collections.put)
        self.table_button.clicked.connect(self._toggle_table)
        window.frame.stack.currentChanged.connect(lambda _index: self.table_button.setDown(self.table_shown))
        window.part_made.connect(self._join)

    def _join(self, part: str) -> None:
        if part != "table":
            return
        table = self.table
        table.closed.connect(self.leave_table)
        table.opened.connect(self._panel.opened)
        table.ask_wanted.connect(self._ask_only)
        table.retry_wanted.connect(self._panel.retry_wanted)
        table.remove_wanted.connect(self._panel.remove_wanted)
        table.show_collections(self.collections.all)
        if self._window.workspace is not None:
            table.show_open()

    @property
    def table(self) -> LibraryTablePage:
        """The library as a table, a page of the middle."""
        return self._window.table

    @property
    def table_shown(self) -> bool:
        """Whether the table is in front."""
        return is_made(self._window, "table") and self._window.frame.shows(self.table)

    def show_table(self) -> None:
        """Brings the table to the front, with the collection that the side list shows."""
        self.table.choose_collection(self._panel.collections.collection_id)
        self._window.frame.bring(self.table)
        self.table.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave_table(self) -> None:
        """Goes back to what was there before."""
        if self.table_shown:
            self._window.frame.leave(self.table)
            (self.table_button if self.table_button.isVisible() else self._window.composer.field).setFocus()

    def _toggle_table(self) -> None:
        if self.table_shown:
            self.leave_table()
        else:
            self.show_table()

    def set_workspace(self, workspace: Workspace) -> None:
        """The library is open."""
        self._panel.show_open()
        if is_made(self._window, "table"):
            self.table.show_open()
        self.collections.set_workspace(workspace)
        self.watch.set_workspace(workspace)
        self._window.escapes.insert(-1, (lambda: self.table_shown, self.leave_table))

    def close(self) -> None:
        """The window is closing."""
        self.watch.close()
        self.collections.close()

    @property
    def scope(self) -> Scope:
        """What the next question is limited to."""
        return self.chip.scope

    # What is shown

    def _show_collections(self) -> None:
        found = self.collections.all
        self._panel.collections.show_collections(found, self._window.model.totals.documents)
        self.chip.show_collections(found)
        if is_made(self._window, "table"):
            self.table.show_collections(found)
        self._show_chosen(self._panel.collections.collection_id)

    def _show_counts(self) -> None:
        self._panel.collections.model.show(self.collections.all, self._window.model.totals.documents)

    def _show_chosen(self, collection_id: int | None) -> None:
        collection = self.collections.find(collection_id) if collection_id is not None else None
        self._window.model.show_only(collection.documents if collection is not None else None)

    # What is done

    def _ask_only(self, entries: Sequence[Entry]) -> None:
        self.chip.limit_to_documents(documents_of(entries))
        self._window.composer.field.setFocus()

    def _ask_collection(self, collection: DocumentCollection) -> None:
        self.chip.limit_to_collection(collection)
        self._window.composer.field.setFocus()

    def _collect(self, entries: Sequence[Entry], collection: DocumentCollection | None) -> None:
        ids = [document.id for document in documents_of(entries)]
        if collection is not None:
            self.collections.put(collection, ids)
            return
        name = self._window.choose_text(self.tr("Name of the new collection"), "")
        if name:
            self.collections.add(name, ids)

    def _take_out(self, entries: Sequence[Entry]) -> None:
        shown = self._panel.collections.collection_id
        collection = self.collections.find(shown) if shown is not None else None
        if collection is not None:
            self.collections.take_out(collection, [document.id for document in documents_of(entries)])

    def _rename(self, collection: DocumentCollection) -> None:
        name = self._window.choose_text(self.tr("Rename the collection"), collection.name)
        if name and name != collection.name:
            self.collections.rename(collection, name)

    def _reveal(self, entry: Entry) -> None:
        self.show_folder(entry.path.parent, lambda: self._tell_folder(entry.path))

    def _tell_folder(self, path: Path) -> None:
        words = self.tr("This system has no program that shows folders.")
        where = self.tr("The file is {path}").format(path=one_line(str(path), 600))
        copy = partial(QGuiApplication.clipboard().setText, str(path))
        self._window.notices.tell(Notice(words, where, action=self.tr("Copy the path"), on_action=copy))

    def _tell_removed(self, collection: DocumentCollection) -> None:
        words = self.tr("The collection “{name}” was deleted; its documents stay.").format(
            name=one_line(collection.name, 60)
        )
        undo = self.tr("Undo")
        self._window.notices.tell(Notice(words, action=undo, on_action=lambda: self.collections.restore(collection)))

    def _forget(self, ids: Sequence[str]) -> None:
        self.chip.forget(ids)
        self.collections.refresh()


def documents_of(entries: Sequence[Entry]) -> list[Document]:
    """The documents among these rows."""
    return [entry.document for entry in entries if entry.document is not None]
