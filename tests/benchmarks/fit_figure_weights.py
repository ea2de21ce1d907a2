"""Fits the weights of figure ranking on a question set, and says how well they do on documents they have not seen.

    python tests/benchmarks/fit_figure_weights.py QUESTIONS.jsonl --home DIR --library DIR [--write]

Which figure: a listwise softmax over the candidates of each question (Cao et al. 2007, "ListNet"), weights kept at or
above 0. Whether to show it: logistic regression on the first figure's strength and lead and on the question's form.
Both have a quadratic penalty. The numbers printed are from leaving out one document at a time: neither weights nor
chances were fitted on the document they are measured on. `--write` then fits on everything and writes
`desktop_app/answering/figure_weights.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy

from desktop_app.answering.figure_ranking import EVIDENCE_NAMES, ShowSigns
from desktop_app.answering.placement import MARGIN
from desktop_app.evaluation.metrics import found_within, reciprocal_rank, visual_source_f1
from desktop_app.evaluation.question_sets import QuestionKind
from tests.benchmarks.corpus_evidence import QuestionEvidence, gather, load_questions, open_workspace

FITTED = (
    "caption_words",
    "inside_words",
    "caption_similarity",
    "context_similarity",
    "mention_tie",
    "page_tie",
    "document_tie",
)
PRIORS = {"picture_similarity": 0.5}
"""Weights that the question set can't tell, because no picture vectors are there: a tenth of the fitted sum at most."""
SHOW_NAMES = ShowSigns.NAMES
RANK_PENALTY, SHOW_PENALTY = 1.0, 2.0
STEPS = 400
FALSE_IMAGE_TARGETS = {"few": 0.10, "normal": 0.20, "many": 0.40}
TARGET_FILE = Path(__file__).parents[2] / "desktop_app" / "answering" / "figure_weights.py"


def columns(question: QuestionEvidence) -> Any:
    return question.rows[:, [EVIDENCE_NAMES.index(name) for name in FITTED]]


