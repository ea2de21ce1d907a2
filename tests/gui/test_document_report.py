"""The report of one document: what it says of pages that failed, and that it says it once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import DocumentStatus, Page, PageCounts, PageState
from desktop_app.gui.library.document_report import MOST_LINKS, DocumentReport
from desktop_app.ingestion.document_status import final_status
from desktop_app.ingestion.figure_report import FigureReport
from tests.gui.fakes import make_document

DAMAGED = "The page is damaged and can't be read."


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def make_page(number: int, reason: str = "") -> Page:
    return Page(number, 600, 800, 0, PageState.FAILED if reason else PageState.TEXT, reason)


def words_of(parent: QWidget, pages: list[Page]) -> list[str]:
    failed = tuple(page for page in pages if page.state is PageState.FAILED)
    passages = len(pages) - len(failed)
    status, error = final_status(pages, len(pages), passages=passages, figures=0)
    counts = PageCounts(text=passages, failed=len(failed))
    document = replace(make_document(1), status=status, error=error, counts=counts)
    return DocumentReport(FigureReport(document, {}, (), failed), parent).words


def test_a_page_that_failed_is_told_of_once(parent: QWidget) -> None:
    words = words_of(parent, [make_page(1), make_page(2, DAMAGED)])
    assert f"Page 2: {DAMAGED}" in words
    assert sum("damaged" in each for each in words) == 1


@pytest.mark.parametrize("count", [1, 30])
def test_a_document_of_which_nothing_was_read_says_so_once(parent: QWidget, count: int) -> None:
    words = words_of(parent, [make_page(number, DAMAGED) for number in range(1, count + 1)])
    assert sum("damaged" in each for each in words) == 1
    assert words[-1].startswith("“Read again”")


def test_pages_that_failed_for_the_same_reason_stand_together(parent: QWidget) -> None:
    pages = [make_page(1), *(make_page(number, DAMAGED) for number in range(2, 40)), make_page(40, "No room.")]
    words = words_of(parent, pages)
    (line,) = (each for each in words if each.endswith(DAMAGED))
    assert line.startswith("Pages 2, 3, 4, ")
    assert line.count(",") == MOST_LINKS
    assert "Page 40: No room." in words


def test_an_error_that_is_of_no_page_stays(parent: QWidget) -> None:
    document = replace(make_document(1), status=DocumentStatus.FAILED, error="a.pdf is empty.")
    assert "a.pdf is empty." in DocumentReport(FigureReport(document, {}, (), ()), parent).words
