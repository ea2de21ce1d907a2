"""Builds the sample manual `imageref-manual.pdf` from `manual.md`: the same bytes from the same sources.

Run `python resources/demo/build_manual.py [OUT.pdf]`. It needs pymupdf, numpy and Pillow, and no network. The manual
is set three times: some of its figures show its own pages, and how many words they have.
"""

from __future__ import annotations

import logging
import math
import re
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pymupdf
from PIL import Image

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from manual import diagrams, pictures, plots, style  # noqa: E402 (the folder of this script comes first)
from manual.canvas import Canvas  # noqa: E402, TC002
from manual.layout import CAPTION  # noqa: E402
from manual.source import Manual, Reader, hyphenator  # noqa: E402
from manual.typesetting import TextStyle, break_lines, set_lines, words_of  # noqa: E402

LOG = logging.getLogger(__name__)
OUTPUT = HERE / "imageref-manual.pdf"
SCREENSHOT = HERE / "window.png"
HIGHEST_SCREENSHOT = 300.0
BUILT = "D:20261123120000Z"
STATES_PAGE = 3
SHOWN_FROM = 0.77
QUESTION = "Which states can a document be in?"

TITLE = TextStyle(25.0, 30.0, family="sans", bold=True, colour=style.BLUE, justified=False)
SUBTITLE = TextStyle(12.0, 16.0, family="sans", colour=style.MUTED, justified=False)
HEAD = TextStyle(8.0, 10.0, family="sans", colour=style.MUTED, justified=False)

HYPHENATION = """
ac-count af-ter an-swer an-swers an-swered any-where ap-pears at-tach-ments be-cause be-fore be-gins be-tween
cap-tion cap-tions cat-a-logue ci-ta-tion ci-ta-tions col-lect-ed col-umns com-mand com-pared com-put-er con-nec-tion
con-nec-tions con-tent con-tinues con-ver-sa-tion cor-ner dam-aged de-scribe de-scribed dia-gram dia-grams dif-fer-ence
doc-u-ment doc-u-ments draw-ing draw-ings every-thing ev-i-dence ex-cerpts fig-ure fig-ures fold-er fold-ers
head-ings im-ages in-stalled in-struc-tions in-ter-rupt-ed in-ter-rup-tion lan-guage lat-er li-brar-ies li-brary
lit-er-al-ly lon-ger ma-chine man-u-al man-u-als mean-ing mean-ings mem-o-ry mes-sages name-ly noth-ing num-ber num-bers
or-di-nary orig-i-nal para-graph para-graphs pas-sage pas-sages per-son pic-ture pic-tures pho-to-graph pho-to-graphs
pro-cess pro-cess-es pro-gram pro-grams pro-jec-tor ques-tion ques-tions read-ing rea-son re-ci-pro-cal rec-og-nised
re-mem-bered re-peat-ed re-port-ed re-ferred ro-tat-ed ro-ta-tion se-lec-tion sen-tence sen-tences sev-er-al
sim-i-lar some-thing state-ment stan-dard stor-ed sup-port te-lem-e-try think through-out to-geth-er trans-par-en-cy
tech-ni-cal vec-tor vec-tors what-ev-er when-ev-er with-out win-dow work-er work-ers writ-ten
"""

STOP_WORDS = """
a an and are as at be been by can can't did do does each for from get gets has have how i if in into is it its like
may no not of on one or out so than that the their them then there they this those to up was were what when where
which who will with you your
"""


@dataclass(frozen=True)
class Earlier:
    """What the figures of the manual show of the manual itself; `document` is None in the first build."""

    document: pymupdf.Document | None
    words: tuple[int, ...]

    def plot_of_words(self) -> tuple[pymupdf.Page, pymupdf.Rect, pymupdf.Rect] | None:
        """The page with the plot of words a page, the box of the plot, and that of its caption."""
        if self.document is None:
            return None
        page = self.document[STATES_PAGE - 1]
        blocks = [(pymupdf.Rect(block[:4]), block[4]) for block in page.get_text("blocks")]
        caption = next(box for box, text in blocks if text.startswith("Figure 4:"))
        above = pymupdf.Rect(caption.x0 - 4, caption.y0 - 140, caption.x0 + 240, caption.y0 - 3)
        parts = pictures.drawing_boxes(page, above)
        top = min(part.y0 for part in parts)
        parts += [box for word in page.get_text("words") if above.contains(box := pymupdf.Rect(word[:4]))]
        figure = pymupdf.Rect(caption.x0 + 40, top, caption.x0 + 60, top + 20)
        for part in parts:
            if part.y0 > top - 12:
                figure |= part
        return page, figure, caption


