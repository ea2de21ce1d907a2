"""Finding passages and figures by their words: FTS5's BM25 over the fields asked for."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from desktop_app.domain.ports import FigureField, Hit
from desktop_app.library.connections import Connections
from desktop_app.library.search_words import match_expression

TEXT_WEIGHT = 1.0
HEADING_WEIGHT = 0.5


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
        chosen = "" if documents is None else "AND d.id IN (SELECT value FROM json_each(?))"
        values: list[object] = [expression]
        if documents is not None:
            values.append(json.dumps(sorted(documents)))
        with self._connections.reading() as connection:
            found = connection.execute(
                f"""SELECT o.id, -bm25({words}, {weights}) AS score FROM {words}
                    CROSS JOIN {owners} o ON o.number = {words}.rowid
                    CROSS JOIN documents d ON d.number = o.document
                    WHERE {words} MATCH ? AND d.status IN ('ready', 'partial') {chosen}
                    ORDER BY score DESC, o.number LIMIT ?""",
                (*values, limit),
            ).fetchall()
        return [Hit(identity, score) for identity, score in found]
