"""The catalogue's rows: writing documents, reading them back. One call, one transaction."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop_app.domain.documents import Document, DocumentStatus, Figure, LeftOut, Mention, Page, Passage
from desktop_app.domain.errors import NotFound
from desktop_app.domain.geometry import Region
from desktop_app.domain.page_content import DocumentInfo, SkippedGraphic
from desktop_app.domain.ports import FigureDraft, PageRecord, PassageDraft, ResumePoint
from desktop_app.library import rows
from desktop_app.library.connections import Connections
from desktop_app.library.search_words import indexed_text, safe_text

ID_PREFIX_LENGTH = 16
MIN_ID_BEGINNING = 8
MAX_NAMES_SHOWN = 5

_DOCUMENTS = f"SELECT {rows.DOCUMENT_COLUMNS} FROM documents d"
_PASSAGES = f"SELECT {rows.PASSAGE_COLUMNS} FROM passages p JOIN documents d ON d.number = p.document"
_FIGURES = f"SELECT {rows.FIGURE_COLUMNS} FROM figures f JOIN documents d ON d.number = f.document"
_IS_SEARCHED = "d.status IN ('ready', 'partial')"


class Catalogue:
    """Documents, pages, passages and figures."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    # writing

    def begin_document(
        self, document_id: str, path: Path, info: DocumentInfo, size: int
    ) -> tuple[ResumePoint, list[str]]:
        """See `DocumentStore.begin_document`; a document that was read to its end and failed begins anew.

        Also returns the picture files that nothing refers to any more.
        """
        unused: list[str] = []
        with self._connections.writing() as connection:
            found = connection.execute(
                "SELECT number, pages, status FROM documents WHERE id = ?", (document_id,)
            ).fetchone()
            if found is None:
                _insert_document(connection, document_id, path, size)
                resume = ResumePoint()
            else:
                resume = _resume_point(connection, found[0])
                all_read_but_failed = found[2] == DocumentStatus.FAILED and resume.pages_done >= found[1]
                if all_read_but_failed or found[1] != info.pages:
                    unused = _clear_content(connection, found[0])
                    resume = ResumePoint()
            connection.execute(
                """UPDATE documents SET title = ?, pages = ?, status = ?, error = '', size = ?,
                   path = ?, file_name = ?, stem = ? WHERE id = ?""",
                (
                    safe_text(info.title),
                    info.pages,
                    DocumentStatus.READING.value,
                    size,
                    *_path_columns(path),
                    document_id,
                ),
            )
            return resume, unused

    def add_pages(self, document_id: str, records: Sequence[PageRecord], files: Sequence[Sequence[str]]) -> list[str]:
        """Stores pages; `files[i]` are the picture files of the figures of `records[i]`."""
        with self._connections.writing() as connection:
            number = _number(connection, document_id)
            ids: list[str] = []
            for record, names in zip(records, files, strict=True):
                _insert_page(connection, number, record)
                ids += [_insert_passage(connection, number, document_id, draft) for draft in record.passages]
                for figure, name in zip(record.figures, names, strict=True):
                    _insert_figure(connection, number, document_id, record.page.number, (figure, name))
                _insert_skipped(connection, number, record.page.number, record.skipped)
            return ids

    def relocate_document(self, document_id: str, path: Path) -> None:
        """See `DocumentStore.relocate_document`."""
        with self._connections.writing() as connection:
            number = _number(connection, document_id)
            connection.execute(
                "UPDATE documents SET path = ?, file_name = ?, stem = ? WHERE number = ?",
                (*_path_columns(path), number),
            )

    def set_mentions(self, document_id: str, mentions: Mapping[str, Sequence[Mention]]) -> None:
        """See `DocumentStore.set_mentions`."""
        with self._connections.writing() as connection:
            number = _number(connection, document_id)
            figures = connection.execute("SELECT number, id FROM figures WHERE document = ?", (number,)).fetchall()
            for figure, identity in figures:
                found = mentions.get(identity, ())
                connection.execute("DELETE FROM mentions WHERE figure = ?", (figure,))
                connection.executemany(
                    "INSERT INTO mentions (figure, position, passage, text) VALUES (?, ?, ?, ?)",
                    [(figure, place, m.passage_id, safe_text(m.text)) for place, m in enumerate(found)],
                )
                words = indexed_text("\n".join(dict.fromkeys(mention.text for mention in found)))
                connection.execute("UPDATE figure_words SET mentions = ? WHERE rowid = ?", (words, figure))

    def finish_document(
        self, document_id: str, status: DocumentStatus, error: str, *, replaces: Collection[str], becomes: str
    ) -> tuple[Document, list[str]]:
        """See `DocumentStore.finish_document`; also returns the picture files that nothing refers to any more."""
        with self._connections.writing() as connection:
            number = _number(connection, document_id)
            connection.execute(
                "UPDATE documents SET status = ?, error = ? WHERE number = ?",
                (status.value, safe_text(error), number),
            )
            unused: set[str] = set()
            for older in set(replaces) - {document_id}:
                row = connection.execute("SELECT number FROM documents WHERE id = ?", (older,)).fetchone()
                if row is not None:
                    _pass_on_collections(connection, row[0], number)
                    unused.update(_remove(connection, row[0]))
            if becomes and becomes != document_id:
                _rename(connection, number, becomes)
            row = connection.execute(f"{_DOCUMENTS} WHERE d.number = ?", (number,)).fetchone()
            return rows.document_of(row), sorted(unused)

    def fail_document(self, document_id: str, path: Path, size: int, error: str) -> None:
        """See `DocumentStore.fail_document`."""
        with self._connections.writing() as connection:
            if connection.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,)).fetchone() is None:
                _insert_document(connection, document_id, path, size)
            connection.execute(
                "UPDATE documents SET status = ?, error = ? WHERE id = ?",
                (DocumentStatus.FAILED.value, safe_text(error), document_id),
            )

    def remove_document(self, document_id: str) -> list[str]:
        """Removes a document's rows; returns the picture files that nothing refers to any more."""
        with self._connections.writing() as connection:
            return _remove(connection, _number(connection, document_id))

    # reading

    def find_document(self, document_id: str) -> Document | None:
        """See `DocumentStore.find_document`."""
        with self._connections.reading() as connection:
            row = connection.execute(f"{_DOCUMENTS} WHERE d.id = ?", (document_id,)).fetchone()
        return rows.document_of(row) if row else None

    def documents_at(self, path: Path) -> list[Document]:
        """See `DocumentStore.documents_at`."""
        with self._connections.reading() as connection:
            values = (rows.path_column(path),)
            found = connection.execute(f"{_DOCUMENTS} WHERE d.path = ? ORDER BY d.number", values).fetchall()
        return [rows.document_of(row) for row in found]

    def documents(self) -> list[Document]:
        """See `LibraryView.documents`."""
        with self._connections.reading() as connection:
            found = connection.execute(f"{_DOCUMENTS} ORDER BY d.number").fetchall()
        return [rows.document_of(row) for row in found]

    def document(self, name_or_id: str) -> Document:
        """See `LibraryView.document`."""
        asked = safe_text(name_or_id)
        with self._connections.reading() as connection:
            for condition, value in _ways_to_name(asked):
                found = connection.execute(f"{_DOCUMENTS} WHERE {condition} ORDER BY d.number", (value,)).fetchall()
                if len(found) > 1:
                    raise NotFound(
                        f"{len(found)} documents are called “{asked}”.",
                        "Name one by its id: " + ", ".join(row[0][:12] for row in found[:MAX_NAMES_SHOWN]) + ".",
                    )
                if found:
                    return rows.document_of(found[0])
        raise NotFound(f"There is no document “{asked}” in the library.", "`imageref documents` lists them all.")

    def pages(self, document_id: str) -> list[Page]:
        """See `LibraryView.pages`."""
        return self._select_pages(f"d.id = ? AND {_IS_SEARCHED}", document_id)

    def document_pages(self, document_id: str) -> list[Page]:
        """See `DocumentStore.document_pages`."""
        return self._select_pages("d.id = ?", document_id)

    def document_passages(self, document_id: str) -> list[Passage]:
        """See `DocumentStore.document_passages`."""
        return self._select_passages("WHERE d.id = ? ORDER BY p.number", document_id)

    def document_figures(self, document_id: str) -> list[Figure]:
        """See `DocumentStore.document_figures`."""
        return self._select_figures("WHERE d.id = ? ORDER BY f.number", document_id)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """See `LibraryView.passages`."""
        found = self._select_passages(
            f"WHERE p.id IN (SELECT value FROM json_each(?)) AND {_IS_SEARCHED}", json.dumps(list(ids))
        )
        by_id = {passage.id: passage for passage in found}
        return [by_id[identity] for identity in ids if identity in by_id]

    def figures(self, ids: Sequence[str]) -> list[Figure]:
        """See `LibraryView.figures`."""
        found = self._select_figures(
            f"WHERE f.id IN (SELECT value FROM json_each(?)) AND {_IS_SEARCHED}", json.dumps(list(ids))
        )
        by_id = {figure.id: figure for figure in found}
        return [by_id[identity] for identity in ids if identity in by_id]

    def all_figures(self, document_id: str | None) -> list[Figure]:
        """See `LibraryView.all_figures`."""
        if document_id is None:
            return self._select_figures(f"WHERE {_IS_SEARCHED} ORDER BY f.document, f.number")
        return self._select_figures(f"WHERE d.id = ? AND {_IS_SEARCHED} ORDER BY f.number", document_id)

    def left_out(self, document_id: str) -> list[LeftOut]:
        """See `LibraryView.left_out`."""
        with self._connections.reading() as connection:
            found = connection.execute(
                f"""SELECT s.page, s.box, s.reason FROM skipped_graphics s JOIN documents d ON d.number = s.document
                    WHERE d.id = ? AND {_IS_SEARCHED} ORDER BY s.page, s.rowid""",
                (document_id,),
            ).fetchall()
        return [LeftOut(Region(page, rows.box_of(box)), reason) for page, box, reason in found]

    def page_passages(self, document_id: str, page: int) -> list[Passage]:
        """See `LibraryView.page_passages`."""
        return self._select_passages(
            f"WHERE d.id = ? AND p.page <= ? AND p.last_page >= ? AND {_IS_SEARCHED} ORDER BY p.number",
            document_id,
            page,
            page,
        )

    def picture_names(self) -> set[str]:
        """The picture files that figures refer to."""
        with self._connections.reading() as connection:
            return {row[0] for row in connection.execute("SELECT DISTINCT file FROM figures")}

    def unused(self, names: Sequence[str]) -> list[str]:
        """Those of these picture files that no figure refers to."""
        used = self.picture_names()
        return [name for name in names if name not in used]

    def _select_pages(self, condition: str, *values: Any) -> list[Page]:
        with self._connections.reading() as connection:
            found = connection.execute(
                f"""SELECT g.number, g.width, g.height, g.rotation, g.state, g.reason
                    FROM pages g JOIN documents d ON d.number = g.document WHERE {condition} ORDER BY g.number""",
                values,
            ).fetchall()
        return [rows.page_of(row) for row in found]

    def _select_passages(self, condition: str, *values: Any) -> list[Passage]:
        with self._connections.reading() as connection:
            found = connection.execute(f"{_PASSAGES} {condition}", values).fetchall()
        return [rows.passage_of(row) for row in found]

    def _select_figures(self, condition: str, *values: Any) -> list[Figure]:
        with self._connections.reading() as connection:
            found = connection.execute(f"{_FIGURES} {condition}", values).fetchall()
        return [rows.figure_of(row) for row in found]


