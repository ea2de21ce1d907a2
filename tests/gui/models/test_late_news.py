"""What the store tells after the page of models is gone is told to nobody, and is no fault."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from desktop_app.gui.background.lane import Lane
from desktop_app.gui.models.models_controller import ModelsController
from desktop_app.gui.models.models_page import ModelsPage
from tests.gui.fakes import FakeWorkspace


def test_a_list_of_models_that_comes_after_the_window_has_gone_is_dropped(
    qtbot: QtBot, workspace: FakeWorkspace
) -> None:
    page = ModelsPage()
    qtbot.addWidget(page)
    parent = QObject()
    lane = Lane("late-news")
    controller = ModelsController(page, lane, (), parent)
    controller.set_workspace(workspace)
    with qtbot.waitSignal(controller.choices):
        controller._tell_change()
    controller._tell_change()
    for thread in threading.enumerate():
        if thread.name == "lane-late-news":
            thread.join(40)
    shiboken6.delete(parent)
    QCoreApplication.processEvents()  # a fault here would be caught by pytest-qt, and fail the test
    qtbot.waitUntil(lambda: not lane._alive)
