"""Rows P3, P4, P5 and P17: a page that takes its worker down costs that page, and nothing is left behind."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from desktop_app.domain.documents import PageState
from desktop_app.domain.errors import Cancelled, UnsupportedFile
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import PageLayout
from desktop_app.pdf.limits import MEBIBYTE, Limits
from desktop_app.pdf.reader import PdfReader
from tests.helpers.processes import still_alive
from tests.pdf import documents
from tests.pdf.analysers import Fault, FaultyAnalyser, ReportingAnalyser
from tests.pdf.conftest import ReaderMaker

pytestmark = [pytest.mark.heavy, pytest.mark.skipif(sys.platform == "win32", reason="signals")]

QUICK = Limits(page_s=1.0)
SMALL = Limits(memory_bytes=600 * MEBIBYTE, message_bytes=(2 * MEBIBYTE, 2 * MEBIBYTE))
UNHURRIED = Limits(page_s=3600.0, sample_s=3600.0, lookahead_pages=12)
"""For workers that hang: only Stop can end what a test waits for."""


def read_all(reader: PdfReader, path: Path) -> list[PageLayout]:
    token = CancelToken()
    with reader.open(path, token) as document:
        return list(document.pages(1, document.info.pages, token))


def failures(layouts: list[PageLayout]) -> dict[int, str]:
    assert [layout.number for layout in layouts] == list(range(1, len(layouts) + 1))
    return {layout.number: layout.reason for layout in layouts if layout.state is PageState.FAILED}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.SEGFAULT, "the reader crashed on it"),
        (Fault.ABORT, "the reader crashed on it"),
        (Fault.KILLED, "the reader crashed on it"),
        (Fault.EXIT_0, "the reader ended without a result"),
        (Fault.HANG, "it took too long"),
        (Fault.MEMORY, "needs too much memory"),
        (Fault.RAISE, "could not be analysed"),
        (Fault.NOT_FINITE, "makes no sense"),
        (Fault.NOISE, "makes no sense"),
        (Fault.HUGE_MESSAGE, "makes no sense"),
        (Fault.HALF_A_MESSAGE, "the reader crashed on it"),
        (Fault.UNASKED, "makes no sense"),
    ],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_only_the_page_that_did_it_is_lost(
    make_reader: ReaderMaker, tmp_path: Path, fault: Fault, words: str, workers: int
) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 24)
    limits = QUICK if fault in (Fault.HANG, Fault.HALF_A_MESSAGE) else SMALL
    reader = make_reader(FaultyAnalyser(faults={10: fault}), workers=workers, limits=limits)
    layouts = read_all(reader, path)
    failed = failures(layouts)
    assert list(failed) == [10]
    assert words in failed[10]
    assert failed[10].endswith(".")
    assert layouts[10].blocks[0].text == documents.sentence(11)


def test_a_page_that_the_parser_does_not_finish_is_tried_once(
    make_reader: ReaderMaker, tmp_path: Path, token: CancelToken
) -> None:
    path = documents.slow_page(tmp_path / "a.pdf", 12, 7)
    with make_reader(workers=1, limits=QUICK).open(path, token) as document:
        first = failures(list(document.pages(1, 12, token)))
        workers = multiprocessing.active_children()
        again = failures(list(document.pages(1, 12, token)))
        assert multiprocessing.active_children() == workers
    assert list(first) == [7]
    assert "it took too long" in first[7]
    assert again == first


def test_a_document_whose_pages_all_take_long_is_given_up(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 200)
    reader = make_reader(limits=Limits(document_s=0.0, document_page_s=0.0, lookahead_pages=12))
    failed = failures(read_all(reader, path))
    assert list(failed) == list(range(min(failed), 201))
    assert 1 < min(failed) < 50
    assert failed[200] == "The page was not read: the document takes too long."


def test_a_sample_that_takes_long_is_cut_short(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 20)
    traces = tmp_path / "traces"
    traces.mkdir()
    reader = make_reader(ReportingAnalyser(folder=traces), limits=Limits(sample_s=-1.0))
    assert failures(read_all(reader, path)) == {}
    assert [trace.name for trace in traces.glob("profile_*")] == ["profile_"]


def test_an_outline_that_takes_too_long_is_left_out(
    make_reader: ReaderMaker, tmp_path: Path, token: CancelToken
) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 1, outline=[(1, f"Part {n}", 1) for n in range(4000)])
    with make_reader(limits=Limits(page_s=0.0)).open(path, token) as document:
        assert document.info.pages == 1
        assert document.info.outline == ()


def test_the_next_document_is_read_after_a_death(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 2)
    reader = make_reader(FaultyAnalyser(faults={2: Fault.SEGFAULT}))
    for _ in range(2):
        assert list(failures(read_all(reader, path))) == [2]


def test_after_three_deaths_the_rest_is_given_up(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 40)
    faults = dict.fromkeys((5, 6, 7), Fault.EXIT_0)
    failed = failures(read_all(make_reader(FaultyAnalyser(faults=faults), workers=1), path))
    assert list(failed) == list(range(5, 41))
    assert "started again 3 times" in failed[8]
    assert "started again 3 times" in failed[40]


def test_a_profile_that_hangs_is_left_out(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 4)
    reader = make_reader(FaultyAnalyser(in_profile=Fault.HANG), limits=QUICK)
    assert failures(read_all(reader, path)) == {}


def test_a_profile_that_raises_is_left_out(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 4)
    assert failures(read_all(make_reader(FaultyAnalyser(in_profile=Fault.RAISE)), path)) == {}


def test_text_that_is_no_utf8_is_made_so(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 1)
    [layout] = read_all(make_reader(FaultyAnalyser(faults={1: Fault.SURROGATES})), path)
    assert layout.blocks[0].text == "bad \ufffd text here"


def test_a_worker_is_bounded_in_memory(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 3)
    reader = make_reader(FaultyAnalyser(faults={2: Fault.MEMORY}), limits=SMALL)
    before = psutil.Process().memory_info().rss
    assert list(failures(read_all(reader, path))) == [2]
    assert psutil.Process().memory_info().rss - before < 50 * MEBIBYTE


def test_opening_has_a_deadline(make_reader: ReaderMaker, tmp_path: Path, token: CancelToken) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 3)
    reader = make_reader(limits=Limits(open_s=0.0))
    with pytest.raises(UnsupportedFile, match="could not be opened: it took too long"), reader.open(path, token):
        pass


@contextlib.contextmanager
def cancelled_after(token: CancelToken, seconds: float) -> Iterator[None]:
    """Cancels a token while its work, which would go on for an hour, is done."""
    timer = threading.Timer(seconds, token.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        yield
    timer.join()


@pytest.mark.parametrize("in_profile", [True, False])
def test_cancel_ends_a_worker_that_hangs(
    make_reader: ReaderMaker, tmp_path: Path, token: CancelToken, in_profile: bool
) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 8)
    hang = Fault.HANG if in_profile else None
    reader = make_reader(FaultyAnalyser(faults={1: Fault.HANG, 5: Fault.HANG}, in_profile=hang), limits=UNHURRIED)
    with reader.open(path, token) as document, cancelled_after(token, 0.5):
        list(document.pages(1, 8, token))


def test_cancel_at_any_time(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 300)
    reader = make_reader()
    for tenths in range(8):
        token = CancelToken()
        with cancelled_after(token, tenths / 10), reader.open(path, token) as document:
            while True:
                list(document.pages(1, 300, token))
    assert failures(read_all(reader, path)) == {}


def test_cancel_while_a_worker_is_stopped(make_reader: ReaderMaker, tmp_path: Path, token: CancelToken) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 200)
    reader = make_reader(limits=UNHURRIED)
    with reader.open(path, token) as document:
        pages = iter(document.pages(1, 200, token))
        next(pages)
        for process in multiprocessing.active_children():
            os.kill(process.pid or 0, signal.SIGSTOP)
        with cancelled_after(token, 0.2):
            list(pages)


def test_a_worker_that_was_killed_while_idle_is_replaced(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 2)
    reader = make_reader(workers=1)
    read_all(reader, path)
    for process in multiprocessing.active_children():
        process.kill()
        process.join()
    assert failures(read_all(reader, path)) == {}


ORPHANING = """
import os, sys
from pathlib import Path
from desktop_app.domain.jobs import CancelToken
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.reader import PdfReader
from tests.pdf.analysers import Fault, FaultyAnalyser, ReportingAnalyser