def fit_ranking(questions: Sequence[QuestionEvidence]) -> Any:
    """Weights of `FITTED`, by Adam on the listwise loss."""
    data = [(columns(q), q.right / q.right.sum()) for q in questions if q.right.sum() > 0]
    weights = numpy.ones(len(FITTED))
    first, second = numpy.zeros_like(weights), numpy.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = RANK_PENALTY * weights
        for rows, right in data:
            scores = rows @ weights
            chances = numpy.exp(scores - scores.max())
            gradient = gradient + rows.T @ (chances / chances.sum() - right)
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        move = (first / (1 - 0.9**step)) / (numpy.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights = numpy.maximum(weights - 0.1 * move, 0.0)
    return weights


def show_rows(question: QuestionEvidence, weights: Any) -> tuple[Any, Any]:
    """The order of the candidates, and the values of the show model for the first two."""
    strengths = columns(question) @ weights
    order = numpy.argsort(-strengths, kind="stable")
    signs = ShowSigns(question.question.question, question.evidence.passages)
    rows = []
    for place in range(min(2, len(order))):
        rival = strengths[order[1 - place]] if len(order) > 1 else 0.0
        strength = float(strengths[order[place]])
        rows.append(list(signs.values(question.figures[order[place]], strength, strength - float(rival)).values()))
    return order, numpy.array(rows)


def fit_showing(rows: Any, good: Any) -> tuple[float, Any]:
    """Intercept and weights of the logistic model, by Newton's method."""
    data = numpy.hstack([numpy.ones((len(rows), 1)), rows])
    penalty = SHOW_PENALTY * numpy.diag([1e-6, *[1.0] * rows.shape[1]])
    weights = numpy.zeros(data.shape[1])
    for _ in range(50):
        chances = 1 / (1 + numpy.exp(-data @ weights))
        gradient = data.T @ (chances - good) + penalty @ weights
        hessian = (data * (chances * (1 - chances))[:, None]).T @ data + penalty
        weights = weights - numpy.linalg.solve(hessian, gradient)
    return float(weights[0]), weights[1:]


def chances_of(rows: Any, intercept: float, weights: Any) -> Any:
    return 1 / (1 + numpy.exp(-(intercept + rows @ weights)))


class Predicted:
    """What ranking and showing say about one question."""

    def __init__(self, question: QuestionEvidence, ranking: Any, intercept: float, showing: Any) -> None:
        self.question = question
        order, rows = show_rows(question, ranking)
        self.ranked = [question.figures[number].id for number in order]
        self.chances = chances_of(rows, intercept, showing).tolist()
        ids = [figure.id for figure in question.figures]
        self.gold = {ids[n] for n in numpy.flatnonzero(question.right == 1.0)}
        self.fine = {ids[n] for n in numpy.flatnonzero((question.right > 0) & (question.right < 1.0))}

    def shown(self, threshold: float) -> list[str]:
        best = max(self.chances, default=0.0)
        several = enumerate(self.chances)
        return [self.ranked[n] for n, chance in several if chance >= threshold and chance >= MARGIN * best]

    def visual_source(self, threshold: float) -> float:
        several = self.question.question.kind is QuestionKind.MULTI
        if not self.gold:
            return 0.0
        return visual_source_f1(self.shown(threshold), self.gold, self.fine, several=several)


def fit(questions: Sequence[QuestionEvidence]) -> tuple[Any, float, Any]:
    """Both models; the show model learns from rankings that did not know the question's document."""
    documents = sorted({q.question.document for q in questions})
    rows, good = [], []
    for document in documents:
        ranking = fit_ranking([q for q in questions if q.question.document != document])
        for question in (q for q in questions if q.question.document == document):
            order, values = show_rows(question, ranking)
            rows.append(values[0])
            good.append(float(question.right[order[0]] > 0))
    intercept, showing = fit_showing(numpy.array(rows), numpy.array(good))
    return fit_ranking(questions), intercept, showing


def left_out(questions: Sequence[QuestionEvidence]) -> list[Predicted]:
    """Every question predicted by models that never saw its document."""
    predicted = []
    for document in sorted({q.question.document for q in questions}):
        models = fit([q for q in questions if q.question.document != document])
        predicted += [Predicted(q, *models) for q in questions if q.question.document == document]
    return predicted


def curve(predicted: Sequence[Predicted]) -> list[tuple[float, float, float]]:
    """(threshold, Visual Source F1, false-image rate) for each threshold that changes anything, rising."""
    wanting = [each for each in predicted if each.question.wants_figure]
    plain = [each for each in predicted if not each.question.wants_figure]
    points = []
    for threshold in sorted({max(each.chances, default=0.0) for each in predicted}):
        f1 = float(numpy.mean([each.visual_source(threshold) for each in wanting]))
        false = float(numpy.mean([bool(each.shown(threshold)) for each in plain]))
        points.append((threshold, f1, false))
    return points


def best_point(points: Sequence[tuple[float, float, float]], rate: float) -> tuple[float, float, float]:
    allowed = [point for point in points if point[2] <= rate] or [points[-1]]
    return max(allowed, key=lambda point: point[1])


def report(predicted: Sequence[Predicted], title: str) -> list[tuple[float, float, float]]:
    wanting = [each for each in predicted if each.question.wants_figure]
    good = [(each.ranked, each.gold | each.fine) for each in wanting]
    points = curve(predicted)
    print(
        f"{title}: R@1 {numpy.mean([found_within(r, g, 1) for r, g in good]):.3f}  "
        f"R@5 {numpy.mean([found_within(r, g, 5) for r, g in good]):.3f}  "
        f"MRR {numpy.mean([reciprocal_rank(r, g) for r, g in good]):.3f}"
    )
    for rate in (0.05, 0.10, 0.15, 0.20, 0.30, 1.0):
        threshold, f1, false = best_point(points, rate)
        print(f"   false images <= {rate:.2f}: Visual Source F1 {f1:.3f} (rate {false:.3f}, threshold {threshold:.3f})")
    return points


def write(ranking: Any, intercept: float, showing: Any, thresholds: dict[str, float], count: int) -> None:
    weights = {name: round(float(value), 2) for name, value in zip(FITTED, ranking, strict=True)} | PRIORS
    show = {name: round(float(value), 2) for name, value in zip(SHOW_NAMES, showing, strict=True)}
    lines = [
        '"""The numbers of figure ranking, written by `tests/benchmarks/fit_figure_weights.py`; not edited by hand."""',
        "",
        "from __future__ import annotations",
        "",
        f"# Fitted on {count} questions about 12 documents; how well they carry over is printed by the script.",
        "EVIDENCE_WEIGHTS: dict[str, float] = {",
        *(f'    "{name}": {value},' for name, value in weights.items()),
        "}",
        '"""What one unit of each kind of evidence adds to a figure\'s strength."""',
        "",
        "SHOW_WEIGHTS: dict[str, float] = {",
        *(f'    "{name}": {value},' for name, value in show.items()),
        "}",
        f"SHOW_INTERCEPT = {intercept:.2f}",
        '"""Logistic model of "this figure helps with this question"."""',
        "",
        "SHOW_THRESHOLDS: dict[str, float] = {",
        *(f'    "{name}": {value:.3f},' for name, value in thresholds.items()),
        "}",
        '"""The chance a figure needs, by how eagerly figures are to be shown."""',
    ]
    TARGET_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with open_workspace(arguments.home, arguments.library) as workspace:
        questions = gather(workspace, load_questions(arguments.questions))
    points = report(left_out(questions), "leave one document out")
    models = fit(questions)
    report([Predicted(q, *models) for q in questions], "fitted on all")
    print(dict(zip(FITTED, models[0].round(2).tolist(), strict=True)))
    print(models[1], dict(zip(SHOW_NAMES, models[2].round(2).tolist(), strict=True)))
    thresholds = {name: best_point(points, rate)[0] for name, rate in FALSE_IMAGE_TARGETS.items()}
    print(thresholds)
    if arguments.write:
        write(*models, thresholds, len(questions))


if __name__ == "__main__":
    main()
