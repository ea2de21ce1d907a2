"""The worker process: the only place where documents are parsed.

It is started by `WorkerProcess`, takes requests from its pipe, answers each, and ends when the pipe ends. It bounds
its own memory, writes no file, runs nothing that a document holds, and ends itself when a page takes far too long,
so that none is left behind even when the program that started it was killed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeVar

from desktop_app.domain.page_content import DocumentProfile, RecognisedText
from desktop_app.domain.page_text import PageHits
from desktop_app.pdf import wire
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.opening import Unopenable, open_document, read_outline
from desktop_app.pdf.original_image import original_image
from desktop_app.pdf.page_layouts import (
    DAMAGED,
    NEEDS_MEMORY,
    TOO_LARGE,
    PageFailure,
    draw_for_recognition,
    failed_page,
    make_layout,
    page_size,
    read_content,
    read_picture,
    take_recognised,
)
from desktop_app.pdf.page_text import find_text, read_text
from desktop_app.pdf.parser_errors import is_memory_error, is_size_error
from desktop_app.pdf.recognition import PageTools
from desktop_app.pdf.render import draw_page
from desktop_app.pdf.text_layer import ReadPage, needs_recognition
from desktop_app.support.offline import go_offline

if TYPE_CHECKING:
    import pymupdf

Answer = TypeVar("Answer")

EXIT_OUT_OF_MEMORY = 77
"""The exit code of a worker that could not even say that memory ran out."""

_GRACE_S = 5.0


def run_worker(connection: Connection, tools: PageTools | None, limits: Limits) -> None:
    """Answers requests until the other side of the pipe is gone; the target of the process."""
    try:
        _harden(limits)
        wire.send(connection, wire.Ready())
        worker = _Worker(connection, tools, limits)
        while not worker.may_end or connection.poll(limits.idle_s):
            worker.answer(wire.receive_request(connection))
        os._exit(0)
    except (EOFError, OSError):
        # Nothing is left to be done, and freeing what the parser holds piece by piece would take its time.
        os._exit(0)
    except MemoryError:
        os._exit(EXIT_OUT_OF_MEMORY)


def _harden(limits: Limits) -> None:
    """Bounds memory and files, silences the library, leaves Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    go_offline()
    with open(os.devnull, "r+b", buffering=0) as nothing:  # noqa: PTH123 (no path of anything)
        for descriptor in (0, 1, 2):
            os.dup2(nothing.fileno(), descriptor)
    for library in ("OMP", "OPENBLAS"):
        # Each worker has one core; on a machine with many, threads of numpy would use up the address space.
        os.environ[f"{library}_NUM_THREADS"] = "1"
    # The library imports its layout model, and with it two more libraries, where they are installed: most of a second
    # and 100 MB for each process, and not used here.
    for unused in ("pymupdf.layout", "pymupdf4llm"):
        sys.modules[unused] = None  # type: ignore[assignment]
    import pymupdf

    pymupdf.no_recommend_layout()
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    if sys.platform != "win32":
        import resource

        _bound(resource.RLIMIT_AS, limits.memory_bytes)
        _bound(resource.RLIMIT_CORE, 0)
        _bound(resource.RLIMIT_FSIZE, limits.file_bytes)


if sys.platform != "win32":

    def _bound(which: int, most: int) -> None:
        import resource

        _, hard = resource.getrlimit(which)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        with contextlib.suppress(OSError, ValueError):  # a system that does not know this limit
            resource.setrlimit(which, (most, most))