if __name__ == "__main__":
    faults = {1: Fault.HANG} if sys.argv[2] == "busy" else {}
    reader = PdfReader(FaultyAnalyser(faults=faults), limits=Limits(page_s=1.0))
    with reader.open(Path(sys.argv[1]), CancelToken()) as document:
        print("open", flush=True)
        if sys.argv[2] == "busy":
            for layout in document.pages(1, 3, CancelToken()):
                pass
        sys.stdin.read()
"""


@pytest.mark.parametrize("state", ["idle", "busy"])
def test_no_worker_outlives_a_program_that_is_killed(tmp_path: Path, state: str) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 3)
    script = tmp_path / "script.py"
    script.write_text(ORPHANING)
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, script, path, state],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"open\n"
        children = psutil.Process(program.pid).children(recursive=True)
        assert len(children) > 0
        program.kill()
    # A busy worker can't notice that its parent is gone; the system ends it when its page took too long.
    assert still_alive(children, 60) == []


def test_an_interrupt_from_the_terminal_does_not_end_a_worker(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 2)
    reader = make_reader(workers=1)
    read_all(reader, path)
    [process] = multiprocessing.active_children()
    os.kill(process.pid or 0, signal.SIGINT)
    assert failures(read_all(reader, path)) == {}
    assert multiprocessing.active_children() == [process]


def test_a_page_that_was_lost_is_as_large_as_its_neighbour(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 3)
    layouts = read_all(make_reader(FaultyAnalyser(faults={2: Fault.SEGFAULT}), workers=1), path)
    assert [(layout.state.value, layout.width, layout.height) for layout in layouts] == [
        ("text", 400, 500),
        ("failed", 400, 500),
        ("text", 400, 500),
    ]


def test_workers_that_nobody_needs_end_by_themselves(make_reader: ReaderMaker, tmp_path: Path) -> None:
    """One that read and one that drew; both are there again when they are needed."""
    path = documents.text_document(tmp_path / "a.pdf", 2)
    reader = make_reader(workers=1, limits=Limits(idle_s=0.1))
    for _ in range(2):
        assert failures(read_all(reader, path)) == {}
        assert reader.render_page(path, 1, 1.0).width == 400
        children = multiprocessing.active_children()
        for child in children:
            child.join(60)
            assert child.exitcode == 0


def test_a_document_that_is_open_keeps_its_worker(make_reader: ReaderMaker, tmp_path: Path, token: CancelToken) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 2)
    reader = make_reader(workers=1, limits=Limits(idle_s=0.0))
    with reader.open(path, token) as document:
        [worker] = multiprocessing.active_children()
        assert [page.number for page in document.pages(1, 2, token)] == [1, 2]
        assert worker.is_alive()