def similarities(sections: Mapping[str, str]) -> list[tuple[str, float]]:
    """Cosine similarity of the question and each section, as vectors of word counts without the commonest words."""
    stop_words = STOP_WORDS.split()

    def counts(text: str) -> Counter[str]:
        words = re.findall(r"[a-z']+", text.lower())
        return Counter(word.rstrip("s") for word in words if word not in stop_words)

    def norm(vector: Counter[str]) -> float:
        return math.sqrt(sum(value * value for value in vector.values()))

    question = counts(QUESTION)
    points = []
    for name, text in sections.items():
        section = counts(text)
        shared = sum(value * section[word] for word, value in question.items())
        points.append((name, shared / (norm(question) * norm(section))))
    return points


@cache
def photograph() -> Image.Image:
    """The computed photograph; it takes a few seconds."""
    return pictures.scene(720, 480)


def draw_strips(canvas: Canvas) -> None:
    """The photograph in four strips, as one picture, and a detail at two resolutions."""
    picture = photograph()
    height = canvas.height - 14
    width, detail = height * 1.5, height
    gap = (canvas.width - 2 * width - 2 * detail * 0.72) / 3
    strip, between = picture.height // 4, 3.0
    for index in range(4):
        part = picture.crop((0, index * strip, picture.width, (index + 1) * strip))
        share = (height - 3 * between) / 4
        canvas.picture((0, index * (share + between)), (width, share), pictures.jpeg(part))
    canvas.picture((width + gap, 0), (width, height), pictures.jpeg(picture))
    x = 2 * (width + gap)
    box = (330, 190, 330 + 180, 190 + 250)
    for share in (0.2, 1.0):
        canvas.picture((x, 0), (detail * 0.72, height), pictures.jpeg(pictures.at_resolution(picture, box, share)))
        x += detail * 0.72 + gap
    centres = [width / 2, width * 1.5 + gap, 2 * (width + gap) + detail * 0.36, 2 * (width + gap) + detail * 1.08 + gap]
    for letter, centre in zip("abcd", centres, strict=True):
        canvas.text((centre, canvas.height - 2), f"({letter})", style="sans-bold", align="centre")


def draw_finding(canvas: Canvas, earlier: Earlier) -> None:
    """Three shots of the same part of a page: marks, group with caption, crop."""
    width, height = (canvas.width - 24) / 3, canvas.height - 14
    found = earlier.plot_of_words()
    for index, letter in enumerate("abc"):
        x = index * (width + 12)
        if found is not None:
            page, figure, caption = found
            canvas.picture((x, 0), (width, height), _finding_panel(letter, page, figure, caption, width / height))
        canvas.rectangle((x, 0), (width, height), stroke=style.RULE)
        canvas.text((x + width / 2, canvas.height - 2), f"({letter})", style="sans-bold", align="centre")


