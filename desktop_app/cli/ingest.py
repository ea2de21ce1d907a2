"""`imageref ingest`: files and folders into the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli.output import Output
from desktop_app.cli.records import report_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ingest_events import (
    FileFinished,
    FileReport,
    FileStarted,
    IngestEvent,
    IngestFinished,
    PagesRead,
    VectorsStored,
)
from desktop_app.ingestion.ingest import ingest
from desktop_app.support.counting import counted


def run(session: Session, paths: Sequence[Path], *, again: bool = False) -> ExitCode:
    """Ingests the paths, with progress, and prints how each file ended; `again` even what is there already."""
    finished = ingest_paths(session, paths, again=again)
    session.output.record(
        {"documents": [report_record(report) for report in finished.reports], "seconds": round(finished.seconds, 3)}
    )
    if not finished.reports:
        session.output.problem("No documents were found there. Name PDF files, or folders that hold some.")
        return ExitCode.SOME_FAILED
    failed = any(report.status is DocumentStatus.FAILED for report in finished.reports)
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def ingest_paths(session: Session, paths: Sequence[Path], *, again: bool = False) -> IngestFinished:
    """Ingests the paths, showing the progress; the last event."""
    workspace = session.workspace
    events = ingest(
        paths,
        reader=workspace.reader,
        library=workspace.library,
        text_embedder=workspace.text_embedder,
        image_embedder=workspace.image_embedder,
        cancel=session.cancel,
        again=again,
    )
    last: IngestEvent | None = None
    for event in events:
        show(event, session.output)
        last = event
    assert isinstance(last, IngestFinished), "ingesting ends with IngestFinished"
    return last


def show(event: IngestEvent, output: Output) -> None:
    """Shows one step on the way."""
    if isinstance(event, FileStarted):
        output.progress(f"{event.path.name} ({event.index} of {event.total})", 0, 1)
    elif isinstance(event, PagesRead):
        output.progress(f"pages of {event.path.name}", event.done, event.pages)
    elif isinstance(event, VectorsStored):
        output.progress(f"passages and figures of {event.path.name} indexed", event.done, event.total)
    elif isinstance(event, FileFinished):
        _show_report(event.report, output)


def _show_report(report: FileReport, output: Output) -> None:
    name = report.path.name
    if report.status is DocumentStatus.DUPLICATE:
        output.text(f"{name}: in the library already")
    elif report.status is DocumentStatus.FAILED:
        output.problem(f"{name}: {report.error}")
    else:
        output.text(
            f"{name}: {report.status.value}, {counted(report.counts.total, 'page')}, "
            f"{counted(report.passages, 'passage')}, {counted(report.figures, 'figure')}, {report.seconds:.1f} s"
        )
        if report.error:
            output.problem(f"{name}: {report.error}")
