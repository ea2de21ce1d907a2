"""Fits the weights of figure ranking on a question set, and says how well they do on documents they have not seen.

    python -m tests.benchmarks.fit_figure_weights QUESTIONS.jsonl --home DIR --library DIR [--write] [--curve FILE.svg]

Which figure: a listwise softmax over the candidates of each question (Cao et al. 2007, "ListNet"), weights kept at or
above 0 but for that of tables. Whether to show it: logistic regression on the first figure's strength and lead, on
the question's form, and on what figure and text hold of its words. Both have a quadratic penalty. The direction of
the question's form is fitted on `question_forms.txt` alone, by ridge regression; no question of the set is in it.

The numbers printed are from leaving out one document at a time: neither weights nor chances were fitted on the
document they are measured on. `--write` then fits on everything and writes
`desktop_app/answering/figure_weights.py`; `--curve` draws what the eagerness slider can choose from.
"""

from __future__ import annotations

import argparse
import base64
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from desktop_app.answering.figure_ranking import EVIDENCE_NAMES, ShowSigns
from desktop_app.answering.question_form import QuestionForm, question_form
from desktop_app.domain.ports import TextEmbedder
from desktop_app.evaluation.metrics import found_within, reciprocal_rank, visual_source_f1
from desktop_app.evaluation.question_sets import QuestionKind
from tests.benchmarks.corpus_evidence import QuestionEvidence, gather, load_questions, open_workspace
from tests.benchmarks.curve_drawing import curve_svg

FITTED = (
    "caption_words",
    "inside_words",
    "caption_similarity",
    "context_similarity",
    "mention_tie",
    "page_tie",
    "best_tie",
    "section_tie",
    "document_tie",
    "table",
)
ANY_SIGN = numpy.array([name == "table" for name in FITTED])
PRIORS = {"picture_similarity": 0.5}
"""Weights that the question set can't tell, because no picture vectors are there: a tenth of the fitted sum at most."""
SHOW_NAMES = ShowSigns.NAMES
RANK_PENALTY, SHOW_PENALTY, FORM_PENALTY = 1.0, 30.0, 3.0
"""The show model's is on values of unit variance."""
WRONG_FIRST_WEIGHT = 0.3
"""A question that wants a figure, but another than the first, says little about whether to show one."""
RANKED_DEPTH, STEPS = 80, 200
FALSE_IMAGE_TARGETS = {"few": 0.05, "normal": 0.10, "many": 0.20}
CLOSE_BEHIND = {"none": 0.0, "few": 0.0, "normal": 0.1, "many": 0.6}
TARGET_FILE = Path(__file__).parents[2] / "desktop_app" / "answering" / "figure_weights.py"
FORMS_FILE = Path(__file__).with_name("question_forms.txt")


@dataclass(frozen=True)
class FormDirection:
    """Where in the space of an embedder the questions lie that a figure answers."""

    embedder: str
    direction: Any
    middle: float

    def form(self, question: str, vector: Any) -> QuestionForm:
        plain = question_form(question)
        return QuestionForm(plain.see, plain.relation, plain.fact, float(self.direction @ vector) - self.middle)


@dataclass(frozen=True)
class Models:
    """What ranks and what shows; both are linear."""

    ranking: Any
    intercept: float
    showing: Any


class Candidates:
    """The figures of a question that ranking can tell apart, and what the show model needs."""

    def __init__(self, evidence: QuestionEvidence, direction: FormDirection) -> None:
        self.evidence = evidence
        self.question = evidence.question
        rows = evidence.rows[:, [EVIDENCE_NAMES.index(name) for name in FITTED]]
        plain = numpy.argsort(-rows.sum(axis=1), kind="stable")
        kept = sorted({*plain[:RANKED_DEPTH].tolist(), *numpy.flatnonzero(evidence.right > 0).tolist()})
        self.rows, self.right = rows[kept], evidence.right[kept]
        self.figures = [evidence.figures[number] for number in kept]
        passages = evidence.evidence.passages
        form = direction.form(self.question.question, evidence.evidence.vector)
        self._signs = ShowSigns(self.question.question, form, passages)

    def order(self, ranking: Any) -> tuple[Any, Any]:
        strengths = self.rows @ ranking
        return numpy.argsort(-strengths, kind="stable"), strengths

    def values(self, place: int, order: Any, strengths: Any) -> list[float]:
        rival = strengths[order[0]] if place else strengths[order[1]] if len(order) > 1 else 0.0
        strength = float(strengths[order[place]])
        return list(self._signs.values(self.figures[order[place]], strength, strength - float(rival)).values())


