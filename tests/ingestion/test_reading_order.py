from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.geometry import Box
from desktop_app.ingestion.reading_order import in_reading_order, reads_from_right

corner = st.integers(0, 500)
boxes = st.lists(
    st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), corner, corner, st.integers(1, 99), st.integers(1, 99))
)


def order(**places: tuple[float, float, float, float]) -> str:
    items = [(name, Box(*place)) for name, place in places.items()]
    return "".join(name for name, _ in in_reading_order(items, lambda item: item[1]))


def test_two_columns_below_a_title() -> None:
    assert (
        order(
            d=(310, 200, 560, 300),
            b=(40, 200, 290, 400),
            c=(40, 410, 290, 700),
            a=(40, 40, 560, 80),
            e=(310, 310, 560, 700),
        )
        == "abcde"
    )


def test_three_columns() -> None:
    assert order(b=(220, 40, 380, 700), a=(40, 40, 200, 700), c=(400, 40, 560, 700)) == "abc"


def test_a_wide_figure_parts_the_columns() -> None:
    places = {
        "a": (40, 40, 290, 200),
        "b": (310, 40, 560, 200),
        "c": (40, 210, 560, 400),
        "d": (40, 410, 290, 700),
        "e": (310, 410, 560, 700),
    }
    assert order(**dict(reversed(places.items()))) == "abcde"


def test_a_glossary_is_read_row_by_row() -> None:
    places = {"a": (40, 40, 90, 50), "b": (120, 40, 500, 70), "c": (40, 80, 90, 90), "d": (120, 80, 500, 110)}
    assert order(**dict(reversed(places.items()))) == "abcd"


def test_a_side_note_comes_after_its_column() -> None:
    assert order(n=(480, 300, 570, 340), a=(40, 40, 460, 200), b=(40, 210, 460, 700)) == "abn"


def test_one_item_or_none() -> None:
    assert order() == ""
    assert order(a=(0, 0, 1, 1)) == "a"


@given(boxes)
def test_nothing_is_lost(items: list[Box]) -> None:
    assert sorted(in_reading_order(items, lambda box: box)) == sorted(items)


def test_scripts_that_run_from_the_right() -> None:
    assert reads_from_right(["שלום עולם", "PDF"])
    assert reads_from_right(["مرحبا بالعالم"])
    assert not reads_from_right(["The word שלום is Hebrew"])
    assert not reads_from_right(["你好", "12"])
    assert not reads_from_right([])
