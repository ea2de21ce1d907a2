from __future__ import annotations

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import BlockKind, Drawing, ImagePlacement, PageContent, TextLine
from desktop_app.ingestion.page_analysis import Analyser
from tests.ingestion.pages import SENTENCE, PageBuilder


def kinds(page: PageBuilder) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in page.analysis().blocks]


def test_the_analyser_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Analyser())) == Analyser()


def test_two_columns_are_read_one_after_the_other() -> None:
    page = PageBuilder().line(100, 110, "Title", 18.0).prose(320, 150, 20, width=230).prose(50, 150, 20, width=230)
    blocks = page.analysis().blocks
    assert [(block.kind, block.box.x0) for block in blocks] == [
        (BlockKind.HEADING, 100),
        (BlockKind.PARAGRAPH, 50),
        (BlockKind.PARAGRAPH, 320),
    ]


def test_captions_are_blocks_of_their_kind() -> None:
    page = PageBuilder().prose(100, 120, 3).image(150, 200, 450, 400).line(150, 412, "Figure 1: A photo")
    assert kinds(page)[1:] == [("caption", "Figure 1: A photo")]


def test_lonely_bullets_are_put_before_their_items() -> None:
    page = PageBuilder().prose(100, 120, 3).line(100, 200, "•").line(112, 200, "First item")
    assert kinds(page)[1] == ("list-item", "• First item")


def test_running_heads_are_left_out() -> None:
    others = [PageBuilder(n).line(50, 30, "The Manual").prose(100, 120, 9).build() for n in range(4)]
    page = PageBuilder().line(50, 30, "The Manual").prose(100, 120, 1)
    assert [block.text for block in page.analysis(others).blocks] == [SENTENCE]


def test_an_empty_page_has_nothing() -> None:
    analysis = PageBuilder().analysis()
    assert (analysis.blocks, analysis.figures, analysis.skipped) == ((), (), ())


coordinate = st.floats(0, 600, allow_nan=False, width=32)
boxes = st.builds(Box.of, coordinate, coordinate, coordinate, coordinate)
lines = st.builds(
    TextLine,
    st.one_of(
        st.sampled_from([SENTENCE, "Figure 1: A photo", "Figure 2", "Table 3. Costs", "0.5", "•"]), st.text(max_size=8)
    ),
    boxes,
    st.floats(1, 40),
    bold=st.booleans(),
    mono=st.booleans(),
    block=st.integers(0, 3),
    upright=st.booleans(),
)
images = st.builds(ImagePlacement, boxes, st.integers(0, 99), st.integers(0, 99), st.sampled_from("abc"))
drawings = st.builds(
    Drawing, boxes, st.booleans(), st.booleans(), pale=st.booleans(), segments=st.integers(1, 9), straight=st.booleans()
)
pages = st.builds(
    PageContent,
    st.integers(1, 3),
    st.just(600.0),
    st.just(800.0),
    st.just(0),
    st.lists(lines, max_size=8).map(tuple),
    st.lists(images, max_size=4).map(tuple),
    st.lists(drawings, max_size=8).map(tuple),
    st.lists(boxes, max_size=3).map(tuple),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(pages, min_size=1, max_size=3))
def test_any_page_can_be_analysed(contents: list[PageContent]) -> None:
    analyser = Analyser()
    profile = analyser.profile(contents)
    for content in contents:
        analysis = analyser.analyse(content, profile)
        assert all(figure.box.clipped(content.box) == figure.box for figure in analysis.figures)
        assert all(block.text for block in analysis.blocks)
        labels = [figure.caption_box for figure in analysis.figures if figure.caption_box]
        assert len(labels) <= len(content.lines)


def test_columns_of_hebrew_are_read_from_the_right() -> None:
    line = "שלום עולם זה טקסט ארוך מאוד"
    page = PageBuilder()
    page.text(50, 150, *[line] * 3, width=230).text(320, 150, *[line] * 3, width=230)
    assert [block.box.x0 for block in page.analysis().blocks] == [320, 50]


def test_a_paragraph_of_hebrew_ends_with_a_line_that_is_short_on_the_left() -> None:
    page = PageBuilder().line(100, 150, "שלום עולם זה טקסט ארוך מאוד", width=300)
    page.line(250, 162, "ועוד קצת", same=True, width=150)
    assert len(page.analysis().blocks) == 1
