"""`imageref watch`: folders that the library follows, and what has changed in them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli import ingest
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.errors import FileProblem
from desktop_app.ingestion.watching import FolderScan, decide, scan_folders
from desktop_app.support.counting import counted


def run(session: Session, arguments: argparse.Namespace) -> ExitCode:
    """Follows folders, or no more; then lists what is followed, or reads what is new or changed there.

    Raises:
        FileProblem: a folder to be followed is none.
    """
    store = session.workspace.library.watched
    for folder in arguments.folders:
        if not folder.is_dir():
            raise FileProblem(f"{folder} is no folder.", "Name a folder that is there.")
        store.follow(folder.absolute())
    for folder in arguments.stop:
        store.unfollow(folder.absolute())
    folders = store.folders()
    scan = scan_folders(folders, session.cancel)
    decision = decide(scan, scan, store.known_files())
    if not arguments.read:
        _list(session, folders, scan, decision.read)
        return ExitCode.DONE
    for path in decision.missing:
        session.output.problem(f"{path} is not there any more. What was read stays in the library.")
    code = ingest.run(session, list(decision.read), again=False) if decision.read else ExitCode.DONE
    store.remember({path: scan.files[path] for path in decision.read})
    store.forget([*decision.missing, *decision.moved])
    if not decision.read:
        session.output.status("Nothing is new in the followed folders.")
    return code


def _list(session: Session, folders: Sequence[Path], scan: FolderScan, changed: Sequence[Path]) -> None:
    for folder in folders:
        files = [path for path in scan.files if path.is_relative_to(folder)]
        waiting = [path for path in changed if path.is_relative_to(folder)]
        away = folder in scan.unreachable
        session.output.record(
            {"folder": str(folder), "files": len(files), "changed": len(waiting), "reachable": not away}
        )
        state = "can't be reached now" if away else f"{counted(len(files), 'file')}, {len(waiting)} new or changed"
        session.output.text(f"{folder}  {state}")
    if not folders:
        session.output.status("No folder is followed. Follow one with: imageref watch FOLDER")
