"""What readers say of the figures of an answer: one is wrong, or another of those found belongs in its place."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.conversation import Answer, FigureFeedback, PlacedFigure, UnshownFigure, WhyUnshown


def feedback_on(answer: Answer, figure_id: str) -> FigureFeedback | None:
    """What was said of the figure that stands in the answer now."""
    for each in answer.feedback:
        if figure_id == (each.better or each.shown):
            return each
    return None


def called_wrong(answer: Answer, figure_id: str) -> Answer:
    """The answer, with this figure of it called wrong; unchanged where it does not stand there."""
    plain = taken_back(answer, figure_id)
    original = _original(answer, figure_id)
    if _placed(plain, original) is None:
        return answer
    return replace(plain, feedback=(*plain.feedback, FigureFeedback(original)))


def replaced(answer: Answer, figure_id: str, better_id: str) -> Answer:
    """The answer, with a figure that was found put in the place of one that was shown.

    The one that was shown is kept among the unshown. Unchanged where one of the two is not there.
    """
    original = _original(answer, figure_id)
    plain = taken_back(answer, figure_id)
    placed, better = _placed(plain, original), _unshown(plain, better_id)
    if placed is None or better is None:
        return answer
    noted = FigureFeedback(original, better_id, better.why)
    return replace(_swapped(plain, placed, better, WhyUnshown.REPLACED), feedback=(*plain.feedback, noted))


def taken_back(answer: Answer, figure_id: str) -> Answer:
    """The answer as it was before anything was said of the figure that stands there now."""
    said = feedback_on(answer, figure_id)
    if said is None:
        return answer
    rest = tuple(each for each in answer.feedback if each is not said)
    placed, original = _placed(answer, figure_id), _unshown(answer, said.shown)
    if not said.better or placed is None or original is None:
        return replace(answer, feedback=rest)
    return replace(_swapped(answer, placed, original, said.why), feedback=rest)


def _original(answer: Answer, figure_id: str) -> str:
    said = feedback_on(answer, figure_id)
    return said.shown if said is not None else figure_id


def _placed(answer: Answer, figure_id: str) -> PlacedFigure | None:
    return next((each for each in answer.figures if each.figure.id == figure_id), None)


def _unshown(answer: Answer, figure_id: str) -> UnshownFigure | None:
    return next((each for each in answer.unshown if each.figure.id == figure_id), None)


def _swapped(answer: Answer, out: PlacedFigure, into: UnshownFigure, why: WhyUnshown) -> Answer:
    """`into` takes the place and the number of `out`, and `out` stands among the unshown where `into` did."""
    shown = replace(out, figure=into.figure, document=into.document, score=into.score)
    kept = UnshownFigure(out.figure, out.document, out.score, why)
    return replace(
        answer,
        figures=tuple(shown if each is out else each for each in answer.figures),
        unshown=tuple(kept if each is into else each for each in answer.unshown),
    )
