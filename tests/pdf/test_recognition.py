"""Recognition within the reader, with recognisers that do as they are told: which pages, what becomes of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.documents import PageState
from desktop_app.domain.errors import Cancelled
from desktop_app.domain.geometry import Box
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import PageAnalyser, PageLayout, TextRecogniser
from desktop_app.domain.recognition import RecognitionMode
from desktop_app.ingestion.page_analysis import Analyser
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.reader import PdfReader
from tests.pdf import documents
from tests.pdf.analysers import PlainAnalyser
from tests.pdf.recognisers import PARAGRAPH, CountingRecogniser, FailingRecogniser, Mishap, ToldRecogniser, line

pytestmark = pytest.mark.heavy


@pytest.fixture
def read_with() -> Iterator[Any]:
    """Reads all pages of a document with a recogniser."""
    made: list[PdfReader] = []

    def read(
        path: Path,
        recogniser: TextRecogniser,
        *,
        mode: RecognitionMode = RecognitionMode.AUTO,
        limits: Limits | None = None,
        analyser: PageAnalyser | None = None,
        token: CancelToken | None = None,
        workers: int = 1,
    ) -> list[PageLayout]:
        made.append(
            PdfReader(
                analyser or PlainAnalyser(),
                workers=workers,
                limits=limits or Limits(),
                recogniser=recogniser,
                recognition=mode,
            )
        )
        token = token or CancelToken()
        with made[-1].open(path, token) as document:
            return list(document.pages(1, document.info.pages, token))

    yield read
    for reader in made:
        reader.close()


def mixed(path: Path) -> Path:
    """A page of text, a scan, an empty page, a scan with a stamp, and text without a mapping to letters."""
    import pymupdf

    document = pymupdf.open()
    document.new_page(width=400, height=500).insert_text((72, 100), documents.sentence(1))
    for number in (2, 3, 4):
        page = document.new_page(width=400, height=500)
        if number != 3:
            page.insert_image(page.rect, stream=documents.picture(80, 100, documents.WHITE))
        if number == 4:
            page.insert_text((20, 490), "Downloaded on Monday")
    page = document.new_page(width=400, height=500)
    page.insert_htmlbox((50, 50, 350, 200), "&#xE001;&#xE002;&#xE003;&#xE004; " * 9)
    return documents.save(document, path)


def texts(layout: PageLayout) -> list[str]:
    return [block.text for block in layout.blocks]


def test_a_mixed_document_is_right_page_by_page(read_with: Any, tmp_path: Path) -> None:
    pages = read_with(mixed(tmp_path / "a.pdf"), ToldRecogniser())
    assert [page.state.value for page in pages] == ["text", "ocr", "empty", "ocr", "ocr"]
    found = [line.text for line in PARAGRAPH]
    assert texts(pages[1]) == found
    assert texts(pages[3]) == ["Downloaded on Monday", *found]
    assert texts(pages[4]) == found
    assert {page.reason for page in pages} == {""}


def test_switched_off_nothing_is_recognised(read_with: Any, tmp_path: Path) -> None:
    pages = read_with(mixed(tmp_path / "a.pdf"), FailingRecogniser(Mishap.CRASH), mode=RecognitionMode.OFF)
    assert [page.state.value for page in pages] == ["text", "empty", "empty", "text", "failed"]
    assert pages[1].reason == "The page is a picture, and text recognition (OCR) is off."


def test_forced_it_takes_the_place_of_all_text(read_with: Any, tmp_path: Path) -> None:
    pages = read_with(mixed(tmp_path / "a.pdf"), ToldRecogniser(), mode=RecognitionMode.ALWAYS)
    assert [page.state.value for page in pages] == ["ocr", "ocr", "empty", "ocr", "ocr"]
    assert texts(pages[0]) == texts(pages[3]) == [line.text for line in PARAGRAPH]


def test_a_picture_on_which_nothing_is_found_stays_empty(read_with: Any, tmp_path: Path) -> None:
    pages = read_with(mixed(tmp_path / "a.pdf"), ToldRecogniser(lines=()))
    assert [page.state.value for page in pages] == ["text", "empty", "empty", "text", "failed"]
    assert pages[1].reason == "The page is a picture without text."
    assert "fonts" in pages[4].reason


@pytest.mark.parametrize(("words", "taken"), [("二 O", False), ("M 3", False), ("Ohm", True), ("图书", True)])
def test_strokes_of_a_drawing_that_look_like_letters_are_no_text(
    read_with: Any, tmp_path: Path, words: str, taken: bool
) -> None:
    read = ToldRecogniser(lines=(line(words, Box(40, 90, 300, 102)),))
    assert (read_with(mixed(tmp_path / "a.pdf"), read)[1].state is PageState.OCR) == taken


def test_text_in_the_same_place_is_not_taken_twice(read_with: Any, tmp_path: Path) -> None:
    stamp = line("Downl0aded on M0nday", Box(20, 480, 125, 492))
    pages = read_with(mixed(tmp_path / "a.pdf"), ToldRecogniser(lines=(*PARAGRAPH, stamp)))
    assert [text for text in texts(pages[3]) if text.startswith("Downl")] == ["Downloaded on Monday"]


def test_the_recogniser_sees_the_unrotated_page_and_is_told_its_turn(read_with: Any, tmp_path: Path) -> None:
    def draw(page: Any) -> None:
        page.insert_image(page.rect, stream=documents.picture(80, 100, documents.WHITE))
        page.set_rotation(90)

    path = documents.drawn(tmp_path / "a.pdf", draw, width=360, height=720)
    [page] = read_with(path, ToldRecogniser(folder=tmp_path), limits=Limits(recognition_dpi=100))
    assert (tmp_path / "500x1000x3 90").exists()
    assert (page.width, page.height, page.rotation) == (360, 720, 90)


def test_pages_of_the_sample_are_recognised_once(read_with: Any, tmp_path: Path) -> None:
    """What was recognised for the sample is used for the page, whichever worker reads it; beyond it, there is more."""
    import pymupdf

    document = pymupdf.open()
    for number in range(8):
        page = document.new_page(width=100 + number, height=500)
        page.insert_image(page.rect, stream=documents.picture(80, 100, documents.WHITE))
    path = documents.save(document, tmp_path / "a.pdf")
    limits = Limits(sample_recognised=3, recognition_dpi=72)
    pages = read_with(path, CountingRecogniser(folder=tmp_path), limits=limits, workers=2)
    assert [page.state for page in pages] == [PageState.OCR] * 8
    assert sorted(file.name for file in tmp_path.glob("*x500 *")) == [f"{100 + n}x500 1" for n in range(8)]


def test_a_huge_page_is_drawn_smaller(read_with: Any, tmp_path: Path) -> None:
    def draw(page: Any) -> None:
        page.insert_image(page.rect, stream=documents.picture(80, 100, documents.WHITE))

    path = documents.drawn(tmp_path / "a.pdf", draw, width=7200, height=3600)
    read_with(path, ToldRecogniser(folder=tmp_path), limits=Limits(recognition_side=1000))
    assert (tmp_path / "1000x500x3 0").exists()


def test_a_figure_of_a_scan_is_found_from_the_picture_with_its_caption(read_with: Any, tmp_path: Path) -> None:
    import pymupdf

    drawn = pymupdf.open().new_page(width=400, height=500)
    drawn.draw_rect((100, 200, 300, 300), color=(0, 0, 0), width=3)
    drawn.draw_line((100, 200), (300, 300), width=3)
    prose = [
        line(f"A line of the text above, number {n}, of some length.", Box(40, 60 + 12 * n, 360, 70 + 12 * n))
        for n in range(6)
    ]
    caption = line("Figure 4: What is drawn above.", Box(120, 312, 280, 322), block=1)

    def draw(page: Any) -> None:
        page.insert_image(page.rect, stream=drawn.get_pixmap(dpi=100).tobytes("png"))

    path = documents.drawn(tmp_path / "a.pdf", draw)
    [page] = read_with(path, ToldRecogniser(lines=(*prose, caption)), analyser=Analyser())
    [figure] = page.figures
    assert figure.region.label == "4"
    assert figure.region.box.iou(Box(98, 198, 302, 302)) > 0.9
    assert figure.width > 2 * 200 * 100 / 72 * 0.7


@pytest.mark.parametrize(
    ("mishap", "reason"),
    [
        (Mishap.HANG, "it took too long"),
        (Mishap.CRASH, "the reader crashed on it"),
        (Mishap.RAISE, "could not be recognised"),
        (Mishap.MEMORY, "too much memory"),
    ],
)
def test_recognition_that_goes_wrong_costs_its_page(
    read_with: Any, tmp_path: Path, mishap: Mishap, reason: str
) -> None:
    import pymupdf

    document = pymupdf.open()
    document.new_page().insert_text((72, 100), documents.sentence(1))
    page = document.new_page()
    page.insert_image(page.rect, stream=documents.picture(80, 100, documents.WHITE))
    path = documents.save(document, tmp_path / "a.pdf")
    pages = read_with(path, FailingRecogniser(mishap), limits=Limits(recognition_s=0.5))
    assert [page.state.value for page in pages] == ["text", "failed"]
    assert reason in pages[1].reason


def test_a_page_with_text_of_its_own_survives_a_fault(read_with: Any, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 1)
    [page] = read_with(path, FailingRecogniser(Mishap.RAISE), mode=RecognitionMode.ALWAYS)
    assert (page.state, texts(page)) == (PageState.TEXT, [documents.sentence(1)])


def test_recognition_may_take_longer_than_reading(read_with: Any, tmp_path: Path) -> None:
    """A page's time does not run while it is recognised; the time of recognition does."""
    [page] = read_with(
        documents.drawn(tmp_path / "a.pdf", lambda page: page.insert_image(page.rect, stream=documents.picture(9, 9))),
        FailingRecogniser(Mishap.HANG),
        limits=Limits(page_s=60.0, recognition_s=0.3),
    )
    assert "took too long" in page.reason


def test_stop_ends_the_worker_while_it_recognises(read_with: Any, tmp_path: Path) -> None:
    token = CancelToken()
    path = documents.drawn(
        tmp_path / "a.pdf", lambda page: page.insert_image(page.rect, stream=documents.picture(9, 9))
    )
    begun = tmp_path / "begun"

    def stop() -> None:
        while not begun.exists() and not token.wait(0.01):
            continue
        token.cancel()

    stopper = threading.Thread(target=stop)
    stopper.start()
    try:
        with pytest.raises(Cancelled):
            read_with(path, FailingRecogniser(Mishap.HANG, tmp_path), token=token)
    finally:
        token.cancel()
        stopper.join()
