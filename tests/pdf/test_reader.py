from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.documents import PageState
from desktop_app.domain.errors import Cancelled, FileProblem, PasswordNeeded, UnsupportedFile
from desktop_app.domain.geometry import Box
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.page_content import OutlineEntry, PageLayout
from desktop_app.pdf.limits import Limits
from desktop_app.pdf.reader import PdfReader, sample_pages
from tests.pdf import documents
from tests.pdf.analysers import PlainAnalyser, ReportingAnalyser
from tests.pdf.conftest import ReaderMaker

pytestmark = pytest.mark.heavy


def read_all(reader: PdfReader, path: Path) -> list[PageLayout]:
    token = CancelToken()
    with reader.open(path, token) as document:
        return list(document.pages(1, document.info.pages, token))


def texts(layouts: list[PageLayout]) -> list[str]:
    return [" ".join(block.text for block in layout.blocks) for layout in layouts]


def test_pages_come_in_order_each_once(make_reader: ReaderMaker, tmp_path: Path) -> None:
    reader = make_reader()
    path = documents.text_document(tmp_path / "a.pdf", 50)
    layouts = read_all(reader, path)
    assert [layout.number for layout in layouts] == list(range(1, 51))
    assert texts(layouts) == [documents.sentence(number) for number in range(1, 51)]
    assert {layout.state for layout in layouts} == {PageState.TEXT}
    assert (layouts[0].width, layouts[0].height, layouts[0].rotation) == (400, 500, 0)


def test_a_range_of_pages_and_another_after_it(make_reader: ReaderMaker, tmp_path: Path, token: CancelToken) -> None:
    reader = make_reader()
    path = documents.text_document(tmp_path / "a.pdf", 9)
    with reader.open(path, token) as document:
        assert [layout.number for layout in document.pages(4, 6, token)] == [4, 5, 6]
        assert [layout.number for layout in document.pages(1, 9, token)] == list(range(1, 10))
        assert list(document.pages(7, 6, token)) == []
        with pytest.raises(ValueError, match="pages 9 to 10 of 9"):
            list(document.pages(9, 10, token))


def test_reading_may_be_left_in_the_middle(make_reader: ReaderMaker, tmp_path: Path, token: CancelToken) -> None:
    reader = make_reader()
    path = documents.text_document(tmp_path / "a.pdf", 40)
    with reader.open(path, token) as document:
        begun = document.pages(1, 40, token)
        assert next(iter(begun)).number == 1
        assert [layout.number for layout in document.pages(2, 3, token)] == [2, 3]
        left = document.pages(1, 40, token)
        next(iter(left))
    assert texts(read_all(reader, path))[39] == documents.sentence(40)


def test_title_and_outline_are_cleaned(reader: PdfReader, tmp_path: Path, token: CancelToken) -> None:
    path = documents.text_document(
        tmp_path / "a.pdf",
        4,
        title="A \u202etitle\n with \x07 breaks",
        outline=[(1, "One", 1), (2, "Inner\u2066 part", 2), (1, " ", 3), (1, "Lost", -1), (1, "Two", 4)],
    )
    with reader.open(path, token) as document:
        assert document.info.pages == 4
        assert document.info.title == "A title with breaks"
        assert document.info.outline == (
            OutlineEntry(1, "One", 1),
            OutlineEntry(2, "Inner part", 2),
            OutlineEntry(1, "Two", 4),
        )


def test_a_long_outline_is_cut(make_reader: ReaderMaker, tmp_path: Path, token: CancelToken) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 1, outline=[(1, f"Part {n}", 1) for n in range(20)])
    with make_reader(limits=Limits(outline_entries=7)).open(path, token) as document:
        assert [entry.title for entry in document.info.outline] == [f"Part {n}" for n in range(7)]


