"""What the form of a question says about figures: whether it asks to see, how things relate, or for a fact.

Only English forms are known; a question in another language has none of them, and its evidence decides alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SEE = re.compile(
    r"\b(?:looks?|show\w*|plot\w*|draw\w*|diagrams?|pictures?|visual\w*|curves?|maps?|display\w*|patterns?|screens?|"
    r"layouts?|graphs?|charts?|shapes?|geometr\w*|trajector\w*|surfaces?|figures?|illustrat\w*)\b",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:how (?:much|well|closely|far)|compar\w*|differ\w*|var(?:y|ies)|evolve\w*|grow\w*|spread\w*|depend\w*|"
    r"relat\w*|agree\w*|affect\w*|change\w*|behave\w*|rises?|over time|share of|where|"
    r"which .*(?:best|most|shortest|largest|highest|lowest))\b",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"^\s*(?:why\b|which (?:\w+ )?(?:function|command|option|package|file|method|setting)s?\b|"
    r"what (?:is|are) (?:the )?(?:minimum|maximum|difference|time complexity|threshold|requirements?|name|default|"
    r"syntax|meaning)\b|how (?:can|do|should) (?:i|a|an|one|we)\b|should\b|when\b|can i\b)|\bhow (?:many|long|often)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """Three marks, each 1 or 0.

    Attributes:
        see: something visible is asked for ("what does … look like", "draw", "layout").
        relation: how something behaves or compares is asked for.
        fact: a name, a number, a reason or a way to do something is asked for.
    """

    see: float = 0.0
    relation: float = 0.0
    fact: float = 0.0


def question_form(question: str) -> QuestionForm:
    """The form of a question."""
    return QuestionForm(
        see=float(bool(_SEE.search(question))),
        relation=float(bool(_RELATION.search(question))),
        fact=float(bool(_FACT.search(question))),
    )
