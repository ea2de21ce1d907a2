"""Conversations in SQLite: one row for each turn, written as the answer comes in."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

from desktop_app.domain.conversation import Answer
from desktop_app.domain.errors import HistoryError, NotFound
from desktop_app.domain.history import LAST_CONVERSATION, ConversationSummary, SavedConversation
from desktop_app.history.question_pictures import QuestionPictures
from desktop_app.history.turn_records import decode_answer, encode_answer, plain, words_of
from desktop_app.support.unspaced_scripts import MARKS, UNSPACED_LETTER

APPLICATION_ID = 0x494D5248
"""Marks the file as conversations of this program ("IMRH")."""

SCHEMA_VERSION = 2
PICTURES_FOLDER = "question_pictures"
KEPT_AFTER_DELETION_S = 86_400.0
LONGEST_TITLE = 80
LONGEST_GIVEN_TITLE = 300
SHORTEST_ID = 4
BUSY_TIMEOUT_S = 10.0
DAMAGED_SUFFIX = ".damaged"

_SCHEMA = (
    """CREATE TABLE conversations (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        created REAL NOT NULL,
        changed REAL NOT NULL,
        pinned INTEGER NOT NULL DEFAULT 0,
        deleted REAL)""",
    """CREATE TABLE turns (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
        position INTEGER NOT NULL,
        question TEXT NOT NULL,
        text TEXT NOT NULL,
        answer BLOB NOT NULL,
        picture TEXT NOT NULL DEFAULT '',
        UNIQUE (conversation, position))""",
    """CREATE VIRTUAL TABLE turn_words USING fts5 (
        question, words, tokenize = 'porter unicode61 remove_diacritics 2')""",
)
_UPGRADES = {1: ("ALTER TABLE turns ADD COLUMN picture TEXT NOT NULL DEFAULT ''",)}
"""What brings a file of each earlier version to the next."""

_LISTED = """SELECT c.id, c.title, c.created, c.changed, count(t.number), c.pinned
    FROM conversations c JOIN turns t ON t.conversation = c.number WHERE c.deleted IS NULL"""
_HOLDS = """ AND c.number IN (
    SELECT conversation FROM turns WHERE number IN (SELECT rowid FROM turn_words WHERE turn_words MATCH ?)
    UNION SELECT number FROM conversations WHERE title LIKE ? ESCAPE '\\')"""
_HOLDS_ANYWHERE = """ AND c.number IN (
    SELECT conversation FROM turns WHERE number IN (
        SELECT rowid FROM turn_words WHERE question LIKE ? ESCAPE '\\' OR words LIKE ? ESCAPE '\\')
    UNION SELECT number FROM conversations WHERE title LIKE ? ESCAPE '\\')"""
"""For words of scripts that have no blanks between words: they stand in the middle of what the index takes for one."""
_WORD = re.compile(rf"(?:\w|[{MARKS}])+")
_ORDER = "GROUP BY c.number ORDER BY c.pinned DESC, c.changed DESC, c.number DESC"


class ConversationHistory:
    """Fulfils `History` with a database file.

    A file that is damaged is set aside under another name and an empty one begun, so that the program works.
    The pictures that came with questions are files beside it; those of no turn are removed when it is opened, since
    until then a question may be asked again with its picture, and a deletion be undone.

    Args:
        path: made where it is missing, together with its folder.
        clock: seconds since the epoch.

    Raises:
        HistoryError: it can't be opened, or a newer version of the program wrote it.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock
        self._damaged: Path | None = None
        self._lock = threading.RLock()
        self._pictures = QuestionPictures(path.parent / PICTURES_FOLDER)
        with self._explaining():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open()
            self._purge()

    @property
    def set_aside(self) -> Path | None:
        """The file that was damaged when this was opened, under its new name."""
        return self._damaged

    def conversations(self, query: str = "") -> list[ConversationSummary]:
        """Pinned ones first, then the one that changed last; with a query, those whose texts hold all its words."""
        words = _WORD.findall(query)
        if query.strip() and not words:
            return []
        with self._using() as connection:
            conditions = [_condition(word) for word in words]
            values = [value for _, several in conditions for value in several]
            holds = "".join(condition for condition, _ in conditions)
            rows = connection.execute(f"{_LISTED}{holds} {_ORDER}", values).fetchall()
        return [_summary(row) for row in rows]

    def load(self, name_or_id: str) -> SavedConversation:
        """A conversation by its id, a unique beginning of it (4 characters or more), its title, or "last".

        Raises:
            NotFound: none, or more than one.
        """
        with self._using() as connection:
            summary = self._find(name_or_id)
            rows = connection.execute(
                "SELECT t.answer, t.question, t.text FROM turns t JOIN conversations c ON c.number = t.conversation"
                " WHERE c.id = ? ORDER BY t.position",
                (summary.id,),
            ).fetchall()
        return SavedConversation(summary, tuple(self._with_its_picture(decode_answer(*row)) for row in rows))

    def save_turn(self, conversation_id: str, position: int, answer: Answer) -> None:
        """Keeps an answer, whole or unfinished, as turn `position` (from 0); a new id begins a conversation.

        The picture that its question came with is copied, once.
        """
        now = self._clock()
        question, text = plain(answer.question), plain("\n\n".join(answer.paragraphs))
        with self._using() as connection:
            picture = self._pictures.keep(Path(answer.asked.picture)) if answer.asked.picture else ""
            answer = replace(answer, asked=replace(answer.asked, picture=picture))
            connection.execute(
                "INSERT INTO conversations (id, title, created, changed) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, deleted = NULL",
                (conversation_id, title_for(question), now, now),
            )
            number = self._number(conversation_id)
            self._drop(number, position, position)
            cursor = connection.execute(
                "INSERT INTO turns (conversation, position, question, text, answer, picture) VALUES (?, ?, ?, ?, ?, ?)",
                (number, position, question, text, encode_answer(answer), picture),
            )
            connection.execute(
                "INSERT INTO turn_words (rowid, question, words) VALUES (?, ?, ?)",
                (cursor.lastrowid, question, plain(words_of(answer))),
            )

    def drop_turns(self, conversation_id: str, first: int) -> None:
        """Removes turn `first` (from 0) and those after it, as when a question is asked anew."""
        with self._using():
            self._drop(self._number(conversation_id), first, None)

    def rename(self, conversation_id: str, title: str) -> None:
        """Gives it another title; raises `NotFound`."""
        wanted = " ".join(plain(title).split())[:LONGEST_GIVEN_TITLE]
        with self._using() as connection:
            number = self._number(conversation_id)
            if wanted:
                connection.execute("UPDATE conversations SET title = ? WHERE number = ?", (wanted, number))

    def pin(self, conversation_id: str, pinned: bool) -> None:
        """Keeps it at the top of the list, or no longer; raises `NotFound`."""
        with self._using() as connection:
            number = self._number(conversation_id)
            connection.execute("UPDATE conversations SET pinned = ? WHERE number = ?", (int(pinned), number))

    def delete(self, conversation_id: str) -> None:
        """Takes it out of the list; `restore` brings it back for a day. Raises `NotFound`."""
        with self._using() as connection:
            number = self._number(conversation_id)
            connection.execute("UPDATE conversations SET deleted = ? WHERE number = ?", (self._clock(), number))

    def restore(self, conversation_id: str) -> None:
        """Brings a deleted conversation back; raises `NotFound` when it is gone for good."""
        with self._using() as connection:
            number = self._number(conversation_id)
            connection.execute("UPDATE conversations SET deleted = NULL WHERE number = ?", (number,))

    def close(self) -> None:
        """Gives the file back; later calls fail."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.close()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
                raise
            self._set_aside()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise HistoryError(
                    "The kept conversations were written by a newer version of the program.",
                    "Update the program to see them.",
                )
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            if version < SCHEMA_VERSION:
                steps = [_UPGRADES[step] for step in range(version, SCHEMA_VERSION)] if version else [_SCHEMA]
                with _transaction(connection):
                    for statement in (each for step in steps for each in step):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_aside(self) -> None:
        """Gives the file and its pictures names that nothing has yet: what was set aside before stays."""
        pictures = self._path.parent / PICTURES_FOLDER
        for number in count(1):
            mark = DAMAGED_SUFFIX + (f"-{number}" if number > 1 else "")
            aside = self._path.with_name(self._path.name + mark)
            pictures_aside = pictures.with_name(pictures.name + mark)
            if not aside.exists() and not pictures_aside.exists():
                break
        for suffix in ("", "-wal", "-shm"):
            part = self._path.with_name(self._path.name + suffix)
            if part.exists():
                part.replace(aside.with_name(aside.name + suffix))
        with suppress(OSError):  # there may be no pictures
            pictures.rename(pictures_aside)
        self._damaged = aside

    def _purge(self) -> None:
        """Removes for good what was deleted long enough ago."""
        with self._using() as connection:
            old = connection.execute(
                "SELECT number FROM conversations WHERE deleted < ?", (self._clock() - KEPT_AFTER_DELETION_S,)
            ).fetchall()
            for (number,) in old:
                self._drop(number, 0, None)
                connection.execute("DELETE FROM conversations WHERE number = ?", (number,))
            if old:  # the words of deleted rows stay in the index until it is merged
                connection.execute("INSERT INTO turn_words (turn_words) VALUES ('optimize')")
            needed = {name for (name,) in connection.execute("SELECT DISTINCT picture FROM turns WHERE picture <> ''")}
        with suppress(OSError):  # they are looked for again at the next opening
            self._pictures.sweep(needed)

    def _with_its_picture(self, answer: Answer) -> Answer:
        """The answer with the place of its question's picture instead of its name."""
        name = answer.asked.picture
        return replace(answer, asked=replace(answer.asked, picture=str(self._pictures.path(name)))) if name else answer

    def _find(self, name_or_id: str) -> ConversationSummary:
        everything = self.conversations()
        if name_or_id == LAST_CONVERSATION and everything:
            return max(everything, key=lambda summary: summary.changed)
        exact = [s for s in everything if s.id == name_or_id] or [s for s in everything if s.title == name_or_id]
        begins = len(name_or_id) >= SHORTEST_ID
        found = exact or [s for s in everything if begins and s.id.startswith(name_or_id)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(
                f"More than one conversation is called {name_or_id}.", "Name it by its id: `imageref conversations`."
            )
        raise NotFound(f"There is no conversation {name_or_id}.", "`imageref conversations` lists them.")

    def _number(self, conversation_id: str) -> int:
        row = self._connection.execute("SELECT number FROM conversations WHERE id = ?", (conversation_id,)).fetchone()
        if row is None:
            raise NotFound(f"There is no conversation {conversation_id}.", "It may have been removed for good.")
        return int(row[0])

    def _drop(self, number: int, first: int, last: int | None) -> None:
        rows = self._connection.execute(
            "SELECT number FROM turns WHERE conversation = ? AND position BETWEEN ? AND ?",
            (number, first, last if last is not None else 2**62),
        ).fetchall()
        self._connection.executemany("DELETE FROM turn_words WHERE rowid = ?", rows)
        self._connection.executemany("DELETE FROM turns WHERE number = ?", rows)

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._explaining():
            if self._connection.in_transaction:
                yield self._connection
                return
            with _transaction(self._connection):
                yield self._connection

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise HistoryError(
                f"The kept conversations in {self._path} can't be read or written ({error}).",
                "Check that the folder is there, that you may write to it, and that the disk is not full.",
            ) from error


def title_for(question: str) -> str:
    """A conversation's first title: its first question, cut at a word."""
    folded = " ".join(question.split())
    if len(folded) <= LONGEST_TITLE:
        return folded
    cut = folded[:LONGEST_TITLE]
    return cut[: cut.rfind(" ")] + "…" if " " in cut else cut + "…"


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # SQLite has rolled back by itself after some errors
            connection.execute("ROLLBACK")
        raise


def _summary(row: tuple[str, str, float, float, int, int]) -> ConversationSummary:
    identity, title, created, changed, turns, pinned = row
    return ConversationSummary(identity, title, created, changed, turns, bool(pinned))


def _condition(word: str) -> tuple[str, tuple[str, ...]]:
    """What a conversation has to fulfil to hold a word, with the values to look for."""
    part = f"%{_like(word)}%"
    return (_HOLDS_ANYWHERE, (part,) * 3) if UNSPACED_LETTER.search(word) else (_HOLDS, (f'"{word}"*', part))


def _like(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", word)
