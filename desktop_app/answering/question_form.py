"""What the form of a question says about figures: whether it asks to see, how things relate, or for a fact.

Two ways of telling, which miss different questions: patterns of words, and a direction in the space of the question's
vector that divides made-up questions a figure answers from others on the same subjects. Patterns know English and
German, with the same weights; the direction is known for the embedder it was fitted with. Where neither says anything,
the evidence decides alone.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy

from desktop_app.answering.figure_weights import FORM_DIRECTIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]

_SEE = re.compile(
    r"\b(?:looks?|show\w*|plot\w*|draw\w*|diagrams?|pictures?|visual\w*|curves?|maps?|display\w*|patterns?|screens?|"
    r"layouts?|graphs?|charts?|shapes?|geometr\w*|trajector\w*|surfaces?|figures?|illustrat\w*|"
    r"seh(?:e|en|t)|sieht|aussehen|zeig\w*|abgebildet\w*|abbildung\w*|dargestellt\w*|\w*bild(?:er|ern|es|s)?|"
    r"\w*diagramm\w*|\w*kurven?|\w*kennlinien?|\w*landkarten?|grafik\w*|skizz\w*|zeichnung\w*|schaltpl\w*|verlauf|aufbau|"
    r"aufgebaut|anordnung|oberfläche|muster)\b",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:how (?:much|well|closely|far)|compar\w*|differ\w*|var(?:y|ies)|evolve\w*|grow\w*|spread\w*|depend\w*|"
    r"relat\w*|agree\w*|affect\w*|change\w*|behave\w*|rises?|over time|share of|where|"
    r"which .*(?:best|most|shortest|largest|highest|lowest)|"
    r"wie (?:gut|stark|sehr|weit|schnell)|vergleich\w*|unterscheide\w*|ändert|(?:ver)?ändern|verändert|verhält|"
    r"verhalten|entwickel\w*|wächst|wachsen|steigt|steigen|sinkt|fällt|verteil\w*|hängt|abhäng\w*|zusammenh\w*|beeinfluss\w*|"
    r"welche\w* .*(?:besten?|meisten?|kürzesten?|größten?|höchsten?|niedrigsten?|kleinsten?))\b",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"^\s*(?:why\b|which (?:\w+ )?(?:function|command|option|package|file|method|setting)s?\b|"
    r"what (?:is|are) (?:the )?(?:minimum|maximum|difference|time complexity|threshold|requirements?|name|default|"
    r"syntax|meaning)\b|how (?:can|do|should) (?:i|a|an|one|we)\b|should\b|when\b|can i\b|"
    r"(?:warum|wieso|weshalb|wann|wer|wozu|darf|soll|muss|kann)\b|"
    r"welche\w* (?:\w+ )?(?:funktion|befehl|option|paket|datei|methode|einstellung|version|lizenz)(?:e?n)?\b|"
    r"was (?:ist|sind) (?:der|die|das) (?:\w+e )?(?:minimum|maximum|unterschied|schwelle|name|vorgabe|standardwert|"
    r"bedeutung)\b|"
    r"(?:wie|was) (?:kann|soll|muss|darf) (?:ich|man|wir)\b|wie \w+ (?:ich|man|wir)\b)|"
    r"\bhow (?:many|long|often)\b|\bwie (?:viele?|lange|oft)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """Three marks, each 1 or 0, and how far the question lies towards those that a figure answers.

    Attributes:
        see: something visible is asked for ("what does … look like", "draw", "layout").
        relation: how something behaves or compares is asked for.
        fact: a name, a number, a reason or a way to do something is asked for.
        visual: about -0.5 to 0.5, above 0 where a figure is likely to help; 0 where nobody knows.
    """

    see: float = 0.0
    relation: float = 0.0
    fact: float = 0.0
    visual: float = 0.0


def question_form(question: str, vector: Vectors | None = None, embedder: str = "") -> QuestionForm:
    """The form of a question.

    Args:
        question: in the user's words.
        vector: of it, shape [dimension].
        embedder: the name of what made the vector.
    """
    return QuestionForm(
        see=float(bool(_SEE.search(question))),
        relation=float(bool(_RELATION.search(question))),
        fact=float(bool(_FACT.search(question))),
        visual=0.0 if vector is None else _along_direction(vector, embedder),
    )


def _along_direction(vector: Vectors, embedder: str) -> float:
    if embedder not in FORM_DIRECTIONS:
        return 0.0
    direction, middle = _direction(embedder)
    return float(direction @ vector) - middle if direction.shape == vector.shape else 0.0


@cache
def _direction(embedder: str) -> tuple[Vectors, float]:
    middle, packed = FORM_DIRECTIONS[embedder]
    return numpy.frombuffer(base64.b64decode("".join(packed)), dtype="<f2").astype(numpy.float32), middle