def _ways_to_name(asked: str) -> list[tuple[str, str]]:
    ways = [("d.id = ?", asked.lower())]
    if len(asked) >= MIN_ID_BEGINNING and all(character in "0123456789abcdef" for character in asked.lower()):
        ways.append(("d.id GLOB ? || '*'", asked.lower()))
    return [*ways, ("d.stem = ?", asked), ("d.file_name = ?", asked)]


def _number(connection: sqlite3.Connection, document_id: str) -> int:
    row = connection.execute("SELECT number FROM documents WHERE id = ?", (document_id,)).fetchone()
    if row is None:
        raise NotFound(
            f"There is no document {document_id[:12]} in the library.", "It may have been removed meanwhile."
        )
    return int(row[0])


def _path_columns(path: Path) -> tuple[bytes, str, str]:
    return rows.path_column(path), safe_text(path.name), safe_text(path.stem)


def _insert_document(connection: sqlite3.Connection, document_id: str, path: Path, size: int) -> None:
    connection.execute(
        """INSERT INTO documents (id, path, file_name, stem, title, pages, status, added, size)
           VALUES (?, ?, ?, ?, '', 0, ?, ?, ?)""",
        (document_id, *_path_columns(path), DocumentStatus.READING.value, time.time(), size),
    )


def _resume_point(connection: sqlite3.Connection, document: int) -> ResumePoint:
    row = connection.execute(
        "SELECT number, headings FROM pages WHERE document = ? ORDER BY number DESC LIMIT 1", (document,)
    ).fetchone()
    return ResumePoint(row[0], rows.headings_of(row[1])) if row else ResumePoint()


