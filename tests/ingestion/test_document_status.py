from __future__ import annotations

import pytest

from desktop_app.domain.documents import DocumentStatus, Page, PageCounts, PageState
from desktop_app.ingestion.document_status import count_pages, final_status


def pages(*states: str) -> list[Page]:
    return [
        Page(number, 1, 1, 0, PageState(state.split(":")[0]), state.partition(":")[2])
        for number, state in enumerate(states, 1)
    ]


@pytest.mark.parametrize(
    ("states", "expected", "status", "words"),
    [
        (["text", "ocr", "empty"], 3, "ready", ""),
        (["text", "failed:it hung"], 2, "partial", "Page 2 could not be read: it hung."),
        (["failed:a", "text", "failed:a."], 3, "partial", "Pages 1 and 3 could not be read: a."),
        (["text", *["failed:"] * 7], 8, "partial", "7 pages (2, 3, 4, 5, 6, …) could not be read: no reason is known."),
        (["text"], 3, "partial", "Only 1 of its 3 pages were read."),
        (["empty"], 1, "failed", "Its only page has no text. Check that"),
        (["empty:A picture."], 1, "failed", "Its only page has no text: A picture. Check that"),
        (["empty", *["empty:Bare."] * 11], 12, "failed", "None of its 12 pages has text: Bare. Check that"),
        (["empty:Text recognition (OCR) is off."], 1, "failed", "Its only page has no text: Text recognition (OCR) is"),
        (["failed:it hung"], 1, "failed", "Its only page could not be read: it hung. Make"),
        (["failed:a", "failed:b"], 2, "failed", "None of its 2 pages could be read: a; b. Make"),
        (["failed:a", "empty"], 2, "failed", "Page 1 could not be read: a. The others have no text. Check"),
        ([], 0, "failed", "It has no pages."),
    ],
)
def test_status_and_reason(states: list[str], expected: int, status: str, words: str) -> None:
    found, error = final_status(pages(*states), expected, passages=3, figures=0)
    assert found is DocumentStatus(status)
    assert error.startswith(words)
    assert bool(error) == bool(words)


def test_a_document_with_nothing_to_find_is_never_ready() -> None:
    status, error = final_status(pages("text"), 1, passages=0, figures=0)
    assert status is DocumentStatus.FAILED
    assert error
    assert final_status(pages("text"), 1, passages=0, figures=1)[0] is DocumentStatus.READY


def test_where_recognition_is_off_it_is_what_to_switch_on() -> None:
    for states in (["empty:Text recognition (OCR) is off."], ["failed:a", "empty:Text recognition (OCR) is off."]):
        _, error = final_status(pages(*states), len(states), passages=0, figures=0)
        assert error.endswith("Switch text recognition on and add it again.")


def test_counts() -> None:
    assert count_pages(pages("text", "ocr", "empty", "failed", "text")) == PageCounts(2, 1, 1, 1)
