"""Kept conversations, models, settings and shortcuts by keys alone; and the first start, over a real library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop_app.domain.documents import DocumentStatus
from desktop_app.gui.crash_report import CrashDialog
from desktop_app.gui.history.history_model import HistoryModel
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.gui.settings_dialog.settings_dialog import SettingsDialog
from tests.gui.fakes import FakeUseCases, FakeWorkspace, make_document, plain_answer
from tests.gui.journeys.by_keyboard import KeyboardJourney
from tests.gui.journeys.conftest import OpenJourney
from tests.helpers.fake_model_store import offered_model, stored_model, whole_download

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of every menu

Keyboard = Callable[[], KeyboardJourney]


def titles(journey: KeyboardJourney) -> list[str]:
    model = journey.window.history_panel.view.model()
    assert isinstance(model, HistoryModel)
    rows = [model.summary(model.index(row)) for row in range(model.rowCount())]
    return [row.title for row in rows if row is not None]


def ask(journey: KeyboardJourney, question: str) -> None:
    journey.type(question)
    journey.press("Return")
    journey.until(lambda: question in titles(journey) and not journey.window.chat.busy)


def to_conversations(journey: KeyboardJourney, title: str) -> None:
    journey.press("Ctrl+H")
    journey.go_to("Conversations")
    journey.go_to_row(title)


def test_conversations_are_found_opened_renamed_pinned_exported_deleted_and_brought_back(
    keyboard: Keyboard, use_cases: FakeUseCases, workspace: FakeWorkspace, tmp_path: Path
) -> None:
    workspace.library.add(make_document())
    use_cases.script = plain_answer("By water.")
    journey = keyboard()
    window = journey.window
    ask(journey, "How is the pump cooled?")
    journey.press("Ctrl+N")
    journey.until(window.welcome.isVisible)
    ask(journey, "When does the valve open?")

    journey.press("Ctrl+H")
    journey.type("pump")
    journey.until(lambda: titles(journey) == ["How is the pump cooled?"])
    journey.press("Ctrl+A", "Del")
    journey.until(lambda: len(titles(journey)) == 2)
    to_conversations(journey, "How is the pump cooled?")
    journey.press("Return")
    journey.until(lambda: [turn.question for turn in window.chat.turns] == ["How is the pump cooled?"])

    def rename() -> None:
        journey.press("Ctrl+A")
        journey.type("Cooling")
        journey.press("Return")

    assert journey.focus_name == "Question"
    journey.until(lambda: not any(lane.busy for lane in window.lanes.all()))
    to_conversations(journey, "How is the pump cooled?")
    journey.in_dialog(rename)
    journey.press("F2")
    journey.until(lambda: "Cooling" in titles(journey))
    to_conversations(journey, "Cooling")
    journey.choose("Pin to the top")
    journey.until(lambda: titles(journey)[0] == "Cooling")
    out = tmp_path / "cooling.md"
    window.choose_export = lambda _title: out
    journey.choose("Export …")
    journey.until(lambda: out.exists() and window.notices.isVisible())
    journey.press("Escape")

    to_conversations(journey, "Cooling")
    journey.press("Del")
    journey.until(lambda: len(titles(journey)) == 1 and window.notices.isVisible())
    journey.press("Ctrl+L", "F6")
    assert journey.focus_name == "Undo"
    journey.press("Space")
    journey.until(lambda: len(titles(journey)) == 2)


def names_of(page: QWidget) -> set[str]:
    """What the buttons are called that can be seen."""
    return {each.accessibleName() for each in page.findChildren(QAbstractButton) if each.isVisible()}


def test_models_are_downloaded_used_and_removed(keyboard: Keyboard, workspace: FakeWorkspace) -> None:
    store = workspace.model_store
    store.stored = [stored_model()]
    store.offered = [offered_model("InternVL3-2B")]
    store.scripts = {"InternVL3-2B": whole_download("InternVL3-2B", stored_model("InternVL3-2B"))}
    journey = keyboard()
    window = journey.window
    journey.press("Ctrl+M")
    journey.until(lambda: window.models.shown and len(window.models.page.cards) == 2)
    journey.go_to("Use Tiny-1B to answer")
    journey.press("Space")
    journey.until(lambda: window.preferences.model == "Tiny-1B")
    journey.go_to("Download InternVL3-2B", back=True)
    journey.press("Space")
    journey.until(lambda: [each.name for each in store.stored] == ["Tiny-1B", "InternVL3-2B"])
    journey.until(lambda: "Remove InternVL3-2B" in names_of(window.models.page))
    journey.picture("downloaded")

    def remove() -> None:
        journey.go_to("Remove")
        journey.press("Space")

    journey.go_to("Remove InternVL3-2B")
    journey.in_dialog(remove)
    journey.press("Space")
    journey.until(lambda: store.removed == ["InternVL3-2B"])
    journey.until(lambda: "Remove InternVL3-2B" not in names_of(window.models.page))
    journey.until(lambda: not any(lane.busy for lane in window.lanes.all()))
    while window.notices.isVisible():
        journey.press("Escape")
    journey.go_to("Repository to download")
    journey.type("not a model")
    journey.press("Return")
    journey.until(window.notices.isVisible)
    journey.press("Escape")
    assert not window.notices.isVisible()
    journey.press("Escape")
    assert not window.models.shown


def test_settings_are_changed_restored_and_every_page_is_reached(
    keyboard: Keyboard, preferences: MemoryPreferences
) -> None:
    journey = keyboard()
    journey.press("Ctrl+,")
    journey.until(lambda: isinstance(QApplication.activeWindow(), SettingsDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, SettingsDialog)
    journey.go_to("Theme")
    journey.press("Down")
    assert preferences.settings.theme.value != "light"
    for row in dialog.rows.values():
        journey.go_to(row.control.accessibleName())
    journey.press("Ctrl+Tab")
    assert dialog.tabs.currentIndex() == 1
    journey.go_to("Keys for: New conversation")
    journey.press("F9", "Tab")
    journey.until(lambda: preferences.settings.shortcuts == {"new_conversation": "F9"})
    journey.go_to("Back to the default: New conversation")
    journey.press("Space")
    assert preferences.settings.shortcuts == {}
    journey.go_to("Keys for: Quit")
    journey.go_to("Keys for: New conversation", back=True)
    journey.press("Ctrl+Tab", "Ctrl+Tab")
    assert dialog.tabs.currentIndex() == 3
    journey.press("Escape")
    journey.until(lambda: journey.focus_name == "Question")


def test_the_theme_the_side_list_and_a_crash_report(keyboard: Keyboard) -> None:
    journey = keyboard()
    window = journey.window
    before = window.palette().window().color()
    journey.go_to("Light or dark", back=True)
    journey.press("Space")
    journey.until(lambda: window.palette().window().color() != before)
    journey.press("Ctrl+B")
    journey.until(lambda: not window.sidebar.isVisible())
    journey.press("Ctrl+B")
    journey.until(window.sidebar.isVisible)
    journey.until(lambda: window.sidebar.width() > 0)
    width = window.sidebar.width()
    journey.go_to("Width of the side list")
    journey.press("Right", "Right")
    assert window.sidebar.width() > width
    journey.picture("a wider side list")
    journey.press("Left", "Left")
    assert window.sidebar.width() == width
    window.crashes._report = "ValueError"
    window.crashes._notify("Something went wrong.", "Your library is safe.")
    journey.press("Ctrl+L", "F6")
    journey.go_to("Details …")
    journey.press("Space")
    journey.until(lambda: isinstance(QApplication.activeWindow(), CrashDialog))
    journey.go_to("Copy the report")
    journey.press("Space")
    assert QApplication.clipboard().text() == "ValueError"
    journey.press("Escape")
    journey.until(lambda: not isinstance(QApplication.activeWindow(), CrashDialog))


def test_from_an_empty_window_to_an_illustrated_answer(open_journey: OpenJourney) -> None:
    real = open_journey("first-start-by-keyboard", read=False)
    window = real.window
    journey = KeyboardJourney("first-start", real.bot, window)
    journey.until(window.welcome.sample_button.isVisible)
    journey.press("Shift+F6")
    journey.go_to("Try the sample manual")
    journey.press("Space")
    journey.until(lambda: any(entry.progress for entry in window.model.entries))
    journey.until(
        lambda: [e.document.status for e in window.model.entries if e.document is not None] == [DocumentStatus.READY]
    )
    journey.until(lambda: journey.focus_name == "Question")
    journey.type("Which states can a document be in, and how does it get from one to the next?")
    journey.press("Return")
    journey.until(lambda: window.chat.turns and not window.chat.busy and window.chat.turns[0].figure_blocks)
    journey.press("Shift+F6")
    journey.go_to("Answer text")
    journey.press("Return")
    journey.until(lambda: window.pages.isVisible() and window.pages.view.marked)
    journey.go_to("Figure 3")
    journey.press("Return")
    journey.until(window.viewer.isVisible)
    journey.press("Escape")
    assert "Figure 3" in journey.focus_name
