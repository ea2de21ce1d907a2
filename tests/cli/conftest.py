"""The command line over fakes: run it with words, look at what it printed."""

from __future__ import annotations

import io
import json
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli.demo import Demo
from desktop_app.cli.main import Program, parse, run
from desktop_app.cli.output import Output
from desktop_app.local_model.scripted_model import ScriptedAnswer
from desktop_app.settings.schema import Settings
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.fake_model_store import FakeModelStore
from tests.helpers.fake_reader import FakePage, write_document
from tests.helpers.fake_workspace import FakeWorkspace

PUMP = (
    "The pump lifts water from the well to the tank. The pump is driven by an electric motor. "
    "Figure 1 shows how the pump is mounted on its bracket."
)
VALVE = "The relief valve opens when the pressure rises above six bar and lets the water back into the well."


class InterruptingEmbedder(FakeTextEmbedder):
    """Presses Ctrl-C when a question holds this word."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def embed_query(self, text: str) -> Any:
        if self._word in text:
            signal.raise_signal(signal.SIGINT)
        return super().embed_query(text)


@dataclass
class CommandLine:
    """Runs commands in one library; every run gets a fresh workspace, as every process does."""

    folder: Path
    settings: Settings = field(default_factory=Settings)
    models: dict[str, tuple[str | ScriptedAnswer, ...]] = field(default_factory=dict)
    problem: BaseException | None = None
    before_page: Callable[[int], None] | None = None
    workspaces: list[FakeWorkspace] = field(default_factory=list)
    interrupt_at: str | None = None
    windows: list[Sequence[Path]] = field(default_factory=list)
    demo: Demo = field(default_factory=Demo.shipped)
    model_store: FakeModelStore = field(default_factory=FakeModelStore)
    out: str = ""
    err: str = ""

    def __call__(self, *words: object) -> int:
        arguments = parse([str(word) for word in words])
        out, err = io.StringIO(), io.StringIO()
        output = Output(as_json=arguments.json, quiet=arguments.quiet, out=out, err=err)
        code = run(arguments, Program(self.make_workspace, self.open_window, self.settings, lambda: self.demo), output)
        self.out, self.err = out.getvalue(), err.getvalue()
        return code

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    def make_workspace(self) -> FakeWorkspace:
        workspace = FakeWorkspace(self.folder, self.problem, self.before_page)
        workspace.model_store = self.model_store
        for name, answers in self.models.items():
            workspace.add_model(name, *answers)
        if self.interrupt_at is not None:
            workspace.text_embedder = InterruptingEmbedder(self.interrupt_at)
        self.workspaces.append(workspace)
        return workspace

    def open_window(self, paths: Sequence[Path]) -> int:
        self.windows.append(paths)
        return 0


@pytest.fixture
def imageref(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "library")


@pytest.fixture
def pump_manual(tmp_path: Path) -> Path:
    page = FakePage([("heading", "Pump", 1), ("paragraph", PUMP, 0)], [("1", "The pump on its bracket")])
    return write_document(tmp_path / "pump.pdf", [page, FakePage([("paragraph", VALVE, 0)])], title="Pump manual")


@pytest.fixture
def filled(imageref: CommandLine, pump_manual: Path) -> CommandLine:
    assert imageref("ingest", pump_manual) == 0
    return imageref