def test_what_a_page_holds_decides_its_state(make_reader: ReaderMaker, tmp_path: Path) -> None:
    reader = make_reader()
    import pymupdf

    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "Words.")
    document.new_page()
    scan = document.new_page()
    scan.insert_image(scan.rect, stream=documents.picture(60, 80))
    strips = document.new_page()
    for top in range(0, 800, 100):
        strips.insert_image(pymupdf.Rect(20, top, 580, top + 99), stream=documents.picture(60, 10))
    document.new_page().draw_rect((100, 100, 200, 200))
    document.new_page().insert_text((72, 72), "- - * 7 -")
    layouts = read_all(reader, documents.save(document, tmp_path / "a.pdf"))
    assert [(layout.state, layout.reason) for layout in layouts] == [
        (PageState.TEXT, ""),
        (PageState.EMPTY, ""),
        (PageState.EMPTY, "The page is a picture, and text recognition (OCR) is off."),
        (PageState.EMPTY, "The page is a picture, and text recognition (OCR) is off."),
        (PageState.EMPTY, "There is no text on the page."),
        (PageState.EMPTY, ""),
    ]


def test_text_without_meaning_fails_the_page(reader: PdfReader, tmp_path: Path) -> None:
    def draw(page: Any) -> None:
        # Private-use code points, as fonts without a mapping give them.
        page.insert_htmlbox((50, 50, 350, 200), "&#xE001;&#xE002;&#xE003;&#xE004; " * 9 + " some words")

    [layout] = read_all(reader, documents.drawn(tmp_path / "a.pdf", draw))
    assert layout.state is PageState.FAILED
    assert "fonts" in layout.reason
    assert layout.blocks == ()


@pytest.mark.parametrize("encryption", ["", "secret"])
def test_a_password(reader: PdfReader, tmp_path: Path, token: CancelToken, encryption: str) -> None:
    path = documents.encrypted(tmp_path / "a.pdf", user=encryption)
    if not encryption:
        assert texts(read_all(reader, path)) == [documents.sentence(1)]
        return
    with pytest.raises(PasswordNeeded, match=r"“a\.pdf” needs a password\.") as caught, reader.open(path, token):
        pass
    assert caught.value.hint


def _garbage(path: Path) -> None:
    path.write_bytes(b"\x00\x01\x02" * 500)


def _tiny(path: Path) -> None:
    path.write_bytes(b"%PDF-")


def _plain_text(path: Path) -> None:
    path.write_text("This is just text under another name.\n" * 20)


def _web_page(path: Path) -> None:
    path.write_text("<html><body><p>This is a web page.</p></body></html>")


def _head_of_a_document(path: Path) -> None:
    documents.text_document(path, 5)
    path.write_bytes(path.read_bytes()[:60])


def _no_pages(path: Path) -> None:
    documents.raw_pdf(path, ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_garbage, "is damaged, or no document"),
        (_tiny, "is damaged, or no document"),
        (_plain_text, "is damaged, or no document"),
        (_web_page, "is damaged, or no document"),
        (_head_of_a_document, "has no pages|is damaged"),
        (_no_pages, "has no pages"),
    ],
)
def test_what_is_no_document_is_refused(
    reader: PdfReader, tmp_path: Path, token: CancelToken, make: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "a.pdf"
    make(path)
    with pytest.raises(UnsupportedFile, match=words) as caught, reader.open(path, token):
        pass
    assert caught.value.message.startswith("“a.pdf” ")
    assert caught.value.hint


def test_a_folder_is_refused_before_any_process_starts(
    make_reader: ReaderMaker, tmp_path: Path, token: CancelToken
) -> None:
    with pytest.raises(FileProblem, match="is a folder"), make_reader().open(tmp_path, token):
        pass


def test_too_many_pages_are_refused(make_reader: ReaderMaker, tmp_path: Path, token: CancelToken) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 3)
    reader = make_reader(limits=Limits(pages=2))
    with pytest.raises(UnsupportedFile, match="says it has 3 pages; at most 2"), reader.open(path, token):
        pass


