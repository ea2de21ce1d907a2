"""The page of models in the window: what it shows, what its buttons do, by mouse, keyboard and drop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QProgressBar
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import DownloadFailed, ModelUnfit
from desktop_app.domain.model_store import DownloadPlanned, DownloadProgress, DownloadWaiting, PausedDownload
from desktop_app.domain.ports import ModelChoice
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.models.model_card import ModelCard
from desktop_app.gui.models.model_rows import RowState, Running, Section, rows_of
from desktop_app.gui.models.models_page import ModelsPage
from desktop_app.gui.preferences import MemoryPreferences
from tests.gui.fakes import FakeWorkspace
from tests.helpers.fake_model_store import FakeModelStore, offered_model, stored_model, whole_download

pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning")


@pytest.fixture
def store(workspace: FakeWorkspace) -> FakeModelStore:
    workspace.model_store.stored = [stored_model(), stored_model("Else", projector=None, owned=False)]
    workspace.model_store.offered = [offered_model(), offered_model("Huge-70B", 90_000_000_000)]
    workspace.models.choices = (ModelChoice("Tiny-1B", Path("/models/Tiny-1B.gguf")),)
    return workspace.model_store


@pytest.fixture
def page(qtbot: QtBot, store: FakeModelStore, window: MainWindow) -> ModelsPage:
    assert store is not None
    qtbot.mouseClick(window.models.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.models.page.cards) == 4)
    return window.models.page


def card(page: ModelsPage, name: str) -> ModelCard:
    found = page.card(name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, page: ModelsPage, name: str, action: str) -> None:
    button = card(page, name).buttons[action]
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def states(page: ModelsPage) -> dict[str, str]:
    return {each.row.name: each.row.state.value for each in page.cards}


# What it shows


def test_the_page_shows_what_is_here_and_what_fits(page: ModelsPage) -> None:
    assert states(page) == {
        "Tiny-1B": "installed",
        "Else": "installed",
        "InternVL3-2B": "available",
        "Huge-70B": "available",
    }
    assert "Fits this machine" in card(page, "InternVL3-2B").words
    assert "Too large" in card(page, "Huge-70B").words
    assert "1.5 GB · Apache-2.0" in card(page, "InternVL3-2B").words
    assert "hub.example" in page.note


def test_the_button_escape_and_the_cross_leave_the_page(qtbot: QtBot, window: MainWindow, page: ModelsPage) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not page.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.isVisible)
    qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    assert window.welcome.isVisible()
    qtbot.mouseClick(window.models.button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.models.button, Qt.MouseButton.LeftButton)
    assert window.welcome.isVisible()


def test_everything_can_be_reached_by_keyboard_and_has_a_name(qtbot: QtBot, page: ModelsPage) -> None:
    controls = [each for each in page.findChildren(QAbstractButton) if each.isVisible()]
    controls += page.findChildren(QLineEdit)  # type: ignore[arg-type]
    assert len(controls) > 6
    names = [each.accessibleName() or each.text() for each in controls]
    assert all(names)
    assert len(set(names)) == len(names), "two buttons of the same name can't be told apart"
    page.add_button.setFocus()
    seen = set()
    for _ in range(40):
        focus = QApplication.focusWidget()
        if focus in controls:
            seen.add(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    enabled = {each for each in controls if each.isEnabled()}
    assert enabled <= seen


def test_switched_off_downloads_say_why_and_can_not_be_pressed(
    qtbot: QtBot, store: FakeModelStore, page: ModelsPage
) -> None:
    store.why_offline = "Downloads are switched off in the settings."
    page.closed.emit()
    page.window().models.show()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "switched off" in page.note)
    assert not card(page, "InternVL3-2B").buttons["download"].isEnabled()
    assert not page.field.isEnabled()


# Downloads


def test_a_download_runs_ends_and_can_be_chosen(
    qtbot: QtBot,
    store: FakeModelStore,
    window: MainWindow,
    page: ModelsPage,
    workspace: FakeWorkspace,
    preferences: MemoryPreferences,
) -> None:
    store.gate.clear()
    press(qtbot, page, "InternVL3-2B", "download")
    qtbot.waitUntil(lambda: card(page, "InternVL3-2B").row.progress == pytest.approx(0.4))
    running = card(page, "InternVL3-2B")
    assert running.row.state is RowState.ACTIVE
    assert running.bar.value() == 400
    assert running.findChild(QProgressBar).accessibleName() == "Download of InternVL3-2B"  # type: ignore[union-attr]
    workspace.models.choices += (ModelChoice("InternVL3-2B", Path("/models/InternVL3-2B.gguf")),)
    store.gate.set()
    qtbot.waitUntil(lambda: states(page).get("InternVL3-2B") == "installed")
    assert window.notices.shown is not None
    assert "InternVL3-2B is here." in window.notices.shown.message
    qtbot.waitUntil(lambda: window.composer.models.findData("InternVL3-2B") >= 0)
    press(qtbot, page, "InternVL3-2B", "use")
    assert preferences.model == window.composer.model == "InternVL3-2B"
    assert card(page, "InternVL3-2B").row.chosen
    assert not card(page, "InternVL3-2B").buttons["use"].isVisible()


def test_a_pause_keeps_the_row_and_goes_on(qtbot: QtBot, store: FakeModelStore, page: ModelsPage) -> None:
    store.gate.clear()
    press(qtbot, page, "InternVL3-2B", "download")
    qtbot.waitUntil(lambda: card(page, "InternVL3-2B").row.progress > 0)
    press(qtbot, page, "InternVL3-2B", "pause")
    qtbot.waitUntil(lambda: states(page).get("InternVL3-2B") == "paused")
    paused = card(page, "InternVL3-2B")
    assert paused.buttons["download"].text() == "Go on"
    assert paused.row.progress == pytest.approx(0.4)
    store.gate.set()
    press(qtbot, page, "InternVL3-2B", "download")
    qtbot.waitUntil(lambda: states(page).get("InternVL3-2B") == "installed")
    assert store.asked == ["InternVL3-2B", "InternVL3-2B"]


def test_cancelling_stops_and_removes_what_is_there(
    qtbot: QtBot, store: FakeModelStore, window: MainWindow, page: ModelsPage
) -> None:
    store.gate.clear()
    press(qtbot, page, "InternVL3-2B", "download")
    qtbot.waitUntil(lambda: card(page, "InternVL3-2B").row.progress > 0)
    press(qtbot, page, "InternVL3-2B", "discard")
    qtbot.waitUntil(lambda: states(page).get("InternVL3-2B") == "available")
    assert store.discarded == ["InternVL3-2B"]
    assert not window.models.busy


def test_an_interrupted_download_is_offered_at_the_next_start_and_can_be_forgotten(
    qtbot: QtBot, store: FakeModelStore, page: ModelsPage
) -> None:
    store.paused = [PausedDownload("owner/Else-GGUF", "owner/Else-GGUF", 3, 10)]
    page.window().models.refresh()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: states(page).get("owner/Else-GGUF") == "paused")
    press(qtbot, page, "owner/Else-GGUF", "discard")
    qtbot.waitUntil(lambda: "owner/Else-GGUF" not in states(page))


def test_two_downloads_run_side_by_side(qtbot: QtBot, store: FakeModelStore, page: ModelsPage) -> None:
    store.gate.clear()
    for name in ("InternVL3-2B", "Huge-70B"):
        press(qtbot, page, name, "download")
    for name in ("InternVL3-2B", "Huge-70B"):
        qtbot.waitUntil(lambda name=name: card(page, name).row.progress > 0)
    store.gate.set()
    qtbot.waitUntil(lambda: {states(page).get(name) for name in ("InternVL3-2B", "Huge-70B")} == {"installed"})


def test_any_repository_can_be_asked_for(qtbot: QtBot, store: FakeModelStore, page: ModelsPage) -> None:
    assert not page.fetch_button.isEnabled()
    qtbot.keyClicks(page.field, "owner/Thing-GGUF:Q8_0")
    assert page.fetch_button.isEnabled()
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: store.asked == ["owner/Thing-GGUF:Q8_0"])
    assert page.field.text() == ""
    qtbot.waitUntil(lambda: len(store.stored) == 3)
    qtbot.waitUntil(lambda: not page.window().models.busy)  # type: ignore[attr-defined]


def test_what_a_download_waits_for_stands_in_its_row(qtbot: QtBot, store: FakeModelStore, page: ModelsPage) -> None:
    store.scripts["InternVL3-2B"] = [
        DownloadPlanned("InternVL3-2B", "o/n", ("x",), 1000, 100, "This model reads text only."),
        DownloadWaiting("InternVL3-2B", "The hub is busy.", 30),
        DownloadProgress("InternVL3-2B", "x", 100, 1000, checking=True),
        *whole_download("InternVL3-2B")[1:],
    ]
    words: list[str] = []
    update = page.update_row
    page.update_row = lambda row: (words.append(row.facts), update(row))  # type: ignore[assignment, method-assign]
    press(qtbot, page, "InternVL3-2B", "download")
    qtbot.waitUntil(lambda: states(page).get("InternVL3-2B") == "installed")
    assert any("waiting: The hub is busy." in each for each in words)
    assert any("checking what is there" in each for each in words)


def test_a_download_that_fails_is_told(
    qtbot: QtBot, store: FakeModelStore, window: MainWindow, page: ModelsPage
) -> None:
    store.scripts["InternVL3-2B"] = [DownloadFailed("The disk is full.", "Free some space.")]
    press(qtbot, page, "InternVL3-2B", "download")
    qtbot.waitUntil(lambda: window.notices.shown is not None)
    assert window.notices.shown is not None
    assert window.notices.shown.message == "The disk is full."
    qtbot.waitUntil(lambda: states(page).get("InternVL3-2B") == "available")


def test_closing_the_window_pauses_downloads(
    qtbot: QtBot, store: FakeModelStore, window: MainWindow, page: ModelsPage
) -> None:
    store.gate.clear()
    press(qtbot, page, "InternVL3-2B", "download")
    qtbot.waitUntil(lambda: card(page, "InternVL3-2B").row.progress > 0)
    window.close()
    assert store.paused[0].name == "InternVL3-2B"


# Adding and removing


def test_a_file_is_added_by_the_dialog(
    qtbot: QtBot, store: FakeModelStore, window: MainWindow, page: ModelsPage
) -> None:
    window.choose_model_file = lambda: Path("/else/new.gguf")
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "new" in states(page))
    assert store.added == [(Path("/else/new.gguf"), None)]
    window.choose_model_file = lambda: None
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    assert len(store.added) == 1


def test_files_are_added_by_drop(qtbot: QtBot, store: FakeModelStore, page: ModelsPage, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (tmp_path / "a.gguf", folder, tmp_path / "b.pdf")])
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), actions, data, button, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), actions, data, button, keys))
    qtbot.waitUntil(lambda: [path for path, _ in store.added] == [tmp_path / "a.gguf", folder])
    qtbot.waitUntil(lambda: "models" in states(page))


def test_a_pdf_over_the_page_is_for_the_window(page: ModelsPage, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "b.pdf"))])
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), actions, data, button, keys)
    page.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_a_damaged_file_is_told(qtbot: QtBot, store: FakeModelStore, window: MainWindow, page: ModelsPage) -> None:
    store.problems["bad.gguf"] = ModelUnfit("bad.gguf is damaged.", "Copy it again.")
    window.choose_model_file = lambda: Path("/else/bad.gguf")
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.notices.shown is not None)
    assert window.notices.shown is not None
    assert window.notices.shown.message == "bad.gguf is damaged."


def test_removing_asks_first_and_says_what_is_free(
    qtbot: QtBot, store: FakeModelStore, window: MainWindow, page: ModelsPage
) -> None:
    asked: list[tuple[str, str, str]] = []

    def confirm(title: str, text: str, yes: str) -> bool:
        asked.append((title, text, yes))
        return len(asked) > 1

    window.confirm = confirm
    press(qtbot, page, "Tiny-1B", "remove")
    assert store.removed == []
    press(qtbot, page, "Tiny-1B", "remove")
    qtbot.waitUntil(lambda: "Tiny-1B" not in states(page))
    assert "2.0 GB" in asked[0][1]
    assert window.notices.shown is not None
    assert window.notices.shown.hint == "2.0 GB are free again."
    press(qtbot, page, "Else", "remove")
    assert "stays where it is" in asked[2][1]
    qtbot.waitUntil(lambda: "Else" not in states(page))


def test_the_keyboard_follows_a_card_that_moves(qtbot: QtBot, store: FakeModelStore, page: ModelsPage) -> None:
    store.gate.clear()
    button = card(page, "InternVL3-2B").buttons["download"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: card(page, "InternVL3-2B").row.progress > 0)
    assert card(page, "InternVL3-2B").isAncestorOf(QApplication.focusWidget())
    store.gate.set()
    qtbot.waitUntil(lambda: states(page).get("InternVL3-2B") == "installed")
    assert card(page, "InternVL3-2B").isAncestorOf(QApplication.focusWidget())


def test_rows_stand_in_their_sections_once() -> None:
    store = FakeModelStore(
        stored=[stored_model()],
        offered=[
            offered_model(),
            offered_model("A"),
            offered_model("B"),
            offered_model("Tiny-1B", stored_as="Tiny-1B"),
        ],
        paused=[PausedDownload("A", "o/A", 1, 2), PausedDownload("InternVL3-2B", "o/I", 1, 4)],
    )
    rows = rows_of(store.listing(), {"InternVL3-2B": Running(3, 4, "fast")}, "/models/Tiny-1B.gguf")
    assert [(row.section, row.name, row.state, row.progress) for row in rows] == [
        (Section.HERE, "Tiny-1B", RowState.INSTALLED, -1.0),
        (Section.COMING, "InternVL3-2B", RowState.ACTIVE, 0.75),
        (Section.COMING, "A", RowState.PAUSED, 0.5),
        (Section.OFFERED, "B", RowState.AVAILABLE, -1.0),
    ]
    assert rows[0].chosen
    assert rows[1].facts.endswith("fast")


def test_the_recommended_model_says_so(qtbot: QtBot, store: FakeModelStore, page: ModelsPage) -> None:
    assert "Recommended" not in card(page, "InternVL3-2B").words
    store.offered[0] = replace(store.offered[0], recommended=True)
    page.window().models.refresh()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "Recommended to begin with" in card(page, "InternVL3-2B").words)
    assert "Recommended" not in card(page, "Huge-70B").words
    assert card(page, "InternVL3-2B").accessibleDescription().startswith("Recommended to begin with. ")


def test_a_name_that_is_refused_stays_to_be_corrected_and_in_sight(
    qtbot: QtBot, store: FakeModelStore, page: ModelsPage
) -> None:
    window = page.window()
    window.resize(1280, 560)
    store.scripts["not a model"] = [DownloadFailed("It names no model.", "Give another.")]
    page.field.setFocus()
    qtbot.keyClicks(page.field, "not a model")
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    notices = window.notices  # type: ignore[attr-defined]
    qtbot.waitUntil(notices.isVisible)
    qtbot.waitUntil(lambda: page.field.text() == "not a model")
    qtbot.waitUntil(lambda: page.field.visibleRegion().boundingRect() == page.field.rect())
