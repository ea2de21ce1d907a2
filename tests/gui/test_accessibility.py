"""No control without name and role, figures with alt text, everything by keyboard, answers and messages announced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.accessibility import Announcer, send_to_screen_reader, spoken
from desktop_app.gui.chat.figure_block import PictureView
from desktop_app.gui.crash_report import CrashDialog
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.notices.notice_bar import Notice
from tests.gui.accessible_tree import Role, nameless, nodes
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document
from tests.gui.test_password_prompt import Reader
from tests.gui.window_steps import answered, illustrate
from tests.helpers.fake_model_store import offered_model, stored_model


@pytest.fixture
def illustrated(
    qtbot: QtBot, open_window: Callable[[], MainWindow], use_cases: FakeUseCases, workspace: FakeWorkspace
) -> MainWindow:
    illustrate(use_cases, workspace)
    window = open_window()
    window.resize(1500, 900)
    answered(qtbot, window)
    return window


def test_the_first_start(window: MainWindow) -> None:
    assert nameless(window) == []
    assert "Try the sample manual" in {node.name for node in nodes(window)}


def test_an_answer_with_figures_and_sources(illustrated: MainWindow) -> None:
    assert nameless(illustrated) == []
    figures = [node for node in nodes(illustrated) if node.kind == "PictureView"]
    assert [figure.role for figure in figures] == [Role.Graphic, Role.Graphic]
    assert figures[0].name.startswith("Figure 1: The cooling circuit")
    assert any("How is the pump cooled?" in node.name for node in nodes(illustrated))


def test_a_figure_seen_large(qtbot: QtBot, illustrated: MainWindow) -> None:
    turn = illustrated.chat.turns[0]
    turn.figure_opened.emit(turn.figure_blocks[0].placed)
    qtbot.waitUntil(illustrated.viewer.isVisible)
    assert nameless(illustrated.viewer) == []
    assert Role.Dialog in {node.role for node in nodes(illustrated.viewer)}


def test_messages_passwords_reports_and_drops(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.notices.tell(Notice("Something was found.", "Look at it.", action="Look", on_action=lambda: None))
    window.overlay.announce([tmp_path])
    assert nameless(window) == []
    assert Role.AlertMessage in {node.role for node in nodes(window)}
    dialog = CrashDialog("ValueError", tmp_path, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_the_question_for_a_password(qtbot: QtBot, window: MainWindow) -> None:
    reader = Reader(window)
    qtbot.waitUntil(lambda: window.passwords.dialog is not None)
    dialog = window.passwords.dialog
    assert dialog is not None
    assert nameless(dialog) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    reader.thread.join()
    assert reader.answers == [None]


def test_all_figures_and_the_library_as_a_table(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    workspace.library.add_figures(make_document(1, figures=12), 12)
    qtbot.mouseClick(window.gallery.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.gallery.model.items) == 12 and not window.gallery.busy)
    assert nameless(window) == []
    items = [node for node in nodes(window) if node.path.endswith("GalleryView/item")]
    assert any("cooling circuit" in item.name for item in items)
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Documents as a table" in {node.name for node in nodes(window)})
    assert nameless(window) == []


def test_the_menus(qtbot: QtBot, illustrated: MainWindow) -> None:
    menus = illustrated.findChildren(QMenu)
    assert [action for menu in menus for action in menu.actions() if not (action.text() or action.isSeparator())] == []


# The keyboard


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))


def stops(window: QWidget, most: int = 300) -> list[QWidget]:
    """Where Tab leads from where the focus is, until it is there again; inside a text it goes from link to link."""
    first = at = window.focusWidget() or window
    found: list[QWidget] = []
    for _ in range(most):
        if at not in found:
            found.append(at)
        press(at, Qt.Key.Key_Tab)
        at = window.focusWidget()
        if at is first:
            return found
    raise AssertionError(f"Tab does not come back; it is at {type(at).__name__} {at.accessibleName()}")


def reachable(window: QWidget) -> list[QWidget]:
    tab = Qt.FocusPolicy.TabFocus
    return [
        widget
        for widget in window.findChildren(QWidget)
        if (widget.focusPolicy() & tab) == tab
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.window() is window
        and not widget.objectName().startswith("qt_")
    ]


def left_out(window: QWidget) -> list[str]:
    at = stops(window)
    assert len(at) > 1
    return [f"{type(each).__name__} {each.accessibleName()}" for each in reachable(window) if each not in at]


def test_the_journey_by_keys_alone(qtbot: QtBot, illustrated: MainWindow, tmp_path: Path) -> None:
    window = illustrated
    window.choose_files = lambda: [tmp_path / "added.pdf"]
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any("added" in entry.title for entry in window.model.entries))
    figure = next(each for each in stops(window) if isinstance(each, PictureView))
    figure.setFocus()
    qtbot.keyClick(figure, Qt.Key.Key_Return)
    qtbot.waitUntil(window.viewer.isVisible)
    qtbot.keyClick(window.viewer, Qt.Key.Key_PageDown)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert not window.viewer.isVisible()
    link = next(each for each in stops(window) if each.accessibleName().startswith("Show page 3 of"))
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    qtbot.waitUntil(window.pages.isVisible)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.pages.isVisible())
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.composer.field.hasFocus)


def test_tab_goes_as_one_reads(illustrated: MainWindow) -> None:
    illustrated.composer.field.setFocus()
    kinds = [type(stop).__name__ for stop in stops(illustrated) if illustrated.conversation.isAncestorOf(stop)]
    assert kinds[:4] == ["ConversationView", "TextBlock", "PictureView", "QPushButton"]
    read = [node.kind for node in nodes(illustrated.chat.turns[0])]
    assert read.index("QuestionCard") < read.index("TextBlock") < read.index("PictureView") < read.index("SourcesPanel")


# What is said without the focus


def test_answers_messages_and_documents_are_announced(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace, tmp_path: Path
) -> None:
    said: list[tuple[str, bool]] = []
    Announcer(window, lambda _about, words, urgent: said.append((words, urgent)))
    illustrate(use_cases, workspace)
    answered(qtbot, window)
    words = " ".join(each for each, _ in said)
    assert words.startswith("The pump is cooled by water. Figure on page 3: ")
    assert words.index("Figure on page 5") > words.index("The valve opens at 80 °C.")
    assert words.endswith("That is all.")
    assert not any(urgent for _, urgent in said)
    window.notices.tell(Notice("It failed.", "Try again."))
    assert said[-1] == ("It failed. Try again.", True)
    window.add([tmp_path / "new.pdf"])
    qtbot.waitUntil(lambda: said[-1] == ("“new.pdf” can be asked now.", False))


def test_paragraphs_are_said_without_marks() -> None:
    text = "## The **pump** is `cooled` [by water](https://a.example) [2], ![see](IMAGE_1)"
    assert spoken(text) == "The pump is cooled by water , see"
    assert len(spoken("word " * 5_000)) <= 1_500


def test_announcements_reach_qt(qtbot: QtBot, window: MainWindow) -> None:
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    try:
        send_to_screen_reader(window, "Ready.", False)
        send_to_screen_reader(window, "Broken.", True)
    finally:
        QAccessible.setActive(was)


def test_models_are_read_from_the_top_down(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    workspace.model_store.stored, workspace.model_store.offered = [stored_model()], [offered_model()]
    window.models.show()
    qtbot.waitUntil(lambda: [card.isVisible() for card in window.models.page.cards] == [True, True])
    read = [(node.role, node.name) for node in nodes(window.models.page)]
    names = [name for _, name in read]
    assert (Role.Grouping, "Tiny-1B. 2.0 GB") in read
    order = ["On this computer", "Use Tiny-1B to answer", "To download", "Download InternVL3-2B", "Any other model"]
    places = [names.index(each) for each in [*order, "Repository to download"]]
    assert places == sorted(places)


def test_pages_that_open_are_announced(qtbot: QtBot, illustrated: MainWindow) -> None:
    said: list[str] = []
    Announcer(illustrated, lambda _about, words, _urgent: said.append(words))
    with qtbot.waitSignal(illustrated.pages.shown):
        illustrated.places.show(make_document(), ())
    assert said == ["page 1 of Pump manual 1"]


def test_screen_readers_get_the_window_from_left_to_right(qtbot: QtBot, illustrated: MainWindow) -> None:
    with qtbot.waitSignal(illustrated.pages.shown):
        illustrated.places.show(make_document(), ())
    order = [node.name for node in nodes(illustrated)]
    words = ["Documents", "Width of the side list", "Settings", "Question", "Width of the pages", "Pages"]
    places = [order.index(each) for each in words]
    assert places == sorted(places)


def test_keys_move_the_edges_between_the_parts(qtbot: QtBot, illustrated: MainWindow) -> None:
    edge = next(stop for stop in stops(illustrated) if stop.accessibleName() == "Width of the side list")
    edge.setFocus(Qt.FocusReason.TabFocusReason)
    before = illustrated.sidebar.width()
    qtbot.keyClick(edge, Qt.Key.Key_Right)
    assert illustrated.sidebar.width() > before
    qtbot.keyClick(edge, Qt.Key.Key_Left)
    assert illustrated.sidebar.width() == before


def test_escape_empties_a_line_before_it_leaves(qtbot: QtBot, window: MainWindow) -> None:
    window.library_part.show_table()
    search = window.library_part.table.search
    qtbot.keyClicks(search, "pump")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert not search.text()
    assert window.library_part.table_shown
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert not window.library_part.table_shown


def test_keys_of_the_library_hold_while_it_is_hidden(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.choose_files = lambda: [tmp_path / "added.pdf"]
    for hide in (window.show_history, window.toggle_library):
        hide()
        qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        assert window.library_part.table_shown
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert not window.library_part.table_shown
        assert window.composer.field.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any("added" in entry.title for entry in window.model.entries))
