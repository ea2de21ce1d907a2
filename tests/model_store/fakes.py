"""A machine whose GGUF files have made-up headers, and its store with a hub that a test started."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.answer_model import AnswerModel
from desktop_app.domain.errors import DownloadFailed, ModelMissing, ModelUnfit
from desktop_app.domain.ports import ModelChoice
from desktop_app.local_model.scripted_model import ScriptedModel
from desktop_app.model_store.local_models import STARTER, LocalModels
from desktop_app.model_store.store import DownloadDoor, HubStore
from desktop_app.model_store.wire import RetryPolicy

QUICK = RetryPolicy(first_wait_s=0.02, longest_wait_s=0.1, tries=6, timeout_s=20)
MEMORY = 8 * 1024**3


@dataclass(frozen=True)
class Facts:
    size: int = 100
    embedding_length: int = 64
    projection_width: int = 0
    is_projector: bool = False
    architecture: str = "qwen2"
    projector_type: str = ""


@dataclass(frozen=True)
class Eye(Facts):
    projection_width: int = 64
    is_projector: bool = True
    architecture: str = "clip"
    projector_type: str = "internvl"


class Machine:
    """A models folder whose files' headers are made up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts: dict[Path, Facts] = {}
        self.opened: list[tuple[ModelChoice, ScriptedModel]] = []
        self.models = LocalModels(folder, self.open, self.read)

    def add(self, name: str, facts: Facts) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"GGUF")
        self.facts[path] = facts
        return path

    def read(self, path: Path) -> Facts:
        if path not in self.facts:
            raise ModelUnfit(f"{path.name} is damaged.")
        return self.facts[path]

    def open(self, choice: ModelChoice) -> AnswerModel:
        model = ScriptedModel(["answer"], name=choice.name)
        self.opened.append((choice, model))
        return model

    def pairs(self) -> dict[str, str | None]:
        found = [choice for choice in self.models.available() if choice.name != STARTER]
        return {choice.name: choice.projector.name if choice.projector else None for choice in found}


def read_by_name(path: Path) -> Facts:
    """The header that a file's name promises; a file that begins with "bad" is damaged."""
    if not path.is_file():
        raise ModelMissing(f"{path.name} is not there.")
    with path.open("rb") as file:
        if file.read(3) == b"bad":
            raise ModelUnfit(f"{path.name} is damaged.", "Fetch it again.")
    return Eye(size=path.stat().st_size) if "mmproj" in path.name else Facts(size=path.stat().st_size)


def make_store(
    folder: Path,
    endpoint: str = "http://127.0.0.1:9",
    why_closed: str = "",
    no_pictures: DownloadFailed | None = None,
) -> HubStore:
    """A store in a folder, whose headers are read by name."""
    models = LocalModels(folder, lambda choice: ScriptedModel(["answer"], name=choice.name), read_by_name)
    door = DownloadDoor(endpoint, why_closed, QUICK)
    return HubStore(folder, models, door=door, memory=lambda: MEMORY, no_pictures=no_pictures)
