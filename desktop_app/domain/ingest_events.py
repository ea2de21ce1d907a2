"""What happens while files become documents of the library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.documents import NO_PAGES, DocumentStatus, PageCounts


@dataclass(frozen=True, slots=True)
class FileStarted:
    """A file is being read; `index` counts from 1 to `total`."""

    path: Path
    index: int
    total: int


@dataclass(frozen=True, slots=True)
class PagesRead:
    """`done` of the file's `pages` have been read and stored."""

    path: Path
    document_id: str
    done: int
    pages: int


@dataclass(frozen=True, slots=True)
class VectorsStored:
    """`done` of the document's `total` passages and figures have their vectors."""

    path: Path
    document_id: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """How a file ended.

    Attributes:
        document_id: SHA-256 of the file, or "" where it could not be read at all.
        error: why it failed or is partial, and what to do; empty otherwise.
    """

    path: Path
    document_id: str
    status: DocumentStatus
    counts: PageCounts = NO_PAGES
    passages: int = 0
    figures: int = 0
    seconds: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True)
class FileFinished:
    """A file has ended, well or badly."""

    report: FileReport


@dataclass(frozen=True, slots=True)
class IngestFinished:
    """All files have ended."""

    reports: tuple[FileReport, ...]
    seconds: float


IngestEvent = FileStarted | PagesRead | VectorsStored | FileFinished | IngestFinished
