"""How well figures are found: boxes, labels and captions against gold, and the time it takes.

    python tests/benchmarks/figures.py CORPUS_DIR [--doc NAME …] [--misses] [--save PREDICTIONS.jsonl]

CORPUS_DIR holds `pdfs/*.pdf`, `figure_boxes.jsonl` (figures checked by eye, on whole pages) and `captions.jsonl`
(captions found in the text). A box counts at an intersection over union of 0.7 or more; pairs are taken from the best
down, each prediction and each figure once; a second box on a figure is wrong. Tables are left out of the boxes. A
caption counts where a figure of its page carries its number.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.domain.documents import FigureKind
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import FigureRegion, PageContent
from desktop_app.ingestion.page_analysis import Analyser
from desktop_app.pdf.reader import sample_pages

OVERLAP = 0.7
SAMPLE_PAGES = 48
Place = tuple[str, int]


@dataclass
class Count:
    """Found and missed figures of one kind."""

    gold: int = 0
    right: int = 0
    wrong: int = 0
    numbered: int = 0
    labelled: int = 0
    overlap: float = 0.0

    def line(self, name: str) -> str:
        predicted = self.right + self.wrong
        precision = self.right / predicted if predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        label = f"{self.labelled / self.numbered:.3f}" if self.numbered else "n/a"
        mean = self.overlap / self.right if self.right else 0.0
        return (
            f"{name:12s} gold {self.gold:4d}  found {self.right:4d}  false {self.wrong:4d}  P {precision:.3f}  "
            f"R {recall:.3f}  F1 {f1:.3f}  IoU {mean:.3f}  label {label} ({self.labelled}/{self.numbered})"
        )


@dataclass
class Score:
    """All counts, and what was missed."""

    kinds: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    empty_pages: int = 0
    empty_hit: int = 0
    empty_false: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, kind: str, **numbers: float) -> None:
        for count in (self.kinds["all"], self.kinds[kind]):
            for name, number in numbers.items():
                setattr(count, name, getattr(count, name) + number)


def records(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def plain_label(label: object) -> str | None:
    """A label as it is compared."""
    if label is None:
        return None
    return re.sub(r"^\s*(?:figure|fig)\b\.?\s*", "", str(label), flags=re.IGNORECASE).strip(" .:") or None


def score_boxes(gold: Iterable[Mapping[str, Any]], found: Mapping[Place, Sequence[FigureRegion]]) -> Score:
    """Compares figures with gold, page by page."""
    pages: dict[Place, list[Mapping[str, Any]]] = defaultdict(list)
    for record in gold:
        pages[record["doc"], int(record["page"])].append(record)
    score = Score()
    for place, wanted in pages.items():
        figures = [figure for figure in found.get(place, ()) if figure.kind is not FigureKind.TABLE]
        real = [record for record in wanted if record["bbox"]]
        if not real:
            score.empty_pages += 1
            score.empty_hit += bool(figures)
            score.empty_false += len(figures)
        _score_page(place, real, figures, score)
    return score


def _score_page(place: Place, wanted: list[Mapping[str, Any]], figures: list[FigureRegion], score: Score) -> None:
    overlaps = [[Box.of(*record["bbox"]).iou(figure.box) for figure in figures] for record in wanted]
    pairs = sorted(
        ((overlap, w, f) for w, row in enumerate(overlaps) for f, overlap in enumerate(row)),
        key=lambda pair: -pair[0],
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, w, f in pairs:
        if overlap < OVERLAP or w in matched or f in taken:
            continue
        matched[w] = f
        taken.add(f)
        label = plain_label(wanted[w]["label"])
        same = plain_label(figures[f].label) == label
        score.add(
            wanted[w]["kind"], right=1, overlap=overlap, numbered=label is not None, labelled=label is not None and same
        )
    for w, record in enumerate(wanted):
        score.add(record["kind"], gold=1)
        if w not in matched:
            best = max(overlaps[w], default=0.0)
            score.misses.append(
                f"missed {place[0]} p{place[1]} {record['label']} {record['kind']}, best IoU {best:.2f}"
            )
    for f, figure in enumerate(figures):
        if f in taken:
            continue
        best, nearest = max(((row[f], w) for w, row in enumerate(overlaps)), default=(0.0, 0))
        score.add(wanted[nearest]["kind"] if best > 0 else "background", wrong=1)
        score.misses.append(f"false  {place[0]} p{place[1]} {figure.label} {[round(edge) for edge in figure.box]}")


def score_captions(
    gold: Iterable[Mapping[str, Any]], found: Mapping[Place, Sequence[FigureRegion]]
) -> tuple[int, int, list[str]]:
    """How many captions a figure of their page carries, how many there are, and those that none carries."""
    captions = [record for record in gold if record["kind"] == "figure"]
    missing = []
    for record in captions:
        figures = found.get((record["doc"], int(record["page"])), ())
        labels = {figure.label for figure in figures if figure.kind is not FigureKind.TABLE}
        if plain_label(record["label"]) not in labels:
            missing.append(f"unattached {record['doc']} p{record['page']} {record['label']}")
    return len(captions) - len(missing), len(captions), missing


def find_figures(corpus: Path, pages: Mapping[str, set[int]]) -> dict[Place, tuple[FigureRegion, ...]]:
    """The figures of the pages; prints the time that reading and analysing took."""
    import pymupdf

    from desktop_app.pdf.page_reading import read_page

    analyser = Analyser()
    found: dict[Place, tuple[FigureRegion, ...]] = {}
    spent: Counter[str] = Counter()
    for name, numbers in sorted(pages.items()):
        with pymupdf.open(corpus / "pdfs" / f"{name}.pdf") as document:
            start = time.perf_counter()
            contents: dict[int, PageContent] = {}
            sample = sample_pages(len(document), SAMPLE_PAGES)
            for number in sorted({*numbers, *sample}):
                contents[number] = read_page(document[number - 1], number)
            read = time.perf_counter()
            profile = analyser.profile([contents[number] for number in sample])
            for number in numbers:
                found[name, number] = analyser.analyse(contents[number], profile).figures
            analysed = time.perf_counter()
            spent.update(pages_read=len(contents), pages=len(numbers))
            spent["read_ms"] += round(1000 * (read - start))
            spent["analyse_ms"] += round(1000 * (analysed - read))
    print(
        f"reading {spent['read_ms'] / max(1, spent['pages_read']):.1f} ms a page, "
        f"analysing {spent['analyse_ms'] / max(1, spent['pages']):.1f} ms a page, profile included"
    )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--doc", action="append", help="only this document (may be given again)")
    parser.add_argument("--misses", action="store_true", help="list what is missed and what is false")
    parser.add_argument("--save", type=Path, help="write the figures found, one JSON object a line")
    options = parser.parse_args()

    def wanted(name: str) -> list[dict[str, Any]]:
        return [r for r in records(options.corpus / name) if not options.doc or r["doc"] in options.doc]

    boxes, captions = wanted("figure_boxes.jsonl"), wanted("captions.jsonl")
    pages: dict[str, set[int]] = defaultdict(set)
    for record in [*boxes, *(caption for caption in captions if caption["kind"] == "figure")]:
        pages[record["doc"]].add(int(record["page"]))
    found = find_figures(options.corpus, pages)
    score = score_boxes(boxes, found)
    for kind in ("all", "raster", "vector", "mixed"):
        print(score.kinds[kind].line(kind))
    print(f"touching no figure: {score.kinds['background'].wrong} false")
    print(f"pages without figures: {score.empty_false} false on {score.empty_hit} of {score.empty_pages}")
    attached, total, missing = score_captions(captions, found)
    print(f"captions attached with their label: {attached} of {total} ({attached / max(1, total):.1%})")
    if options.misses:
        print("\n".join([*score.misses, *missing]))
    if options.save:
        options.save.write_text("".join(_lines(found)), "utf-8")


def _lines(found: Mapping[Place, Sequence[FigureRegion]]) -> Iterable[str]:
    for (name, page), figures in found.items():
        for figure in figures:
            row = {"doc": name, "page": page, "bbox": list(figure.box), "label": figure.label, "kind": figure.kind}
            yield json.dumps(row | {"caption": figure.caption}) + "\n"


if __name__ == "__main__":
    main()
