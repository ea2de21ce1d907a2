"""Failures that are told to the user, each with what happened and what to do.

    ImageRefError                    message, hint
    ├── Cancelled                    the user stopped it: nobody is told
    ├── DocumentError                one file can't be read
    │   ├── FileProblem              missing, empty, unreadable, not a regular file, changed while read
    │   ├── UnsupportedFile          damaged, or no document at all
    │   └── PasswordNeeded           encrypted
    ├── LibraryError                 the library can't be used
    │   ├── LibraryLocked            another program has it open
    │   └── LibraryDamaged           catalogue can't be opened
    ├── NotFound                     no such document, figure, model or conversation
    ├── NameRefused                  an empty name, or one that is taken
    ├── HistoryError                 kept conversations can't be read or written
    ├── ExportError                  a conversation can't be written to a file
    └── ModelError                   the language model can't answer
        ├── ModelMissing             no such model, or its engine is not installed
        ├── ModelUnfit               the file is damaged, hostile, or the projector does not fit
        ├── ModelStopped             the model's process ended unexpectedly
        └── DownloadFailed           a model can't be fetched; what was fetched is kept

Anything else that is raised is a bug and goes to the crash report.
"""

from __future__ import annotations


class ImageRefError(Exception):
    """A failure with a sentence for the user.

    Attributes:
        message: what happened, in a sentence.
        hint: what to do about it, in a sentence; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Cancelled(ImageRefError):
    """The user stopped the work."""

    def __init__(self) -> None:
        super().__init__("Stopped.")


class DocumentError(ImageRefError):
    """One file can't be read; the others go on."""


class FileProblem(DocumentError):
    """The file is missing, empty, unreadable, no regular file, or changed while it was read."""


class UnsupportedFile(DocumentError):
    """The file is damaged, or no document that can be read."""


class PasswordNeeded(DocumentError):
    """The file is encrypted."""


class LibraryError(ImageRefError):
    """The library can't be used."""


class LibraryLocked(LibraryError):
    """Another program has the library open."""


class LibraryDamaged(LibraryError):
    """The catalogue can't be opened."""


class NotFound(ImageRefError):
    """No such document, figure, model or conversation."""


class NameRefused(ImageRefError):
    """The name is empty, or something else has it."""


class HistoryError(ImageRefError):
    """The kept conversations can't be read or written."""


class ExportError(ImageRefError):
    """A conversation can't be written to a file."""


class ModelError(ImageRefError):
    """The language model can't answer."""


class ModelMissing(ModelError):
    """No such model, or the engine that runs it is not installed."""


class ModelUnfit(ModelError):
    """The model file can't be used: damaged, hostile, or not fit for its projector."""


class ModelStopped(ModelError):
    """The model's process ended in the middle of its work; the next question starts it anew."""


class DownloadFailed(ModelError):
    """A model can't be fetched: the hub, the connection, the disk, or what was asked for."""
