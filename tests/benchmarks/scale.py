"""How retrieval grows with the library: latency and memory from 1,000 to 100,000 passages.

    python -m tests.benchmarks.scale QUESTIONS.jsonl --home DIR --library DIR --work DIR [--sizes 1000,10000,100000]

A library is built in `--work` from the real text of another one: each passage is the first half of one of its passages
and the second half of another, and its vector lies between theirs; figures likewise, one for every five passages. So
words and vectors are spread as in real text, and no two passages are the same. (There are fewer rare words than in so
much real text, which makes the word index slower, not faster.) At each size some questions are asked to warm up, then
the others once each, and the time of `find_evidence` is taken: by the clock, and of the processor in all threads, which
says more on a machine that is busy with something else.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import numpy

from desktop_app.answering.conversation_references import ResolvedQuestion
from desktop_app.answering.evidence import find_evidence
from desktop_app.answering.retrieval import Searcher
from desktop_app.domain.documents import DocumentStatus, Figure, Mention, Page, PageState, Passage
from desktop_app.domain.geometry import Region
from desktop_app.domain.page_content import DocumentInfo, FigurePicture, FigureRegion
from desktop_app.domain.ports import FigureDraft, Library, PageRecord, PassageDraft, VectorField
from desktop_app.evaluation.question_sets import Question
from desktop_app.library.opening import CatalogueLibrary
from desktop_app.startup import LocalWorkspace
from tests.benchmarks.corpus_evidence import load_questions, open_workspace

WARM_UP = 16
PASSAGES_A_PAGE, PAGES_A_DOCUMENT, PASSAGES_A_FIGURE = 4, 250, 5
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class Source:
    """Passages and figures of a library with their vectors, to be recombined."""

    def __init__(self, workspace: LocalWorkspace) -> None:
        library, self.model = cast("CatalogueLibrary", workspace.library), workspace.text_embedder.name
        self.passages: list[Passage] = []
        self.figures: list[Figure] = []
        for document in library.documents():
            self.passages += library.document_passages(document.id)
            self.figures += library.all_figures(document.id)
        self._random = numpy.random.default_rng(7)
        self.passage_vectors, has = _vectors(library, VectorField.PASSAGE, [each.id for each in self.passages])
        self.passages = [each for each in self.passages if each.id in has]
        self.figure_vectors, has = _vectors(library, VectorField.FIGURE_CONTEXT, [each.id for each in self.figures])
        self.figures = [each for each in self.figures if each.id in has]

    def two(self, count: int) -> tuple[int, int]:
        one, other = self._random.integers(0, count, 2)
        return int(one), int(other)

    def between(self, one: Any, other: Any) -> Any:
        share = self._random.uniform(0.2, 0.8, (len(one), 1))
        mixed = share * one + (1 - share) * other
        return (mixed / numpy.linalg.norm(mixed, axis=1, keepdims=True)).astype(numpy.float32)


def _vectors(library: CatalogueLibrary, field: VectorField, ids: Sequence[str]) -> tuple[Any, set[str]]:
    """The vectors of those of the ids that have one, in their order, and which these are."""
    store = library._vectors
    space = next(each for each in store.spaces() if each.field == field.value)
    found = {each.owner: each.vector for each in store.load(sorted(store.numbers(space)))}
    return numpy.array([numpy.frombuffer(found[i], numpy.float32) for i in ids if i in found]), set(found)


def spliced(one: str, other: str) -> str:
    first, second = one.split(), other.split()
    return " ".join((*first[: len(first) // 2 + 1], *second[len(second) // 2 :]))


def add_document(library: Library, source: Source, number: int) -> tuple[int, int]:
    """Adds one recombined document; returns how many passages and figures it has."""
    identity = hashlib.sha256(f"scale {number}".encode()).hexdigest()
    info = DocumentInfo(PAGES_A_DOCUMENT, f"Volume {number}")
    library.begin_document(identity, Path(f"/volumes/volume-{number}.pdf"), info, 1)
    pairs: list[tuple[int, int]] = []
    figure_pairs: list[tuple[int, int]] = []
    records = list(_pages(source, pairs, figure_pairs))
    passage_ids: list[str] = []
    for start in range(0, len(records), 50):
        passage_ids += library.add_pages(identity, records[start : start + 50])
    figures = library.document_figures(identity)
    mentions = {
        figure.id: [Mention(passage_ids[(place * PASSAGES_A_FIGURE) % len(passage_ids)], figure.caption)]
        for place, figure in enumerate(figures)
    }
    library.set_mentions(identity, mentions)
    name, passage_vectors, figure_vectors = source.model, source.passage_vectors, source.figure_vectors
    one, other = numpy.array(pairs).T
    mixed = source.between(passage_vectors[one], passage_vectors[other])
    library.store_vectors(identity, VectorField.PASSAGE, name, passage_ids, mixed)
    one, other = numpy.array(figure_pairs).T
    ids = [figure.id for figure in figures]
    for field in (VectorField.FIGURE_CAPTION, VectorField.FIGURE_CONTEXT):
        mixed = source.between(figure_vectors[one], figure_vectors[other])
        library.store_vectors(identity, field, name, ids, mixed)
    library.finish_document(identity, DocumentStatus.READY)
    return len(passage_ids), len(ids)


def _pages(source: Source, pairs: list[tuple[int, int]], figure_pairs: list[tuple[int, int]]) -> Iterator[PageRecord]:
    for number in range(1, PAGES_A_DOCUMENT + 1):
        drafts = []
        for _ in range(PASSAGES_A_PAGE):
            one, other = source.two(len(source.passages))
            pairs.append((one, other))
            first = source.passages[one]
            text = spliced(first.text, source.passages[other].text)
            drafts.append(PassageDraft(text, (Region(number, first.regions[0].box),), first.heading_path))
        figures = []
        while len(figure_pairs) < len(pairs) // PASSAGES_A_FIGURE:
            one, other = source.two(len(source.figures))
            figure_pairs.append((one, other))
            figures.append(_figure(source.figures[one], source.figures[other], len(figure_pairs)))
        yield PageRecord(Page(number, 595, 842, 0, PageState.TEXT), tuple(drafts), tuple(figures))


def _figure(one: Figure, other: Figure, label: int) -> FigureDraft:
    caption, inside = spliced(one.caption, other.caption), spliced(one.inside, other.inside)
    region = FigureRegion(one.box, one.kind, str(label), caption, None, inside, other.nearby)
    return FigureDraft(FigurePicture(region, PICTURE, 1, 1), one.heading_path)


def times(questions: Sequence[Question], searcher: Searcher) -> tuple[Any, Any]:
    """Milliseconds of questions that were not asked before, by the clock and of the processor in all threads."""
    clock, processor = [], []
    for place, question in enumerate(questions):
        asked = ResolvedQuestion(question.question, question.question)
        began, began_processor = time.perf_counter(), time.process_time()
        find_evidence(asked, searcher)
        if place >= WARM_UP:
            clock.append(time.perf_counter() - began)
            processor.append(time.process_time() - began_processor)
    return numpy.array(clock) * 1000, numpy.array(processor) * 1000


def resident_mib() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def measure(arguments: argparse.Namespace, questions: Sequence[Question]) -> None:
    with open_workspace(arguments.work, arguments.work / "library") as workspace:
        searcher = Searcher(workspace.library, workspace.text_embedder)
        documents = workspace.library.documents()
        passages, figures = sum(d.passages for d in documents), sum(d.figures for d in documents)
        clock, processor = times(questions, searcher)
        (p50, p95), (cpu50, cpu95) = numpy.percentile(clock, (50, 95)), numpy.percentile(processor, (50, 95))
        print(
            f"{passages:9d} {figures:8d} {p50:8.1f} {p95:8.1f} {cpu50:8.1f} {cpu95:8.1f} {resident_mib():8.0f}",
            flush=True,
        )


def grow(arguments: argparse.Namespace, source: Source, size: int) -> None:
    began = time.perf_counter()
    with open_workspace(arguments.work, arguments.work / "library") as workspace:
        there = workspace.library.documents()
        passages, number = sum(document.passages for document in there), len(there)
        while passages < size:
            added, _ = add_document(workspace.library, source, number)
            passages, number = passages + added, number + 1
    print(f"(built in {time.perf_counter() - began:.0f} s)", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="an empty folder, or one of an earlier run")
    parser.add_argument("--sizes", default="1000,10000,100000")
    arguments = parser.parse_args()
    questions = load_questions(arguments.questions)
    with open_workspace(arguments.home, arguments.library) as workspace:
        source = Source(workspace)
    print(" passages  figures  p50 ms   p95 ms  cpu p50  cpu p95      MiB")
    for size in (int(each) for each in arguments.sizes.split(",")):
        grow(arguments, source, size)
        measure(arguments, questions)


if __name__ == "__main__":
    main()
