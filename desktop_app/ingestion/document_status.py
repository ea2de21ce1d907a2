"""How a document that has been read to its end is shown: ready, partial or failed, and why."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.documents import DocumentStatus, Page, PageCounts, PageState

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
        again = " Add the file again to try once more." if worth_another_try(pages) else ""
        return DocumentStatus.PARTIAL, f"{_named(failed)} could not be read: {_reasons(failed)}.{again}"
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
    subject = "Its only page has" if expected == 1 else f"None of its {expected} pages has"
    if counts.failed == 0:
        words = f"{subject} no text" if expected == 1 else f"{subject} text"
        why = _reasons([page for page in pages if page.reason])
        return f"{words}{': ' if why else ''}{why}. {_what_to_do(why)}"
    if counts.failed == expected:
        subject = "Its only page" if expected == 1 else f"None of its {expected} pages"
        verb = "could not be read" if expected == 1 else "could be read"
        return f"{subject} {verb}: {_reasons(failed)}. Make the file again or open and save it in another program."
    return (
        f"{_named(failed)} could not be read ({_reasons(failed)}), and the others have no text. "
        f"{_what_to_do(_reasons(pages))}"
    )


def _what_to_do(why: str) -> str:
    if RECOGNITION_OFF in why:
        return "Switch text recognition on and add it again."
    return "Check that it is the right file."


def _named(pages: list[Page]) -> str:
    numbers = [str(page.number) for page in pages[:MAX_PAGES_NAMED]]
    if len(pages) == 1:
        return f"Page {numbers[0]}"
    if len(pages) > MAX_PAGES_NAMED:
        return f"{len(pages)} pages ({', '.join(numbers)}, …)"
    return f"Pages {', '.join(numbers[:-1])} and {numbers[-1]}"


def _reasons(pages: list[Page]) -> str:
    reasons = list(dict.fromkeys(page.reason.rstrip(".") or "no reason is known" for page in pages))
    return "; ".join(reasons[:3])
