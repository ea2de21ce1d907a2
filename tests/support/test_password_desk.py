from __future__ import annotations

from pathlib import Path

from desktop_app.support.password_desk import PasswordDesk


def test_questions_go_to_who_answers_now() -> None:
    desk = PasswordDesk()
    assert desk(Path("a.pdf")) is None
    desk.answered_by(lambda path: f"secret of {path}")
    assert desk(Path("a.pdf")) == "secret of a.pdf"
    desk.answered_by(None)
    assert desk(Path("a.pdf")) is None