def _finding_panel(letter: str, page: pymupdf.Page, figure: pymupdf.Rect, caption: pymupdf.Rect, shape: float) -> bytes:
    """One panel, `shape` times as wide as high, around the figure."""
    whole = figure | caption
    centre_x, centre_y = (whole.x0 + whole.x1) / 2, (whole.y0 + whole.y1) / 2
    half = max(whole.width, whole.height * shape) / 2 + 8
    clip = pymupdf.Rect(centre_x - half, centre_y - half / shape, centre_x + half, centre_y + half / shape)
    marks: pictures.Marks = []
    if letter == "a":
        marks = [(pictures.grown(box, 1.2, 1.2), "#c05a21", 1) for box in pictures.drawing_boxes(page, figure)]
    elif letter == "b":
        marks = [(pictures.grown(figure, 3, 3), "#2b5c8f", 4), (pictures.grown(caption, 3, 1), "#c05a21", 4)]
    shot = pictures.page_with_marks(page, 220, clip, marks)
    if letter == "c":
        scale = 220 / 72
        corner = (int((figure.x0 - 5 - clip.x0) * scale), int((figure.y0 - 5 - clip.y0) * scale))
        size = (int((figure.width + 10) * scale), int((figure.height + 10) * scale))
        crop = shot.crop((*corner, corner[0] + size[0], corner[1] + size[1]))
        shot = Image.new("RGB", shot.size, "#e9edf2")
        shot.paste(crop, ((shot.width - crop.width) // 2, (shot.height - crop.height) // 2))
    return pictures.png(shot, colours=64)


def draw_citation(canvas: Canvas, earlier: Earlier) -> None:
    """A shot of the upper part of the page with the states, one paragraph framed."""
    if earlier.document is not None:
        page = earlier.document[STATES_PAGE - 1]
        cited = next(
            pymupdf.Rect(block[:4]) for block in page.get_text("blocks") if block[4].startswith("If some of its pages")
        )
        width = style.PAGE_WIDTH - 60
        clip = pymupdf.Rect(30, 44, 30 + width, 44 + width * canvas.height / canvas.width)
        shot = pictures.page_with_marks(page, 150, clip, [(pictures.grown(cited, 4, 3), "#c05a21", 4)])
        canvas.picture((0, 0), (canvas.width, canvas.height), pictures.png(shot, colours=64))
    canvas.rectangle((0, 0), (canvas.width, canvas.height), stroke=style.RULE)


def draw_window(canvas: Canvas) -> None:
    """A screenshot of the window where there is one, else its anatomy."""
    if not SCREENSHOT.exists():
        drawing = canvas.scaled(401, 178)
        diagrams.draw_window(drawing)
        drawing.commit()
        return
    picture = Image.open(SCREENSHOT).convert("RGB")
    width = min(canvas.width, canvas.height * picture.width / picture.height)
    height = width * picture.height / picture.width
    left = (canvas.width - width) / 2
    canvas.picture((left, 0), (width, height), pictures.png(picture, colours=128))
    canvas.rectangle((left, 0), (width, height), stroke=style.RULE)


def typeset(source: str, earlier: Earlier) -> tuple[pymupdf.Document, Manual]:
    """The whole manual as a document."""
    points: list[tuple[str, float]] = []
    manual = Reader(
        {
            "data-flow": diagrams.draw_data_flow,
            "window": draw_window,
            "states": diagrams.draw_states,
            "fusion": diagrams.draw_fusion,
            "processes": diagrams.draw_processes,
            "words": lambda canvas: plots.draw_words_per_page(canvas, earlier.words),
            "chance": lambda canvas: plots.draw_chance(canvas, SHOWN_FROM),
            "cosine": lambda canvas: plots.draw_cosine(canvas, points),
            "finding": lambda canvas: draw_finding(canvas, earlier),
            "strips": draw_strips,
            "citation": lambda canvas: draw_citation(canvas, earlier),
        },
        hyphenator(HYPHENATION),
    ).read(source)
    points.extend(similarities(manual.sections))
    document = pymupdf.open()
    for number, sheet in enumerate(manual.sheets, start=1):
        page = document.new_page(width=style.PAGE_WIDTH, height=style.PAGE_HEIGHT)
        top = _title_block(page, manual.title) if number == 1 else _running_head(page, manual.title, sheet.section)
        _page_number(page, number)
        left = sheet.draw(page, top)
        LOG.info("page %d: %d words, %.0f points left", number, earlier.words[number - 1], left)
    document.set_toc([[level, text, page] for level, text, page in manual.outline])
    return document, manual


def _title_block(page: pymupdf.Page, title: str) -> float:
    name, _, rest = title.partition(": ")
    set_lines(page, break_lines(name, TITLE, style.TEXT_WIDTH), style.LEFT, 60, TITLE)
    subtitle = rest[0].upper() + rest[1:]
    set_lines(page, break_lines(subtitle, SUBTITLE, style.TEXT_WIDTH), style.LEFT, 93, SUBTITLE)
    page.draw_line((style.LEFT, 120), (style.RIGHT, 120), color=style.BLUE, width=1.2)
    return 140.0


def _running_head(page: pymupdf.Page, title: str, section: str) -> float:
    set_lines(page, break_lines(title, HEAD, style.TEXT_WIDTH), style.LEFT, 44, HEAD)
    lines = break_lines(section, HEAD, style.TEXT_WIDTH)
    width = sum(fragment.width for word in lines[0].words for fragment in word)
    width += lines[0].space * (len(lines[0].words) - 1)
    set_lines(page, lines, style.RIGHT - width, 44, HEAD)
    page.draw_line((style.LEFT, 58), (style.RIGHT, 58), color=style.RULE, width=0.6)
    return style.TOP


def _page_number(page: pymupdf.Page, number: int) -> None:
    width = words_of(str(number), CAPTION)[0][0].width
    set_lines(page, break_lines(str(number), CAPTION, 40), style.PAGE_WIDTH / 2 - width / 2, 802, CAPTION)


def _with_room_for_screenshot(source: str) -> str:
    """The source with the window's figure as high as the screenshot across the page, where there is one."""
    if not SCREENSHOT.exists():
        return source
    with Image.open(SCREENSHOT) as picture:
        height = min(HIGHEST_SCREENSHOT, style.TEXT_WIDTH * picture.height / picture.width)
    return re.sub(r"@wide window [\d.]+", f"@wide window {height:.1f}", source)


def build(output: Path) -> Manual:
    """Writes the manual."""
    source = _with_room_for_screenshot((HERE / "manual.md").read_text(encoding="utf-8"))
    pages = source.count("\n@page ")
    document, manual = typeset(source, Earlier(None, (400,) * pages))
    for _ in range(2):
        counts = tuple(len(page.get_text("words")) for page in document)
        document, manual = typeset(source, Earlier(document, counts))
    document.set_metadata(
        {
            "title": manual.title,
            "author": "The ImageRef Desktop project",
            "subject": "What the program does and how",
            "keywords": "PDF, figures, offline, questions, citations",
            "creator": "build_manual.py",
            "producer": "PyMuPDF",
            "creationDate": BUILT,
            "modDate": BUILT,
        }
    )
    document.xref_set_key(document.pdf_catalog(), "Lang", "(en-GB)")
    document.save(output, garbage=4, deflate=True, use_objstms=1, no_new_id=True)
    return manual


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    build(target)
    LOG.info("%s: %.0f kB", target.name, target.stat().st_size / 1000)
