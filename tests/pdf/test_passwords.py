"""Row P7: encrypted files open with their password, which is asked for, remembered in memory, and written nowhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import PasswordNeeded
from desktop_app.domain.jobs import CancelToken
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.passwords import MOST_TRIES
from desktop_app.pdf.reader import PdfReader
from desktop_app.pdf.source_file import SourceFile
from tests.pdf import documents
from tests.pdf.analysers import PlainAnalyser

pytestmark = pytest.mark.heavy

SECRET = "Schlüssel Ⅸ"


class Asked:
    """Answers with passwords, one after another, and counts."""

    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)
        self.paths: list[Path] = []

    def __call__(self, path: Path) -> str | None:
        self.paths.append(path)
        return self.answers.pop(0) if self.answers else None


@pytest.fixture
def read_asking() -> Iterator[Any]:
    """Makes a reader that asks, and a function that opens a file with it and gives the text of its first page."""
    made: list[PdfReader] = []

    def make(ask: Asked | None) -> tuple[PdfReader, Any]:
        reader = PdfReader(PlainAnalyser(), workers=1, ask_password=ask)
        made.append(reader)

        def text(path: Path) -> str:
            token = CancelToken()
            with reader.open(path, token) as document:
                return next(iter(document.pages(1, 1, token))).blocks[0].text

        return reader, text

    yield make
    for reader in made:
        reader.close()


@pytest.mark.parametrize(
    "method", ["PDF_ENCRYPT_RC4_40", "PDF_ENCRYPT_RC4_128", "PDF_ENCRYPT_AES_128", "PDF_ENCRYPT_AES_256"]
)
def test_the_right_password_opens_it(read_asking: Any, tmp_path: Path, method: str) -> None:
    import pymupdf

    password = SECRET if method == "PDF_ENCRYPT_AES_256" else "plain one"
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), documents.sentence(1))
    path = documents.save(
        document, tmp_path / "a.pdf", encryption=getattr(pymupdf, method), user_pw=password, owner_pw="owner"
    )
    _, text = read_asking(Asked(password))
    assert text(path) == documents.sentence(1)


def test_a_wrong_one_is_asked_for_again(read_asking: Any, tmp_path: Path) -> None:
    path = documents.encrypted(tmp_path / "a.pdf", user=SECRET)
    ask = Asked("wrong", "owner")
    _, text = read_asking(ask)
    assert text(path) == documents.sentence(1)
    assert ask.paths == [path, path]


def test_pages_are_drawn_without_asking_again(read_asking: Any, tmp_path: Path) -> None:
    path = documents.encrypted(tmp_path / "a.pdf", user=SECRET)
    ask = Asked(SECRET)
    reader, text = read_asking(ask)
    assert text(path) == text(path) == documents.sentence(1)
    assert reader.render_page(path, 1, 1.0).page_width > 0
    assert len(ask.paths) == 1


def test_a_page_that_is_drawn_first_asks_for_the_password(read_asking: Any, tmp_path: Path) -> None:
    path = documents.encrypted(tmp_path / "a.pdf", user=SECRET)
    ask = Asked("wrong", SECRET)
    reader, text = read_asking(ask)
    assert reader.render_page(path, 1, 1.0).page_width > 0
    assert text(path) == documents.sentence(1)
    assert len(ask.paths) == 2


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([], "needs a password"),
        ([None], "needs a password"),
        ([""], "needs a password"),
        (["wrong", None], "does not open"),
        (["wrong", "wrong", SECRET], "does not open"),
        ([str(n) for n in range(20)], "does not open"),
    ],
)
def test_without_the_right_one_it_says_so(
    read_asking: Any, tmp_path: Path, answers: list[str | None], words: str
) -> None:
    path = documents.encrypted(tmp_path / "a.pdf", user=SECRET)
    ask = Asked(*answers)
    _, text = read_asking(ask if answers else None)
    with pytest.raises(PasswordNeeded, match=words) as caught:
        text(path)
    assert "with its password" in caught.value.hint
    assert len(ask.paths) <= MOST_TRIES


def test_an_empty_password_is_not_asked_for(read_asking: Any, tmp_path: Path) -> None:
    path = documents.encrypted(tmp_path / "a.pdf", user="")
    ask = Asked()
    _, text = read_asking(ask)
    assert text(path) == documents.sentence(1)
    assert ask.paths == []


def test_a_file_with_another_content_is_asked_for_anew(read_asking: Any, tmp_path: Path) -> None:
    path = documents.encrypted(tmp_path / "a.pdf", user=SECRET)
    ask = Asked(SECRET, "another one")
    _, text = read_asking(ask)
    text(path)
    documents.encrypted(path, user="another one", owner="longer than before")
    assert text(path) == documents.sentence(1)
    assert len(ask.paths) == 2


def test_it_stands_in_no_log_and_in_no_text_of_an_object(
    read_asking: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = documents.encrypted(tmp_path / "a.pdf", user=SECRET)
    with caplog.at_level(logging.DEBUG):
        reader, text = read_asking(Asked("wrong", SECRET))
        text(path)
        reader.render_page(path, 1, 1.0)
    source = SourceFile.at(path, Limits())
    source.password = SECRET
    assert SECRET not in caplog.text + repr(source) + repr(reader) + repr(vars(reader))
