"""Kept conversations as a user meets them: saved by themselves, found, opened, gone on with, renamed, deleted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.answer_events import ParagraphText
from desktop_app.domain.conversation import Answer
from desktop_app.domain.errors import HistoryError
from desktop_app.domain.history import ConversationSummary, SavedConversation
from desktop_app.domain.jobs import CancelToken
from desktop_app.gui.chat.chat_controller import AUTOSAVE_MS
from desktop_app.gui.chat.saved_turns import AT_ONCE, MOST_ON_SCREEN
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.preferences import MemoryPreferences
from desktop_app.history.store import ConversationHistory
from tests.gui.fakes import FakeUseCases, FakeWorkspace, endless_answer, failing_answer, plain_answer, user_error
from tests.gui.window_steps import answered, ask, illustrate


def rows(window: MainWindow) -> list[str]:
    model = window.history_panel.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def summary(window: MainWindow, title: str) -> ConversationSummary:
    model = window.history_panel.view.model()
    found = model.summary(model.index(rows(window).index(title), 0))
    assert found is not None
    return found


def kept(qtbot: QtBot, workspace: FakeWorkspace, turns: int) -> list[Answer]:
    """The turns of the last conversation, once it has so many."""
    qtbot.waitUntil(lambda: [s.turns for s in workspace.history.conversations()][:1] == [turns])
    return list(workspace.history.load("last").turns)


def test_an_answer_is_kept_with_its_figures(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    answered(qtbot, window)
    qtbot.waitUntil(lambda: rows(window) == ["How is the pump cooled?"])
    assert kept(qtbot, workspace, 1) == window.chat.conversation.turns
    assert window.history_panel.selected is not None


def test_it_is_kept_while_it_is_written(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    use_cases.script = endless_answer()
    ask(qtbot, window)
    [turn] = kept(qtbot, workspace, 1)
    assert turn.stopped
    assert turn.paragraphs[0].startswith("word0 word1")
    assert window.chat.busy


def test_closing_the_window_keeps_what_has_come(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace, tmp_path: Path
) -> None:
    use_cases.script = endless_answer()
    turn = ask(qtbot, window)
    qtbot.waitUntil(lambda: bool(turn.text_blocks))
    window.close()
    again = FakeWorkspace(tmp_path)
    assert again.history.load("last").turns[0].paragraphs[0].startswith("word0")
    again.close()


def test_a_failed_answer_is_kept_as_far_as_it_came(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    use_cases.script = failing_answer(user_error())
    answered(qtbot, window)
    [turn] = kept(qtbot, workspace, 1)
    assert (turn.paragraphs, turn.notice) == (("It began well.",), str(user_error()))
    use_cases.script = plain_answer("Now it works.")
    answered(qtbot, window)
    assert len(kept(qtbot, workspace, 2)) == 2


def test_nothing_is_kept_where_that_is_set(
    qtbot: QtBot, window: MainWindow, preferences: MemoryPreferences, workspace: FakeWorkspace
) -> None:
    preferences.change("keep_conversations", False)
    turn = answered(qtbot, window)
    qtbot.mouseClick(turn.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.chat.busy and not window.lanes.history.busy)
    assert workspace.history.conversations() == []
    assert not window.notices.isVisible()


def test_a_history_that_fails_is_told_once(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    workspace.history.close()
    answered(qtbot, window)
    qtbot.waitUntil(window.notices.isVisible)
    assert window.notices.shown is not None
    assert "kept conversations" in window.notices.shown.message
    window.notices.dismiss()
    answered(qtbot, window)
    assert not window.notices.isVisible()


class Stubborn(ConversationHistory):
    """Refuses to save while its disk is full."""

    full = True

    def save_turn(self, conversation_id: str, position: int, answer: Answer) -> None:
        if self.full:
            raise HistoryError("The kept conversations can't be written (the disk is full).", "Make room.")
        super().save_turn(conversation_id, position, answer)


def test_what_a_full_disk_did_not_take_is_kept_when_there_is_room(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    history = workspace.history
    history.__class__ = Stubborn
    answered(qtbot, window)
    qtbot.waitUntil(window.notices.isVisible)
    assert len(window.chat.conversation.turns) == 1
    window.notices.dismiss()
    answered(qtbot, window)
    qtbot.waitUntil(lambda: not window.lanes.history.busy)
    assert not window.notices.isVisible()
    assert history.conversations() == []
    Stubborn.full = False
    answered(qtbot, window)
    assert len(kept(qtbot, workspace, 3)) == 3


def test_what_can_not_be_saved_holds_up_no_other_conversation(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    first = window.chat.conversation_id

    class Picky(ConversationHistory):
        def save_turn(self, conversation_id: str, position: int, answer: Answer) -> None:
            if conversation_id == first:
                raise HistoryError("It can't be written.", "Look at the disk.")
            super().save_turn(conversation_id, position, answer)

    workspace.history.__class__ = Picky
    answered(qtbot, window)
    window.start_anew()
    answered(qtbot, window)
    qtbot.waitUntil(lambda: [s.id for s in workspace.history.conversations()] == [window.chat.conversation_id])
    assert window.chat.conversation_id != first


def test_an_export_holds_up_no_saving(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    answered(qtbot, window)
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    begun, go_on = threading.Event(), threading.Event()

    class Slow:
        def export(self, _saved: SavedConversation, out: Path, _words: object, *, cancel: object) -> Path:
            begun.set()
            go_on.wait()
            return out

    class WithSlowExport(FakeWorkspace):
        exporter = Slow()  # type: ignore[assignment]

    workspace.__class__ = WithSlowExport
    window.history.export(summary(window, rows(window)[0]), Path("out.md"))
    qtbot.waitUntil(begun.is_set)
    try:
        answered(qtbot, window)
        assert len(kept(qtbot, workspace, 2)) == 2
        window.history.rename(workspace.history.conversations()[0], "Renamed")
        qtbot.waitUntil(lambda: rows(window) == ["Renamed"])
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: not window.lanes.exports.busy)
    workspace.__class__ = FakeWorkspace


def test_closing_the_window_stops_an_export(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    answered(qtbot, window)
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    begun, stopped = threading.Event(), list[bool]()

    class Endless:
        def export(self, _saved: SavedConversation, out: Path, _words: object, *, cancel: CancelToken) -> Path:
            begun.set()
            stopped.append(cancel.wait(60))
            cancel.raise_if_cancelled()
            return out

    class WithEndlessExport(FakeWorkspace):
        exporter = Endless()  # type: ignore[assignment]

    workspace.__class__ = WithEndlessExport
    window.history.export(summary(window, rows(window)[0]), Path("out.pdf"))
    qtbot.waitUntil(begun.is_set)
    window.close()
    qtbot.waitUntil(lambda: stopped == [True] and not window.lanes.exports.busy)
    workspace.__class__ = FakeWorkspace


def test_what_came_but_is_not_drawn_yet_is_kept_too(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    use_cases.script = endless_answer()
    ask(qtbot, window)
    text = ParagraphText(0, "the very last words")
    told: list[Answer] = []
    window.chat.turn_changed.connect(lambda _id, _position, so_far: told.append(so_far))
    window.chat._take(text)
    window.chat.tell_change()
    assert "the very last words" in told[-1].paragraphs[0]
    window.chat.stop()
    qtbot.waitUntil(lambda: not window.chat.busy)


def test_an_answer_is_kept_twice_in_a_second_and_listed_once(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    assert AUTOSAVE_MS <= 500
    use_cases.script = endless_answer()
    listed: list[bool] = []
    window.history.listed.connect(lambda: listed.append(True))
    ask(qtbot, window)
    qtbot.waitUntil(lambda: rows(window) == ["How is the pump cooled?"])
    count, seen = len(listed), set[int]()

    def grown() -> bool:
        seen.add(len("".join(workspace.history.load("last").turns[0].paragraphs)))
        return len(seen) >= 3

    qtbot.waitUntil(grown)
    assert len(listed) == count
    window.chat.stop()
    qtbot.waitUntil(lambda: not window.chat.busy)


def test_a_history_that_can_not_be_opened_leaves_the_window_working(
    qtbot: QtBot, open_window: Callable[[], MainWindow], workspace: FakeWorkspace
) -> None:
    def refuse() -> None:
        raise HistoryError("The kept conversations can't be read.", "Look at the disk.")

    class Broken(FakeWorkspace):
        @property
        def history(self) -> object:  # type: ignore[override]
            return refuse()

    workspace.__class__ = Broken
    window = open_window()
    qtbot.waitUntil(window.notices.isVisible)
    answered(qtbot, window)
    workspace.__class__ = FakeWorkspace


def test_a_damaged_file_of_conversations_is_told(
    qtbot: QtBot, open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    (tmp_path / "history.sqlite").write_bytes(b"this is no database" * 100)
    window = open_window()
    qtbot.waitUntil(window.notices.isVisible)
    assert "damaged" in window.notices.accessibleName()
    assert "history.sqlite.damaged" in window.notices.accessibleName()
    answered(qtbot, window)


def test_a_kept_conversation_is_opened_and_goes_on(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    illustrate(use_cases, workspace)
    answered(qtbot, window)
    first = window.chat.conversation_id
    window.start_anew()
    use_cases.script = plain_answer("Another answer.")
    answered(qtbot, window)
    qtbot.waitUntil(lambda: len(rows(window)) == 2)
    window.history_panel.opened.emit(workspace.history.load(first).summary)
    qtbot.waitUntil(lambda: window.chat.conversation_id == first)
    qtbot.waitUntil(lambda: len(window.chat.turns) == 1 and window.chat.turns[0].copy_button.isVisible())
    [turn] = window.chat.turns
    assert [card.placed.number for card in turn.figure_blocks] == [1, 2]
    assert turn.text_blocks[0].toPlainText().startswith("The pump is cooled by water.")
    answered(qtbot, window)
    assert len(kept(qtbot, workspace, 2)) == 2
    assert workspace.history.load("last").summary.id == first
    assert len(use_cases.requests) == 3


def test_an_answer_that_the_end_of_the_program_cut_off_says_so(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    cut = Answer("How is it cooled?", ("By water, and",), (), (), "", stopped=True)
    workspace.history.save_turn("1" * 32, 0, cut)
    window.history_panel.opened.emit(workspace.history.conversations()[0])
    qtbot.waitUntil(lambda: len(window.chat.turns) == 1 and window.chat.turns[0].again_button.isVisible())
    [turn] = window.chat.turns
    assert turn.note == "The program ended before this answer was complete."
    assert turn.text_blocks[0].toPlainText() == "By water, and"
    assert not [label for label in turn.findChildren(QLabel) if " s" in label.text()[-3:]]


def test_long_conversations_show_their_end_and_earlier_turns_on_demand(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    for position in range(AT_ONCE + 5):
        workspace.history.save_turn("long", position, Answer(f"Question {position}", ("Text.",), (), (), "excerpts"))
    window.history.refresh()
    qtbot.waitUntil(lambda: rows(window) == ["Question 0"])
    window.history_panel.opened.emit(summary(window, "Question 0"))
    qtbot.waitUntil(lambda: window.chat.earlier_button is not None)
    assert [turn.question for turn in window.chat.turns] == [f"Question {n}" for n in range(5, AT_ONCE + 5)]
    button = window.chat.earlier_button
    assert button is not None
    assert "(5)" in button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.chat.turns) == AT_ONCE + 5 and window.chat.earlier_button is None)
    assert window.chat.turns[0].question == "Question 0"
    assert [turn.again_button.isVisibleTo(turn) for turn in window.chat.turns].count(True) == 1
    assert len(window.chat.conversation.turns) == AT_ONCE + 5


def test_a_stretch_of_a_very_long_conversation_is_on_screen_and_moves_with_the_reader(
    qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace
) -> None:
    count = MOST_ON_SCREEN + AT_ONCE + 3
    for position in range(count):
        workspace.history.save_turn("long", position, Answer(f"Question {position}", ("Text.",), (), (), "excerpts"))
    window.history.refresh()
    qtbot.waitUntil(lambda: rows(window) == ["Question 0"])
    window.history_panel.opened.emit(summary(window, "Question 0"))

    def shown() -> list[int]:
        return [int(turn.question.removeprefix("Question ")) for turn in window.chat.turns]

    for _ in range(2):
        qtbot.waitUntil(lambda: window.chat.earlier_button is not None)
        assert window.chat.earlier_button is not None
        window.chat.earlier_button.click()
    qtbot.waitUntil(lambda: window.chat.later_button is not None)
    first = count - 3 * AT_ONCE
    assert shown() == list(range(first, first + MOST_ON_SCREEN))
    assert not any(turn.again_button.isVisibleTo(turn) for turn in window.chat.turns)
    button = window.chat.later_button
    assert button is not None
    assert f"({AT_ONCE})" in button.text()
    button.click()
    qtbot.waitUntil(lambda: window.chat.later_button is None and window.chat.earlier_button is not None)
    assert shown() == list(range(count - MOST_ON_SCREEN, count))
    assert window.chat.turns[-1].again_button.isVisibleTo(window.chat.turns[-1])

    window.chat.earlier_button.click()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.chat.later_button is not None)
    window.ask("And then?")
    qtbot.waitUntil(lambda: not window.chat.busy and window.chat.earlier_button is not None)
    assert [turn.question for turn in window.chat.turns][-2:] == [f"Question {count - 1}", "And then?"]
    assert len(window.chat.conversation.turns) == count + 1


def test_while_an_answer_comes_another_conversation_waits(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    workspace.history.save_turn("other", 0, Answer("Another question", ("Text.",), (), (), "excerpts"))
    window.history.refresh()
    qtbot.waitUntil(lambda: rows(window) == ["Another question"])
    use_cases.script = endless_answer()
    ask(qtbot, window)
    window.history_panel.opened.emit(summary(window, "Another question"))
    qtbot.waitUntil(window.notices.isVisible)
    assert window.chat.busy
    window.chat.stop()
    qtbot.waitUntil(lambda: not window.chat.busy)


def test_answer_again_replaces_the_last_turn(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    answered(qtbot, window)
    use_cases.script = plain_answer("Wrong.")
    turn = answered(qtbot, window)
    use_cases.script = plain_answer("Right.")
    qtbot.mouseClick(turn.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.chat.busy)
    assert [each.paragraphs for each in window.chat.conversation.turns] == [("An answer.",), ("Right.",)]
    assert len(window.chat.turns) == 2
    qtbot.waitUntil(lambda: kept(qtbot, workspace, 2)[1].paragraphs == ("Right.",))


def test_a_question_is_changed_and_asked_again(qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases) -> None:
    turn = answered(qtbot, window)
    qtbot.mouseClick(turn.edit_button, Qt.MouseButton.LeftButton)
    assert window.composer.field.toPlainText() == "How is the pump cooled?"
    assert window.composer.is_editing
    qtbot.keyClicks(window.composer.field, " Exactly?")
    qtbot.keyClick(window.composer.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.chat.busy)
    assert [each.question for each in window.chat.conversation.turns] == ["How is the pump cooled? Exactly?"]
    assert not window.composer.is_editing
    window.composer.begin_editing("x")
    window.composer.end_editing()
    answered(qtbot, window)
    assert len(window.chat.conversation.turns) == 2


def test_search_finds_words_of_all_texts(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace
) -> None:
    answered(qtbot, window)
    workspace.history.save_turn("other", 0, Answer("About turbines", ("A wheel.",), (), (), "excerpts"))
    window.show_history()
    assert window.history_panel.search.hasFocus()
    qtbot.keyClicks(window.history_panel.search, "wheel")
    qtbot.waitUntil(lambda: rows(window) == ["About turbines"])
    qtbot.keyClicks(window.history_panel.search, "x")
    qtbot.waitUntil(lambda: rows(window) == [])
    window.history_panel.search.clear()
    qtbot.waitUntil(lambda: len(rows(window)) == 2)


def test_rename_and_pin(qtbot: QtBot, window: MainWindow, workspace: FakeWorkspace) -> None:
    answered(qtbot, window)
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    window.choose_text = lambda _title, text: f"{text} (renamed)"
    panel = window.history_panel
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: rows(window) == ["How is the pump cooled? (renamed)"])
    menu = panel.menu_for(summary(window, rows(window)[0]))
    pin = next(action for action in menu.actions() if action.text() == "Pin to the top")
    pin.trigger()
    qtbot.waitUntil(lambda: workspace.history.conversations()[0].pinned)


def test_delete_and_undo(qtbot: QtBot, window: MainWindow) -> None:
    answered(qtbot, window)
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    qtbot.keyClick(window.history_panel.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows(window) == [] and window.notices.isVisible())
    assert window.chat.conversation.turns == []
    assert window.notices.shown is not None
    assert window.notices.shown.action == "Undo"
    assert window.notices.shown.on_action is not None
    window.notices.shown.on_action()
    qtbot.waitUntil(lambda: len(rows(window)) == 1)


def test_export_writes_the_file_and_says_where(
    qtbot: QtBot, window: MainWindow, use_cases: FakeUseCases, workspace: FakeWorkspace, tmp_path: Path
) -> None:
    illustrate(use_cases, workspace)
    answered(qtbot, window)
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    out = tmp_path / "out.html"
    window.choose_export = lambda _title: out
    window.history_panel.export_wanted.emit(summary(window, "How is the pump cooled?"))
    qtbot.waitUntil(window.notices.isVisible)
    assert window.notices.shown is not None
    assert str(out) in window.notices.shown.message
    assert out.read_text().count("data:image/png") == 2
    window.choose_export = lambda _title: tmp_path / "out.docx"
    window.notices.dismiss()
    window.history_panel.export_wanted.emit(summary(window, "How is the pump cooled?"))
    qtbot.waitUntil(window.notices.isVisible)
    assert "does not end in" in window.notices.shown.message
    window.choose_export = lambda _title: None
    window.history_panel.export_wanted.emit(summary(window, "How is the pump cooled?"))