def fit_form(embedder: TextEmbedder) -> FormDirection:
    """Ridge regression of "a figure helps" on the vectors of made-up questions."""
    lines = [line for line in FORMS_FILE.read_text(encoding="utf-8").splitlines() if line[:1] in ("+", "-")]
    vectors = numpy.array([embedder.embed_query(line[1:].strip()) for line in lines], dtype=float)
    wanted = numpy.array([float(line[0] == "+") for line in lines])
    mean = vectors.mean(axis=0)
    spread = vectors - mean
    square = spread.T @ spread + FORM_PENALTY * numpy.eye(spread.shape[1])
    direction = numpy.linalg.solve(square, spread.T @ (wanted - wanted.mean()))
    return FormDirection(embedder.name, direction.astype("<f2").astype(numpy.float32), float(mean @ direction))


def fit_ranking(questions: Sequence[Candidates]) -> Any:
    """Weights of `FITTED`, by Adam on the listwise loss."""
    data = [(q.rows, q.right / q.right.sum()) for q in questions if q.right.sum() > 0]
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
        moved = weights - 0.1 * (first / (1 - 0.9**step)) / (numpy.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights = numpy.where(ANY_SIGN, moved, numpy.maximum(moved, 0.0))
    return weights


def fit_showing(rows: Any, good: Any, counts: Any) -> tuple[float, Any]:
    """Intercept and weights of the logistic model, by Newton's method on values of unit variance."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    data = numpy.hstack([numpy.ones((len(rows), 1)), (rows - mean) / spread])
    penalty = SHOW_PENALTY * numpy.diag([1e-6, *[1.0] * rows.shape[1]])
    weights = numpy.zeros(data.shape[1])
    for _ in range(50):
        chances = 1 / (1 + numpy.exp(-data @ weights))
        gradient = data.T @ (counts * (chances - good)) + penalty @ weights
        hessian = (data * (counts * chances * (1 - chances))[:, None]).T @ data + penalty
        weights = weights - numpy.linalg.solve(hessian, gradient)
    plain = weights[1:] / spread
    return float(weights[0] - mean @ plain), plain


class Fitting:
    """Fits on all questions but those of some documents; rankings are made once for each choice."""

    def __init__(self, questions: Sequence[Candidates]) -> None:
        self.questions = questions
        self.documents = sorted({q.question.document for q in questions})
        self._rankings: dict[frozenset[str], Any] = {}

    def ranking(self, left_out: Collection[str]) -> Any:
        key = frozenset(left_out)
        if key not in self._rankings:
            self._rankings[key] = fit_ranking([q for q in self.questions if q.question.document not in key])
        return self._rankings[key]

    def models(self, left_out: Collection[str] = ()) -> Models:
        """The show model learns from rankings that did not know the question's document."""
        rows, good, counts = [], [], []
        for question in (q for q in self.questions if q.question.document not in left_out):
            order, strengths = question.order(self.ranking({*left_out, question.question.document}))
            right = bool(question.right[order[0]] > 0)
            rows.append(question.values(0, order, strengths))
            good.append(float(right))
            counts.append(1.0 if right or not question.evidence.wants_figure else WRONG_FIRST_WEIGHT)
        showing = fit_showing(numpy.array(rows), numpy.array(good), numpy.array(counts))
        return Models(self.ranking(left_out), *showing)


class Predicted:
    """What ranking and showing say about one question."""

    def __init__(self, question: Candidates, models: Models) -> None:
        self.question, self.wants_figure = question.question, question.evidence.wants_figure
        order, strengths = question.order(models.ranking)
        self.ranked = [question.figures[number].id for number in order]
        self.gaps = [float(strengths[order[0]] - strengths[number]) for number in order[:5]]
        values = numpy.array(question.values(0, order, strengths))
        self.chance = float(1 / (1 + numpy.exp(-(models.intercept + models.showing @ values))))
        self.gold = {question.figures[n].id for n in numpy.flatnonzero(question.right == 1.0)}
        self.fine = {question.figures[n].id for n in numpy.flatnonzero((question.right > 0) & (question.right < 1.0))}

    def shown(self, threshold: float, close: float) -> list[str]:
        if self.chance < threshold:
            return []
        return [self.ranked[place] for place, gap in enumerate(self.gaps) if gap <= close]

    def visual_source(self, threshold: float, close: float) -> float:
        several = self.question.kind is QuestionKind.MULTI
        shown = self.shown(threshold, close)
        return visual_source_f1(shown, self.gold, self.fine, several=several) if self.gold else 0.0


Points = list[tuple[float, float, float]]


def curve(predicted: Sequence[Predicted], close: float = CLOSE_BEHIND["normal"]) -> Points:
    """(threshold, Visual Source F1, false-image rate) for each threshold that changes anything, rising."""
    wanting = [each for each in predicted if each.wants_figure]
    plain = [each for each in predicted if not each.wants_figure]
    chances = sorted({each.chance for each in predicted})
    points = []
    for below, chance in zip([0.0, *chances], chances, strict=False):
        threshold = (below + chance) / 2
        f1 = float(numpy.mean([each.visual_source(threshold, close) for each in wanting]))
        points.append((threshold, f1, float(numpy.mean([each.chance >= threshold for each in plain]))))
    return points


def best_point(points: Points, rate: float) -> tuple[float, float, float]:
    allowed = [point for point in points if point[2] <= rate] or [points[-1]]
    return max(allowed, key=lambda point: point[1])


def report(predicted: Sequence[Predicted], title: str) -> Points:
    wanting = [each for each in predicted if each.wants_figure]
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


def oracles(predicted: Sequence[Predicted]) -> None:
    """Where the rest is lost: the F1 with a perfect choice of when, of which, and of how many."""
    wanting = [each for each in predicted if each.wants_figure]
    first = [each.visual_source(0.0, 0.0) for each in wanting]
    many = [
        max(each.visual_source(0.0, close) for close in (0.0, *each.gaps[1:])) if each.ranked else 0.0
        for each in wanting
    ]
    threshold = best_point(curve(predicted), 0.10)[0]
    which = [float(each.chance >= threshold) for each in wanting]
    print(
        f"perfect when: {numpy.mean(first):.3f}; and how many: {numpy.mean(many):.3f}; "
        f"perfect which, but when as fitted (false images <= 0.10): {numpy.mean(which):.3f}"
    )


def left_out(fitting: Fitting) -> list[Predicted]:
    """Every question predicted by models that never saw its document."""
    predicted = []
    for document in fitting.documents:
        models = fitting.models({document})
        predicted += [Predicted(q, models) for q in fitting.questions if q.question.document == document]
    return predicted


def _numbers(name: str, values: dict[str, float], digits: int = 2) -> list[str]:
    return [f"{name}: dict[str, float] = {{", *(f'    "{n}": {round(v, digits)},' for n, v in values.items()), "}"]


def write(models: Models, direction: FormDirection, thresholds: dict[str, float], fitting: Fitting) -> None:
    weights = dict(zip(FITTED, models.ranking.tolist(), strict=True)) | PRIORS
    packed = base64.b64encode(direction.direction.astype("<f2").tobytes()).decode()
    questions, documents = len(fitting.questions), len(fitting.documents)
    lines = [
        '"""The numbers of figure ranking, written by `tests/benchmarks/fit_figure_weights.py`; not edited by hand."""',
        "",
        "from __future__ import annotations",
        "",
        f"# Fitted on {questions} questions about {documents} documents; how they carry over is printed by the script.",
        *_numbers("EVIDENCE_WEIGHTS", weights),
        '"""What one unit of each kind of evidence adds to a figure\'s strength."""',
        "",
        *_numbers("SHOW_WEIGHTS", dict(zip(SHOW_NAMES, models.showing.tolist(), strict=True)), 3),
        f"SHOW_INTERCEPT = {models.intercept:.3f}",
        '"""Logistic model of "this figure helps with this question"."""',
        "",
        *_numbers("SHOW_THRESHOLDS", thresholds, 3),
        '"""The chance the best figure needs, by how eagerly figures are to be shown."""',
        "",
        *_numbers("CLOSE_BEHIND", CLOSE_BEHIND),
        '"""How far behind the best one\'s strength a further figure may be."""',
        "",
        "FORM_DIRECTIONS: dict[str, tuple[float, tuple[str, ...]]] = {",
        f'    "{direction.embedder}": (',
        f"        {direction.middle:.5f},",
        "        (",
        *(f'            "{packed[start : start + 96]}",' for start in range(0, len(packed), 96)),
        "        ),",
        "    ),",
        "}",
        '"""By embedder: the middle, and the direction towards questions that a figure answers, float16 in base64."""',
    ]
    TARGET_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--curve", type=Path)
    arguments = parser.parse_args()
    with open_workspace(arguments.home, arguments.library) as workspace:
        direction = fit_form(workspace.text_embedder)
        evidence = gather(workspace, load_questions(arguments.questions))
    fitting = Fitting([Candidates(each, direction) for each in evidence])
    unseen = left_out(fitting)
    points = report(unseen, "leave one document out")
    oracles(unseen)
    models = fitting.models()
    seen = report([Predicted(q, models) for q in fitting.questions], "fitted on all")
    print(dict(zip(FITTED, models.ranking.round(2).tolist(), strict=True)))
    print(round(models.intercept, 2), dict(zip(SHOW_NAMES, models.showing.round(2).tolist(), strict=True)))
    thresholds = {name: best_point(points, rate)[0] for name, rate in FALSE_IMAGE_TARGETS.items()}
    print(thresholds)
    if arguments.curve:
        drawn = {"documents left out": points, "fitted on all": seen}
        arguments.curve.write_text(
            curve_svg({name: [(x, y) for _, y, x in line] for name, line in drawn.items()}), encoding="utf-8"
        )
    if arguments.write:
        write(models, direction, thresholds, fitting)


if __name__ == "__main__":
    main()
