"""The door for the composition root: a choice of model becomes a model that can be asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app.domain.answer_model import AnswerModel
from desktop_app.domain.ports import ModelChoice
from desktop_app.local_model.client import DEFAULT_OPTIONS, DEFAULT_PATIENCE, LocalModel, Patience
from desktop_app.local_model.gguf_header import GgufHeader
from desktop_app.local_model.model_files import check_model, header_of
from desktop_app.local_model.scripted_model import ScriptedModel
from desktop_app.local_model.wire import EngineOptions

SCRIPT_PREFIX = "scripted:"


def open_model(
    choice: ModelChoice, *, options: EngineOptions = DEFAULT_OPTIONS, patience: Patience = DEFAULT_PATIENCE
) -> AnswerModel:
    """A model for a choice; loading it begins in the background. A choice named `scripted:…` plays a script.

    Raises:
        ModelMissing: a file can't be read.
        ModelUnfit: a file is damaged, or the projector does not fit.
    """
    if choice.name.startswith(SCRIPT_PREFIX):
        return ScriptedModel.from_file(choice.path)
    check_model(choice.path, choice.projector)
    model = LocalModel(choice.path, choice.projector, name=choice.name, options=options, patience=patience)
    model.warm_up()
    return model


def model_opener(
    vision_cache: Path, checksums: Path | None = None, **choices: Any
) -> Callable[[ModelChoice], AnswerModel]:
    """`open_model` for models that keep the pictures they have encoded in a folder.

    Args:
        vision_cache: that folder.
        checksums: the folder where the checksums of model files are kept.
        choices: further fields of `EngineOptions`.
    """
    folder = str(checksums) if checksums else ""
    return partial(open_model, options=EngineOptions(vision_cache=str(vision_cache), checksums=folder, **choices))


def read_model_header(path: Path) -> GgufHeader:
    """The header of a GGUF file, read again only when the file has changed.

    Raises:
        ModelMissing: it can't be read.
        ModelUnfit: it is damaged, or no GGUF file.
    """
    return header_of(path)
