"""From the likelihood of references, token by token, to the odds of each of them and of none."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, expm1, log, log1p

LEAST = -60.0
"""Logarithm of the smallest probability that is told."""


def reference_odds(branches: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Logarithms of the probability of each reference and, last, of none; they sum to 1 as probabilities.

    Whether a reference is begun is told by its first token, which all share; which one it is by what each of them
    costs as a whole. Captions, which differ in length, are left out of what is compared.

    Args:
        branches: for each reference, the logarithm of the probability of each of its tokens.
    """
    if not branches:
        return (0.0,)
    begun = min(-1e-12, max(LEAST, branches[0][0]))
    costs = [sum(each) for each in branches]
    best = max(costs)
    whole = best + log(sum(exp(cost - best) for cost in costs))
    nothing = log(-expm1(begun)) if begun > -0.69 else log1p(-exp(begun))
    return (*(max(LEAST, begun + cost - whole) for cost in costs), max(LEAST, nothing))
