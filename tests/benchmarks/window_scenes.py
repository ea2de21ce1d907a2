"""What is done in the window while its longest turns are measured: scenes with large contents."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.domain.conversation import Answer
from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.ingest_events import FileReport
from desktop_app.gui.chat.turn_view import TurnView
from desktop_app.gui.library.document_report import DocumentReport
from desktop_app.gui.library.table_rows import Column
from desktop_app.gui.settings_dialog.settings_dialog import SettingsDialog
from tests.benchmarks.window_desk import Action, Desk, Turn, desk
from tests.gui.fakes import (
    FakeWorkspace,
    Script,
    illustrated_answer,
    make_citation,
    make_document,
    make_placed,
    plain_answer,
)
from tests.gui.hostile_texts import HOSTILE

TURNS = 1_000
CONVERSATIONS = 2_000
DOCUMENTS = 10_000
DROPPED = 10_000
ENDING = 2_000
FIGURES = 4_000
PAGES = 13_000
CHARACTERS = 80_000
"""Of an answer of 20,000 tokens."""
WORD = 1_000_000
LONG = "long"
"""The id of the conversation of 1,000 turns."""

_PROSE = (
    "The pump is held by four bolts of 8 mm on a bracket of cast iron, which stands on the frame of the engine. [1] "
)
_PARTS = (
    "## {n}. How the pump is mounted\n\n" + _PROSE * 3,
    "- **First** drain the circuit, then *loosen* the clamp.\n- Take off `hose {n}`.\n  - Keep the seal.\n- Dry it. "
    "[2]",
    "| Part | Number | Torque |\n|---|---|---|\n" + "| Bolt M8 | {n} | 22 Nm |\n" * 9,
    "```python\ndef torque(n):\n    # tighten crosswise\n    return {n} * n ** 2\n\n"
    "for bolt in range(8):\n    print(torque(bolt))\n```",
    "The flow is $Q = \\frac{{\\pi r^4 \\Delta p}}{{8 \\eta l}}$, and over time\n\n"
    "$$\\int_0^T Q \\, dt = \\sum_{{i=1}}^{{{n}}} q_i$$",
    _PROSE * 6,
)


def rich_paragraphs(characters: int) -> list[str]:
    """Paragraphs of all kinds, so many characters together."""
    found: list[str] = []
    left = characters
    while left > 0:
        text = _PARTS[len(found) % len(_PARTS)].format(n=len(found) + 1)
        found.append(text)
        left -= len(text)
    return found


def long_conversation() -> Iterator[Answer]:
    """Turns with words of all kinds, citations and figures."""
    document = make_document(1)
    for number in range(TURNS):
        first = number % len(_PARTS)
        paragraphs = tuple(_PARTS[(first + each) % len(_PARTS)].format(n=number + 1) for each in range(4))
        figures = (make_placed(number + 1, document, 1),) if number % 2 else ()
        citations = (make_citation(1, document), make_citation(2, document, page=7))
        yield Answer(f"Question {number + 1}: how is the pump mounted?", paragraphs, figures, citations, "excerpts")


def _keep_conversations(workspace: FakeWorkspace) -> None:
    history = workspace.history
    # Straight into the file: each turn is written durably, which would take minutes.
    history._connection.execute("PRAGMA synchronous = OFF")
    for position, answer in enumerate(long_conversation()):
        history.save_turn(LONG, position, answer)
    answers = list(islice(long_conversation(), 20))
    for number in range(CONVERSATIONS):
        question = f"Conversation {number}: {answers[number % 20].question}"
        history.save_turn(f"kept-{number}", 0, replace(answers[number % 20], question=question))
    history._connection.execute("PRAGMA synchronous = FULL")


def conversations() -> Iterator[Turn]:
    """A list of 2,000 conversations, and one of 1,000 turns in it."""
    with desk(_keep_conversations) as made:
        window, panel = made.window, made.window.history_panel
        yield replace(made.first, what=f"opening with {CONVERSATIONS:,} conversations kept")
        yield made.measure("the list of conversations is shown", window.show_history)
        yield made.measure(
            "it is searched as one types",
            *[partial(panel.search.setText, "pump mounted"[:end]) for end in range(1, 13)],
            done=lambda: not made.busy and not panel._delay.isActive(),
        )
        yield made.measure(
            "all are listed again", panel.search.clear, done=lambda: not panel._delay.isActive() and not made.busy
        )
        yield made.measure("the list is scrolled", _scrolling(panel.view.verticalScrollBar(), 60))
        yield from _long_conversation(made)


def _long_conversation(made: Desk) -> Iterator[Turn]:
    window = made.window
    summary = next(each for each in made.workspace.history.conversations() if each.turns == TURNS)
    yield made.measure(
        f"a conversation of {TURNS:,} turns is opened",
        lambda: window.history.open(summary),
        done=lambda: len(window.chat.turns) >= 10 and not made.busy and not window.chat._saved.busy,
    )
    bar = window.conversation.verticalScrollBar()
    yield made.measure("its end is scrolled through", _scrolling(bar, 60))
    yield made.measure("all its turns are shown and scrolled to", _to_the_beginning(made))
    yield made.measure("it is scrolled through as a whole", _scrolling(bar, 300))
    yield made.measure("its scroll bar is dragged to places far apart", _leaping(bar))
    made.use_cases.script = illustrated_answer(
        rich_paragraphs(4_000), (make_placed(9_001, make_document(1), 1),), (make_citation(1, make_document(1)),)
    )
    yield made.measure(
        "a question is asked in it",
        lambda: window.ask("And the seal?"),
        done=lambda: not window.chat.busy and not made.busy,
    )
    yield made.measure("the window is resized over it", _resizing(made))
    yield made.measure("its theme is switched, and back", window.switch_theme, window.switch_theme)
    yield made.measure("its text is made larger, and again as it was", _text_sizes(made))
    yield made.measure("pages are opened beside it, and closed", _pages_beside(made))
    yield made.measure("it is left", window.start_anew)


def _to_the_beginning(made: Desk) -> Iterator[Action]:
    """Goes on upwards until nothing is above."""
    bar, chat = made.window.conversation.verticalScrollBar(), made.window.chat
    while True:
        yield lambda: bar.setValue(0)
        made.until(lambda: not chat._saved.busy)
        button = chat.earlier_button
        if button is None:
            return
        yield button.click
        made.until(lambda: not chat._saved.busy)


def _scrolling(bar: QWidget, steps: int) -> Iterator[Action]:
    """From where it is to the other end."""
    down = bar.value() < bar.maximum() // 2  # type: ignore[attr-defined]
    for step in range(steps + 1):
        share = step / steps if down else 1 - step / steps
        yield lambda share=share: bar.setValue(round(bar.maximum() * share))  # type: ignore[attr-defined, misc]


def _leaping(bar: QWidget) -> Iterator[Action]:
    chance = random.Random(7)
    for _ in range(40):
        share = chance.random()
        yield lambda share=share: bar.setValue(round(bar.maximum() * share))  # type: ignore[attr-defined, misc]
    yield lambda: bar.setValue(bar.maximum())  # type: ignore[attr-defined]


def _resizing(made: Desk) -> Iterator[Action]:
    for width in [*range(1280, 900, -40), *range(900, 1300, 40)]:
        yield partial(made.window.resize, width, 820)


def _text_sizes(made: Desk) -> Iterator[Action]:
    for size in (125, 100):
        yield partial(made.window._theme.choose_text_size, size)


def _pages_beside(made: Desk) -> Iterator[Action]:
    document = made.workspace.library.add(make_document(1))
    yield lambda: made.window.places.show(document, (Region(3, Box(60, 100, 460, 160)),))
    made.until(lambda: not made.busy)
    yield made.window.places.close_pages


def answers() -> Iterator[Turn]:
    """Answers of 20,000 tokens and worse, from the first word to the last, and what is done with them."""
    document = make_document(1)
    figures = tuple(make_placed(number, document, 12 * number) for number in range(1, 9))
    citations = (make_citation(1, document), make_citation(2, document, page=7))
    texts = rich_paragraphs(CHARACTERS)
    scripts = {
        "an answer of 20,000 tokens comes in": illustrated_answer(texts, figures, citations),
        "the same in one paragraph": illustrated_answer(["\n\n".join(texts)], figures[:1], citations),
        "a million characters without a break": plain_answer("Before it.", "x" * WORD, "After it."),
    }
    for what, script in scripts.items():
        with desk() as made:
            yield made.measure(what, _asking(made, script))
            if "20,000" in what:
                yield from _with_an_answer(made)
    for name in ("many fences", "huge table", "emoji", "newlines", "arabic", "links", "entities", "deep list"):
        with desk() as made:
            script = plain_answer(HOSTILE[name], "After it.")
            yield made.measure(f"a hostile answer: {name}", _asking(made, script))


def _asking(made: Desk, script: Script) -> Iterator[Action]:
    """Asks, and waits for the end of the answer."""
    made.use_cases.script = script
    window = made.window
    yield lambda: window.ask("How?")
    made.until(lambda: not window.chat.busy and not made.busy)


def _with_an_answer(made: Desk) -> Iterator[Turn]:
    window = made.window
    [turn] = window.findChildren(TurnView)
    bar = window.conversation.verticalScrollBar()
    yield made.measure("it is scrolled through", _scrolling(bar, 100))
    blocks = turn.text_blocks
    yield made.measure(
        "its texts are selected and copied", *[step for block in blocks[:40] for step in (block.selectAll, block.copy)]
    )
    yield made.measure("the answer is copied", turn.copy_answer)
    yield made.measure("the answer is copied with its figures", turn.copy_wanted.emit)
    yield made.measure("the window is resized over it", _resizing(made))
    yield made.measure("its theme is switched, and back", window.switch_theme, window.switch_theme)
    yield made.measure("its text is made larger, and again as it was", _text_sizes(made))


def library() -> Iterator[Turn]:
    """A library of 10,000 documents: list, table, collections."""
    chance = random.Random(3)

    def fill(workspace: FakeWorkspace) -> None:
        for number in range(1, DOCUMENTS + 1):
            workspace.library.add(
                make_document(
                    number,
                    pages=chance.randrange(1, 400),
                    figures=chance.randrange(60),
                    title=f"{chance.choice('abcdefgh')} manual of pump {number}",
                    added=1.7e9 + chance.randrange(10**7),
                    size=chance.randrange(10**8),
                )
            )

    with desk(fill) as made:
        window, part = made.window, made.window.library_part
        table = part.table
        yield replace(made.first, what=f"opening with {DOCUMENTS:,} documents")
        yield made.measure("the list is scrolled", _scrolling(window.library_panel.view.verticalScrollBar(), 60))
        yield made.measure("the table is shown", part.table_button.click)
        for column in Column:
            click = partial(table.table.sortByColumn, column, Qt.SortOrder.AscendingOrder)
            back = partial(table.table.sortByColumn, column, Qt.SortOrder.DescendingOrder)
            yield made.measure(f"it is sorted by {column.name.lower()}, both ways", click, back)
        yield made.measure(
            "it is filtered as one types",
            *[partial(table.search.setText, "manual pump 12"[:end]) for end in range(1, 15)],
        )
        yield made.measure("the filter is cleared", table.search.clear)
        yield made.measure("all rows are chosen", table.table.selectAll)
        yield made.measure(
            "they are sorted while chosen", partial(table.table.sortByColumn, 0, Qt.SortOrder.AscendingOrder)
        )
        yield made.measure("it is scrolled through", _scrolling(table.table.verticalScrollBar(), 100))
        yield made.measure("all are the scope of the next question", table.ask_button.click)
        yield made.measure(
            "a document is read into it",
            lambda: window.add([Path("/docs/one.pdf")]),
            done=lambda: not window.library.busy and not made.busy,
        )
        yield made.measure("the library is listed anew", window.library.refresh)
        yield made.measure("the theme is switched, and back", window.switch_theme, window.switch_theme)


def files() -> Iterator[Turn]:
    """Thousands of files that are dropped, that end together because each takes no time, and that are stopped."""

    def fill(documents: int, workspace: FakeWorkspace) -> None:
        for number in range(1, documents + 1):
            workspace.library.add(make_document(number))

    for count, documents in ((40, DOCUMENTS), (ENDING, 100)):
        for status in (DocumentStatus.READY, DocumentStatus.DUPLICATE, DocumentStatus.FAILED):
            with desk(partial(fill, documents)) as made:
                yield _ending_together(made, count, documents, status)
    with desk() as made:
        library = made.window.library
        made.use_cases.gate.clear()
        yield made.measure(
            f"{DROPPED:,} files are dropped, and wait",
            partial(made.window.add, _paths(DROPPED)),
            done=lambda: len(made.window.model.entries) == DROPPED,
        )
        yield made.measure(
            "all are stopped",
            library.stop_all,
            made.use_cases.gate.set,
            done=lambda: not library.busy and not made.busy,
        )


def _paths(count: int) -> list[Path]:
    return [Path(f"/docs/{number}.pdf") for number in range(count)]


def _ending_together(made: Desk, count: int, documents: int, status: DocumentStatus) -> Turn:
    paths, window = _paths(count), made.window
    if status is not DocumentStatus.READY:
        error = "It is broken." if status is DocumentStatus.FAILED else ""
        for path in paths:
            report = FileReport(path, "", status, make_document(1).counts, 0, 0, 0.0, error=error)
            made.use_cases.failures[path.name] = report
    return made.measure(
        f"{count:,} files end together as {status.value}, beside {documents:,}",
        partial(window.add, paths),
        done=lambda: len(made.use_cases.read) == count and not window.library.busy and not made.busy,
    )


def gallery() -> Iterator[Turn]:
    """A gallery of 4,000 figures."""

    def fill(workspace: FakeWorkspace) -> None:
        workspace.library.add_figures(make_document(1, figures=FIGURES), FIGURES)
        workspace.library.shared_picture()

    with desk(fill) as made:
        part, view = made.window.gallery, made.window.gallery.page.view

        def still() -> bool:
            return not part.busy and not part.thumbnails.busy and not made.busy

        yield made.measure(f"{FIGURES:,} figures are shown", part.show, done=still)
        yield made.measure("they are scrolled through", _scrolling(view.verticalScrollBar(), 200), done=still)
        yield made.measure(
            "they are searched as one types",
            *[partial(part.page.search.setText, "pump 123"[:end]) for end in range(1, 9)],
            done=still,
        )
        yield made.measure("all are shown again", part.page.search.clear, done=still)
        yield made.measure(
            "they are filtered by kind",
            *[partial(part.page.kinds.setCurrentIndex, at) for at in (2, 1, 3, 0)],
            done=still,
        )
        yield made.measure("the window is resized over them", _resizing(made), done=still)
        yield made.measure("the last is shown large", lambda: part.open_large(part.model.items[-1]), done=still)
        yield made.measure(
            "one goes through a hundred of them",
            *[
                made.window.viewer.go_on
                if hasattr(made.window.viewer, "go_on")
                else partial(QTest.keyClick, made.window.viewer, Qt.Key.Key_Left)
            ]
            * 100,
            done=still,
        )
        yield made.measure("it is closed", made.window.viewer.leave)
        yield made.measure("the theme is switched, and back", made.window.switch_theme, made.window.switch_theme)


def pages() -> Iterator[Turn]:
    """A document of 13,000 pages."""
    document = make_document(1, pages=PAGES)
    with desk(lambda workspace: workspace.library.add(document) and None) as made:
        window, panel = made.window, made.window.pages
        place = (Region(PAGES // 2, Box(60, 100, 460, 160)),)
        yield made.measure(
            f"a document of {PAGES:,} pages is opened in its middle", lambda: window.places.show(document, place)
        )
        yield made.measure("it is scrolled through", _scrolling(panel.view.verticalScrollBar(), 100))
        yield made.measure("its zoom is changed", *[panel.view.zoom_in] * 4, *[panel.view.zoom_out] * 4)
        yield made.measure("its pages are turned", *[panel.turn_right] * 4)
        yield made.measure("the strip is shown", lambda: panel.show_strip(True))
        yield made.measure("one jumps to pages", *[partial(panel.go_to_page, n) for n in (1, PAGES, 77, 9_000)])
        panel.begin_search()
        yield made.measure("a common word is looked for", lambda: panel.search.open_search("page"))
        yield made.measure("the window is resized over it", _resizing(made))
        yield made.measure("it is closed", window.places.close_pages)


def dialogs() -> Iterator[Turn]:
    """Every dialog and page that opens, theme and text size."""
    with desk() as made:
        window = made.window
        document = made.workspace.library.add(make_document(1))
        yield made.measure("the settings are opened", window.show_settings)
        settings = window.settings_dialog
        assert isinstance(settings, SettingsDialog)
        for index in range(1, settings.tabs.count()):
            yield made.measure(
                f"settings: {settings.tabs.tabText(index)}", partial(settings.tabs.setCurrentIndex, index)
            )
        yield made.measure("the settings are closed", settings.close)
        yield made.measure("the settings are opened again", window.show_settings)
        yield made.measure("the theme is switched under them, and back", window.switch_theme, window.switch_theme)
        yield made.measure("text is made larger under them, and as it was", _text_sizes(made))
        assert window.settings_dialog is not None
        window.settings_dialog.close()
        yield made.measure("the models are shown", window.models.show)
        yield made.measure("the models are left", window.models.leave)
        yield made.measure("the models are shown again", window.models.show)
        yield made.measure("the theme is switched, and back", window.switch_theme, window.switch_theme)
        window.models.leave()
        yield made.measure("the followed folders are shown", window.library_part.watch.show_folders)
        dialog = window.library_part.watch.dialog
        assert dialog is not None
        yield made.measure("they are closed", dialog.close)
        report = made.use_cases.report(made.workspace.library, document)
        yield made.measure("the report of a document is shown", lambda: DocumentReport(report, window).show())
        for box in window.findChildren(DocumentReport):
            box.close()
        yield made.measure("a crash is told", lambda: window.tell_crash(ValueError("a bug")))
        yield made.measure(
            "its report is shown", *[b.click for b in window.notices.findChildren(QPushButton) if b.isVisible()][:1]
        )
        for each in made.application.topLevelWidgets():
            if each is not window and each.isVisible():
                each.close()
        yield made.measure("the gallery is shown", window.gallery.show)
        yield made.measure("the table is shown", window.library_part.table_button.click)
        yield made.measure("the side list is hidden, and shown", window.toggle_library, window.toggle_library)


SCENES: dict[str, Callable[[], Iterator[Turn]]] = {
    "conversations": conversations,
    "answers": answers,
    "library": library,
    "files": files,
    "gallery": gallery,
    "pages": pages,
    "dialogs": dialogs,
}