@pytest.mark.parametrize("count", [1_000_000, -5])
def test_an_impossible_number_of_pages_is_refused(
    reader: PdfReader, tmp_path: Path, token: CancelToken, count: int
) -> None:
    path = documents.lying_about_pages(tmp_path / "a.pdf", count)
    with pytest.raises(UnsupportedFile), reader.open(path, token):
        pass


def test_pages_that_are_not_there_fail_one_by_one(reader: PdfReader, tmp_path: Path) -> None:
    layouts = read_all(reader, documents.lying_about_pages(tmp_path / "a.pdf", 3))
    assert [layout.number for layout in layouts] == list(range(1, len(layouts) + 1))
    assert layouts[0].state is PageState.EMPTY
    assert all(layout.state is PageState.FAILED and layout.reason for layout in layouts[1:])


def _image(path: Path) -> Path:
    path.write_bytes(documents.picture(60, 80))
    return path


@pytest.mark.parametrize(
    ("make", "name", "state"),
    [
        (documents.book, "book.epub", PageState.TEXT),
        (documents.book, "book", PageState.TEXT),
        (documents.comic, "comic.cbz", PageState.EMPTY),
        (_image, "picture.png", PageState.EMPTY),
        (_image, "picture.pdf", PageState.EMPTY),
    ],
)
def test_other_formats_come_through_the_same_door(
    reader: PdfReader, tmp_path: Path, make: Callable[[Path], Path], name: str, state: PageState
) -> None:
    layouts = read_all(reader, make(tmp_path / name))
    assert layouts
    assert {layout.state for layout in layouts} == {state}
    assert min(reader.render_page(tmp_path / name, 1, 0.5).width, layouts[0].width) > 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take names in Unicode only")
def test_a_name_that_is_no_text(reader: PdfReader, tmp_path: Path) -> None:
    plain = documents.text_document(tmp_path / "a.pdf", 2)
    path = plain.rename(tmp_path / "n\udce9.pdf")
    assert texts(read_all(reader, path)) == [documents.sentence(1), documents.sentence(2)]
    with pytest.raises(UnsupportedFile, match="n\ufffd"):
        reader.render_page(path, 3, 1.0)


def test_workers_stay_warm_and_are_replaced_in_time(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 1)
    traces = tmp_path / "traces"
    traces.mkdir()
    reader = make_reader(ReportingAnalyser(folder=traces), limits=Limits(recycle_documents=2))
    for expected in (1, 1, 2, 2, 3):
        read_all(reader, path)
        assert len(list(traces.glob("page_1_*"))) == expected


def test_a_worker_that_grew_is_replaced(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 30)
    traces = tmp_path / "traces"
    traces.mkdir()
    reader = make_reader(ReportingAnalyser(folder=traces), workers=1, limits=Limits(recycle_bytes=1))
    assert texts(read_all(reader, path)) == [documents.sentence(number) for number in range(1, 31)]
    processes = {trace.name.split("_")[2] for trace in traces.glob("page_*")}
    assert len(processes) > 1


def test_two_processes_share_a_document(make_reader: ReaderMaker, tmp_path: Path) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 200)
    traces = tmp_path / "traces"
    traces.mkdir()
    reader = make_reader(ReportingAnalyser(folder=traces), workers=2)
    processes: set[str] = set()
    for _ in range(20):  # the second one may still be starting when the first has read everything
        read_all(reader, path)
        processes = {trace.name.split("_")[2] for trace in traces.glob("page_*")}
        if len(processes) == 2:
            break
    assert len(processes) == 2
    sample = "-".join(map(str, sample_pages(200, 48)))
    assert [trace.name for trace in traces.glob("profile_*")] == [f"profile_{sample}"]


def test_reading_runs_ahead_only_so_far(make_reader: ReaderMaker, tmp_path: Path, token: CancelToken) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 120)
    traces = tmp_path / "traces"
    traces.mkdir()
    reader = make_reader(ReportingAnalyser(folder=traces), limits=Limits(lookahead_pages=10))
    with reader.open(path, token) as document:
        for layout in document.pages(1, 120, token):
            begun = {int(trace.name.split("_")[1]) for trace in traces.glob("page_*")}
            assert max(begun) <= layout.number + 10 + 12