class _Worker:
    """One open document at a time, and the answers to requests about it."""

    def __init__(self, connection: Connection, tools: PageTools | None, limits: Limits) -> None:
        self._connection = connection
        self._tools = tools
        self._limits = limits
        self._document: pymupdf.Document | None = None
        self._sampled: dict[int, ReadPage] = {}
        self._recognition_s = 0.0
        self._served = False

    @property
    def may_end(self) -> bool:
        """Whether nobody minds if this process ends: it has served, and holds nothing that reading goes on with."""
        return self._served and (self._document is None or self._tools is None)

    def answer(self, request: wire.Request) -> None:
        """Does what is asked and sends the replies."""
        if isinstance(request, wire.OpenFile):
            self._open(request)
        elif isinstance(request, wire.CloseFile):
            self._close()
            self._send(wire.Closed())
        elif isinstance(request, wire.SamplePages):
            self._sample(request.numbers)
        elif isinstance(request, wire.ReadPages):
            for number in request.numbers:
                self._send(self._read(number, request.profile, request.recognised.get(number)))
        elif isinstance(request, wire.FindText):
            for number in request.numbers:
                self._send(self._find(number, request.query))
        elif isinstance(request, wire.ReadOutline):
            self._send(self._outline())
        elif isinstance(request, wire.TakeImage):
            self._send(self._image(request))
        else:
            self._send(self._draw(request) if isinstance(request, wire.DrawPage) else self._text(request.number))

    def _send(self, reply: wire.Reply) -> None:
        wire.send(self._connection, reply)

    def _open(self, request: wire.OpenFile) -> None:
        self._close()
        self._served = True
        try:
            with _dead_man(self._limits.open_s):
                document, info = open_document(request.path, self._limits, request.password)
        except Unopenable as error:
            self._send(wire.Refused(error.refusal, error.pages))
            return
        self._document = document
        if request.outline:
            self._send(wire.Started(0))
            with _dead_man(self._limits.page_s):
                outline = read_outline(document, info.pages, self._limits.outline_entries)
            info = replace(info, outline=outline)
        self._send(wire.Opened(info))

    def _close(self) -> None:
        import pymupdf

        self._sampled.clear()
        document, self._document = self._document, None
        if document is not None:
            with contextlib.suppress(Exception):  # a damaged document may fail even to close
                document.close()
        pymupdf.TOOLS.store_shrink(100)

    @property
    def _open_document(self) -> pymupdf.Document:
        if self._document is None:
            raise EOFError("asked for pages before a file was opened")
        return self._document

    @property
    def _page_tools(self) -> PageTools:
        if self._tools is None:
            raise EOFError("asked to analyse without an analyser")
        return self._tools

    def _sample(self, numbers: tuple[int, ...]) -> None:
        """Reads the pages of the sample, keeps them for later, and learns the profile; bad pages are left out.

        Recognition takes long: it is done on the first few pages that call for it, and the others are left out.
        """
        until = time.monotonic() + self._limits.sample_s
        recognised: dict[int, RecognisedText] = {}
        for number in numbers:
            if time.monotonic() > until + self._recognition_s:
                break
            self._send(wire.Started(number))
            with contextlib.suppress(PageFailure):
                read = self._plain(number)
                if self._calls_for_recognition(read):
                    if len(recognised) == self._limits.sample_recognised:
                        continue
                    recognised[number] = self._recognise(read)
                    read = self._with_recognised(read, recognised[number])
                self._sampled[number] = read
        self._send(wire.Started(0))
        sample = [read.content for _, read in sorted(self._sampled.items()) if not read.unreadable]
        with _dead_man(self._limits.page_s):
            try:
                profile = self._page_tools.analyser.profile(sample)
            except Exception:  # noqa: BLE001 (a document can be read without its profile)
                profile = DocumentProfile()
        self._send(wire.Sampled(profile, recognised))

    def _plain(self, number: int) -> ReadPage:
        with _dead_man(self._limits.page_s):
            return read_content(self._open_document, number)

    def _calls_for_recognition(self, read: ReadPage) -> bool:
        tools = self._page_tools
        return tools.recogniser is not None and needs_recognition(read, tools.mode)

    def _recognise(self, read: ReadPage) -> RecognisedText:
        """What is recognised on a page; the other side is told before it begins."""
        with _dead_man(self._limits.page_s):
            picture = draw_for_recognition(self._open_document, read.content.number, self._limits)
        began = time.monotonic()
        self._send(wire.Recognising(read.content.number))
        with _dead_man(self._limits.recognition_s):
            found = read_picture(read, picture, self._page_tools)
        self._recognition_s += time.monotonic() - began
        return found

    def _with_recognised(self, read: ReadPage, found: RecognisedText) -> ReadPage:
        with _dead_man(self._limits.page_s):
            return take_recognised(self._open_document, read, found, self._page_tools)

    def _content(self, number: int, known: RecognisedText | None) -> ReadPage:
        """What stands on a page, with its recognised text, which may be known already."""
        if number in self._sampled:
            return self._sampled.pop(number)
        read = self._plain(number)
        if not self._calls_for_recognition(read):
            return read
        return self._with_recognised(read, self._recognise(read) if known is None else known)

    def _read(self, number: int, profile: DocumentProfile, known: RecognisedText | None) -> wire.PageRead:
        document = self._open_document
        began, self._recognition_s = time.monotonic(), 0.0
        try:
            read = self._content(number, known)
            with _dead_man(self._limits.page_s):
                layout = make_layout(document, read, self._page_tools, profile, self._limits)
            return wire.PageRead(layout, time.monotonic() - began - self._recognition_s)
        except PageFailure as failure:
            with _dead_man(self._limits.page_s):
                layout = failed_page(number, failure.reason, page_size(document, number))
            return wire.PageRead(layout, time.monotonic() - began, worn=failure.out_of_memory, detail=_detail(failure))

    def _draw(self, request: wire.DrawPage) -> wire.Drawn | wire.Failed:
        def draw() -> wire.Drawn:
            page = self._open_document.load_page(request.number - 1)
            return wire.Drawn(draw_page(page, request.scale, self._limits, request.box))

        return self._page_work(draw)

    def _text(self, number: int) -> wire.TextRead | wire.Failed:
        def read() -> wire.TextRead:
            document = self._open_document
            return wire.TextRead(read_text(document.load_page(number - 1), int(document.page_count), self._limits))

        return self._page_work(read)

    def _image(self, request: wire.TakeImage) -> wire.ImageTaken | wire.Failed:
        def take() -> wire.ImageTaken:
            return wire.ImageTaken(original_image(self._open_document.load_page(request.number - 1), request.box))

        return self._page_work(take)

    def _find(self, number: int, query: str) -> wire.TextFound:
        def find() -> wire.TextFound:
            hits = find_text(self._open_document.load_page(number - 1), query, self._limits)
            return wire.TextFound(PageHits(number, hits))

        found = self._page_work(find)
        return wire.TextFound(PageHits(number, failed=True), found.detail) if isinstance(found, wire.Failed) else found

    def _outline(self) -> wire.OutlineRead:
        document = self._open_document
        with _dead_man(self._limits.page_s):
            return wire.OutlineRead(read_outline(document, int(document.page_count), self._limits.outline_entries))

    def _page_work(self, work: Callable[[], Answer]) -> Answer | wire.Failed:
        """What the work on a page gives, or what is wrong with the page."""
        try:
            with _dead_man(self._limits.page_s):
                return work()
        except EOFError:
            raise
        except Exception as error:  # noqa: BLE001 (the border to the parser: it raises whatever it likes)
            if is_memory_error(error):
                return wire.Failed(NEEDS_MEMORY, _detail(error))
            return wire.Failed(TOO_LARGE if is_size_error(error) else DAMAGED, _detail(error))


@contextlib.contextmanager
def _dead_man(seconds: float) -> Iterator[None]:
    """Lets the system end this process when the work inside takes much longer than it may.

    The parent ends it first; this is for the case that the parent is gone. A parser that loops in C never gives
    Python a turn, so no thread or handler could do it: the signal's default action needs none.
    """
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _detail(error: BaseException) -> str:
    """The last lines of the traceback, for the log: never the text of the document."""
    cause = error.__cause__ or error
    frames = traceback.format_tb(cause.__traceback__)[-3:]
    return f"{type(cause).__name__} at {''.join(frames)}"[:2000]
