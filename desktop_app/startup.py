"""The composition root: makes the adapters, hands them to the use cases, runs a command or opens the window."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from desktop_app.domain.errors import DownloadFailed, ModelError
from desktop_app.domain.recognition import RecognitionMode
from desktop_app.settings.schema import Settings, changed
from desktop_app.settings.store import SettingsStore
from desktop_app.support.allocation import use_few_arenas
from desktop_app.support.app_dirs import AppDirs, app_dirs
from desktop_app.support.fault_file import fault_file
from desktop_app.support.logging_setup import log_to
from desktop_app.support.offline import NO_DOWNLOADS, go_offline, is_switched_on
from desktop_app.support.password_desk import PasswordDesk
from desktop_app.support.quiet_imports import without_collection

if TYPE_CHECKING:
    from desktop_app.domain.history import ConversationExporter, History
    from desktop_app.domain.machine import Machine
    from desktop_app.domain.model_store import ModelStore
    from desktop_app.domain.picture_queries import PictureMatcher
    from desktop_app.domain.ports import (
        AskPassword,
        DocumentReader,
        Finding,
        ImageEmbedder,
        Library,
        ModelProvider,
        TextEmbedder,
        Workspace,
    )
    from desktop_app.model_store.local_models import LocalModels

log = logging.getLogger(__name__)
Made = TypeVar("Made")


class MadeOnce(Generic[Made]):
    """Something that is made when it is first asked for, once, whichever thread asks."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: list[Made] = []

    def __call__(self) -> Made:
        """The thing; making it may raise, and is then tried again at the next call."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    def if_made(self) -> Made | None:
        """The thing if it was made, else None."""
        with self._lock:
            return self._made[0] if self._made else None


class LocalWorkspace:
    """The real adapters, each made when it is first asked for."""

    def __init__(
        self, dirs: AppDirs, library_folder: Path, settings: Settings, ask_password: AskPassword | None = None
    ) -> None:
        self._dirs = dirs
        self._ask_password = ask_password
        self._library_folder = library_folder
        self._settings = settings
        self._library = MadeOnce(self._open_library)
        self._reader = MadeOnce(self._make_reader)
        self._text_embedder = MadeOnce(self._make_text_embedder)
        self._image_embedder = MadeOnce(self._make_image_embedder)
        self._picture_matcher = MadeOnce(self._make_picture_matcher)
        self._models = MadeOnce(self._make_models)
        self._model_store = MadeOnce(self._make_model_store)
        self._history = MadeOnce(self._open_history)

    @property
    def library(self) -> Library:
        """The open library; raises `LibraryError`."""
        return self._library()

    @property
    def reader(self) -> DocumentReader:
        """The document reader, with its worker processes."""
        return self._reader()

    @property
    def text_embedder(self) -> TextEmbedder:
        """Text vectors by MiniLM."""
        return self._text_embedder()

    @property
    def image_embedder(self) -> ImageEmbedder | None:
        """Image vectors by open_clip, or None where no weights are present."""
        return self._image_embedder()

    @property
    def picture_matcher(self) -> PictureMatcher:
        """Finds figures by local features."""
        return self._picture_matcher()

    @property
    def models(self) -> ModelProvider:
        """The language models of this machine."""
        return self._models()

    @property
    def model_store(self) -> ModelStore:
        """Getting, keeping and removing models."""
        return self._model_store()

    @property
    def history(self) -> History:
        """The conversations about this library; raises `HistoryError`."""
        return self._history()

    @property
    def exporter(self) -> ConversationExporter:
        """Writes conversations to files."""
        from desktop_app.history.export import FileExporter
        from desktop_app.pdf.html_to_pdf import write_pdf

        return FileExporter(self.library.picture, write_pdf)

    def machine(self) -> Machine:
        """What this computer has for language models."""
        from desktop_app.local_model.hardware import describe_machine

        return describe_machine()

    def doctor(self) -> list[Finding]:
        """What works on this machine, and what to do about what does not."""
        from desktop_app.doctor import examine

        return examine(self._dirs, self._library_folder, self)

    def close(self) -> None:
        """Closes whatever was made, the library last."""
        models, reader, library = self._models.if_made(), self._reader.if_made(), self._library.if_made()
        history = self._history.if_made()
        try:
            if models is not None:
                models.close()
            if reader is not None:
                reader.close()
            if history is not None:
                history.close()
        finally:
            if library is not None:
                library.close()

    def _open_library(self) -> Library:
        from desktop_app.library.opening import open_library

        return open_library(self._library_folder)

    def _open_history(self) -> History:
        from desktop_app.history.store import ConversationHistory

        _ = self.library  # its lock guards this file too
        return ConversationHistory(self._library_folder / "history.sqlite")

    def _make_reader(self) -> DocumentReader:
        from desktop_app.ingestion.page_analysis import Analyser
        from desktop_app.ocr.recogniser import RapidOcrRecogniser
        from desktop_app.pdf.reader import PdfReader

        return PdfReader(
            Analyser(),
            workers=self._settings.pdf_workers,
            recogniser=RapidOcrRecogniser(),
            recognition=self._settings.ocr,
            ask_password=self._ask_password,
        )

    def _make_text_embedder(self) -> TextEmbedder:
        from desktop_app.embedding.text import MiniLmEmbedder

        return MiniLmEmbedder()

    def _make_image_embedder(self) -> ImageEmbedder | None:
        from desktop_app.embedding.images import ClipEmbedder, find_image_weights

        found = find_image_weights(self._dirs.models)
        return ClipEmbedder(found.architecture, found.weights) if found else None

    def _make_picture_matcher(self) -> PictureMatcher:
        from desktop_app.picture_matching.matcher import LocalFeatureMatcher

        return LocalFeatureMatcher(self._dirs.cache / "pictures.npz")

    def _make_models(self) -> LocalModels:
        from desktop_app.local_model.opening import model_opener, read_model_header
        from desktop_app.model_store.local_models import LocalModels

        settings = self._settings
        opener = model_opener(
            self._dirs.cache / "vision",
            self._dirs.data / "checksums",
            context_tokens=settings.context_tokens,
            threads=settings.model_threads,
            gpu_layers=settings.gpu_layers,
            image_tiles=settings.image_tiles,
            projector_device=settings.projector_device,
            check_memory=settings.memory_check,
            plain_template=settings.plain_template,
            max_tokens=settings.answer_tokens,
            temperature=settings.temperature / 100 if settings.temperature >= 0 else -1.0,
            seed=settings.seed,
        )
        return LocalModels(self._dirs.models, opener, read_model_header)

    def _make_model_store(self) -> ModelStore:
        from desktop_app.embedding.images import GET_PYTORCH, WITHOUT_PYTORCH, has_open_clip
        from desktop_app.model_store.store import PUBLIC_HUB, DownloadDoor, HubStore, memory_of_this_machine

        endpoint = os.environ.get("HF_ENDPOINT", "").strip() or PUBLIC_HUB
        door = DownloadDoor(endpoint, _why_no_downloads(self._settings))
        return HubStore(
            self._dirs.models,
            self._models(),
            door=door,
            memory=memory_of_this_machine,
            need=_memory_need,
            no_pictures=None if has_open_clip() else DownloadFailed(WITHOUT_PYTORCH, GET_PYTORCH),
        )


def _memory_need(model: Path, projector: Path | None) -> int | None:
    """What a model needs in memory, by the headers of its files; None where they can't be read."""
    from desktop_app.local_model.memory_plan import needs
    from desktop_app.local_model.model_files import ModelFiles, header_of
    from desktop_app.local_model.wire import EngineOptions

    try:
        files = ModelFiles(header_of(model), header_of(projector) if projector else None)
    except ModelError:
        return None
    return needs(files, EngineOptions()).total


