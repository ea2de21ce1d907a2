"""Turns as they are stored: JSON of the whole answer, so that it shows as it was, whatever the library holds now."""

from __future__ import annotations

import msgspec

from desktop_app.domain.conversation import Answer

_DECODER = msgspec.json.Decoder(Answer)

UNREADABLE = "The figures and citations of this answer were kept in a form that this version can't read."


def encode_answer(answer: Answer) -> bytes:
    """The answer with its documents, figures and citations, as JSON."""
    try:
        return msgspec.json.encode(answer)
    except UnicodeEncodeError:  # paths may hold bytes that are no text
        return msgspec.json.encode(_with_plain_text(msgspec.to_builtins(answer)))


def decode_answer(record: bytes, question: str, text: str) -> Answer:
    """The answer; where the record can't be read, its words with a notice: a conversation is never lost for it."""
    try:
        return _DECODER.decode(record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Answer(question, tuple(text.split("\n\n")), (), (), "", notice=UNREADABLE)


def words_of(answer: Answer) -> str:
    """What a search over conversations reads: the answer, the captions of its figures, the documents it cites."""
    captions = [placed.figure.description for placed in answer.figures]
    cited = sorted({citation.document.name for citation in answer.citations})
    return "\n\n".join([*answer.paragraphs, *captions, *cited])


def plain(text: str) -> str:
    """Text that can be stored: halves of surrogate pairs, as broken names bring, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _with_plain_text(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _with_plain_text(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_with_plain_text(item) for item in value]
    return value
