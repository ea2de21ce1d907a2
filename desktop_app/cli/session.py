"""What every command gets: the workspace, the settings, where to print, and the token that stops it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.cli.output import Output
from desktop_app.domain.collections import EVERYTHING, Scope
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import EXCERPTS, Workspace
from desktop_app.settings.schema import Settings

if TYPE_CHECKING:
    from desktop_app.domain.answer_model import AnswerModel


class ExitCode(IntEnum):
    """How a command ends."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    ENVIRONMENT = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Session:
    """One run of one command."""

    workspace: Workspace
    settings: Settings
    output: Output
    cancel: CancelToken

    def document_names(self) -> dict[str, str]:
        """The documents' names by their ids."""
        return {document.id: document.name for document in self.workspace.library.documents()}

    def scope(self, arguments: argparse.Namespace) -> Scope:
        """What `--collection` and `--document` limit the command to: all that is in any of them.

        Raises:
            NotFound: there is no such collection or document.
        """
        if not arguments.collection and not arguments.document:
            return EVERYTHING
        library = self.workspace.library
        collections = [library.collections.find(name) for name in arguments.collection]
        documents = [library.document(name) for name in arguments.document]
        ids = frozenset().union(*(each.documents for each in collections), {each.id for each in documents})
        return Scope(ids, ", ".join([*(each.name for each in collections), *(each.name for each in documents)]))

    def model(self, asked: str | None, projector: str | None) -> AnswerModel | None:
        """The model to answer with: the one asked for, else the setting, else the best found; None for excerpts.

        Models that are too small to be relied on answer only where they are asked for, or set.

        Raises:
            ModelError: the model asked for is missing or unfit.
        """
        name = asked or self.settings.model
        if not name:
            found = (each.name for each in self.workspace.models.available() if not each.trial)
            name = next(found, EXCERPTS)
        if name == EXCERPTS:
            return None
        file = projector or (None if asked else self.settings.projector)
        return self.workspace.models.open(name, Path(file) if file else None)
