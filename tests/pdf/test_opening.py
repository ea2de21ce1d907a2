"""What a worker makes of a file, without the worker around it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.domain.errors import DocumentError, FileProblem, PasswordNeeded, UnsupportedFile
from desktop_app.pdf import wire
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.opening import Unopenable, open_document, read_outline
from desktop_app.pdf.source_file import SourceFile
from desktop_app.pdf.worker_process import Cause
from tests.pdf import documents

pytestmark = pytest.mark.heavy


def refusal(path: Path, limits: Limits | None = None) -> wire.Refusal:
    with pytest.raises(Unopenable) as caught:
        open_document(os.fsencode(path), limits or Limits())
    return caught.value.refusal


def test_refusals(tmp_path: Path) -> None:
    good = documents.text_document(tmp_path / "good.pdf", 3)
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7")
    assert refusal(tmp_path / "nowhere.pdf") is wire.Refusal.GONE
    assert refusal(documents.encrypted(tmp_path / "locked.pdf", user="secret")) is wire.Refusal.PASSWORD
    assert refusal(damaged) is wire.Refusal.NO_DOCUMENT
    assert refusal(good, Limits(pages=2)) is wire.Refusal.TOO_MANY_PAGES


def test_an_open_document_and_its_outline(tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 2, title="A title", outline=[(1, "One", 1), (1, "Two", 2)])
    document, info = open_document(os.fsencode(path), Limits())
    assert (info.pages, info.title, info.outline) == (2, "A title", ())
    assert [entry.title for entry in read_outline(document, 2, 10)] == ["One", "Two"]
    assert [entry.title for entry in read_outline(document, 1, 10)] == ["One"]
    assert [entry.title for entry in read_outline(document, 2, 1)] == ["One"]
    document.close()
    assert read_outline(document, 2, 10) == ()


@pytest.mark.parametrize(
    ("kind", "error", "words"),
    [
        (wire.Refusal.PASSWORD, PasswordNeeded, "needs a password"),
        (wire.Refusal.GONE, FileProblem, "is not there any more"),
        (wire.Refusal.NO_PAGES, UnsupportedFile, "has no pages"),
        (wire.Refusal.TOO_MANY_PAGES, UnsupportedFile, "40,000 pages; at most 25,000"),
        (wire.Refusal.MEMORY, UnsupportedFile, "it needs too much memory"),
        (wire.Refusal.NO_DOCUMENT, UnsupportedFile, "is damaged, or no document"),
    ],
)
def test_every_refusal_is_told_in_whole_sentences(
    tmp_path: Path, kind: wire.Refusal, error: type[DocumentError], words: str
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    told = SourceFile.at(path, Limits()).refused(wire.Refused(kind, 40_000))
    assert type(told) is error
    assert words in told.message
    assert told.message.startswith("“a.pdf” ")
    assert told.message.endswith(".")
    assert told.hint.endswith(".")


@pytest.mark.parametrize("cause", list(Cause))
def test_every_way_to_end_is_told(tmp_path: Path, cause: Cause) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    told = SourceFile.at(path, Limits()).not_opened(cause)
    assert told.message == f"“a.pdf” could not be opened: {cause}."
    assert told.hint