def _why_no_downloads(settings: Settings) -> str:
    if not settings.downloads:
        return "Downloads are switched off in the settings."
    if is_switched_on(NO_DOWNLOADS):
        return "Downloads are switched off by a variable of the environment (HF_HUB_OFFLINE or IMAGEREF_OFFLINE)."
    return ""


class WindowPreferences:
    """What the window remembers, kept in the settings; fulfils `gui.preferences.Preferences`."""

    def __init__(self, store: SettingsStore, dirs: AppDirs, library_folder: Path) -> None:
        self._store = store
        self._dirs = dirs
        self._library_folder = library_folder

    @property
    def window_file(self) -> Path:
        """Where sizes and places of the window's parts are kept."""
        return self._dirs.config / "window.ini"

    @property
    def model(self) -> str:
        """A model's name, the path of a GGUF file, `excerpts`, or "" for the best one found."""
        return self._store.current.model

    @model.setter
    def model(self, name: str) -> None:
        self._save(model=name)

    @property
    def eagerness(self) -> str:
        """How eagerly figures are shown."""
        return self._store.current.figures

    @eagerness.setter
    def eagerness(self, value: str) -> None:
        self._save(figures=value)

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self._store.current.theme.value

    @theme.setter
    def theme(self, value: str) -> None:
        self._save(theme=value)

    @property
    def keep_conversations(self) -> bool:
        """Whether what is asked is kept."""
        return self._store.current.keep_conversations

    @property
    def settings(self) -> Settings:
        """All settings as they are now."""
        return self._store.current

    @property
    def folders(self) -> Mapping[str, Path]:
        """Where the program keeps what."""
        dirs = self._dirs
        return {
            "library": self._library_folder,
            "models": dirs.models,
            "settings": dirs.config,
            "cache": dirs.cache,
            "logs": dirs.logs,
        }

    def change(self, name: str, value: object) -> str:
        """Sets and saves one setting; why that was not possible, in a sentence, else nothing."""
        try:
            self._store.update(**{name: value})
        except ValueError as error:
            return str(error)
        except OSError as error:
            return f"The setting could not be saved ({error.strerror or error})."
        return ""

    def _save(self, **changes: str) -> None:
        try:
            self._store.update(**changes)
        except OSError as error:
            log.warning("A setting could not be saved: %s", error)


