"""The nouns of the model store: models that are known, stored, or on their way, and what a download tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop_app.domain.jobs import CancelToken


class ModelKind(StrEnum):
    """What a model is for: writing answers, or searching pictures by what they show."""

    LANGUAGE = "language"
    PICTURES = "pictures"


class Fit(StrEnum):
    """Whether a model fits this machine's memory."""

    FITS = "fits"
    TIGHT = "tight"
    TOO_LARGE = "too-large"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MemoryNeed:
    """What a model needs in memory, beside what this machine has.

    Attributes:
        needed: bytes at the default context; 0 where it can't be told.
        installed: bytes of memory in this machine; 0 where that is not known.
        estimated: the sizes of the files were not known, so that `needed` is a rougher guess.
    """

    needed: int = 0
    installed: int = 0
    estimated: bool = False

    @property
    def fit(self) -> Fit:
        """Up to 70 % of the memory fits, up to 90 % is tight: the system and other programs need the rest."""
        if not self.needed or not self.installed:
            return Fit.UNKNOWN
        if self.needed <= 0.7 * self.installed:
            return Fit.FITS
        return Fit.TIGHT if self.needed <= 0.9 * self.installed else Fit.TOO_LARGE

    @property
    def words(self) -> str:
        """The same as a sentence."""
        if not self.needed:
            return "How much memory it needs is not known."
        need, here = as_size(self.needed), as_size(self.installed)
        return {
            Fit.FITS: f"Fits this machine: it needs about {need} of memory.",
            Fit.TIGHT: f"Tight: it needs about {need} of memory, and this machine has {here}. "
            "Close other programs first.",
            Fit.TOO_LARGE: f"Too large: it needs about {need} of memory, and this machine has {here}.",
            Fit.UNKNOWN: f"It needs about {need} of memory.",
        }[self.fit]


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that is known to work, from the list that ships with the program.

    Attributes:
        name: what it is called on the command line and in the window.
        repository: where it is, as `owner/name`.
        quantization: of the model's file, as it stands in the file's name.
        licence: of the weights.
        purpose: what it is good for, in a sentence.
        parameters: of the language model and the projector together, in billions.
        context_bytes: memory that each token of context takes.
        model_size: bytes of the model's file; 0 where it was not confirmed, and the hub says it at the download.
        projector_size: the same of the projector.
        architecture: of weights for the picture search, the name open_clip knows it by.
        good_start: it answers well, and soon enough without a graphics card.
    """

    name: str
    repository: str
    quantization: str
    licence: str
    purpose: str
    parameters: float
    context_bytes: int = 0
    model_size: int = 0
    projector_size: int = 0
    kind: ModelKind = ModelKind.LANGUAGE
    architecture: str = ""
    good_start: bool = False

    @property
    def size(self) -> int:
        """Bytes on disk; 0 where a size is not known."""
        if self.kind is ModelKind.PICTURES:
            return self.model_size
        return self.model_size + self.projector_size if self.model_size and self.projector_size else 0


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A model on this machine.

    Attributes:
        name: by which it is asked.
        size: bytes of the model and its projector.
        note: what it can do, and what is missing.
        repository: where it was downloaded from; empty where it was not.
        removable: whether the store may take it away; the starter comes with the program.
        owned: whether its files are in the models folder, and go when it is removed.
    """

    name: str
    path: Path
    projector: Path | None
    size: int
    note: str
    need: MemoryNeed = MemoryNeed()
    kind: ModelKind = ModelKind.LANGUAGE
    repository: str = ""
    removable: bool = True
    owned: bool = True


@dataclass(frozen=True, slots=True)
class PausedDownload:
    """A download that was interrupted: what to ask for to go on, and how many bytes are there of how many."""

    name: str
    repository: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class OfferedModel:
    """A known model, what it would need here, and the name under which it is stored already, if it is.

    Attributes:
        recommended: to begin with, on this machine.
    """

    known: KnownModel
    need: MemoryNeed
    stored_as: str = ""
    recommended: bool = False


@dataclass(frozen=True, slots=True)
class StoreListing:
    """Everything the store knows.

    Attributes:
        offered: known models: the recommended one, then those that fit first.
        folder: where models are kept.
        endpoint: where downloads come from.
        why_offline: why nothing can be downloaded, as a sentence; empty where it can.
    """

    stored: tuple[StoredModel, ...]
    paused: tuple[PausedDownload, ...]
    offered: tuple[OfferedModel, ...]
    folder: Path
    endpoint: str = ""
    why_offline: str = ""


@dataclass(frozen=True, slots=True)
class DownloadPlanned:
    """What will be fetched: the names of the files, bytes in all, and bytes that are there already."""

    name: str
    repository: str
    files: tuple[str, ...]
    total: int
    done: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """Bytes that are there, of all; `checking` while the checksum of what was there before is taken."""

    name: str
    file: str
    done: int
    total: int
    checking: bool = False


@dataclass(frozen=True, slots=True)
class DownloadWaiting:
    """The hub or the connection failed; it is tried again by itself after these seconds."""

    name: str
    reason: str
    seconds: float


@dataclass(frozen=True, slots=True)
class DownloadFinished:
    """Everything is there and checked; `fetched` bytes came over the network this time."""

    model: StoredModel
    fetched: int


DownloadEvent = DownloadPlanned | DownloadProgress | DownloadWaiting | DownloadFinished


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken away: the model's name, its files, and the bytes that are free again."""

    name: str
    files: tuple[str, ...]
    freed: int
    note: str = ""


class ModelStore(Protocol):
    """The models of this machine as things to get, keep and remove."""

    def listing(self) -> StoreListing:
        """Everything the store knows; reads file headers only, and never connects."""
        ...

    def download(self, name: str, cancel: CancelToken) -> Iterator[DownloadEvent]:
        """Fetches a known model by its name, or a repository (`owner/name`, or `owner/name:QUANTIZATION`).

        What was fetched before an interruption, of whatever kind, is taken up again. The last event is
        `DownloadFinished`.

        Raises:
            DownloadFailed: the message says what is wrong; what was fetched is kept.
            Cancelled: within a second of `cancel` being set; what was fetched is kept.
        """
        ...

    def discard(self, name: str) -> Removal:
        """Forgets an interrupted download and removes what was fetched of it.

        Raises:
            ModelMissing: there is none of this name.
        """
        ...

    def add(self, path: Path, projector: Path | None = None) -> tuple[StoredModel, ...]:
        """Adds a GGUF file, or all models of a folder, where they are; nothing is copied.

        Raises:
            ModelMissing: there is nothing to add.
            ModelUnfit: a file is damaged, is a projector and no model, or the projector does not fit the model.
        """
        ...

    def remove(self, name: str) -> Removal:
        """Removes a model's files; a model that was added from elsewhere is only forgotten.

        Raises:
            ModelMissing: there is no such model.
            ModelError: it can't be removed; the message says why.
        """
        ...


def as_size(size: int) -> str:
    """Bytes for people, in decimal units as on the hub's pages: "437 MB", "1.9 GB"."""
    if size >= 1_000_000_000:
        return f"{size / 1e9:.1f} GB"
    return f"{size / 1e6:.0f} MB" if size >= 1_000_000 else f"{max(0, size) / 1e3:.0f} kB"


def total_size(models: Sequence[StoredModel]) -> int:
    """Bytes that models take in the models folder."""
    return sum(model.size for model in models if model.owned)
