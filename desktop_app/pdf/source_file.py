"""The file that is being read: where it is, whether it is still the same, and what to say when it can't be opened."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.errors import DocumentError, FileProblem, PasswordNeeded, UnsupportedFile
from desktop_app.domain.page_content import DocumentInfo
from desktop_app.pdf import wire
from desktop_app.pdf.file_check import FileIdentity, changed_file, check_file, shown_name
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.worker_process import Cause

_OPEN_ELSEWHERE = "See whether another program opens it; if one does, save or print it there to a new PDF and add that."

_WITH_PASSWORD = "Add it again with its password, or save a copy without one and add that."


@dataclass(slots=True)
class SourceFile:
    """A file as it was when it was first looked at; `info` is known once it was opened, `password` where it has one."""

    path: Path
    identity: FileIdentity
    limits: Limits
    info: DocumentInfo | None = None
    password: str = field(default="", repr=False)

    @classmethod
    def at(cls, path: Path, limits: Limits) -> SourceFile:
        """The file at this path; raises `FileProblem` where there is none that can be read."""
        return cls(path, check_file(path), limits)

    @property
    def encoded(self) -> bytes:
        """The path as the file system names it."""
        return os.fsencode(self.path)

    @property
    def name(self) -> str:
        """The file's name in quotes, fit to be shown."""
        return shown_name(self.path)

    def require_unchanged(self) -> None:
        """Raises `FileProblem` when the file is gone, or not the one it was."""
        if check_file(self.path) != self.identity:
            raise changed_file(self.path)

    def require_same(self, reply: wire.Opened | wire.Refused) -> None:
        """Raises `FileProblem` when a worker that opened it once more found something else."""
        if isinstance(reply, wire.Refused) or self.info is None or reply.info.pages != self.info.pages:
            raise changed_file(self.path)

    def refused(self, reply: wire.Refused) -> DocumentError:
        """What to tell the user about a file that was not opened."""
        name = self.name
        if reply.refusal is wire.Refusal.PASSWORD:
            return PasswordNeeded(f"{name} needs a password.", _WITH_PASSWORD)
        if reply.refusal is wire.Refusal.GONE:
            return FileProblem(f"{name} is not there any more.", "It may have been moved or renamed: choose it again.")
        if reply.refusal is wire.Refusal.NO_PAGES:
            return UnsupportedFile(f"{name} has no pages.", _OPEN_ELSEWHERE)
        if reply.refusal is wire.Refusal.TOO_MANY_PAGES:
            return UnsupportedFile(
                f"{name} says it has {reply.pages:,} pages; at most {self.limits.pages:,} are read.",
                "Split it into smaller files and add those.",
            )
        if reply.refusal is wire.Refusal.MEMORY:
            return self.not_opened(Cause.MEMORY)
        return UnsupportedFile(f"{name} is damaged, or no document that can be read.", _OPEN_ELSEWHERE)

    def wrong_password(self) -> PasswordNeeded:
        """What to tell the user when no password that was given opens the file."""
        return PasswordNeeded(f"The password does not open {self.name}.", _WITH_PASSWORD)

    def not_opened(self, cause: Cause) -> DocumentError:
        """What to tell the user when the worker ended while it opened the file."""
        return UnsupportedFile(f"{self.name} could not be opened: {cause}.", _OPEN_ELSEWHERE)
