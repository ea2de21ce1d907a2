"""Pictures that came with questions: kept with the conversation, and gone with it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.conversation import Answer, AskedAbout
from desktop_app.history.question_pictures import MOST_BYTES
from desktop_app.history.store import KEPT_AFTER_DELETION_S, PICTURES_FOLDER, ConversationHistory
from tests.helpers.fake_reader import plain_png
from tests.history.conftest import answer, figure


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def screenshot(tmp_path: Path) -> Path:
    path = tmp_path / "screenshot.png"
    path.write_bytes(plain_png(7))
    return path


def about(picture: Path | str, question: str = "Where is this?") -> Answer:
    asked = AskedAbout(str(picture), figure(), ("a" * 64, "b" * 64), 3)
    return replace(answer(question), scope="Pumps", asked=asked)


def opened(tmp_path: Path, clock: Clock | None = None) -> ConversationHistory:
    return ConversationHistory(tmp_path / "library" / "history.sqlite", clock or Clock())


def kept_files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "library" / PICTURES_FOLDER).glob("*"))


def test_what_was_asked_about_comes_back_when_the_file_is_gone(tmp_path: Path, screenshot: Path) -> None:
    history = opened(tmp_path)
    history.save_turn("first", 0, about(screenshot))
    screenshot.unlink()
    history.close()
    history = opened(tmp_path)
    turn = history.load("first").turns[0]
    assert Path(turn.asked.picture).read_bytes() == plain_png(7)
    assert (turn.scope, turn.asked.documents, turn.asked.collection) == ("Pumps", ("a" * 64, "b" * 64), 3)
    assert turn.asked.figure == figure()
    history.close()


def test_a_turn_that_is_saved_again_keeps_its_picture(tmp_path: Path, screenshot: Path) -> None:
    history = opened(tmp_path)
    history.save_turn("first", 0, about(screenshot))
    history.save_turn("first", 0, about(screenshot))
    screenshot.unlink()
    loaded = history.load("first").turns[0]
    history.save_turn("first", 0, replace(loaded, notice="Something was said of it."))
    history.save_turn("second", 0, about(loaded.asked.picture))
    assert len(kept_files(tmp_path)) == 1
    assert history.load("second").turns[0].asked == history.load("first").turns[0].asked
    history.close()


def test_a_picture_goes_with_the_last_turn_that_needs_it(tmp_path: Path, screenshot: Path) -> None:
    clock = Clock()
    history = opened(tmp_path, clock)
    history.save_turn("first", 0, about(screenshot))
    screenshot.write_bytes(plain_png(8))
    history.save_turn("first", 1, about(screenshot))
    history.save_turn("second", 0, about(screenshot))
    assert len(kept_files(tmp_path)) == 2
    history.drop_turns("first", 0)
    assert len(kept_files(tmp_path)) == 2  # the question may be asked again with it
    history.close()
    history = opened(tmp_path, clock)
    assert [path.read_bytes() for path in kept_files(tmp_path)] == [plain_png(8)]
    history.delete("second")
    history.close()
    clock.now += KEPT_AFTER_DELETION_S + 10
    opened(tmp_path, clock).close()
    assert kept_files(tmp_path) == []


@pytest.mark.parametrize("content", [None, b"no picture", b"\x89PNG" + b"0" * MOST_BYTES])
def test_what_is_no_picture_is_not_kept(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "screenshot.png"
    if content is not None:
        path.write_bytes(content)
    history = opened(tmp_path)
    history.save_turn("first", 0, about(path))
    assert history.load("first").turns[0].asked.picture == ""
    assert kept_files(tmp_path) == []
    history.close()


def test_a_record_can_name_no_file_outside(tmp_path: Path, screenshot: Path) -> None:
    history = opened(tmp_path)
    history.save_turn("first", 0, about(screenshot))
    history.close()
    connection = sqlite3.connect(tmp_path / "library" / "history.sqlite")
    name = kept_files(tmp_path)[0].name
    with connection:
        connection.execute(
            "UPDATE turns SET answer = replace(CAST(answer AS TEXT), ?, '../../screenshot.png')", (name,)
        )
    connection.close()
    history = opened(tmp_path)
    picture = Path(history.load("first").turns[0].asked.picture)
    assert picture.parent == tmp_path / "library" / PICTURES_FOLDER
    history.close()


def test_conversations_of_the_first_version_are_taken_over(tmp_path: Path, screenshot: Path) -> None:
    history = opened(tmp_path)
    history.save_turn("first", 0, answer())
    history.close()
    connection = sqlite3.connect(tmp_path / "library" / "history.sqlite")
    connection.executescript("ALTER TABLE turns DROP COLUMN picture; PRAGMA user_version = 1;")
    connection.close()
    history = opened(tmp_path)
    assert history.load("first").turns == (answer(),)
    history.save_turn("first", 1, about(screenshot))
    assert Path(history.load("first").turns[1].asked.picture).is_file()
    history.close()


def test_pictures_of_a_damaged_file_are_set_aside_with_it(tmp_path: Path, screenshot: Path) -> None:
    history = opened(tmp_path)
    history.save_turn("first", 0, about(screenshot))
    history.close()
    (tmp_path / "library" / "history.sqlite").write_bytes(b"this is no database" * 100)
    opened(tmp_path).close()
    assert len(list((tmp_path / "library" / f"{PICTURES_FOLDER}.damaged").iterdir())) == 1
