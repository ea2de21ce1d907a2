"""How well scans are read: words and figures of documents turned to pictures, against the documents themselves.

    python tests/benchmarks/ocr.py CORPUS_DIR [--doc NAME …] [--pages 1,2,5] [--dpi 200] [--skew DEGREES] [--lost]

Each page is drawn as an RGB picture and stored as a JPEG of quality 90 in a PDF without any text. Words are the runs
of letters and digits of a text in Unicode's NFKC form (which parts ligatures) in lower case. Their recall is that of
multisets: a word that stands n times in the original and m times in the scan counts min(n, m) times of n.

Two recalls are given: that of the lines that were recognised, against all text that the file has (`get_text`, with
running heads and page numbers), and that of what arrives after the page analysis (blocks, captions, words inside
figures), against what arrives of the original. Figures are scored against `figure_boxes.jsonl` as in `figures.py`.
The last line reads the first six pages as text, scan, blank page, text, … and compares their states.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.domain.documents import PageState
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import (
    DocumentProfile,
    PageAnalysis,
    PageContent,
    PageLayout,
    SkippedGraphic,
)
from desktop_app.domain.recognition import RecognitionMode
from desktop_app.ingestion.page_analysis import Analyser
from desktop_app.ocr.recogniser import RapidOcrRecogniser
from desktop_app.pdf.reader import PdfReader
from tests.benchmarks.figures import records, score_boxes

_WORD = re.compile(r"[^\W_]+")
_RAW = "raw lines: "


@dataclass(frozen=True, slots=True)
class KeepingAnalyser(Analyser):
    """The program's analyser, which also hands over the lines as they came."""

    def analyse(self, content: PageContent, profile: DocumentProfile) -> PageAnalysis:
        analysis = Analyser.analyse(self, content, profile)
        raw = SkippedGraphic(content.box, _RAW + "\n".join(line.text for line in content.lines))
        return replace(analysis, skipped=(*analysis.skipped, raw))


def words(texts: Iterable[str]) -> Counter[str]:
    """The words of texts, and how often each stands in them."""
    return Counter(word for text in texts for word in _WORD.findall(unicodedata.normalize("NFKC", text).lower()))


def recall(gold: Counter[str], found: Counter[str]) -> float:
    """The part of the gold words that was found."""
    return (gold & found).total() / max(1, gold.total())


def scanned(source: Any, page: Any, target: Any, dpi: int, skew: float) -> None:
    """Adds a picture of a page to a document, turned a little about its middle."""
    import pymupdf

    picture = page.get_pixmap(dpi=dpi).tobytes("jpeg", jpg_quality=90)
    new = target.new_page(width=page.rect.width, height=page.rect.height)
    if not skew:
        new.insert_image(new.rect, stream=picture)
        return
    straight = pymupdf.open()
    straight.new_page(width=page.rect.width, height=page.rect.height).insert_image(new.rect, stream=picture)
    matrix = pymupdf.Matrix(dpi / 72, dpi / 72).prerotate(skew)
    drawn = straight[0].get_pixmap(matrix=matrix)
    middle_x, middle_y = drawn.width / 2, drawn.height / 2
    width, height = page.rect.width * dpi / 72, page.rect.height * dpi / 72
    part = pymupdf.IRect(*(round(edge) for edge in (0, 0, width, height)))
    whole = pymupdf.Pixmap(pymupdf.csRGB, part, False)
    whole.clear_with(255)
    drawn.set_origin(round(width / 2 - middle_x), round(height / 2 - middle_y))
    whole.copy(drawn, drawn.irect & part)
    new.insert_image(new.rect, stream=whole.tobytes("jpeg", jpg_quality=90))


def read(path: Path, mode: RecognitionMode, workers: int) -> tuple[list[PageLayout], float]:
    """All pages of a document, and the seconds they took."""
    token = CancelToken()
    began = time.monotonic()
    reader = PdfReader(KeepingAnalyser(), workers=workers, recogniser=RapidOcrRecogniser(), recognition=mode)
    with closing(reader), reader.open(path, token) as document:
        layouts = list(document.pages(1, document.info.pages, token))
    return layouts, time.monotonic() - began


