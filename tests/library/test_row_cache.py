from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.library.row_cache import RowCache


@dataclass(frozen=True)
class Row:
    id: str
    text: str = ""


class Table:
    """Holds rows "a" to "z", and notes what was read of them."""

    def __init__(self) -> None:
        self.text = "first"
        self.read: list[list[str]] = []
        self.meanwhile: RowCache[Row] | None = None

    def rows(self, ids: Sequence[str]) -> list[Row]:
        self.read.append(list(ids))
        found = [Row(identity, self.text) for identity in sorted(ids) if "a" <= identity <= "z"]
        if self.meanwhile is not None:
            self.meanwhile.changed()
        return found


def test_rows_come_in_the_order_asked_for_and_are_read_once() -> None:
    table = Table()
    cache = RowCache(table.rows, 10)
    assert [row.id for row in cache.get(["c", "a", "?"])] == ["c", "a"]
    assert [row.id for row in cache.get(["a", "b", "c", "a"])] == ["a", "b", "c", "a"]
    assert table.read == [["c", "a", "?"], ["b"]]


def test_the_latest_are_kept() -> None:
    table = Table()
    cache = RowCache(table.rows, 3)
    for asked in (["a", "b", "c"], ["a"], ["d"]):
        cache.get(asked)
    assert len(cache) == 3
    cache.get(["a", "c", "d"])
    assert table.read[-1] == ["d"]
    assert [row.id for row in cache.get(["a", "b"])] == ["a", "b"]
    assert table.read[-1] == ["b"]


def test_a_change_is_seen_at_once() -> None:
    table = Table()
    cache = RowCache(table.rows, 3)
    cache.get(["a"])
    table.text = "second"
    assert cache.get(["a"]) == [Row("a", "first")]
    cache.changed()
    assert cache.get(["a"]) == [Row("a", "second")]


def test_what_was_read_before_a_change_is_not_kept() -> None:
    table = Table()
    cache = RowCache(table.rows, 3)
    table.meanwhile = cache
    assert [row.id for row in cache.get(["a"])] == ["a"]
    assert len(cache) == 0
