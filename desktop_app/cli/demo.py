"""`imageref demo`: from a document to an illustrated answer, on the manual that ships with the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.cli.ask import answer_question
from desktop_app.cli.ingest import ingest_paths
from desktop_app.cli.records import answer_record, report_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.conversation import Conversation
from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ports import EXCERPTS
from desktop_app.support.resource_files import resource_path


@dataclass(frozen=True, slots=True)
class Demo:
    """A manual, and the question that is asked of it."""

    manual: Path
    question: str

    @classmethod
    def shipped(cls) -> Demo:
        """The demo that ships with the program."""
        content = json.loads(resource_path("demo", "demo.json").read_text(encoding="utf-8"))
        return cls(resource_path("demo", content["document"]), content["questions"][0]["question"])


def run(session: Session, model: str | None, projector: str | None, demo: Demo) -> ExitCode:
    """Takes the manual in, asks it the first question, prints the answer with its figures named."""
    finished = ingest_paths(session, [demo.manual])
    report = finished.reports[0]
    session.output.record({"documents": [report_record(report)], "seconds": round(finished.seconds, 3)})
    if report.status is DocumentStatus.FAILED:
        return ExitCode.SOME_FAILED
    chosen = session.model(model or EXCERPTS, projector)
    answer = answer_question(session, demo.question, Conversation(), chosen)
    session.output.record(answer_record(answer))
    if session.cancel.cancelled:
        return ExitCode.INTERRUPTED
    return ExitCode.DONE if answer.figures else ExitCode.SOME_FAILED


def then_window(code: ExitCode, wanted: bool, has_display: bool, open_window: Callable[[Sequence[Path]], int]) -> int:
    """Opens the window after a demo that worked, where it is wanted and there is a display."""
    if code is ExitCode.DONE and wanted and has_display:
        return open_window(())
    return int(code)
