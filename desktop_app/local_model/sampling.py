"""How a model is best sampled, by what its file says about it."""

from __future__ import annotations

from math import prod

from desktop_app.domain.answer_model import GenerationOptions
from desktop_app.local_model.gguf_header import GgufHeader
from desktop_app.local_model.thinking import thinks
from desktop_app.local_model.wire import EngineOptions

SMALL = 1_000_000_000
"""Parameters below which a model soon strays from its sources: it gets less room and is kept from repeating itself."""
THOUGHTS = 1536
"""Tokens a reasoning model may spend before it answers."""


def parameters(header: GgufHeader) -> int:
    """How many numbers a model has learned."""
    return sum(prod(shape) for shape in header.tensors.values())


def generation_defaults(header: GgufHeader, options: EngineOptions) -> GenerationOptions:
    """Low temperature, since answers are to say what the sources say; the user's own choices come first.

    Reasoning models get room for their thoughts, and the temperature without which they think in circles (0.6, as the
    makers of Qwen3 and DeepSeek-R1 say).
    """
    small = parameters(header) < SMALL
    reasons = thinks(header.chat_template)
    length = options.max_tokens or (320 if small else 768)
    temperature = 0.6 if reasons else 0.1 if small else 0.2
    return GenerationOptions(
        max_tokens=length + (THOUGHTS if reasons else 0),
        temperature=options.temperature if options.temperature >= 0 else temperature,
        top_p=0.95 if reasons else 0.9,
        repeat_penalty=1.1 if small else 1.05,
        seed=options.seed,
    )
