from __future__ import annotations

import multiprocessing
from pathlib import Path

import pymupdf
import pytest

from desktop_app.domain.errors import Cancelled, ExportError
from desktop_app.domain.jobs import CancelToken
from desktop_app.pdf.html_to_pdf import write_pdf

STYLE = "body { font-family: sans-serif; }"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 600, 500))
    pixmap.clear_with(90)
    pixmap.save(folder / "1.png")
    return folder


def test_figures_stay_with_their_captions(picture: Path, tmp_path: Path) -> None:
    figure = '<figure><img src="1.png"><figcaption>Caption number {}</figcaption></figure>'
    blocks = ["<h1>Pumps</h1>", *(f"<p>Text {n}. {'word ' * 60}</p>{figure.format(n)}" for n in range(4))]
    out = tmp_path / "out.pdf"
    write_pdf(blocks, STYLE, picture, out)
    with pymupdf.open(out) as document:
        assert len(document) > 1
        captions = 0
        for number, page in enumerate(document, 1):
            pictures = [image["bbox"] for image in page.get_image_info()]
            found = [word for word in page.get_text("words") if word[4] == "Caption"]
            assert len(pictures) == len(found)
            captions += len(found)
            boxes = [block[:4] for block in page.get_text("blocks")]
            assert all(pymupdf.Rect(box) in page.rect for box in boxes)
            assert page.get_text().rstrip().endswith(str(number))
    assert captions == 4


def test_links_title_and_contents_are_those_of_the_html(picture: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    blocks = [
        '<h1>Pumps</h1><h2>How?</h2><p>So. <a href="#there">[1]</a> <a href="#nowhere">[2]</a></p>',
        '<p><a href="https://example.org">web</a> <a href="file:///etc/passwd">file</a></p>',
        f"<p>{'word ' * 900}</p>",
        '<h2>And why?</h2><p id="there">There</p>',
    ]
    write_pdf(blocks, STYLE, picture, out)
    with pymupdf.open(out) as document:
        links = [link for page in document for link in page.get_links()]
        last = len(document) - 1
        assert [link.get("uri") for link in links] == [None, "https://example.org"]
        assert links[0]["page"] == last > 0
        assert document.metadata["title"] == "Pumps"
        assert document.get_toc() == [[1, "Pumps", 1], [2, "How?", 1], [2, "And why?", last + 1]]


def test_a_long_paragraph_goes_over_pages(picture: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    words = [f"word{n}" for n in range(3_000)]
    write_pdf([f"<p>{' '.join(words)}</p>", "<p>The end</p>"], STYLE, picture, out)
    with pymupdf.open(out) as document:
        text = " ".join(page.get_text() for page in document).split()
    assert [word for word in text if word.startswith("word")] == words
    assert "end" in text


def test_pictures_outside_the_folder_are_not_read(picture: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes((picture / "1.png").read_bytes())
    out = tmp_path / "out.pdf"
    write_pdf([f'<p>Text</p><img src="../secret.png"><img src="{tmp_path}/secret.png">'], STYLE, picture, out)
    with pymupdf.open(out) as document:
        assert document[0].get_image_info() == []


def test_a_layout_that_is_stopped_leaves_no_process(picture: Path, tmp_path: Path) -> None:
    cancel, out = CancelToken(), tmp_path / "out.pdf"
    cancel.cancel()
    with pytest.raises(Cancelled):
        write_pdf(["<p>Text</p>"], STYLE, picture, out, cancel)
    assert not [each for each in multiprocessing.active_children() if each.name == "imageref export"]
    assert not out.exists()


def test_a_layout_that_fails_is_told(picture: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="laid out"):
        write_pdf(["<p>Text</p>"], STYLE, picture, tmp_path / "missing" / "out.pdf")
