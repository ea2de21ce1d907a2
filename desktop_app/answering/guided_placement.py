"""Asking a model where in its finished answer it would show which figure, for answers in which it showed none.

The model is not asked to write: at the end of each paragraph its likelihood of a reference to each candidate is
compared (the protocol by which ImageRef-VL is evaluated, arXiv 2501.12418). A model prefers some names of images to
others whatever the text, and begins references more readily in some places; both habits are taken out, so that what
is left says how much better a figure fits one paragraph than the others.

Only models that see are asked. Measured on made pages whose words say nothing, a small one that was trained to see puts
five figures of six at their paragraph, where chance puts two; a text model of 135 million parameters knows no more than
the captions, which the fit compares better, and does worse than chance on paragraphs of real manuals.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from math import exp

from desktop_app.domain.answer_model import AnswerModel, Prompt, ReferenceScorer, ReferenceScores
from desktop_app.domain.errors import Cancelled, ModelError
from desktop_app.domain.jobs import CancelToken

_LOG = logging.getLogger(__name__)

GUIDED_WEIGHT = 0.3
"""What the model's own preference of a paragraph adds to a figure's fit there, at most.

Enough to win against words that mislead (0.80 of the figures right, of 0.83 that the model gets by itself; 0.53 with a
weight of 0.1), and less than a paragraph that names the figure, which adds 0.5.
"""


def guided_fits(
    model: AnswerModel, prompt: Prompt, labels: Mapping[str, str], paragraphs: Sequence[str], cancel: CancelToken
) -> dict[int, dict[str, float]]:
    """What to add to the fit of each figure at each paragraph; nothing where the model can't be asked.

    Args:
        model: any model; those that see nothing, or can't say what is likely, are not asked.
        prompt: what the answer answered.
        labels: ids of the figures by their names in the prompt.
        paragraphs: the answer.
        cancel: raises `Cancelled`.
    """
    if not isinstance(model, ReferenceScorer) or not model.capabilities.sees_images:
        return {}
    if len(paragraphs) < 2 or not labels:
        return {}
    try:
        rows = model.score_references(prompt, paragraphs, cancel)
    except Cancelled:
        raise
    except ModelError as error:
        _LOG.info("the model could not be asked where figures belong: %s", error)
        return {}
    shares = preferences(rows)
    ids = [labels.get(label, "") for label in prompt.image_labels]
    return {
        index: {figure: GUIDED_WEIGHT * share for figure, share in zip(ids, row, strict=False) if figure}
        for index, row in enumerate(shares)
    }


def preferences(rows: Sequence[ReferenceScores]) -> list[list[float]]:
    """How the model shares each candidate out among the paragraphs; shape [paragraphs][candidates], columns sum to 1.

    Each paragraph's scores are taken among the candidates alone, and each candidate's among the paragraphs.
    """
    if not rows or not rows[0].references:
        return [[] for _ in rows]
    among = [[exp(score - max(row.references)) for score in row.references] for row in rows]
    chances = [[value / sum(values) for value in values] for values in among]
    totals = [sum(row[column] for row in chances) for column in range(len(chances[0]))]
    return [[value / totals[column] if totals[column] else 0.0 for column, value in enumerate(row)] for row in chances]
