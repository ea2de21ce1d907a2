"""`imageref evaluate`: answers scored against gold figures and pages."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from urllib.parse import quote

from desktop_app.answering.options import AnswerOptions, FigureEagerness
from desktop_app.answering.signals import Signal
from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.errors import FileProblem
from desktop_app.domain.ports import EXCERPTS, LibraryView
from desktop_app.evaluation import report
from desktop_app.evaluation.drafting import draft_questions, question_line
from desktop_app.evaluation.question_sets import Question, read_questions
from desktop_app.evaluation.run import (
    EvaluationEvent,
    EvaluationFinished,
    EvaluationResult,
    QuestionScored,
    evaluate,
)
from desktop_app.support.atomic_write import write_atomically


def run_command(session: Session, arguments: Namespace) -> ExitCode:
    """Drafts the question set, or scores answers to it."""
    if arguments.make:
        return make(session, arguments.questions)
    names = [name for name in arguments.without.split(",") if name]
    unknown = [name for name in names if name not in {signal.value for signal in Signal}]
    if unknown:
        raise FileProblem(
            f"There is no kind of evidence called {', '.join(unknown)}.",
            f"Choose among {', '.join(signal.value for signal in Signal)}.",
        )
    without = frozenset(Signal(name) for name in names)
    return run(session, arguments.questions, arguments.model, arguments.mmproj, arguments.page, without=without)


def make(session: Session, file: Path) -> ExitCode:
    """Writes a question set drafted from the library."""
    drafts = list(draft_questions(session.workspace.library))
    if not drafts:
        raise FileProblem(
            "No question can be drafted: no document of the library has a paragraph that mentions a figure.",
            "Add a document with numbered figures first.",
        )
    write_atomically(file, "".join(question_line(each) + "\n" for each in drafts).encode())
    about = sum(bool(each.figures) for each in drafts)
    session.output.record({"file": str(file), "questions": len(drafts), "figure_questions": about})
    session.output.text(f"{len(drafts)} questions drafted, {about} of them about a figure: {file}")
    return ExitCode.DONE


def run(
    session: Session,
    file: Path,
    model: str | None,
    projector: str | None,
    page: Path | None,
    *,
    without: frozenset[Signal] = frozenset(),
) -> ExitCode:
    """Asks every question of the file and prints the scores: a table, or one JSON object; `page` gets them as HTML."""
    questions = _read(session, file)
    workspace = session.workspace
    events = evaluate(
        questions,
        library=workspace.library,
        text_embedder=workspace.text_embedder,
        image_embedder=workspace.image_embedder,
        model=session.model(model or EXCERPTS, projector),
        options=AnswerOptions(eagerness=FigureEagerness(session.settings.figures), without=without),
        cancel=session.cancel,
    )
    last: EvaluationEvent | None = None
    for event in events:
        if isinstance(event, QuestionScored):
            session.output.progress("questions", event.done, event.total)
        last = event
    assert isinstance(last, EvaluationFinished), "evaluating ends with EvaluationFinished"
    session.output.record(report.record(last.result))
    session.output.text(report.table(last.result))
    if page is not None:
        write_atomically(
            page, report.page(last.result, _pictures_beside(page, last.result, workspace.library)).encode()
        )
    return ExitCode.INTERRUPTED if session.cancel.cancelled else ExitCode.DONE


def _pictures_beside(page: Path, result: EvaluationResult, library: LibraryView) -> dict[str, str]:
    """Copies the pictures of the page into a folder beside it; by figure id, their places as the page names them."""
    folder = page.with_name(f"{page.stem}-figures")
    figures = report.pictured(result)
    if figures:
        folder.mkdir(parents=True, exist_ok=True)
    places = {}
    for figure in figures:
        source = library.picture(figure)
        if source.is_file():
            write_atomically(folder / source.name, source.read_bytes())
            places[figure.id] = f"{quote(folder.name)}/{quote(source.name)}"
    return places


def _read(session: Session, file: Path) -> list[Question]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem(f"The question set {file} can't be read ({error}).", "Name a JSONL file.") from error
    questions, problems = read_questions(lines)
    for problem in problems:
        session.output.problem(problem)
    if not questions:
        raise FileProblem(f"The question set {file} holds no question.", "See docs/question-sets.md for the format.")
    return questions
