"""`imageref conversations` and `imageref export`: what was asked before."""

from __future__ import annotations

import json
import time
from pathlib import Path

from desktop_app.cli.output import Output
from desktop_app.cli.records import conversation_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.errors import ExportError
from desktop_app.domain.history import ConversationSummary
from desktop_app.evaluation.feedback_sets import feedback_lines
from desktop_app.support.atomic_write import write_atomically

_SHOWN_ID = 8


def run_list(session: Session, query: str) -> ExitCode:
    """Lists the kept conversations, or those that hold all words of the query."""
    found = session.workspace.history.conversations(query)
    for summary in found:
        session.output.record(conversation_record(summary))
        _print(session.output, summary)
    if not found:
        session.output.text("No conversation holds these words." if query else "No conversation is kept yet.")
    return ExitCode.DONE


def run_feedback(session: Session, query: str, out: Path) -> ExitCode:
    """Writes what was said of figures, in all conversations or those that hold the words, as a question set."""
    history = session.workspace.history
    lines = [line for summary in history.conversations(query) for line in feedback_lines(history.load(summary.id))]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    try:
        write_atomically(out.expanduser().absolute(), text.encode("utf-8", "replace"), private=False)
    except OSError as error:
        session.output.problem(f"{out} could not be written ({error.strerror or error}).")
        return ExitCode.SOME_FAILED
    session.output.record({"path": str(out), "questions": len(lines)})
    found = "1 question" if len(lines) == 1 else f"{len(lines)} questions"
    session.output.text(f"{found} written to {out}. Nothing was sent anywhere.")
    return ExitCode.DONE


def run_export(session: Session, name: str, out: Path) -> ExitCode:
    """Writes a conversation to a file.

    Raises:
        NotFound: there is no such conversation.
    """
    conversation = session.workspace.history.load(name)
    try:
        written = session.workspace.exporter.export(conversation, out.expanduser().absolute())
    except ExportError as error:
        session.output.problem(str(error))
        return ExitCode.SOME_FAILED
    session.output.record({"conversation": conversation.summary.id, "path": str(written)})
    session.output.text(f"Written: {written}")
    return ExitCode.DONE


def _print(output: Output, summary: ConversationSummary) -> None:
    day = time.strftime("%Y-%m-%d %H:%M", time.localtime(summary.changed))
    pinned = "  (pinned)" if summary.pinned else ""
    output.text(f"{summary.id[:_SHOWN_ID]}  {day}  {summary.turns:3d} turns  {summary.title}{pinned}")
