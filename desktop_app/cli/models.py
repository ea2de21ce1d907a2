"""`imageref models`: listing, adding, downloading and removing models."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli.output import Output
from desktop_app.cli.records import removal_record, store_records, stored_record
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.errors import Cancelled, ModelMissing
from desktop_app.domain.model_store import (
    DownloadEvent,
    DownloadFinished,
    DownloadPlanned,
    DownloadProgress,
    DownloadWaiting,
    ModelKind,
    OfferedModel,
    PausedDownload,
    StoredModel,
    StoreListing,
    as_size,
)


def run(session: Session, arguments: argparse.Namespace) -> ExitCode:
    """Does what the word after `models` says."""
    if arguments.action == "download":
        return run_download(session, arguments.names)
    if arguments.action == "add":
        return run_add(session, arguments.file, arguments.mmproj)
    if arguments.action == "remove":
        return run_remove(session, arguments.names)
    return run_list(session)


def run_list(session: Session) -> ExitCode:
    """Lists what is here, what was interrupted, and what could be downloaded, the models that fit first."""
    listing = session.workspace.model_store.listing()
    for record in store_records(listing):
        session.output.record(record)
    _print_stored(listing, session.output)
    for paused in listing.paused:
        share = 100 * paused.done // max(1, paused.total)
        session.output.text(f"{paused.name}  paused at {share} % of {as_size(paused.total)}")
        session.output.text(f"    To go on: imageref models download {paused.name}")
    _print_offered(listing, session.output)
    return ExitCode.DONE


def _print_stored(listing: StoreListing, output: Output) -> None:
    output.text("On this machine:" if listing.stored else f"No model is on this machine ({listing.folder}).")
    for stored in listing.stored:
        output.text(f"  {stored.name}  {as_size(stored.size)}\n    {stored.note} {stored.need.words}")
        if not stored.owned and stored.removable:
            output.text(f"    {stored.path}")


def _print_offered(listing: StoreListing, output: Output) -> None:
    offered = [each for each in listing.offered if not each.stored_as]
    if offered:
        output.text("\nTo download with `imageref models download NAME`:")
    for each in offered:
        known = each.known
        output.text(f"  {known.name}  {_size_words(each)}, {known.licence}\n    {known.purpose}\n    {each.need.words}")
    if listing.why_offline:
        output.status(listing.why_offline)


def _size_words(offered: OfferedModel) -> str:
    return as_size(offered.known.size) if offered.known.size else "size is told by the hub"


def run_download(session: Session, names: Sequence[str]) -> ExitCode:
    """Downloads models one after the other; Ctrl-C pauses, and the same command goes on."""
    for name in names:
        printer = _DownloadPrinter(session.output)
        began = time.monotonic()
        try:
            for event in session.workspace.model_store.download(name, session.cancel):
                printer.print(event)
        except (Cancelled, KeyboardInterrupt):
            printer.tell_pause(name, session.workspace.model_store.listing().paused)
            return ExitCode.INTERRUPTED
        finished = printer.finished
        assert finished is not None, "a download ends with DownloadFinished"
        session.output.record(
            {
                **stored_record(finished.model),
                "downloaded": finished.fetched,
                "seconds": round(time.monotonic() - began, 3),
            }
        )
    return ExitCode.DONE


class _DownloadPrinter:
    """Tells a download: the plan, a bar, why it waits, and how to use what came."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._name = ""
        self._began: tuple[float, int] | None = None
        self.finished: DownloadFinished | None = None

    def print(self, event: DownloadEvent) -> None:
        """Prints one event."""
        if isinstance(event, DownloadPlanned):
            self._plan(event)
        elif isinstance(event, DownloadProgress):
            self._progress(event)
        elif isinstance(event, DownloadWaiting):
            wait = f" Trying again in {event.seconds:.0f} s." if event.seconds >= 1 else " Trying again."
            self._output.status(event.reason + wait)
        else:
            self.finished = event
            self._end(event.model)

    def _plan(self, event: DownloadPlanned) -> None:
        self._name = event.name
        there = f", {as_size(event.done)} of it are there" if event.done else ""
        self._output.status(f"{event.name}: {', '.join(event.files)}; {as_size(event.total)}{there}")
        if event.note:
            self._output.problem(event.note)

    def _progress(self, event: DownloadProgress) -> None:
        now = time.monotonic()
        if event.checking or self._began is None:
            self._began = (now, event.done)
        since, done = self._began
        speed = (event.done - done) / (now - since) if now - since > 0.5 else 0.0
        words = "checking what is there" if event.checking else f"{as_size(int(speed))}/s" if speed else event.file
        label = f"{as_size(event.done)} of {as_size(event.total)}  {words}"
        self._output.progress(label, event.done * 100 // max(1, event.total), 100)

    def _end(self, model: StoredModel) -> None:
        self._output.text(f"{model.name} is here: {model.path}")
        if model.kind is ModelKind.PICTURES:
            self._output.text("Figures of documents that are added from now on are found by what they show.")
        else:
            self._output.text(f"{model.note} Ask with: imageref ask --model {model.name} QUESTION")

    def tell_pause(self, name: str, paused: Sequence[PausedDownload]) -> None:
        """Says what is kept, and how to go on."""
        kept = next((each for each in paused if each.name == self._name), None)
        share = f"{as_size(kept.done)} of {as_size(kept.total)} are kept. " if kept else ""
        self._output.problem(f"Paused. {share}To go on: imageref models download {name}")


def run_add(session: Session, path: Path, projector: Path | None) -> ExitCode:
    """Adds a file or a folder of models where it is; nothing is copied."""
    for model in session.workspace.model_store.add(path, projector):
        session.output.record(stored_record(model))
        session.output.text(f"{model.name} added. {model.note} Ask with: imageref ask --model {model.name} QUESTION")
    return ExitCode.DONE


def run_remove(session: Session, names: Sequence[str]) -> ExitCode:
    """Removes models and interrupted downloads; says what was freed."""
    store = session.workspace.model_store
    missing: list[str] = []
    for name in names:
        try:
            paused = {key.lower() for each in store.listing().paused for key in (each.name, each.repository)}
            removal = store.discard(name) if name.lower() in paused else store.remove(name)
        except ModelMissing as error:
            session.output.problem(str(error))
            missing.append(name)
            continue
        session.output.record(removal_record(removal))
        freed = f"{as_size(removal.freed)} freed." if removal.freed else ""
        session.output.text(f"{removal.name} removed. {freed} {removal.note}".replace("  ", " ").rstrip())
    return ExitCode.SOME_FAILED if missing else ExitCode.DONE
