"""Answers are data (rows U1, U2, U3, U6): nothing loads, nothing opens, nothing is interpreted, all is bounded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.chat.markdown_text import (
    LONGEST_WORD,
    MOST_LINES,
    MOST_OF_BLOCK,
    WORD_BREAK,
    cleaned,
    copied,
    pieces,
    safe_text,
)
from desktop_app.gui.chat.text_block import TextBlock
from desktop_app.gui.window.places import open_in_browser
from tests.gui.hostile_texts import HOSTILE

TARGETS = [
    "http://example.org/a.png",
    "HTTPS://example.org/a.png",
    "//example.org/share/a.png",
    "\\\\example.org\\share\\a.png",
    "file:///etc/passwd",
    "FiLe:///etc/hostname",
    "file://host/share/a.png",
    "/etc/passwd",
    "../../secret.png",
    "~/secret.png",
    "C:\\secret.png",
    "qrc:/a.png",
    ":/a.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "figure:0123",
    "appimg:0123",
    "%66ile:///etc/passwd",
    "f%69gure:1",
    "smb://host/a.png",
    "ftp://host/a.png",
]
FORMS = [
    "![x]({})",
    "![x](<{}>)",
    '![x]({} "title")',
    "![x][r]\n\n[r]: {}",
    "[![x]({})](http://example.org)",
    '<img src="{}">',
    '<div style="background:url({})">x</div>',
    '<body background="{}">x',
    '<link rel="stylesheet" href="{}">',
    "| a |\n|---|\n| ![x]({}) |",
    "- ![x]({})",
    "> ![x]({})",
    "# ![x]({})",
]
HTML = [
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "<h1>Big</h1>",
    "<table><tr><td>x</td></tr></table>",
    "<a href='http://example.org'>x</a>",
    "<style>* {{ color: red }}</style>",
    "<iframe src='file:///etc/passwd'></iframe>",
    "<!-- comment -->",
    "<details><summary>x</summary>y</details>",
    "&lt;b&gt;x&lt;/b&gt;",
]


@pytest.fixture
def block(qtbot: QtBot) -> Iterator[TextBlock]:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(640, 400)
    made = TextBlock(holder)
    made.resize(640, 400)
    holder.show()
    yield made
    holder.close()


def show(block: TextBlock, text: str, *numbers: int) -> str:
    block.set_markdown(text, numbers, lambda number: f"quote {number}")
    block.grab()
    return block.toPlainText()


def anchors(block: TextBlock) -> list[str]:
    formats = [form.toCharFormat() for form in block.document().allFormats() if form.isCharFormat()]
    return sorted({form.anchorHref() for form in formats if form.isAnchor() and "citation" in form.anchorHref()})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("target", TARGETS)
def test_no_picture_is_loaded_and_its_place_shows_text(block: TextBlock, form: str, target: str) -> None:
    words = show(block, "before\n\n" + form.format(target))
    assert "\ufffc" not in words
    assert "before" in words
    assert not block.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(target))


def test_a_picture_s_address_is_shown_as_words(block: TextBlock) -> None:
    assert show(block, "See ![a pump](http://example.org/p.png) here") == "See [a pump] (http://example.org/p.png) here"


@pytest.mark.parametrize("html", HTML)
def test_html_is_shown_as_text(block: TextBlock, html: str) -> None:
    words = show(block, html)
    assert ("<" in words) == ("<" in html or "&lt;" in html)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_shown_and_loads_nothing(block: TextBlock, text: str) -> None:
    words = show(block, text, 1, 2)
    assert "\ufffc" not in words or "\ufffc" in text


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_comes_is_laid_out_in_bounded_pieces(block: TextBlock, name: str) -> None:
    parts = pieces(HOSTILE[name])
    assert max(len(part) for part in parts) <= MOST_OF_BLOCK + len("\n```")
    assert max(part.count("\n") for part in parts) <= MOST_LINES + 2
    for part in parts[:3]:
        words = show(block, part, 1)
        assert len(words) <= 1.1 * MOST_OF_BLOCK
        assert max(map(len, words.replace(WORD_BREAK, " ").split()), default=0) <= LONGEST_WORD


def test_long_words_get_breaks_that_copying_leaves_out(block: TextBlock) -> None:
    word = "a" * 900
    assert max(len(part) for part in cleaned(word).split("\u200b")) <= LONGEST_WORD
    show(block, word)
    block.selectAll()
    data = block.createMimeDataFromSelection()
    assert data.text() == word
    assert not data.hasHtml()


@given(st.text())
def test_cleaning_leaves_no_control_or_direction_characters(text: str) -> None:
    assert not set(cleaned(text)) & set("\x00\x07\x1b\u202e\u202a\u2066\u2069\x9b")


@given(st.text(st.characters(exclude_characters="`~|"), max_size=2000), st.integers(1, 8))
def test_pieces_are_short_and_lose_nothing(text: str, times: int) -> None:
    whole = text * times
    parts = pieces(whole)
    assert "".join(parts) == whole
    assert all(len(part) <= MOST_OF_BLOCK for part in parts)


def test_code_that_is_cut_goes_on_as_code() -> None:
    parts = pieces("```\n" + "x = 1\n" * 400 + "```\nAfter.")
    assert len(parts) == 3
    assert all(part.startswith("```") for part in parts)
    assert parts[0].endswith("```")


def test_a_table_that_is_cut_keeps_its_head() -> None:
    parts = pieces("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 400)
    assert len(parts) > 3
    assert all(part.startswith("| a | b |\n|---|---|\n") for part in parts)


def test_terminal_codes_go_away_whole() -> None:
    assert cleaned("\x1b[31mred\x1b[0m \x1b]0;title\x07x") == "red x"


def test_text_with_too_many_marks_is_shown_as_words(block: TextBlock) -> None:
    assert not safe_text("[" * 500).is_markdown
    assert show(block, "[" * 500) == ("[" * 500).replace("[" * 200, "[" * 200 + "\u200b").rstrip("\u200b")


def test_link_definitions_do_not_take_over_citations(block: TextBlock) -> None:
    show(block, "A fact. [1]\n\n[1]: http://evil.example", 1)
    assert "[1]: http://evil.example" in block.toPlainText()
    assert anchors(block) == ["citation:1"]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("http://example.org/a", 1),
        ("https://example.org/?q=1", 1),
        ("mailto:a@example.org", 0),
        ("file:///etc/passwd", 0),
        ("javascript:alert(1)", 0),
        ("smb://host/share", 0),
        ("custom-app:do", 0),
        ("citation:7", 0),
        ("citation:1", 0),
    ],
)
def test_only_web_links_are_told_and_nothing_opens(block: TextBlock, target: str, told: int) -> None:
    show(block, f"[click]({target})", 2)
    links, citations = QSignalSpy(block.link_clicked), QSignalSpy(block.citation_clicked)
    block.anchorClicked.emit(QUrl(target))
    assert (links.count(), citations.count()) == (told, 0)
    assert not block.openLinks()
    assert not block.openExternalLinks()
    assert block.source().isEmpty()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("[open](file:///etc/passwd)", "open (file:///etc/passwd)"),
        ("**[run](javascript:alert)** it", "run (javascript:alert) it"),
        ("[share](smb://host/share)", "share (smb://host/share)"),
        ("[two](citation:2)", "two (citation:2)"),
        ("[there](#part)", "there"),
        ("<a@example.org>", "a@example.org"),
        ("[write](mailto:a@example.org)", "write (mailto:a@example.org)"),
    ],
)
def test_what_nothing_opens_does_not_look_like_a_link(block: TextBlock, source: str, words: str) -> None:
    assert show(block, source, 2) == words
    start = block.document().firstBlock().begin()
    shown = []
    while not start.atEnd():
        shown.append(start.fragment().charFormat())
        start += 1
    assert not [look for look in shown if look.isAnchor() or look.anchorHref() or look.fontUnderline()]


def test_a_citation_in_the_text_is_a_link_by_its_number(qtbot: QtBot, block: TextBlock) -> None:
    show(block, "The pump is cooled [2] by water [9]. `code [2]`", 2)
    assert anchors(block) == ["citation:2"]
    with qtbot.waitSignal(block.citation_clicked) as clicked:
        block.anchorClicked.emit(QUrl("citation:2"))
    assert clicked.args == [2]


def test_hovering_shows_the_quote_as_plain_text(block: TextBlock) -> None:
    block.set_markdown("Cooled [1]", [1], lambda _number: "<img src='file:///x'> & more")
    block.highlighted.emit(QUrl("citation:1"))
    assert block.toolTip() == "<qt>&lt;img src=&#x27;file:///x&#x27;&gt; &amp; more</qt>"
    block.highlighted.emit(QUrl("http://example.org/<b>"))
    assert "<b>" not in block.toolTip()


def test_other_schemes_never_reach_the_system() -> None:
    assert not open_in_browser("file:///etc/passwd")
    assert not open_in_browser("javascript:alert(1)")


def test_copied_text_has_line_ends_and_no_objects() -> None:
    assert copied("a\u2029b\u200bc\ufffc") == "a\nbc"


def test_lists_tables_code_and_headings_are_read(block: TextBlock) -> None:
    words = show(
        block, "## Head\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n`inline` **bold**"
    )
    assert "Head" in words
    assert "##" not in words
    assert "|" not in words
    assert "`" not in words


def test_the_height_follows_the_text_and_the_width(block: TextBlock) -> None:
    show(block, "word " * 200)
    wide = block.height()
    block.resize(320, 10)
    assert block.height() > wide * 1.6


def test_right_to_left_paragraphs_and_tables_stand_at_the_right(qtbot: QtBot) -> None:
    block = TextBlock()
    qtbot.addWidget(block)
    block.resize(500, 300)
    block.show()
    block.set_markdown(
        "\u05d4\u05de\u05e9\u05d0\u05d1\u05d4 3.2\n\n| \u05e9\u05dd | b |\n|---|---|\n| 1 | 2 |", (), str
    )
    document = block.document()
    assert document.firstBlock().textDirection() is Qt.LayoutDirection.RightToLeft
    layout = document.documentLayout()
    line = document.firstBlock().layout().lineAt(0)
    assert line.naturalTextRect().right() > 450
    [table] = document.rootFrame().childFrames()
    assert layout.frameBoundingRect(table).right() > 450


def test_formulas_are_shown_as_text(qtbot: QtBot) -> None:
    block = TextBlock()
    qtbot.addWidget(block)
    block.set_markdown("With $x_1^2$ and $a*b*c$ for $5. [1]", (1,), str)
    assert block.toPlainText() == "With x\u2081\u00b2 and a\u2217b\u2217c for $5. [1]"