def test_pictures_that_wait_are_bounded(make_reader: ReaderMaker, tmp_path: Path) -> None:
    boxes = tuple(Box(50, top, 350, top + 40) for top in range(50, 450, 50))
    path = documents.text_document(tmp_path / "a.pdf", 30)
    reader = make_reader(PlainAnalyser(figures=boxes), limits=Limits(lookahead_bytes=1))
    assert [layout.number for layout in read_all(reader, path)] == list(range(1, 31))


def test_a_file_that_changes_meanwhile(make_reader: ReaderMaker, tmp_path: Path, token: CancelToken) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 40)
    with make_reader().open(path, token) as document:
        path.unlink()
        documents.text_document(path, 30)
        with pytest.raises(FileProblem, match="changed while it was read"):
            list(document.pages(1, 40, token))


def test_a_cancelled_token_stops_before_the_first_page(make_reader: ReaderMaker, tmp_path: Path) -> None:
    reader = make_reader()
    path = documents.text_document(tmp_path / "a.pdf", 5)
    token = CancelToken()
    with reader.open(path, token) as document:
        token.cancel()
        with pytest.raises(Cancelled):
            list(document.pages(1, 5, token))
    with pytest.raises(Cancelled), reader.open(path, token):
        pass


def test_a_closed_reader_opens_nothing(tmp_path: Path, token: CancelToken) -> None:
    path = documents.text_document(tmp_path / "a.pdf", 1)
    closed = PdfReader(PlainAnalyser())
    closed.close()
    with pytest.raises(RuntimeError), closed.open(path, token):
        pass
    with pytest.raises(Cancelled):
        closed.render_page(path, 1, 1.0)


@pytest.mark.parametrize(("pages", "most"), [(1, 48), (48, 48), (49, 48), (1335, 48), (10_000, 48), (0, 48), (7, 1)])
def test_the_sample_is_spread_over_the_document(pages: int, most: int) -> None:
    sample = sample_pages(pages, most)
    assert sample == sorted(set(sample))
    assert len(sample) == min(pages, most)
    assert all(1 <= number <= pages for number in sample)
    if pages > most > 1:
        assert sample[0] <= pages / most + 1
        assert sample[-1] >= pages - pages / most - 1


def test_this_process_never_loads_the_parser() -> None:
    code = (
        "import sys\n"
        "from desktop_app.pdf.reader import PdfReader\n"
        "PdfReader(None).close()\n"
        "sys.exit('pymupdf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _with_everything_that_acts(path: Path) -> Path:
    """A PDF that asks to start a program, to run a script, to send a form, and that carries a file."""
    import pymupdf

    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "An honest sentence.")
    field = pymupdf.Widget()
    field.field_name, field.field_type, field.field_value = "name", pymupdf.PDF_WIDGET_TYPE_TEXT, "Filled in by hand"
    field.rect = pymupdf.Rect(72, 100, 300, 120)
    page.add_widget(field)
    document.embfile_add("payload", b"#!/bin/sh\ntouch here\n", filename="../../payload.sh")
    page.insert_link({"kind": pymupdf.LINK_LAUNCH, "from": page.rect, "file": "payload.sh"})
    action = document.get_new_xref()
    document.update_object(
        action, "<< /S /JavaScript /JS (app.launchURL('file:payload.sh'); this.exportDataObject()) >>"
    )
    document.xref_set_key(document.pdf_catalog(), "OpenAction", f"{action} 0 R")
    document.xref_set_key(page.xref, "AA", f"<< /O {action} 0 R >>")
    return documents.save(document, path)


def test_nothing_of_a_document_is_run_or_written(
    reader: PdfReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "inner" / "here"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    path = _with_everything_that_acts(folder / "a.pdf")
    [layout] = read_all(reader, path)
    reader.render_page(path, 1, 1.0)
    assert [block.text for block in layout.blocks] == ["An honest sentence.", "Filled in by hand"]
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "inner", folder, path]