def _with_options(settings: Settings, arguments: argparse.Namespace) -> Settings:
    """The settings with those of the command line in place of the stored ones."""
    mode = getattr(arguments, "ocr", None)
    return settings if mode is None else changed(settings, {"ocr": RecognitionMode(mode)})


def run(argv: Sequence[str], *, window: bool = False) -> int:
    """Runs the command line, or opens the window; the exit code.

    Args:
        argv: the words after the program's name.
        window: they are files for the window, and no command.
    """
    from desktop_app.cli.main import Program, parse, parse_for_window
    from desktop_app.cli.main import run as run_command
    from desktop_app.cli.output import Output
    from desktop_app.cli.passwords import password_source

    arguments = parse_for_window(argv) if window else parse(argv)
    go_offline()
    dirs = app_dirs(arguments.home)
    log_to(dirs.logs)
    store = SettingsStore(dirs.config / "settings.json")
    folder = (arguments.library or dirs.library).expanduser().absolute()

    def make_workspace() -> Workspace:
        ask = password_source(getattr(arguments, "password", None))
        return LocalWorkspace(dirs, folder, _with_options(store.current, arguments), ask)

    def open_window(paths: Sequence[Path]) -> int:
        use_few_arenas()
        with without_collection():
            from desktop_app.gui.application import run_window
            from desktop_app.gui.running_window import door_name

        desk = PasswordDesk()
        with fault_file(dirs.logs) as last_fault:
            return run_window(
                lambda: LocalWorkspace(dirs, folder, store.current, desk),
                preferences=WindowPreferences(store, dirs, folder),
                initial_paths=paths,
                door=door_name(folder),
                passwords=desk,
                last_fault=last_fault,
            )

    output = Output(as_json=arguments.json, quiet=arguments.quiet)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return run_command(arguments, Program(make_workspace, open_window, store.current), output)
