"""Every page and dialog of the window, opened over a library in memory: for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QInputDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.conversation import UnshownFigure, WhyUnshown
from desktop_app.domain.page_content import OutlineEntry
from desktop_app.gui.crash_report import CrashDialog
from desktop_app.gui.library.document_report import DocumentReport
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.notices.notice_bar import Notice, NoticeLevel
from tests.gui.fakes import (
    FakeUseCases,
    FakeWorkspace,
    draw_diagram,
    illustrated_answer,
    make_citation,
    make_document,
    make_figure,
    make_placed,
)
from tests.gui.test_settings_dialog import opened
from tests.gui.window_steps import answered
from tests.helpers.fake_model_store import offered_model, stored_model

PARAGRAPHS = (
    "## Cooling\n\nThe pump is cooled by water [1], see [the standard](https://a.example).",
    "| Part | Number |\n|---|---|\n| Pump | 2 |\n| Valve | 14 [2] |",
)


@dataclass
class Scene:
    """A window, and what stands behind it."""

    bot: QtBot
    window: MainWindow
    workspace: FakeWorkspace
    use_cases: FakeUseCases
    folder: Path


def conversation(scene: Scene) -> QWidget:
    """An answer with figures, sources and what was found besides."""
    window = scene.window
    document = make_document()
    answer = illustrated_answer(
        PARAGRAPHS,
        [make_placed(1, document, 0), make_placed(2, document, 1, page=5)],
        [make_citation(1, document), make_citation(2, document, page=7)],
    )
    unshown = UnshownFigure(make_figure(3, document, page=9), document, 0.4, WhyUnshown.BEHIND)

    def script(*given):  # type: ignore[no-untyped-def]
        *events, last = answer(*given)
        yield from events
        yield replace(last, answer=replace(last.answer, unshown=(unshown,)))

    scene.use_cases.script = script
    turn = answered(scene.bot, window)
    turn.sources.fold_button.click()
    return window


def feedback(scene: Scene) -> QWidget:
    """A figure that was called wrong, and others to choose in its place."""
    window = conversation(scene)
    turn = scene.window.chat.turns[0]
    for words in ("Wrong figure here", "Another one belongs here …"):
        menu = turn.figure_blocks[0].menu()
        next(action for action in menu.actions() if action.text() == words).trigger()
    return window


def question(scene: Scene) -> QWidget:
    """A question with a picture, limited to a document, in place of the last one."""
    window = conversation(scene)
    composer = scene.window.composer
    composer.begin_editing("How is the pump cooled?")
    composer.ask_about_picture(draw_diagram(60, 40), "Pasted picture")
    scene.window.library_part.chip.limit_to_documents([make_document()])
    return window


def pages(scene: Scene) -> QWidget:
    """Pages with a search and the strip beside them."""
    window = scene.window
    scene.workspace.reader.bookmarks = (OutlineEntry(1, "Beginning", 1), OutlineEntry(2, "Maintenance", 5))
    window.places.show(make_document(), ())
    scene.bot.waitUntil(lambda: window.pages.isVisible() and window.pages.view.is_drawn(1))
    window.pages.show_strip(shown=True)
    window.pages.begin_search()
    window.pages.search.field.setText("line 3")
    window.pages.search.next()
    scene.bot.waitUntil(lambda: window.pages.finder.total > 0 and not window.pages.finder.running)
    return window


def contents(scene: Scene) -> QWidget:
    """The contents of a document beside its pages."""
    window = pages(scene)
    strip = scene.window.pages.strip
    strip.contents_tab.click()
    scene.bot.waitUntil(strip.outline.isVisible)
    return window


def viewer(scene: Scene) -> QWidget:
    """A figure seen large."""
    conversation(scene)
    turn = scene.window.chat.turns[0]
    turn.figure_opened.emit(turn.figure_blocks[0].placed)
    scene.bot.waitUntil(lambda: not scene.window.viewer.canvas.image.isNull())
    return scene.window.viewer


def gallery(scene: Scene) -> QWidget:
    """All figures."""
    scene.window.gallery.show()
    scene.bot.waitUntil(lambda: len(scene.window.gallery.model.items) == 12 and not scene.window.gallery.busy)
    scene.window.gallery.page.search.setText("pump")
    scene.bot.waitUntil(lambda: not scene.window.gallery.busy)
    return scene.window


def table(scene: Scene) -> QWidget:
    """The library as a table, with a collection and a row chosen."""
    part = scene.window.library_part
    part.collections.add("Pumps", [make_document().id])
    scene.bot.waitUntil(lambda: bool(part.collections.all))
    part.show_table()
    part.table.table.selectRow(0)
    return scene.window


def models(scene: Scene) -> QWidget:
    """Models that are here and that could be."""
    scene.workspace.model_store.stored = [stored_model()]
    scene.workspace.model_store.offered = [offered_model()]
    scene.window.models.show()
    scene.bot.waitUntil(lambda: len(scene.window.models.page.cards) == 2)
    return scene.window


def history(scene: Scene) -> QWidget:
    """The kept conversations."""
    conversation(scene)
    scene.window.show_history()
    panel = scene.window.history_panel
    scene.bot.waitUntil(lambda: panel.view.model().rowCount() == 1)
    panel.search.setText("pump")
    scene.bot.waitUntil(lambda: panel.view.model().rowCount() == 1 and not scene.window.lanes.history.busy)
    return scene.window


def message(scene: Scene) -> QWidget:
    """A message with something to do about it."""
    scene.window.notices.tell(
        Notice("Something was found.", "Look at it.", NoticeLevel.WARNING, action="Look", on_action=lambda: None)
    )
    return scene.window


def settings(page: int) -> Callable[[Scene], QWidget]:
    """A page of the settings."""

    def open_page(scene: Scene) -> QWidget:
        dialog = opened(scene.bot, scene.window)
        dialog.tabs.setCurrentIndex(page)
        scene.bot.waitUntil(lambda: not scene.window.lanes.folders.busy)
        return dialog

    return open_page


def report(scene: Scene) -> QWidget:
    """What became of a document."""
    scene.bot.waitUntil(lambda: bool(scene.window.model.entries))
    scene.window.library.report(scene.window.model.entries[0])
    scene.bot.waitUntil(lambda: bool(scene.window.findChildren(DocumentReport)))
    return scene.window.findChildren(DocumentReport)[0]


def folders(scene: Scene) -> QWidget:
    """The followed folders."""
    watch = scene.window.library_part.watch
    watch.show_folders()
    assert watch.dialog is not None
    watch.dialog.show_folders([scene.folder], None)
    return watch.dialog


def crash(scene: Scene) -> QWidget:
    """A report about a bug."""
    return _shown(CrashDialog("ValueError", scene.folder, scene.window))


def password(scene: Scene) -> QWidget:
    """What asks for a password or a name: both are the same dialog."""
    dialog = QInputDialog(scene.window)
    dialog.setWindowTitle("Password needed")
    dialog.setLabelText("“secret.pdf” is protected.")
    return _shown(dialog)


def decision(scene: Scene) -> QWidget:
    """A question before something is removed."""
    box = QMessageBox(scene.window)
    box.setText("Remove “Pump manual 1” from the library?")
    box.addButton("Remove", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    return _shown(box)


def _shown(dialog: QDialog) -> QDialog:
    dialog.show()
    return dialog


PLACES: dict[str, Callable[[Scene], QWidget]] = {
    "welcome": lambda scene: scene.window,
    "conversation": conversation,
    "feedback": feedback,
    "question": question,
    "pages": pages,
    "contents": contents,
    "viewer": viewer,
    "gallery": gallery,
    "table": table,
    "models": models,
    "history": history,
    "message": message,
    "settings": settings(0),
    "shortcuts": settings(1),
    "data": settings(2),
    "about": settings(3),
    "report": report,
    "folders": folders,
    "crash": crash,
    "password": password,
    "decision": decision,
}
"""What there is to be looked at, and how to open it."""
