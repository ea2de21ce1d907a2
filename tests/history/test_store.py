from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.errors import HistoryError, NotFound
from desktop_app.history.store import (
    DAMAGED_SUFFIX,
    KEPT_AFTER_DELETION_S,
    LONGEST_TITLE,
    PICTURES_FOLDER,
    ConversationHistory,
    title_for,
)
from desktop_app.history.turn_records import UNREADABLE
from tests.history.conftest import PUMPS, answer

DAY = KEPT_AFTER_DELETION_S


class Clock:
    """Goes on by a second at each look, and as far as it is set."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(tmp_path: Path, clock: Clock) -> Iterator[ConversationHistory]:
    opened = ConversationHistory(tmp_path / "library" / "history.sqlite", clock)
    yield opened
    opened.close()


def titles(history: ConversationHistory, query: str = "") -> list[str]:
    return [summary.title for summary in history.conversations(query)]


def test_an_answer_comes_back_as_it_was(history: ConversationHistory) -> None:
    turns = (answer(), answer("And the valve?", "It opens at six bar.", figures=2))
    for position, turn in enumerate(turns):
        history.save_turn("first", position, turn)
    saved = history.load("first")
    assert saved.turns == turns
    assert (saved.summary.title, saved.summary.turns, saved.summary.pinned) == ("How is the pump wired?", 2, False)
    assert saved.summary.created < saved.summary.changed


def test_an_unfinished_answer_is_replaced_by_the_finished_one(history: ConversationHistory) -> None:
    history.save_turn("first", 0, answer("Why?", "Beca", figures=0))
    history.save_turn("first", 0, answer("Why?", "Because it turns."))
    assert history.load("first").turns[0].paragraphs == ("Because it turns.",)
    assert titles(history, "beca") == ["Why?"]
    assert titles(history, "turns") == ["Why?"]


def test_it_survives_a_program_that_is_killed(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "history.sqlite"
    killed = ConversationHistory(path, clock)
    killed.save_turn("first", 0, answer())
    again = ConversationHistory(path, clock)
    assert again.load("first").turns == (answer(),)
    again.close()
    killed.close()


def test_search_reads_questions_answers_captions_documents_and_titles(history: ConversationHistory) -> None:
    history.save_turn("pump", 0, answer("How is it wired?", "By a Schütz.", figures=1))
    history.save_turn("other", 0, answer("What is a turbine?", "A wheel.", figures=0))
    history.rename("other", "Wheels 100% explained")
    assert titles(history, "wired") == ["How is it wired?"]
    assert titles(history, "schutz") == ["How is it wired?"]
    assert titles(history, "relay") == ["How is it wired?"]
    assert titles(history, "pumps turbine") == ["Wheels 100% explained"]
    assert titles(history, "explained") == ["Wheels 100% explained"]
    assert titles(history, 'turb" OR wired*') == []
    assert titles(history, "100") == ["Wheels 100% explained"]
    assert titles(history, "((") == []
    assert titles(history, "submarine") == []


def test_pinned_first_then_the_last_changed(history: ConversationHistory) -> None:
    for name in ("one", "two", "three"):
        history.save_turn(name, 0, answer(name))
    history.pin("one", pinned=True)
    history.save_turn("two", 1, answer("more"))
    assert titles(history) == ["one", "two", "three"]
    assert history.conversations()[0].pinned
    assert history.load("last").summary.id == "two"
    history.pin("one", pinned=False)
    assert titles(history) == ["two", "three", "one"]


def test_a_title_is_one_line_and_never_empty(history: ConversationHistory) -> None:
    history.save_turn("one", 0, answer("A\nquestion"))
    assert titles(history) == ["A question"]
    history.rename("one", "  About \n pumps ")
    history.save_turn("one", 1, answer("Another"))
    assert titles(history) == ["About pumps"]
    history.rename("one", " \n ")
    assert titles(history) == ["About pumps"]


def test_long_questions_make_short_titles() -> None:
    assert title_for("word " * 50) == ("word " * 16).strip() + "…"
    assert title_for("x" * 200) == "x" * LONGEST_TITLE + "…"


def test_a_deleted_conversation_can_be_brought_back(history: ConversationHistory) -> None:
    history.save_turn("one", 0, answer("one"))
    history.delete("one")
    assert titles(history) == titles(history, "one") == []
    history.restore("one")
    assert titles(history) == ["one"]


def test_after_a_day_it_is_gone_for_good(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "history.sqlite"
    history = ConversationHistory(path, clock)
    history.save_turn("old", 0, answer("old secret"))
    history.save_turn("new", 0, answer("new"))
    history.delete("old")
    clock.now += DAY / 2
    history.delete("new")
    history.close()
    clock.now += DAY / 2 + 10
    history = ConversationHistory(path, clock)
    with pytest.raises(NotFound):
        history.restore("old")
    history.restore("new")
    assert titles(history) == ["new"]
    history.close()
    assert b"secret" not in path.read_bytes()


def test_asking_anew_drops_what_came_after(history: ConversationHistory) -> None:
    for position in range(4):
        history.save_turn("one", position, answer(f"question {position}"))
    history.drop_turns("one", 2)
    assert [turn.question for turn in history.load("one").turns] == ["question 0", "question 1"]
    assert titles(history, "3") == []


def test_a_conversation_is_found_by_name(history: ConversationHistory) -> None:
    history.save_turn("abcd1111", 0, answer("pumps"))
    history.save_turn("abcd2222", 0, answer("pumps"))
    history.save_turn("ffff3333", 0, answer("valves"))
    assert history.load("abcd1").summary.id == "abcd1111"
    assert history.load("valves").summary.id == "ffff3333"
    with pytest.raises(NotFound, match="More than one"):
        history.load("abcd")
    with pytest.raises(NotFound, match="More than one"):
        history.load("pumps")
    for unknown in ("fff", "nothing", ""):
        with pytest.raises(NotFound, match="There is no conversation"):
            history.load(unknown)


def test_the_last_of_none_is_not_found(history: ConversationHistory) -> None:
    with pytest.raises(NotFound):
        history.load("last")


def test_what_can_not_be_named_is_not_found(history: ConversationHistory) -> None:
    for call in (history.delete, history.restore, lambda name: history.drop_turns(name, 0)):
        with pytest.raises(NotFound):
            call("nothing")
    with pytest.raises(NotFound):
        history.rename("nothing", "title")
    with pytest.raises(NotFound):
        history.pin("nothing", pinned=True)


def test_broken_characters_are_kept_as_question_marks(history: ConversationHistory) -> None:
    document = replace(PUMPS, path="/documents/\udcff.pdf")
    turn = answer("What \ud800?")
    history.save_turn("one", 0, replace(turn, citations=(replace(turn.citations[0], document=document),)))
    [saved] = history.load("one").turns
    assert saved.question == "What ??"
    assert saved.citations[0].document.path == "/documents/?.pdf"


def test_a_turn_of_another_version_keeps_its_words(history: ConversationHistory, tmp_path: Path) -> None:
    history.save_turn("one", 0, answer("Why?", "First.", "Second."))
    with sqlite3.connect(tmp_path / "library" / "history.sqlite") as connection:
        connection.execute("UPDATE turns SET answer = ?", (b'{"question": 3}',))
    connection.close()
    [turn] = history.load("one").turns
    assert (turn.question, turn.paragraphs, turn.notice) == ("Why?", ("First.", "Second."), UNREADABLE)


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    path.write_bytes(b"this is no database" * 100)
    history = ConversationHistory(path)
    assert history.conversations() == []
    assert history.set_aside == tmp_path / "history.sqlite.damaged"
    history.save_turn("one", 0, answer())
    history.close()
    again = ConversationHistory(path)
    assert again.set_aside is None
    again.close()
    assert (tmp_path / "history.sqlite.damaged").read_bytes().startswith(b"this is no database")


def test_what_was_set_aside_before_stays(tmp_path: Path) -> None:
    path, pictures = tmp_path / "history.sqlite", tmp_path / PICTURES_FOLDER
    aside = [f"history.sqlite{DAMAGED_SUFFIX}{number}" for number in ("", "-2", "-3")]
    for number, name in enumerate(aside):
        path.write_bytes(f"no database {number}".encode() * 100)
        pictures.mkdir(exist_ok=True)
        (pictures / "old.png").write_text(str(number))
        history = ConversationHistory(path)
        assert history.set_aside == tmp_path / name
        history.close()
    for number, name in enumerate(aside):
        assert (tmp_path / name).read_bytes().startswith(f"no database {number}".encode())
        kept = tmp_path / name.replace("history.sqlite", PICTURES_FOLDER) / "old.png"
        assert kept.read_text() == str(number)


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    ConversationHistory(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(HistoryError, match="newer version"):
        ConversationHistory(path)


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(HistoryError, match="can't be read or written"):
        ConversationHistory(tmp_path / "file" / "history.sqlite")


def test_after_closing_calls_fail_with_a_sentence(history: ConversationHistory) -> None:
    history.close()
    with pytest.raises(HistoryError):
        history.conversations()


def test_threads_may_share_it(history: ConversationHistory) -> None:
    def save(thread: int) -> None:
        for position in range(10):
            history.save_turn(f"thread-{thread}", position, answer(f"{thread} {position}"))

    threads = [threading.Thread(target=save, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(summary.turns for summary in history.conversations()) == [10, 10, 10, 10]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("闸阀", ["怎样启动离心泵？"]),
        ("离心泵", ["怎样启动离心泵？"]),
        ("怎样", ["怎样启动离心泵？"]),
        ("CP80 闸阀", ["怎样启动离心泵？"]),
        ("온실", ["스마트 온실은 어떻게 구성되어 있나요?"]),
        ("ปั๊ม", ["ระบบปั๊มทำงานอย่างไร"]),
        ("轴承", []),
        ("_泵", []),
    ],
)
def test_words_of_scripts_without_blanks_are_found(history: ConversationHistory, query: str, found: list[str]) -> None:
    history.save_turn("a", 0, answer("怎样启动离心泵？", "CP80先关闭闸阀，再接通电源。", figures=0))
    history.save_turn("b", 0, answer("스마트 온실은 어떻게 구성되어 있나요?", "센서와 제어기입니다.", figures=0))
    history.save_turn("c", 0, answer("ระบบปั๊มทำงานอย่างไร", "ทำงานด้วยไฟฟ้า", figures=0))
    assert titles(history, query) == found
