"""Finding passages and figures by their words: FTS5's BM25 over the fields asked for.

BM25 has to score every match, about a million a second, and in a large library most matches are of words that say
little. So where the whole library is searched the rarest words of a question are searched, as many as stay
within a number of matches; where it is small enough, that is all of them, and the result is exact.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop_app.domain.ports import FigureField, Hit
from desktop_app.library.connections import Connections
from desktop_app.library.search_words import match_terms

TEXT_WEIGHT = 1.0
HEADING_WEIGHT = 0.5
SPARE_MATCHES = 200
PASSAGE_MATCHES = 10_000
FIGURE_MATCHES = 2_000
"""How many matches a search scores, about; more only where the two rarest words have more."""
COUNTS_KEPT = 20_000
"""Of so many words it is remembered how many matches they have."""
_FEWEST_WORDS = 2

_OWNERS = """SELECT o.id, -m.rank FROM ({ranked}) m
    CROSS JOIN {owners} o ON o.number = m.number
    CROSS JOIN documents d ON d.number = o.document
    WHERE d.status IN ('ready', 'partial') {chosen}
    ORDER BY m.rank, o.number LIMIT ?"""


@dataclass(frozen=True, slots=True)
class _Words:
    """A word index: its table, whose words it holds, how its columns weigh, and which of them are searched."""

    table: str
    owners: str
    weights: str
    matches: int
    columns: str = ""

    def expression(self, terms: Sequence[str]) -> str:
        return f"{self.columns}({' OR '.join(terms)})"


class TextSearch:
    """The word indexes; only ready and partial documents are found."""

    def __init__(
        self,
        connections: Connections,
        passage_matches: int = PASSAGE_MATCHES,
        figure_matches: int = FIGURE_MATCHES,
        counts_kept: int = COUNTS_KEPT,
    ) -> None:
        self._connections = connections
        self._passage_matches = passage_matches
        self._figure_matches = figure_matches
        self._counts_kept = counts_kept
        self._counts: dict[tuple[str, str], int] = {}

    @property
    def counts_known(self) -> int:
        """Of how many words it is remembered how many matches they have."""
        return len(self._counts)

    def changed(self) -> None:
        """Forgets how many matches words have, since what can be searched has changed."""
        self._counts = {}

    def passages(self, query: str, limit: int, documents: Collection[str] | None) -> list[Hit]:
        """Passages by BM25 over text and heading path, best first."""
        words = _Words("passage_words", "passages", f"{TEXT_WEIGHT}, {HEADING_WEIGHT}", self._passage_matches)
        return self._search(words, match_terms(query), limit, documents)

    def figures(
        self, query: str, fields: Sequence[FigureField], limit: int, documents: Collection[str] | None
    ) -> list[Hit]:
        """Figures by BM25 over these fields, best first."""
        if not fields:
            return []
        columns = " ".join(dict.fromkeys(field.value for field in fields))
        weights = ", ".join("1.0" if field in fields else "0.0" for field in FigureField)
        words = _Words("figure_words", "figures", weights, self._figure_matches, f"{{{columns}}} : ")
        return self._search(words, match_terms(query), limit, documents)

    def _search(self, words: _Words, terms: Sequence[str], limit: int, documents: Collection[str] | None) -> list[Hit]:
        if not terms or limit <= 0 or (documents is not None and not documents):
            return []
        table, owners = words.table, words.owners
        ranked = f"SELECT rowid AS number, bm25({table}, {words.weights}) AS rank FROM {table} WHERE {table} MATCH ?"
        with self._connections.reading() as connection:
            if documents is not None:
                expression = words.expression(terms)
                chosen = "AND d.id IN (SELECT value FROM json_each(?))"
                values = (expression, json.dumps(sorted(documents)), limit)
                return _hits(connection, _OWNERS.format(ranked=ranked, owners=owners, chosen=chosen), values)
            expression = words.expression(self._telling(connection, words, terms))
            # Most matches are of finished documents: looking up the owners of the best few is enough, as a rule.
            few = limit + SPARE_MATCHES
            best = f"{ranked} ORDER BY rank LIMIT {few}"
            hits = _hits(connection, _OWNERS.format(ranked=best, owners=owners, chosen=""), (expression, limit))
            if len(hits) < limit and _matches(connection, table, expression, few) >= few:
                hits = _hits(connection, _OWNERS.format(ranked=ranked, owners=owners, chosen=""), (expression, limit))
            return hits

    def _telling(self, connection: sqlite3.Connection, words: _Words, terms: Sequence[str]) -> list[str]:
        """The rarest of the terms, in their order, whose matches together stay within `words.matches`."""
        last = connection.execute(f"SELECT max(rowid) FROM {words.table}").fetchone()[0] or 0
        if last <= words.matches:
            return list(terms)
        counts = {term: self._count(connection, words, words.expression([term])) for term in terms}
        kept: set[str] = set()
        total = 0
        for term in sorted((term for term in terms if counts[term]), key=lambda term: counts[term]):
            total += counts[term]
            if len(kept) >= _FEWEST_WORDS and total > words.matches:
                break
            kept.add(term)
        return [term for term in terms if term in kept] or list(terms)

    def _count(self, connection: sqlite3.Connection, words: _Words, expression: str) -> int:
        """How many matches a term has, up to `words.matches`; counted once: common words come with every question."""
        counts, key = self._counts, (words.table, expression)
        found = counts.get(key)
        if found is None:
            if len(counts) >= self._counts_kept:
                counts.clear()
            found = counts[key] = _matches(connection, words.table, expression, words.matches)
        return found


def _hits(connection: sqlite3.Connection, query: str, values: tuple[object, ...]) -> list[Hit]:
    return [Hit(identity, score) for identity, score in connection.execute(query, values)]


def _matches(connection: sqlite3.Connection, table: str, expression: str, at_most: int) -> int:
    """How many matches there are, counted up to `at_most`."""
    query = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {at_most})"
    return int(connection.execute(query, (expression,)).fetchone()[0])
