"""Thousands of files that are dropped, or end, at once: what is done for all together is done once, and in pieces."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.background.job import Deliveries, Job, call_once
from desktop_app.gui.library.library_model import EntryState, LibraryModel
from desktop_app.gui.main_window import MainWindow
from tests.gui.fakes import FakeUseCases, make_document

FILES = [Path(f"/docs/{number}.pdf") for number in range(500)]


def changes_of(model: LibraryModel) -> list[str]:
    told: list[str] = []
    for name in ("modelReset", "rowsInserted", "rowsRemoved"):
        getattr(model, name).connect(lambda *_values, what=name: told.append(what))
    return told


@pytest.mark.parametrize("fails", [False, True], ids=["become documents", "fail"])
def test_the_list_is_made_anew_once_for_all_files_that_end_together(qtbot: QtBot, fails: bool) -> None:
    model = LibraryModel()
    model.set_documents([make_document(1)])
    model.add_files(FILES)
    told = changes_of(model)
    made_anew: list[int] = []
    model.dataChanged.connect(lambda first, last: made_anew.append(last.row() - first.row()))
    for path in FILES:
        if fails:
            model.fail_file(path, "It is broken.")
        else:
            model.drop_file(path)
    qtbot.waitUntil(lambda: model.totals.active == 0 and not any(e.state is EntryState.WAITING for e in model.entries))
    assert len(model.entries) == 1 + (len(FILES) if fails else 0)
    assert len(told) + len(made_anew) <= 6


def test_jobs_that_end_together_share_the_time_of_a_turn(qtbot: QtBot) -> None:
    deliveries = Deliveries(budget_s=0.0)
    values: list[object] = []
    jobs = [Job(call_once(partial(int, at)), deliveries=deliveries) for at in range(30)]
    for job in jobs:
        job.yielded.connect(values.append)
        job.started.connect(lambda: values.append("started"))
        job.run()
    QCoreApplication.sendPostedEvents()
    assert values == ["started"], "a turn without time tells one thing"
    qtbot.waitUntil(lambda: len(values) == 2 * len(jobs))
    assert [value for value in values if value != "started"] == list(range(30))


def all_are_listed(window: MainWindow) -> bool:
    return len(window.model.entries) == len(FILES)


def test_files_that_are_not_queued_yet_can_be_stopped(
    qtbot: QtBot, open_window: Callable[[], MainWindow], use_cases: FakeUseCases
) -> None:
    use_cases.gate.clear()
    window = open_window()
    window.add(FILES)
    qtbot.waitUntil(lambda: all_are_listed(window))
    window.library.stop(window.model.entries[-1:])
    qtbot.waitUntil(lambda: len(window.model.entries) == len(FILES) - 1)
    window.library.stop_all()
    qtbot.waitUntil(lambda: not window.library.busy)
    qtbot.waitUntil(lambda: not window.model.entries)
    assert use_cases.read == []


def test_all_of_many_files_are_read_in_their_order(
    qtbot: QtBot, open_window: Callable[[], MainWindow], use_cases: FakeUseCases
) -> None:
    window = open_window()
    window.add(FILES[:60])
    qtbot.waitUntil(lambda: len(use_cases.read) == 60 and not window.library.busy)
    assert use_cases.read == FILES[:60]


def test_few_of_many_files_that_wait_have_a_job(
    qtbot: QtBot, open_window: Callable[[], MainWindow], use_cases: FakeUseCases
) -> None:
    use_cases.gate.clear()
    window = open_window()
    window.add(FILES)
    qtbot.waitUntil(lambda: all_are_listed(window) and bool(window.library._jobs))
    assert len(window.library._jobs) < len(FILES) / 10
    left_out: list[Path] = []
    window.library.left_out.connect(left_out.extend)
    window.library.pause()
    window.library.stop_all()
    assert len(left_out) > len(FILES) * 0.9
    use_cases.gate.set()
    qtbot.waitUntil(lambda: not window.library.busy and not window.model.entries)
    window.library.go_on()


def test_collections_are_read_once_for_all_files_that_end_together(qtbot: QtBot, window: MainWindow) -> None:
    collections = window.library_part.collections
    listed: list[int] = []
    collections.listed.connect(lambda: listed.append(1))
    for _ in FILES:
        collections.refresh_soon()
    qtbot.waitUntil(lambda: bool(listed) and not window.lanes.opening.busy)
    QCoreApplication.processEvents()
    assert len(listed) == 1
