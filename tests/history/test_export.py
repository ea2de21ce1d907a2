from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from desktop_app.domain.conversation import Answer, AskedAbout, PlacedFigure
from desktop_app.domain.documents import Figure
from desktop_app.domain.errors import Cancelled, ExportError, NotFound
from desktop_app.domain.geometry import Box
from desktop_app.domain.history import IN_ENGLISH, ConversationSummary, ExportWords, SavedConversation
from desktop_app.domain.jobs import CancelToken
from desktop_app.history.answer_html import conversation_page
from desktop_app.history.export import FileExporter
from tests.helpers.fake_reader import plain_png
from tests.history.conftest import answer


def saved(*turns: Answer, title: str = "About <pumps>") -> SavedConversation:
    return SavedConversation(ConversationSummary("id", title, 1.0, 2.0, len(turns)), turns)


class Page(HTMLParser):
    """The elements of a page: tags with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, tag: str, attribute: str) -> list[str | None]:
        return [attributes.get(attribute) for name, attributes in self.elements if name == tag]


@dataclass(frozen=True)
class Named:
    """All pictures have the same name."""

    name: str | None

    def figure(self, placed: PlacedFigure) -> str | None:
        return self.name

    def question(self, answer: Answer) -> str | None:
        return self.name


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in (4, 5):
        (folder / f"{number}.png").write_bytes(plain_png(number))
    return folder


@pytest.fixture
def exporter(pictures: Path) -> FileExporter:
    def picture(figure: Figure) -> Path:
        if figure.label == "6":
            raise NotFound("There is no such figure.")
        return pictures / figure.file

    def write_pdf(blocks: Sequence[str], style: str, folder: Path, out: Path, cancel: CancelToken) -> None:
        cancel.raise_if_cancelled()
        assert style
        out.write_bytes("\n".join([*blocks, *sorted(path.name for path in folder.iterdir())]).encode())

    return FileExporter(picture, write_pdf)


def test_markdown_has_its_pictures_in_a_folder_beside_it(exporter: FileExporter, tmp_path: Path) -> None:
    out = tmp_path / "my pumps.md"
    assert exporter.export(saved(answer(figures=2), answer("Again?")), out) == out
    text = out.read_text()
    page = Page(MarkdownIt().render(text))
    assert page.values("img", "src") == [
        "my%20pumps_files/figure-1.png",
        "my%20pumps_files/figure-2.png",
        "my%20pumps_files/figure-1.png",
    ]
    assert (tmp_path / "my pumps_files" / "figure-2.png").read_bytes() == plain_png(5)
    assert page.words.index("Through a relay.") < page.words.index(
        "Figure 4: The *relay* of the pump [old] (Pumps & <valves>, page 7)"
    )
    assert "[1] Pumps & <valves>, pages 7, 8: “The relay switches <the pump>.”" in page.words


def test_html_is_one_file(exporter: FileExporter, tmp_path: Path) -> None:
    out = exporter.export(saved(answer(figures=2)), tmp_path / "out.html")
    page = Page(out.read_text())
    sources = page.values("img", "src")
    assert len(sources) == 2
    assert all(str(source).startswith("data:image/png;base64,") for source in sources)
    assert page.values("img", "alt")[0] == "Figure 4: The *relay* of the pump [old]"
    assert page.values("a", "href") == ["#source-1-1"]
    assert "source-1-1" in page.values("p", "id")
    assert "About <pumps>" in page.words
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.html"]


def test_pdf_is_laid_out_from_blocks_and_pictures(exporter: FileExporter, tmp_path: Path) -> None:
    out = exporter.export(saved(answer(figures=2)), tmp_path / "out.pdf")
    text = out.read_text()
    assert text.endswith("figure-1.png\nfigure-2.png")
    assert '<img src="figure-2.png"' in text


@pytest.mark.parametrize("ending", [".md", ".html", ".pdf"])
def test_a_stopped_export_leaves_what_was_there(exporter: FileExporter, tmp_path: Path, ending: str) -> None:
    out, cancel = tmp_path / f"out{ending}", CancelToken()
    out.write_bytes(b"the last export")
    cancel.cancel()
    with pytest.raises(Cancelled):
        exporter.export(saved(answer(figures=2)), out, cancel=cancel)
    assert out.read_bytes() == b"the last export"


def test_a_picture_that_is_gone_is_said_to_be(exporter: FileExporter, tmp_path: Path) -> None:
    conversation = saved(answer(figures=4))
    for ending in (".md", ".html", ".pdf"):
        text = exporter.export(conversation, tmp_path / f"out{ending}").read_text()
        assert text.count(IN_ENGLISH.picture_gone) == 2


def test_notices_stay(exporter: FileExporter, tmp_path: Path) -> None:
    noticed = replace(answer(figures=0), notice="Two turns were <left out>.", citations=())
    assert "> Two turns" in exporter.export(saved(noticed), tmp_path / "a.md").read_text()
    assert "Two turns were &lt;left out&gt;." in exporter.export(saved(noticed), tmp_path / "a.html").read_text()


def test_what_a_model_writes_loads_nothing_and_runs_nothing(tmp_path: Path) -> None:
    hostile = answer(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)> ![x](https://example.org/x.png) ![y](file:///etc/passwd)",
        "[go](javascript:alert(1)) [file](file:///etc/passwd) [web](https://example.org) <https://example.org>",
        "[1]: file:///etc/passwd",
        "| a | b |\n|---|---|\n| 1 | <b>2</b> |",
        figures=0,
    )
    text = conversation_page(saved(hostile), Named(None), IN_ENGLISH)
    page = Page(text)
    assert not {tag for tag, _ in page.elements} & {"script", "img", "b", "iframe", "link"}
    assert set(page.values("a", "href")) == {"https://example.org", "https://example.org/x.png", "#source-1-1"}
    assert "td" in {tag for tag, _ in page.elements}
    assert "default-src 'none'" in text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=3), st.text(max_size=40), st.text(max_size=40))
def test_any_text_makes_a_page_with_known_elements_only(paragraphs: list[str], question: str, title: str) -> None:
    page = Page(conversation_page(saved(answer(question, *paragraphs), title=title), Named("p.png"), IN_ENGLISH))
    assert not {tag for tag, _ in page.elements} & {"script", "iframe", "object", "form", "input"}
    assert page.values("img", "src") == ["p.png"]
    assert all(str(href).startswith(("#source-", "http", "mailto")) for href in page.values("a", "href"))


def test_what_a_question_was_about_stands_below_it(exporter: FileExporter, tmp_path: Path) -> None:
    picture = tmp_path / "abc.jpg"
    picture.write_bytes(b"\xff\xd8 a photograph")
    asked = AskedAbout(str(picture), answer().figures[0].figure, ("a",))
    conversation = saved(replace(answer(figures=0), scope="Pumps <1>", asked=asked), title="Pumps")
    page = Page(exporter.export(conversation, tmp_path / "out.html").read_text())
    assert str(page.values("img", "src")[0]).startswith("data:image/jpeg;base64,")
    assert page.values("img", "alt") == ["The picture that was asked about"]
    assert "In: Pumps <1>" in page.words
    assert "About: Figure 4: The *relay* of the pump [old]" in page.words
    text = exporter.export(conversation, tmp_path / "out.md").read_text()
    assert "![The picture that was asked about](out_files/question-1.jpg)" in text
    assert (tmp_path / "out_files" / "question-1.jpg").read_bytes() == picture.read_bytes()
    assert "question-1.jpg" in exporter.export(conversation, tmp_path / "out.pdf").read_text()
    picture.unlink()
    assert IN_ENGLISH.picture_gone in exporter.export(conversation, tmp_path / "out.html").read_text()


def test_words_are_those_of_the_front_end(exporter: FileExporter, tmp_path: Path) -> None:
    words = ExportWords(
        "de",
        "Quellen",
        "{figure} ({document}, Seite {page})",
        source_pages="{document}, Seiten {pages}",
        figure="Abbildung {label}",
    )
    for ending in (".md", ".html", ".pdf"):
        written = exporter.export(saved(answer()), tmp_path / f"out{ending}", words).read_text()
        text = html.unescape(written.replace("\\", ""))
        assert "Quellen" in text
        assert "Abbildung 4: The *relay*" in text
        assert "(Pumps & <valves>, Seite 7)" in text
        assert "Pumps & <valves>, Seiten 7, 8" in text
    assert '<html lang="de">' in (tmp_path / "out.html").read_text()


def test_figures_are_as_large_as_they_are_printed(exporter: FileExporter, tmp_path: Path) -> None:
    placed = answer().figures[0]
    turned = replace(placed, figure=replace(placed.figure, pixels=(3400, 2500)))
    tall = replace(placed, figure=replace(placed.figure, box=Box(0, 0, 200, 700), pixels=(2000, 7000)))
    conversation = saved(*(replace(answer(), figures=(each,)) for each in (turned, tall)))
    page = Page(exporter.export(conversation, tmp_path / "out.html").read_text())
    assert page.values("img", "width") == [str(round(340 * 96 / 72 * 1.25)), str(round(620 * 2 / 7))]


def test_another_ending_is_refused(exporter: FileExporter, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"does not end in \.md, \.html or \.pdf"):
        exporter.export(saved(answer()), tmp_path / "out.docx")
    assert not (tmp_path / "out.docx").exists()


def test_a_place_that_can_not_be_written_is_told(exporter: FileExporter, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="could not be written"):
        exporter.export(saved(answer()), tmp_path / "file" / "out.md")
