"""How a document that has been read to its end is shown: ready, partial or failed, and why."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.documents import DocumentStatus, Page, PageCounts, PageState
from desktop_app.support.phrases import phrase

MAX_PAGES_NAMED = 5
PASSING_REASONS = ("took too long", "takes too long", "too much memory", "the reader ", "was not read")
"""Words of the reasons that lie in the machine at that moment rather than in the page."""
RECOGNITION_OFF = "recognition (OCR) is off"
"""Words of the reason of a page that is a picture and was not read."""


def final_status(pages: list[Page], expected: int, *, passages: int, figures: int) -> tuple[DocumentStatus, str]:
    """The status of a document whose pages have all been tried, and a sentence where it is not simply ready.

    Args:
        pages: the pages in order, with their states.
        expected: how many pages the file has.
        passages: how many passages came of them.
        figures: how many figures came of them.
    """
    counts = count_pages(pages)
    failed = [page for page in pages if page.state is PageState.FAILED]
    if expected == 0:
        return DocumentStatus.FAILED, "It has no pages. Check that it is the right file."
    if counts.searchable == 0 or passages + figures == 0:
        return DocumentStatus.FAILED, _nothing_found(counts, expected, pages)
    if failed:
        again = "Add the file again to try once more." if worth_another_try(pages) else ""
        return DocumentStatus.PARTIAL, f"{_unread(failed)} {again}".rstrip()
    if counts.total < expected:
        return DocumentStatus.PARTIAL, f"Only {counts.total} of its {expected} pages were read."
    return DocumentStatus.READY, ""


def worth_another_try(pages: Iterable[Page]) -> bool:
    """Whether a page failed for a reason that may have passed: the time or the memory that reading it took."""
    return any(
        page.state is PageState.FAILED and any(words in page.reason for words in PASSING_REASONS) for page in pages
    )


def count_pages(pages: list[Page]) -> PageCounts:
    """How many pages ended in each state."""
    states = [page.state for page in pages]
    return PageCounts(*(states.count(state) for state in PageState))


def _nothing_found(counts: PageCounts, expected: int, pages: list[Page]) -> str:
    failed = [page for page in pages if page.state is PageState.FAILED]
    if counts.failed == 0:
        why = _reasons([page for page in pages if page.reason])
        return f"{_without_text(expected, why)} {_what_to_do(why)}"
    if counts.failed == expected:
        why, again = _reasons(failed), "Make the file again or open and save it in another program."
        only, all_of_them = (
            f"Its only page could not be read: {why}.",
            f"None of its {expected} pages could be read: {why}.",
        )
        return f"{only if expected == 1 else all_of_them} {again}"
    others = "The others have no text."
    return f"{_unread(failed)} {others} {_what_to_do(_reasons(pages))}"


def _without_text(expected: int, why: str) -> str:
    if expected == 1:
        return f"Its only page has no text: {why}." if why else "Its only page has no text."
    return f"None of its {expected} pages has text: {why}." if why else f"None of its {expected} pages has text."


def _what_to_do(why: str) -> str:
    if RECOGNITION_OFF in why:
        return "Switch text recognition on and add it again."
    return "Check that it is the right file."


def _unread(pages: list[Page]) -> str:
    """Which pages could not be read and why, in a sentence."""
    why = _reasons(pages)
    *others, last = [str(page.number) for page in pages[:MAX_PAGES_NAMED]]
    if len(pages) == 1:
        return f"Page {last} could not be read: {why}."
    named = ", ".join(others)
    if len(pages) > MAX_PAGES_NAMED:
        return f"{len(pages)} pages ({named}, {last}, …) could not be read: {why}."
    return f"Pages {named} and {last} could not be read: {why}."


def _reasons(pages: list[Page]) -> str:
    reasons = list(dict.fromkeys(page.reason.rstrip(".") or phrase("no reason is known") for page in pages))
    return "; ".join(reasons[:3])
