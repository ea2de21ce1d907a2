"""`imageref verify`, `imageref rebuild` and `imageref doctor`."""

from __future__ import annotations

from dataclasses import asdict

from desktop_app.cli.session import ExitCode, Session
from desktop_app.domain.ports import FindingState, LibraryCheck
from desktop_app.support.counting import counted

MARKS = {FindingState.OK: "✓", FindingState.LIMITED: "!", FindingState.BROKEN: "✗"}


def run_verify(session: Session) -> ExitCode:
    """Checks that catalogue, vectors and pictures agree."""
    return _report(session, session.workspace.library.verify())


def run_rebuild(session: Session) -> ExitCode:
    """Makes the vector index anew."""
    return _report(session, session.workspace.library.rebuild())


def _report(session: Session, check: LibraryCheck) -> ExitCode:
    session.output.record(asdict(check) | {"problems": list(check.problems), "sound": not check.problems})
    session.output.text(
        f"{counted(check.documents, 'document')}, {counted(check.passages, 'passage')}, "
        f"{counted(check.figures, 'figure')}, {counted(check.vectors, 'vector')}: "
        + ("sound" if not check.problems else counted(len(check.problems), "problem"))
    )
    for problem in check.problems:
        session.output.problem(problem)
    return ExitCode.SOME_FAILED if check.problems else ExitCode.DONE


def run_doctor(session: Session) -> ExitCode:
    """Says what works on this machine."""
    findings = session.workspace.doctor()
    for finding in findings:
        session.output.text(f"{MARKS[finding.state]} {finding.part}: {finding.detail}")
        if finding.remedy:
            session.output.text(f"    {finding.remedy}")
    session.output.record(
        {
            "findings": [
                {"part": f.part, "state": f.state.value, "detail": f.detail, "remedy": f.remedy or None}
                for f in findings
            ],
            "usable": all(f.state is not FindingState.BROKEN for f in findings),
        }
    )
    broken = any(finding.state is FindingState.BROKEN for finding in findings)
    return ExitCode.ENVIRONMENT if broken else ExitCode.DONE
