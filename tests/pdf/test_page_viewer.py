from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from desktop_app.domain.errors import Cancelled
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.ports import RenderedPage
from desktop_app.pdf import wire
from desktop_app.pdf.file_check import FileIdentity
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.page_viewer import PageViewer, PictureCache
from tests.pdf import documents
from tests.pdf.conftest import ReaderMaker

pytestmark = pytest.mark.heavy


def test_threads_may_ask_at_once(make_reader: ReaderMaker, tmp_path: Path) -> None:
    paths = [documents.text_document(tmp_path / f"{name}.pdf", pages) for name, pages in (("a", 5), ("b", 7))]
    reader = make_reader()
    with ThreadPoolExecutor(6) as threads:
        asked = [(path, 1 + number % 5, 0.2 + 0.1 * (number % 3)) for number in range(30) for path in paths]
        drawn = list(threads.map(lambda question: reader.render_page(*question), asked))
    for (_, _, scale), page in zip(asked, drawn, strict=True):
        assert page.width == pytest.approx(400 * scale, abs=1)


def test_pages_are_shown_while_a_document_is_read(make_reader: ReaderMaker, tmp_path: Path, token: CancelToken) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 60)
    reader = make_reader()
    with reader.open(path, token) as document:
        for layout in document.pages(1, 60, token):
            if layout.number % 20 == 0:
                assert reader.render_page(path, layout.number, 0.5).width == 200


def test_a_file_that_was_replaced_is_drawn_anew(tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 1)
    viewer = PageViewer(Limits())
    try:
        first = viewer.render(path, 1, 1.0)
        path.unlink()
        documents.drawn(path, lambda page: page.draw_rect((10, 10, 90, 90)), width=100, height=100)
        assert viewer.render(path, 1, 1.0).width == 100
        assert first.width == 400
    finally:
        viewer.close()


def test_the_worker_is_replaced_in_time(tmp_path: Path) -> None:
    paths = [documents.text_document(tmp_path / f"{number}.pdf", 1) for number in range(3)]
    viewer = PageViewer(Limits(recycle_documents=2))
    try:
        seen = set()
        for path in paths:
            viewer.render(path, 1, 0.5)
            seen |= {process.pid for process in multiprocessing.active_children()}
        assert len(seen) == 2
    finally:
        viewer.close()


def test_the_viewer_works_on_after_its_worker_was_killed(tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 3)
    viewer = PageViewer(Limits())
    try:
        viewer.render(path, 1, 0.5)
        for process in multiprocessing.active_children():
            process.kill()
            process.join()
        assert viewer.render(path, 2, 0.5).width == 200
    finally:
        viewer.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_closing_does_not_wait_for_a_page_that_hangs(tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 2)
    viewer = PageViewer(Limits(page_s=3600.0))
    viewer.render(path, 1, 0.5)
    [process] = multiprocessing.active_children()
    os.kill(process.pid or 0, signal.SIGSTOP)
    with ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(viewer.render, path, 2, 0.5) for _ in range(2)]
        assert not wait(waiting, 0.3).done
        viewer.close()
        for one in waiting:
            with pytest.raises(Cancelled):
                one.result()


def picture(size: int) -> RenderedPage:
    return RenderedPage(b"x" * size, 1, 1, 1.0, 1.0, 0)


def test_the_cache_drops_what_was_not_asked_for_longest() -> None:
    identity = FileIdentity(1, 2)
    cache = PictureCache(100)
    keys = [(b"path", identity, wire.DrawPage(page, 1.0)) for page in range(4)]
    for key in keys[:2]:
        cache.put(key, picture(40))
    assert cache.get(keys[0]) is not None
    cache.put(keys[2], picture(40))
    cache.put(keys[3], picture(101))
    assert [cache.get(key) is not None for key in keys] == [True, False, True, False]
