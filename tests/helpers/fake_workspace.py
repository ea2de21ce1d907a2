"""A workspace of fakes around a real catalogue: fast, without heavy libraries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from desktop_app.domain.answer_model import AnswerModel
from desktop_app.domain.errors import ModelMissing
from desktop_app.domain.history import ConversationExporter, History
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.machine import Machine
from desktop_app.domain.ports import Finding, Library, ModelChoice
from desktop_app.history.export import FileExporter
from desktop_app.history.store import ConversationHistory
from desktop_app.library.opening import open_library
from desktop_app.local_model.scripted_model import ScriptedAnswer, ScriptedModel
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.fake_model_store import FakeModelStore
from tests.helpers.fake_picture_matcher import FakePictureMatcher
from tests.helpers.fake_reader import FakeReader


@dataclass
class FakeModels:
    """The models of a test, by name; each that was opened is remembered."""

    models: dict[str, AnswerModel] = field(default_factory=dict)
    opened: list[tuple[str, Path | None]] = field(default_factory=list)

    def available(self) -> tuple[ModelChoice, ...]:
        return tuple(ModelChoice(name, Path(f"{name}.gguf"), trial=name == "starter") for name in self.models)

    def open(self, name_or_file: str, projector: Path | None = None) -> AnswerModel:
        self.opened.append((name_or_file, projector))
        if name_or_file not in self.models:
            raise ModelMissing(f"There is no model {name_or_file}.", "Choose another.")
        return self.models[name_or_file]

    def close(self) -> None:
        for model in self.models.values():
            model.close()


class FakeWorkspace:
    """Fulfils `Workspace`; `problem` is raised when the library is asked for."""

    def __init__(
        self,
        folder: Path,
        problem: BaseException | None = None,
        before_page: Callable[[int], None] | None = None,
    ) -> None:
        self._folder = folder
        self._problem = problem
        self.reader = FakeReader(before_page)
        self.text_embedder = FakeTextEmbedder()
        self.image_embedder = None
        self.picture_matcher = FakePictureMatcher()
        self.models = FakeModels()
        self.model_store = FakeModelStore()
        self.findings: list[Finding] = []
        self.computer = Machine(memory=16 << 30, cores=4)
        self.closed = False

    @property
    def library(self) -> Library:
        if self._problem is not None:
            raise self._problem
        return self._opened

    @cached_property
    def _opened(self) -> Library:
        return open_library(self._folder)

    @cached_property
    def history(self) -> History:
        return ConversationHistory(self._folder / "history.sqlite")

    @property
    def exporter(self) -> ConversationExporter:
        return FileExporter(self.library.picture, _write_html_as_pdf)

    def add_model(self, name: str, *answers: str | ScriptedAnswer) -> None:
        self.models.models[name] = ScriptedModel(answers, name=name)

    def machine(self) -> Machine:
        return self.computer

    def doctor(self) -> list[Finding]:
        return self.findings

    def close(self) -> None:
        self.models.close()
        self.reader.close()
        if "history" in self.__dict__:
            self.history.close()
        if "_opened" in self.__dict__:
            self._opened.close()
        self.closed = True


def _write_html_as_pdf(blocks: Sequence[str], style: str, folder: Path, out: Path, _cancel: CancelToken) -> None:
    """Stands for the layout of pages, which needs a heavy library."""
    assert style
    assert folder.is_dir()
    out.write_bytes(b"%PDF-fake\n" + "\n".join(blocks).encode())
