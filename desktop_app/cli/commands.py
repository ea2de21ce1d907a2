"""The commands by their names; what they need is imported with them, and not where a window is opened."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from desktop_app.cli import (
    ask,
    collections,
    demo,
    documents,
    evaluate,
    figures,
    history,
    ingest,
    models,
    pictures,
    place,
    prepare,
    search,
    upkeep,
    watch,
)
from desktop_app.cli.session import ExitCode, Session


def dispatch(arguments: argparse.Namespace, session: Session, make_demo: Callable[[], demo.Demo] | None) -> ExitCode:
    """Runs the command that the arguments name."""
    commands: dict[str, Callable[[], ExitCode]] = {
        "ingest": lambda: ingest.run(session, arguments.paths, again=arguments.again),
        "documents": lambda: documents.run_list(session, arguments.collection),
        "collections": lambda: collections.run(session, arguments),
        "watch": lambda: watch.run(session, arguments),
        "figures": lambda: figures.run(session, arguments.document, report=arguments.report),
        "search": lambda: (
            search.run(session, arguments.query, arguments.kind, arguments.k, scope=session.scope(arguments))
            if arguments.picture is None
            else pictures.run_search(session, arguments.picture, arguments.k, scope=session.scope(arguments))
        ),
        "ask": lambda: ask.run(
            session,
            arguments.questions,
            arguments.model,
            arguments.mmproj,
            conversation=arguments.conversation,
            picture=arguments.picture,
            scope=session.scope(arguments),
        ),
        "place": lambda: place.run(session, arguments.file, arguments.figures, arguments.document),
        "conversations": lambda: (
            history.run_list(session, arguments.query)
            if arguments.feedback is None
            else history.run_feedback(session, arguments.query, arguments.feedback)
        ),
        "export": lambda: history.run_export(session, arguments.conversation, arguments.out),
        "evaluate": lambda: evaluate.run_command(session, arguments),
        "remove": lambda: documents.run_remove(session, arguments.documents),
        "verify": lambda: upkeep.run_verify(session),
        "rebuild": lambda: upkeep.run_rebuild(session),
        "models": lambda: models.run(session, arguments),
        "prepare": lambda: prepare.run(session, arguments.documents, arguments.model, arguments.mmproj),
        "doctor": lambda: upkeep.run_doctor(session),
        "demo": lambda: demo.run(session, arguments.model, arguments.mmproj, (make_demo or demo.Demo.shipped)()),
    }
    return commands[arguments.command]()
