"""What isn't seen at first is made after the window has been painted, or when it is asked for; once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.geometry import Box, Region
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.reading_order import stops_of
from desktop_app.gui.window.late_parts import is_made
from tests.gui.fakes import FakeWorkspace, make_document

pytestmark = pytest.mark.heavy

LATE = ("viewer", "pages", "table", "gallery", "models")


@pytest.fixture
def window(open_window: Callable[[], MainWindow]) -> MainWindow:
    return open_window()


def test_all_are_there_after_a_while_and_only_once(window: MainWindow, qtbot: QtBot) -> None:
    told: list[str] = []
    window.part_made.connect(told.append)
    early = [name for name in LATE if is_made(window, name)]
    qtbot.waitUntil(lambda: not window.late_parts.left)
    assert sorted(early + told) == sorted(LATE)
    assert window.pages is window.pages
    assert sorted(early + told) == sorted(LATE)


def test_nothing_that_was_not_asked_for_comes_on_screen(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.late_parts.left)
    assert not window.pages_shown
    assert not window.viewer_shown
    assert not window.gallery.shown
    assert window.frame.splitter.widget(2) is window.pages


def test_the_order_of_tab_is_that_of_reading_with_parts_that_came_late(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.late_parts.left)
    stops = stops_of(window.frame.root)
    pages = [stop for stop in stops if window.pages.isAncestorOf(stop)]
    assert pages == stops[-len(pages) :]
    chain, at = [stops[0]], stops[0].nextInFocusChain()
    while at is not stops[0]:
        chain += [at] if at in stops else []
        at = at.nextInFocusChain()
    assert chain == stops


def test_a_part_that_is_asked_for_at_once_has_the_library(
    window: MainWindow, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    document = workspace.library.add(make_document(1))
    with qtbot.waitSignal(window.pages.shown):
        window.places.show(document, (Region(3, Box(60, 100, 460, 160)),))
    assert window.pages_shown
    assert window.frame.splitter.sizes()[2] >= 300


def test_a_window_that_closes_makes_nothing_more(window: MainWindow) -> None:
    window.close()
    assert not window.late_parts.left


def test_the_window_is_imported_without_what_is_made_late() -> None:
    late = (
        "chat.turn_view",
        "figures.figure_viewer",
        "gallery.joining",
        "library.table_page",
        "models.joining",
        "page_viewer.page_panel",
        "settings_dialog.settings_dialog",
    )
    wanted = [f"desktop_app.gui.{name}" for name in late] + ["pydantic"]
    look = "import sys, desktop_app.startup, desktop_app.gui.application; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True, timeout=120)
    assert [name for name in wanted if name in done.stdout.split()] == []
    for name in wanted[:-1]:
        import_module(name)  # they are called so
