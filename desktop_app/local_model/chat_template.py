"""Turning a chat into the text a model was trained on, with the model's own Jinja template, sandboxed.

The template is a program that came with the model file. It never sees the text of messages: each is a mark that can't
be guessed, so neither can the template act on documents, nor can documents pass for the template's control tokens.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

_LOG = logging.getLogger(__name__)

MAX_RENDERED = 1_000_000
TEMPLATE_MEMORY = 256 << 20
CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
"""What many models understand; used where a model has no template, or one that fails."""


@dataclass(frozen=True, slots=True)
class TemplateText:
    """Text of the template: control tokens in it are meant."""

    text: str


@dataclass(frozen=True, slots=True)
class MessageContent:
    """The place of a message's content, by the message's index."""

    index: int


Segment = TemplateText | MessageContent


class TemplateFailed(Exception):
    """The template can't be used for this chat."""


class TemplateHarmful(TemplateFailed):
    """The template does what no honest one does."""


def try_template(template: str) -> str:
    """Why a model's template can't be used, or "" where it can; to be called where it may run for ever.

    Raises:
        TemplateHarmful: it reaches for what is not its business, or writes without end.
    """
    if not template:
        return ""
    reason = ""
    for roles, offset in ((["system", "user"], 0), (["user"], 1)):
        try:
            with _bounded_memory():
                _render(template, roles, "", "", offset=offset)
        except TemplateHarmful:
            raise
        except TemplateFailed as error:
            reason = reason or str(error)
        else:
            return ""
    return reason


@contextmanager
def _bounded_memory() -> Iterator[None]:
    """No more memory than now and a little, where the system can see to that."""
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    import psutil

    before, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = int(psutil.Process().memory_info().vms) + TEMPLATE_MEMORY
    bounded = limit if most == resource.RLIM_INFINITY else min(limit, most)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (bounded, most))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (before, most))


def render_chat(template: str, roles: Sequence[str], *, bos: str = "", eos: str = "") -> list[Segment]:
    """The chat as text of the template and places of contents, ending where the assistant is to write.

    Tries the template as it is, then with the system's words put before the first user's (some templates know no
    system role), then ChatML. Every message stands in the result exactly once.
    """
    attempts = [(template, list(roles))] if template else []
    if template and len(roles) > 1 and roles[0] == "system":
        attempts.append((template, list(roles[1:])))
    for source, attempted in attempts:
        try:
            return _render(source, attempted, bos, eos, offset=len(roles) - len(attempted))
        except TemplateFailed as error:
            _LOG.debug("chat template: %s", error)
    return _render(CHATML, list(roles), bos, eos, offset=0)


def _render(template: str, roles: list[str], bos: str, eos: str, *, offset: int) -> list[Segment]:
    secret = secrets.token_hex(8)
    marks = [f"\ue000{secret}:{index}\ue001" for index in range(len(roles))]
    messages = [{"role": role, "content": mark} for role, mark in zip(roles, marks, strict=True)]
    rendered = _run(template, messages, bos, eos)
    segments: list[Segment] = []
    found = []
    end = 0
    for match in re.finditer(rf"\ue000{secret}:(\d+)\ue001", rendered):
        index = int(match.group(1))
        found.append(index)
        segments.append(TemplateText(rendered[end : match.start()]))
        if offset and index == 0:
            segments += [part for before in range(offset) for part in (MessageContent(before), TemplateText("\n\n"))]
        segments.append(MessageContent(index + offset))
        end = match.end()
    if found != list(range(len(roles))):
        raise TemplateFailed("it leaves messages out, or repeats them")
    segments.append(TemplateText(rendered[end:]))
    return [segment for segment in segments if segment != TemplateText("")]


def _run(template: str, messages: list[dict[str, str]], bos: str, eos: str) -> str:
    from jinja2 import TemplateError
    from jinja2.exceptions import SecurityError
    from jinja2.ext import loopcontrols
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def raise_exception(message: str) -> None:
        raise TemplateFailed(str(message)[:200])

    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols])
    environment.globals["raise_exception"] = raise_exception
    environment.globals["strftime_now"] = lambda form: datetime.now().astimezone().strftime(str(form)[:100])
    written: list[str] = []
    length = 0
    try:
        pieces = environment.from_string(template).generate(
            messages=messages,
            add_generation_prompt=True,
            bos_token=bos,
            eos_token=eos,
            tools=None,
            enable_thinking=False,
        )
        for piece in pieces:
            length += len(piece)
            if length > MAX_RENDERED:
                raise TemplateHarmful("it writes without end")
            written.append(piece)
    except TemplateFailed:
        raise
    except SecurityError as error:
        raise TemplateHarmful("it reaches for more than the messages") from error
    except (RecursionError, MemoryError, OverflowError) as error:
        raise TemplateHarmful("it takes memory or time without end") from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise TemplateFailed(f"{type(error).__name__}: {str(error)[:200]}") from error
    return "".join(written)
