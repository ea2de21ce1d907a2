"""`imageref figures`: every figure that was found, or a report of what was found and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.cli.records import figure_record, figure_report_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.documents import Document
from desktop_app.domain.errors import NotFound
from desktop_app.ingestion.figure_report import FigureReport, figure_report

MOST_PAGES_NAMED = 12


def run(session: Session, document: str | None, *, report: bool = False) -> ExitCode:
    """Lists the figures of the library, or of one document; with `report`, what became of all graphics."""
    library = session.workspace.library
    try:
        chosen = library.document(document) if document is not None else None
    except NotFound as error:
        session.output.problem(str(error))
        return ExitCode.SOME_FAILED
    if report:
        return _report(session, [chosen] if chosen else library.documents())
    names = session.document_names()
    for figure in library.all_figures(chosen.id if chosen else None):
        session.output.record(figure_record(figure, names, library.picture(figure)))
        session.output.text(f"{names[figure.document_id]}, page {figure.page}: {figure.description}")
    return ExitCode.DONE


def _report(session: Session, documents: Iterable[Document]) -> ExitCode:
    for document in documents:
        report = figure_report(session.workspace.library, document)
        session.output.record(figure_report_record(report))
        for line in _told(report):
            session.output.text(line)
    return ExitCode.DONE


def _told(report: FigureReport) -> Iterable[str]:
    yield f"{report.document.name}"
    kinds = ", ".join(f"{count} {kind.value}" for kind, count in report.found.items())
    total = sum(report.found.values())
    yield f"  found: {total} ({kinds})" if kinds else "  found: none"
    for reason, pages in report.reasons.items():
        yield f"  left out: {len(pages)}, {reason} (page {_pages(pages)})"
    for page in report.failed:
        yield f"  failed: page {page.number}: {page.reason}"


def _pages(pages: Sequence[int]) -> str:
    """Pages once each, in order; of many only the first ones."""
    different = sorted(set(pages))
    named = ", ".join(str(page) for page in different[:MOST_PAGES_NAMED])
    more = len(different) - MOST_PAGES_NAMED
    return f"{named} and {more} more" if more > 0 else named