def delivered(layout: PageLayout) -> list[str]:
    """The texts of a page that arrive in the library."""
    texts = [block.text for block in layout.blocks]
    for figure in layout.figures:
        texts.append(figure.region.inside)
    return texts


def raw_lines(layout: PageLayout) -> list[str]:
    """The lines of a page as they were read."""
    return [graphic.reason.removeprefix(_RAW) for graphic in layout.skipped if graphic.reason.startswith(_RAW)]


def score_document(corpus: Path, name: str, numbers: Sequence[int], options: argparse.Namespace, folder: Path) -> None:
    """Scans pages of a document, reads both, and prints how they compare."""
    import pymupdf

    source = pymupdf.open(corpus / "pdfs" / f"{name}.pdf")
    numbers = numbers or range(1, len(source) + 1)
    target, plain = pymupdf.open(), pymupdf.open()
    for number in numbers:
        scanned(source, source[number - 1], target, options.dpi, options.skew)
        plain.insert_pdf(source, from_page=number - 1, to_page=number - 1)
    target.save(folder / "scan.pdf")
    plain.save(folder / "plain.pdf", garbage=3)
    gold_raw = words(source[number - 1].get_text() for number in numbers)
    layouts, seconds = read(folder / "scan.pdf", RecognitionMode.AUTO, options.workers)
    originals, _ = read(folder / "plain.pdf", RecognitionMode.OFF, options.workers)
    found_raw = words(text for layout in layouts for text in raw_lines(layout))
    gold = words(text for layout in originals for text in delivered(layout))
    found = words(text for layout in layouts for text in delivered(layout))
    states = Counter(layout.state.value for layout in layouts)
    print(
        f"{name}: {len(layouts)} pages {dict(states)}, lines {recall(gold_raw, found_raw):.4f} of "
        f"{gold_raw.total()} words, delivered {recall(gold, found):.4f} of {gold.total()}, "
        f"{seconds / len(layouts):.1f} s a page"
    )
    if options.lost:
        print("  lost:", " ".join((gold - found).elements())[:1500])
        print("  new: ", " ".join((found - gold).elements())[:1500])
    boxes = [record for record in records(corpus / "figure_boxes.jsonl") if record["doc"] == name]
    boxes = [record for record in boxes if record["page"] in numbers]
    figures = {
        (name, numbers[place]): [picture.region for picture in layout.figures] for place, layout in enumerate(layouts)
    }
    score = score_boxes(boxes, figures)
    print(f"  {score.kinds['all'].line('figures')}  on empty pages {score.empty_false}")
    for miss in score.misses:
        print("  ", miss)


def score_mixed(corpus: Path, name: str, options: argparse.Namespace, folder: Path) -> None:
    """Reads six pages that are text, scan, blank, text, scan, blank, and prints their states."""
    import pymupdf

    source = pymupdf.open(corpus / "pdfs" / f"{name}.pdf")
    mixed = pymupdf.open()
    wanted = []
    for number in range(6):
        kind = (PageState.TEXT, PageState.OCR, PageState.EMPTY)[number % 3]
        wanted.append(kind)
        if kind is PageState.TEXT:
            mixed.insert_pdf(source, from_page=number, to_page=number)
        elif kind is PageState.OCR:
            scanned(source, source[number], mixed, options.dpi, 0)
        else:
            mixed.new_page()
    mixed.save(folder / "mixed.pdf")
    layouts, _ = read(folder / "mixed.pdf", RecognitionMode.AUTO, options.workers)
    got = [layout.state for layout in layouts]
    print(f"mixed: {'as they should be' if got == wanted else 'WRONG'}: {' '.join(state.value for state in got)}")


def main() -> None:
    """Scores the documents named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--doc", nargs="+", default=["tsp"])
    parser.add_argument("--pages", type=lambda text: [int(number) for number in text.split(",")], default=[])
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--skew", type=float, default=0.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--lost", action="store_true", help="print the words that were lost")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in options.doc:
            score_document(options.corpus, name, options.pages, options, Path(folder))
        score_mixed(options.corpus, options.doc[0], options, Path(folder))


if __name__ == "__main__":
    main()
