from __future__ import annotations

from desktop_app.support.counting import counted


def test_one_is_one_and_more_are_more() -> None:
    assert [counted(n, "figure") for n in (0, 1, 2, 1200)] == ["0 figures", "1 figure", "2 figures", "1,200 figures"]
    assert counted(2, "copy", "copies") == "2 copies"
