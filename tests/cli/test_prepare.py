from __future__ import annotations

import pytest

from desktop_app.cli import prepare
from desktop_app.cli.output import Output
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.answer_model import PromptImage
from desktop_app.domain.errors import Cancelled, ModelError, ModelStopped
from desktop_app.domain.jobs import CancelToken
from desktop_app.local_model.scripted_model import ScriptedModel
from desktop_app.settings.schema import Settings
from tests.cli.conftest import CommandLine


class Looking(ScriptedModel):
    """Looks at pictures, once at each, unless there is a problem."""

    def __init__(self, problem: ModelError | None = None, image_tokens: int = 8) -> None:
        super().__init__(["x"], name="looking", image_tokens=image_tokens)
        self.seen: set[str] = set()
        self._problem = problem

    def encode_picture(self, picture: PromptImage, cancel: CancelToken) -> bool:
        assert picture.path.name == f"{picture.digest}.png"
        if self._problem is not None:
            raise self._problem
        new = picture.digest not in self.seen
        self.seen.add(picture.digest)
        return new


def prepared(filled: CommandLine, model: ScriptedModel, *documents: str, cancel: CancelToken | None = None) -> ExitCode:
    workspace = filled.make_workspace()
    workspace.models.models["looking"] = model
    session = Session(workspace, Settings(), Output(), cancel or CancelToken())
    try:
        return prepare.run(session, documents, "looking", None)
    finally:
        workspace.close()


def test_every_picture_is_looked_at_once(filled: CommandLine, capsys: pytest.CaptureFixture[str]) -> None:
    model = Looking()
    assert prepared(filled, model) is ExitCode.DONE
    assert capsys.readouterr().out == f"looking knows {len(model.seen)} pictures, {len(model.seen)} of them new.\n"
    assert model.seen
    assert prepared(filled, model, "pump") is ExitCode.DONE
    assert "0 of them new" in capsys.readouterr().out


def test_a_picture_that_can_not_be_looked_at_is_named(filled: CommandLine, capsys: pytest.CaptureFixture[str]) -> None:
    assert prepared(filled, Looking(ModelError("It is broken."))) is ExitCode.SOME_FAILED
    assert "Figure 1: It is broken." in capsys.readouterr().err


def test_what_ends_the_work(filled: CommandLine) -> None:
    with pytest.raises(ModelStopped):
        prepared(filled, Looking(ModelStopped("It ended.")))
    with pytest.raises(ModelError, match="sees no pictures"):
        prepared(filled, Looking(image_tokens=0))
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        prepared(filled, Looking(), cancel=cancel)


def test_from_the_command_line(filled: CommandLine) -> None:
    assert filled("prepare", "--model", "excerpts") == ExitCode.ENVIRONMENT
    assert "need no preparation" in filled.err
