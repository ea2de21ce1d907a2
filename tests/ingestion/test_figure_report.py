from desktop_app.domain.documents import Document, DocumentStatus, LeftOut, Page, PageState
from desktop_app.domain.geometry import Box, Region
from desktop_app.ingestion.figure_report import figure_report
from tests.helpers.memory_library import MemoryLibrary


def left_out(page: int, reason: str) -> LeftOut:
    return LeftOut(Region(page, Box(0, 0, 5, 5)), reason)


def test_reasons_come_with_their_pages_the_most_frequent_first() -> None:
    document = Document("d", "manual", "", "/manual.pdf", 3, DocumentStatus.PARTIAL)
    failed = Page(3, 595, 842, 0, PageState.FAILED, "It hangs.")
    library = MemoryLibrary(
        [document],
        pages_held={"d": [Page(1, 595, 842, 0, PageState.TEXT), failed]},
        left_out_held={"d": [left_out(1, "logo"), left_out(2, "rules"), left_out(2, "rules")]},
    )
    report = figure_report(library, document)
    assert report.found == {}
    assert list(report.reasons.items()) == [("rules", [2, 2]), ("logo", [1])]
    assert report.failed == (failed,)
