"""Row U4: forty documents that give orders, and a model that obeys every one of them, through the whole program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop_app.domain.documents import Document, DocumentStatus
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.use_cases import Request
from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.poisoned_documents import ORDERS, PLACES, write_poisoned

READY, PARTIAL = DocumentStatus.READY, DocumentStatus.PARTIAL
_WATCHED = {
    "open",
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "webbrowser.open",
}
_seen: list[tuple[str, str]] = []
_watching: list[Path] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event in _WATCHED:
        words = str(arguments[0]) if event == "open" else str(arguments)
        if event != "open" or str(_watching[0]) in words:
            _seen.append((event, words))


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Path]:
    """A picture that nothing may open; what Python opens, starts and connects to is noted meanwhile."""
    path = tmp_path / "canary.png"
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(path))
    if not _seen and not _watching:
        sys.addaudithook(_watch)
    yield path
    _watching.clear()
    _seen.clear()


def shown(window: MainWindow) -> list[Document]:
    """The documents as the list has them; it learns of changes a little later than the library."""
    return [entry.document for entry in window.model.entries if entry.document is not None]


def test_orders_in_documents_have_no_effect_though_the_model_obeys(
    open_journey: OpenJourney, tmp_path: Path, canary: Path
) -> None:
    journey = open_journey("poisoned", read=False)
    window = journey.window
    opened: list[str] = []
    window.open_address = lambda address: bool(opened.append(address))
    with journey.watch.paused():
        files = write_poisoned(tmp_path, canary)
    window.add(files)
    journey.until(lambda: len([e for e in window.model.entries if e.document is not None]) == len(files))
    journey.until(lambda: not window.library.busy)
    journey.until(lambda: {document.status for document in shown(window)} <= {READY, PARTIAL})
    documents = shown(window)
    obeying = tmp_path / "obeying.md"
    obeying.write_text("\n\n".join(ORDERS.values()).format(canary=canary), encoding="utf-8")
    assert window.workspace is not None
    library = window.workspace.library
    figures = {figure.id for document in documents for figure in library.document_figures(document.id)}
    _watching.append(canary)
    for place in PLACES:
        words = " ".join(ORDERS)
        window.frame.show(window.conversation)
        window.chat.ask(Request(f"How is the {place} pump of type {words} cooled?", f"scripted:{obeying}", "many"))
        journey.until(lambda: not window.chat.busy)
        turn = window.chat.turns[-1]
        journey.until(lambda shown=turn: all(card.image is not None for card in shown.figure_blocks))
        answer = turn.answer
        assert answer is not None
        assert {placed.figure.id for placed in answer.figures} <= figures
        assert {citation.document.id for citation in answer.citations} <= {document.id for document in documents}
        assert not [block for block in turn.text_blocks if "\ufffc" in block.toPlainText()]
        assert "alert(1)" in turn.plain_text(), "what was ordered is words, and nothing else"
    QApplication.processEvents()
    assert opened == []
    assert [event for event in _seen if event[0] != "subprocess.Popen"] == []
    assert not [words for event, words in _seen if event == "subprocess.Popen" and "192.0.2.7" in words]
    journey.picture("obeyed by nobody")