def _insert_page(connection: sqlite3.Connection, document: int, record: PageRecord) -> None:
    page = record.page
    connection.execute(
        """INSERT INTO pages (document, number, width, height, rotation, state, reason, headings)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            document,
            page.number,
            page.width,
            page.height,
            page.rotation,
            page.state.value,
            safe_text(page.reason),
            rows.headings_column(record.heading_path),
        ),
    )


def _insert_passage(connection: sqlite3.Connection, document: int, document_id: str, draft: PassageDraft) -> str:
    identity = _next_id(connection, "passages", document, f"{document_id[:ID_PREFIX_LENGTH]}-p")
    pages = [region.page for region in draft.regions]
    text, headings = safe_text(draft.text), rows.headings_column(draft.heading_path)
    cursor = connection.execute(
        "INSERT INTO passages (id, document, page, last_page, text, headings, regions) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (identity, document, pages[0], max(pages), text, headings, rows.regions_column(draft.regions)),
    )
    connection.execute(
        "INSERT INTO passage_words (rowid, text, headings) VALUES (?, ?, ?)",
        (cursor.lastrowid, indexed_text(text), indexed_text(headings)),
    )
    return identity


def _insert_figure(
    connection: sqlite3.Connection, document: int, document_id: str, page: int, stored: tuple[FigureDraft, str]
) -> None:
    draft, file = stored
    region, picture = draft.picture.region, draft.picture
    identity = _next_id(connection, "figures", document, f"{document_id[:ID_PREFIX_LENGTH]}-f")
    caption, inside, nearby = safe_text(region.caption), safe_text(region.inside), safe_text(region.nearby)
    headings = rows.headings_column(draft.heading_path)
    label = safe_text(region.label) if region.label else None
    cursor = connection.execute(
        """INSERT INTO figures (id, document, page, box, label, caption, caption_box, kind, file, width, height,
           headings, inside, nearby) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            identity,
            document,
            page,
            rows.box_column(region.box),
            label,
            caption,
            rows.box_column(region.caption_box) if region.caption_box else None,
            region.kind.value,
            file,
            picture.width,
            picture.height,
            headings,
            inside,
            nearby,
        ),
    )
    connection.execute(
        "INSERT INTO figure_words (rowid, caption, mentions, inside, headings, nearby) VALUES (?, ?, '', ?, ?, ?)",
        (cursor.lastrowid, *(indexed_text(text) for text in (caption, inside, headings, nearby))),
    )


