from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import Drawing, ImagePlacement, PageContent, TextLine
from desktop_app.domain.recognition import RecognitionMode
from desktop_app.pdf.text_layer import ReadPage, is_garbled_layer, is_odd, needs_recognition, odd_share
from tests.pdf import documents

pytestmark = pytest.mark.heavy

AUTO, OFF, ALWAYS = RecognitionMode.AUTO, RecognitionMode.OFF, RecognitionMode.ALWAYS
PAGE = Box(0, 0, 600, 800)
SCAN = ImagePlacement(PAGE, 1700, 2300, "scan")
PHOTO = ImagePlacement(Box(100, 100, 300, 250), 800, 600, "photo")
PROSE = tuple(
    TextLine(f"Line {n} of a paragraph that says something to its reader.", Box(50, 50 + 12 * n, 500, 60 + 12 * n), 10)
    for n in range(9)
)
STAMP = (TextLine("Downloaded on Monday", Box(50, 780, 200, 790), 8),)
FRAME = Drawing(Box(100, 100, 400, 300), filled=False, stroked=True)

GOOD = """The quick brown fox doesn't jump over 3.5 lazy dogs (see Fig. 12a, p. 7).
Die Straßenbahn fährt über die Brücke, et l'hôtel n'est pas loin: 25 % of 1,000 km at 10:30.
HTML and NATO are words, too; so is multi-word e.g. state-of-the-art.
"""
BAD = """Tlie qu1ck brcwn f0x iurnp$ ovcr ~he 1a2y d0g; lhc rn|ll vv^s 5topp3d bv tbc fIre.
xqzrt wpfkl rnnnt ]ust ffllqr t,hc e}d 0f tnc Iin€ vvas lo5t ~~ |l| iii1
,,'. ;:o c0ld w3s lt th@t nightf^ll caMe 5O0n gIhjkf
"""


def read(lines: tuple[TextLine, ...] = (), images: tuple[ImagePlacement, ...] = (), **more: Any) -> ReadPage:
    drawings = more.pop("drawings", ())
    return ReadPage(PageContent(1, 600, 800, 0, lines, images, drawings), **more)


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (read(), False),
        (read(PROSE), False),
        (read(images=(SCAN,)), True),
        (read(STAMP, (SCAN,)), True),
        (read(PROSE, (SCAN,)), False),
        (read(PROSE, (PHOTO,)), False),
        (read(STAMP, (PHOTO,)), False),
        (read(images=(PHOTO,)), True),
        (read(drawings=(FRAME,)), True),
        (read((TextLine("- 7 -", Box(290, 780, 310, 790), 8),)), False),
        (read(PROSE, unreadable=True), True),
        (read(PROSE, (SCAN,), garbled=True), True),
    ],
)
def test_pages_without_text_of_any_worth_are_recognised(page: ReadPage, wanted: bool) -> None:
    assert needs_recognition(page, AUTO) is wanted
    assert needs_recognition(page, OFF) is False
    assert needs_recognition(page, ALWAYS) is (page != read())


def test_words_of_several_languages_are_not_odd() -> None:
    share, tokens = odd_share(GOOD.splitlines())
    assert tokens > 40
    assert share < 0.1


def test_what_bad_recognition_leaves_is_odd() -> None:
    share, _ = odd_share(BAD.splitlines())
    assert share > 0.5


@pytest.mark.parametrize(
    "token", ["word", "Word", "WORD", "3.2", "1,000", "12a", "50%", "naïve", "l'eau", "图像", "слово"]
)
def test_these_tokens_are_words_or_numbers(token: str) -> None:
    assert not is_odd(token)


@pytest.mark.parametrize("token", ["w0rd", "wOrD", "t,he", "xqzrt", "|l", "~", "rnnnt", "q"])
def test_these_tokens_are_neither(token: str) -> None:
    assert is_odd(token)


@given(st.text())
def test_any_text_can_be_judged(text: str) -> None:
    share, tokens = odd_share([text])
    assert 0 <= share <= 1
    assert tokens == len(text.split())


def with_layer(path: Path, text: str, *, hidden: bool) -> Any:
    """A page with a picture over all of it, and text that is painted or not."""
    import pymupdf

    def draw(page: Any) -> None:
        page.insert_image(page.rect, stream=documents.picture(60, 80, documents.WHITE))
        for n, line in enumerate(text.splitlines()):
            page.insert_text((20, 60 + 14 * n), line, fontsize=8, render_mode=3 if hidden else 0)

    return pymupdf.open(documents.drawn(path, draw, width=700))[0]


def test_only_an_invisible_layer_of_odd_words_is_garbled(tmp_path: Path) -> None:
    assert is_garbled_layer(with_layer(tmp_path / "a.pdf", BAD, hidden=True))
    assert not is_garbled_layer(with_layer(tmp_path / "b.pdf", GOOD, hidden=True))
    assert not is_garbled_layer(with_layer(tmp_path / "c.pdf", BAD, hidden=False))
    assert not is_garbled_layer(with_layer(tmp_path / "d.pdf", "", hidden=True))
