"""A model store that follows a script: downloads are lists of events, and errors where a list holds one."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.domain.errors import Cancelled, ModelMissing
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.model_store import (
    DownloadEvent,
    DownloadFinished,
    DownloadPlanned,
    DownloadProgress,
    KnownModel,
    MemoryNeed,
    OfferedModel,
    PausedDownload,
    Removal,
    StoredModel,
    StoreListing,
)

GB = 1_000_000_000


def stored_model(name: str = "Tiny-1B", **changes: object) -> StoredModel:
    """A model with its projector in the models folder."""
    model = StoredModel(
        name,
        Path(f"/models/{name}.gguf"),
        Path(f"/models/mmproj-{name}.gguf"),
        2 * GB,
        "Sees pictures.",
        need=MemoryNeed(3 * GB, 8 * GB),
        repository=f"owner/{name}-GGUF",
    )
    return replace(model, **changes)  # type: ignore[arg-type]


def offered_model(name: str = "InternVL3-2B", needed: int = 3 * GB, stored_as: str = "") -> OfferedModel:
    """A known model of 1.5 GB."""
    known = KnownModel(
        name, f"owner/{name}-GGUF", "Q4_K_M", "Apache-2.0", "A good start.", 2.0, 1, 1_100_000_000, 400_000_000
    )
    return OfferedModel(known, MemoryNeed(needed, 8 * GB), stored_as)


def whole_download(name: str, model: StoredModel | None = None) -> list[DownloadEvent | Exception]:
    """What a download tells that goes well."""
    return [
        DownloadPlanned(name, f"owner/{name}-GGUF", (f"{name}.gguf",), 1000, 0),
        DownloadProgress(name, f"{name}.gguf", 400, 1000),
        DownloadProgress(name, f"{name}.gguf", 1000, 1000),
        DownloadFinished(model or stored_model(name), 1000),
    ]


@dataclass
class FakeModelStore:
    """Fulfils `ModelStore`.

    Attributes:
        scripts: what a download tells, by the name asked for; any other goes well.
        gate: a download waits here after its first progress, until it is set or the download is stopped.
    """

    stored: list[StoredModel] = field(default_factory=list)
    paused: list[PausedDownload] = field(default_factory=list)
    offered: list[OfferedModel] = field(default_factory=list)
    why_offline: str = ""
    scripts: dict[str, Sequence[DownloadEvent | Exception]] = field(default_factory=dict)
    problems: dict[str, Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    discarded: list[str] = field(default_factory=list)
    added: list[tuple[Path, Path | None]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def listing(self) -> StoreListing:
        here = {each.name for each in self.stored}
        offered = (
            replace(each, stored_as=each.known.name) if each.known.name in here else each for each in self.offered
        )
        return StoreListing(
            tuple(self.stored),
            tuple(self.paused),
            tuple(offered),
            Path("/models"),
            "https://hub.example",
            self.why_offline,
        )

    def download(self, name: str, cancel: CancelToken) -> Iterator[DownloadEvent]:
        self.asked.append(name)
        for step in self.scripts.get(name) or whole_download(name):
            if isinstance(step, Exception):
                raise step
            if isinstance(step, DownloadFinished):
                self.paused = [each for each in self.paused if each.name != name]
                self.stored.append(step.model)
            yield step
            if isinstance(step, DownloadProgress):
                self._wait(name, step, cancel)

    def _wait(self, name: str, step: DownloadProgress, cancel: CancelToken) -> None:
        while not self.gate.wait(0.01):
            if cancel.cancelled:
                break
        if cancel.cancelled:
            self.paused = [PausedDownload(name, f"owner/{name}-GGUF", step.done, step.total)]
            raise Cancelled

    def discard(self, name: str) -> Removal:
        self.discarded.append(name)
        self.paused = [each for each in self.paused if each.name != name]
        return Removal(name, (f"{name}.gguf",), 500_000_000)

    def add(self, path: Path, projector: Path | None = None) -> tuple[StoredModel, ...]:
        self._raise(path.name)
        self.added.append((path, projector))
        model = stored_model(path.stem, path=path, projector=projector, owned=False, repository="")
        self.stored.append(model)
        return (model,)

    def remove(self, name: str) -> Removal:
        self._raise(name)
        found = [each for each in self.stored if each.name == name]
        if not found:
            raise ModelMissing(f"There is no model called {name}.", "There is none yet.")
        self.stored.remove(found[0])
        self.removed.append(name)
        if not found[0].owned:
            return Removal(name, (), 0, "The file itself stays where it is.")
        return Removal(name, (f"{name}.gguf",), found[0].size)

    def _raise(self, name: str) -> None:
        if name in self.problems:
            raise self.problems[name]
