"""Finding passages and figures by their words: FTS5's BM25 over the fields asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from desktop_app.domain.ports import FigureField, Hit
from desktop_app.library.connections import Connections
from desktop_app.library.search_words import match_expression

TEXT_WEIGHT = 1.0
HEADING_WEIGHT = 0.5
SPARE_MATCHES = 200

_OWNERS = """SELECT o.id, -m.rank FROM ({ranked}) m
    CROSS JOIN {owners} o ON o.number = m.number
    CROSS JOIN documents d ON d.number = o.document
    WHERE d.status IN ('ready', 'partial') {chosen}
    ORDER BY m.rank, o.number LIMIT ?"""


class TextSearch:
    """The word indexes; only ready and partial documents are found."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def passages(self, query: str, limit: int, documents: Collection[str] | None) -> list[Hit]:
        """Passages by BM25 over text and heading path, best first."""
        return self._search(
            "passage_words", "passages", match_expression(query), limit, documents, f"{TEXT_WEIGHT}, {HEADING_WEIGHT}"
        )

    def figures(
        self, query: str, fields: Sequence[FigureField], limit: int, documents: Collection[str] | None
    ) -> list[Hit]:
        """Figures by BM25 over these fields, best first."""
        expression = match_expression(query)
        if not fields or not expression:
            return []
        columns = " ".join(dict.fromkeys(field.value for field in fields))
        weights = ", ".join("1.0" if field in fields else "0.0" for field in FigureField)
        return self._search("figure_words", "figures", f"{{{columns}}} : ({expression})", limit, documents, weights)

    def _search(
        self,
        words: str,
        owners: str,
        expression: str,
        limit: int,
        documents: Collection[str] | None,
        weights: str,
    ) -> list[Hit]:
        if not expression or limit <= 0 or (documents is not None and not documents):
            return []
        ranked = f"SELECT rowid AS number, bm25({words}, {weights}) AS rank FROM {words} WHERE {words} MATCH ?"
        with self._connections.reading() as connection:
            if documents is not None:
                chosen = "AND d.id IN (SELECT value FROM json_each(?))"
                values = (expression, json.dumps(sorted(documents)), limit)
                return _hits(connection, _OWNERS.format(ranked=ranked, owners=owners, chosen=chosen), values)
            # Most matches are of finished documents: looking up the owners of the best few is enough, as a rule.
            few = limit + SPARE_MATCHES
            best = f"{ranked} ORDER BY rank LIMIT {few}"
            hits = _hits(connection, _OWNERS.format(ranked=best, owners=owners, chosen=""), (expression, limit))
            if len(hits) < limit and _matches(connection, words, expression, few):
                hits = _hits(connection, _OWNERS.format(ranked=ranked, owners=owners, chosen=""), (expression, limit))
            return hits


def _hits(connection: sqlite3.Connection, query: str, values: tuple[object, ...]) -> list[Hit]:
    return [Hit(identity, score) for identity, score in connection.execute(query, values)]


def _matches(connection: sqlite3.Connection, words: str, expression: str, at_least: int) -> bool:
    """Whether there are so many matches."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM {words} WHERE {words} MATCH ? LIMIT {at_least})"
    return bool(connection.execute(query, (expression,)).fetchone()[0] >= at_least)
