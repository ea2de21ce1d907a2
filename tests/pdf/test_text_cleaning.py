from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.pdf.text_cleaning import clean_line, clean_text, unreadable_share

pytestmark = pytest.mark.heavy

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY_TEXT)
def test_clean_text_is_utf8_without_controls(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    controls = {character for character in cleaned if unicodedata.category(character) == "Cc"}
    assert controls <= {"\n", "\t"}
    assert not any(unicodedata.bidirectional(c) in {"RLO", "LRO", "RLE", "LRE", "PDF"} for c in cleaned)


@given(ANY_TEXT)
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_ordinary_text_stays(text: str) -> None:
    assert clean_text(text) == text


@given(ANY_TEXT, st.integers(1, 50))
def test_a_line_is_one_short_line(text: str, longest: int) -> None:
    line = clean_line(text, longest)
    assert len(line) <= longest
    assert "\n" not in line


def test_direction_override_of_a_title_is_dropped() -> None:
    assert clean_line("invoice\u202efdp.exe\x00\n next") == "invoicefdp.exe next"


def test_joiners_of_real_scripts_stay() -> None:
    assert clean_text("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(
    ("text", "share"),
    [("readable", 0.0), ("\ufffd\ufffdab", 0.5), ("\ue000\x01\ue002x", 0.75), (" \n", 0.0), ("", 0.0)],
)
def test_unreadable_share(text: str, share: float) -> None:
    assert unreadable_share([text])[0] == share
