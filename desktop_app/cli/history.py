"""`imageref conversations` and `imageref export`: what was asked before."""

from __future__ import annotations

import time
from pathlib import Path

from desktop_app.cli.output import Output
from desktop_app.cli.records import conversation_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.errors import ExportError
from desktop_app.domain.history import ConversationSummary

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
