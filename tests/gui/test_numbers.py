from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from desktop_app.gui.numbers import number


@pytest.fixture(autouse=True)
def locale_kept() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "words"),
    [(QLocale.Language.English, ["12,345", "0.7"]), (QLocale.Language.German, ["12.345", "0,7"])],
)
def test_numbers_are_written_as_the_language_does(language: QLocale.Language, words: list[str]) -> None:
    QLocale.setDefault(QLocale(language))
    assert [number(12_345), number(0.66, 1)] == words