def _insert_skipped(
    connection: sqlite3.Connection, document: int, page: int, skipped: Sequence[SkippedGraphic]
) -> None:
    connection.executemany(
        "INSERT INTO skipped_graphics (document, page, box, reason) VALUES (?, ?, ?, ?)",
        [(document, page, rows.box_column(graphic.box), safe_text(graphic.reason)) for graphic in skipped],
    )


def _next_id(connection: sqlite3.Connection, table: str, document: int, prefix: str) -> str:
    """The id after the document's last one: the same document read again gets the same ids."""
    row = connection.execute(
        f"SELECT id FROM {table} WHERE document = ? ORDER BY number DESC LIMIT 1", (document,)
    ).fetchone()
    last = int(row[0][len(prefix) :]) if row else 0
    return f"{prefix}{last + 1:05d}"


def _remove(connection: sqlite3.Connection, document: int) -> list[str]:
    unused = _clear_content(connection, document)
    connection.execute("DELETE FROM documents WHERE number = ?", (document,))
    return unused


def _pass_on_collections(connection: sqlite3.Connection, older: int, newer: int) -> None:
    """What takes a document's place stands where it stood."""
    connection.execute(
        """INSERT OR IGNORE INTO collection_members (collection, document)
           SELECT collection, ? FROM collection_members WHERE document = ?""",
        (newer, older),
    )


def _rename(connection: sqlite3.Connection, document: int, identity: str) -> None:
    """Gives a document another id, and the ids of all it holds the beginning that goes with it."""
    connection.execute("UPDATE documents SET id = ? WHERE number = ?", (identity, document))
    beginning = identity[:ID_PREFIX_LENGTH]
    rest = ID_PREFIX_LENGTH + 1
    for table, column in (("passages", "id"), ("figures", "id"), ("vectors", "owner")):
        connection.execute(
            f"UPDATE {table} SET {column} = ? || substr({column}, {rest}) WHERE document = ?", (beginning, document)
        )
    connection.execute(
        f"""UPDATE mentions SET passage = ? || substr(passage, {rest})
            WHERE figure IN (SELECT number FROM figures WHERE document = ?)""",
        (beginning, document),
    )


def _clear_content(connection: sqlite3.Connection, document: int) -> list[str]:
    """Deletes everything of a document but its own row; returns the picture files that become unused."""
    files = [r[0] for r in connection.execute("SELECT DISTINCT file FROM figures WHERE document = ?", (document,))]
    for words, owners in (("passage_words", "passages"), ("figure_words", "figures")):
        connection.execute(
            f"DELETE FROM {words} WHERE rowid IN (SELECT number FROM {owners} WHERE document = ?)", (document,)
        )
    for table in ("vectors", "skipped_graphics", "figures", "passages", "pages"):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    return [
        file for file in files if not connection.execute("SELECT 1 FROM figures WHERE file = ?", (file,)).fetchone()
    ]
