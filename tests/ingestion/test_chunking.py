from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.documents import FigureKind, PageState
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import (
    BlockKind,
    FigurePicture,
    FigureRegion,
    OutlineEntry,
    PageLayout,
    TextBlock,
)
from desktop_app.domain.ports import PageRecord, PassageDraft
from desktop_app.ingestion.chunking import (
    MAX_PAGES_HELD,
    MAX_TOKENS,
    MAX_WHOLE_TOKENS,
    Chunker,
    estimated_tokens,
    split_lines,
    split_text,
)

SENTENCE = "The pump moves the water from the tank to the boiler."


def block(text: str, kind: str = "paragraph", level: int = 0, *, y: float = 0, x: float = 50) -> TextBlock:
    return TextBlock(text, Box(x, y, x + 200, y + 10), BlockKind(kind), level)


def page(number: int, *blocks: TextBlock, figures: tuple[FigurePicture, ...] = ()) -> PageLayout:
    placed = [b if b.box.y0 else TextBlock(b.text, Box(50, 20.0 * n + 20, 250, 20.0 * n + 30), b.kind, b.level)
              for n, b in enumerate(blocks)]  # fmt: skip
    return PageLayout(number, 600, 800, 0, PageState.TEXT, "", tuple(placed), figures)


def records(*pages: PageLayout, outline: tuple[OutlineEntry, ...] = ()) -> list[PageRecord]:
    chunker = Chunker((), outline)
    found: list[PageRecord] = []
    for layout in pages:
        chunker.add(layout)
        found += chunker.take()
    return found + chunker.finish()


def passages(*pages: PageLayout, outline: tuple[OutlineEntry, ...] = ()) -> list[PassageDraft]:
    return [draft for record in records(*pages, outline=outline) for draft in record.passages]


def test_small_paragraphs_under_a_heading_are_one_passage_with_a_region_each() -> None:
    (draft,) = passages(
        page(1, block("Pumps", "heading", 1), block("One."), block("Two."), block("• three", "list-item"))
    )
    assert draft.text == "One.\n\nTwo.\n\n• three"
    assert draft.heading_path == ("Pumps",)
    assert len(draft.regions) == 3
    assert draft.regions[0].box.y0 < draft.regions[1].box.y0 < draft.regions[2].box.y0


def test_scraps_of_formulas_are_left_out_unless_there_is_nothing_else() -> None:
    scraps = [block(text) for text in ("n", "X", "!−1 n", "i=1", "0")]
    (draft,) = passages(page(1, block("The sum is"), *scraps, block("M6"), block("as shown.")))
    assert draft.text == "The sum is\n\nM6\n\nas shown."
    assert len(draft.regions) == 3
    assert passages(page(1, *scraps))[0].text.startswith("n\n\nX")
    (draft,) = passages(page(1, block("the pump and"), *scraps), page(2, block("its tank.")))
    assert draft.text == "the pump and its tank."


def test_headings_make_a_path() -> None:
    found = passages(
        page(1, block("A", "heading", 1), block("a."), block("B", "heading", 2), block("b.")),
        page(2, block("c."), block("C", "heading", 2), block("d."), block("D", "heading", 1), block("e.")),
    )
    assert [(p.text, p.heading_path) for p in found] == [
        ("a.", ("A",)),
        ("b.", ("A", "B")),
        ("c.", ("A", "B")),
        ("d.", ("A", "C")),
        ("e.", ("D",)),
    ]


def test_passages_are_full_but_not_too_full() -> None:
    found = passages(page(1, *[block(SENTENCE) for _ in range(60)]))
    sizes = [estimated_tokens(draft.text) for draft in found]
    assert max(sizes) <= MAX_TOKENS
    assert min(sizes[:-1]) > MAX_TOKENS * 0.8


def test_a_long_paragraph_is_cut_between_sentences_into_like_parts() -> None:
    found = passages(page(1, block(" ".join([SENTENCE] * 50))))
    sizes = [estimated_tokens(draft.text) for draft in found]
    assert all(draft.text.endswith("boiler.") and draft.text.startswith("The") for draft in found)
    assert max(sizes) <= MAX_TOKENS
    assert max(sizes) - min(sizes) < 40
    assert all(len(draft.regions) == 1 for draft in found)


def test_korean_sentences_keep_their_blanks() -> None:
    assert "센서를 꽂습니다. 전원을 켭니다." in " ".join(split_text("센서를 꽂습니다. 전원을 켭니다. " * 40, 100))


@pytest.mark.parametrize("text", ["word " * 2000, "x" * 5000, "字" * 1000, "句子很短。" * 300])
def test_text_without_sentences_is_cut_all_the_same(text: str) -> None:
    pieces = split_text(text.strip(), MAX_TOKENS)
    assert max(estimated_tokens(piece) for piece in pieces) <= MAX_TOKENS
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


def test_quotes_at_the_end_of_sentences_are_kept() -> None:
    text = "He said “stop.” " * 60
    assert "".join(split_text(text.strip(), 50)).count("”") == 60


def test_code_and_tables_are_kept_whole_and_cut_between_lines_when_huge() -> None:
    code = "\n".join(f"    line_{n} = {n}" for n in range(50))
    whole = passages(page(1, block(SENTENCE), block(code, "code")))
    assert any(draft.text.endswith(code) for draft in whole)
    pieces = split_lines("\n".join(f"line_{n} = {n}" for n in range(1000)), MAX_WHOLE_TOKENS)
    assert len(pieces) > 5
    assert all(piece.startswith("line_") for piece in pieces)
    assert split_lines("x" * 20_000, MAX_WHOLE_TOKENS)[0].startswith("x")


def test_blank_lines_inside_a_paragraph_do_not_make_two() -> None:
    (draft,) = passages(page(1, block("a = 1\n\n\nb = 2", "code"), block("Then.")))
    assert draft.text == "a = 1\nb = 2\n\nThen."
    assert len(draft.regions) == 2


def test_a_caption_is_a_passage_of_its_own_and_does_not_part_the_text() -> None:
    found = passages(page(1, block("One."), block("Figure 1: A pump at work", "caption"), block("Two.")))
    assert sorted(draft.text for draft in found) == ["Figure 1: A pump at work", "One.\n\nTwo."]
    assert len(passages(page(1, block("One."), block("Figure 1", "caption")))) == 1


def test_a_paragraph_that_goes_on_overleaf_is_joined() -> None:
    found = passages(
        page(1, block("Other.", y=20), block("The pump moves the", y=40), block("1 A note.", "footnote", y=60)),
        page(2, block("Figure 1: The pump itself", "caption", y=10), block("water up.", y=30), block("New one.", y=50)),
    )
    assert [draft.text for draft in found] == [
        "Other.\n\nThe pump moves the water up.\n\n1 A note.",
        "Figure 1: The pump itself",
        "New one.",
    ]
    assert [region.page for region in found[0].regions] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("a long trans-", "formation of it", "a long transformation of it"),
        ("a long trans\u00ad", "formation of it", "a long transformation of it"),
        ("水泵把水从水箱", "送到锅炉。", "水泵把水从水箱送到锅炉。"),
        ("水泵把水送走。」", "然后停机。", None),
        ("센서가 온도를", "측정합니다.", "센서가 온도를 측정합니다."),
        ("Насос подаёт воду", "в верхний бак.", "Насос подаёт воду в верхний бак."),
        ("تدفع المضخة الماء", "إلى الخزان.", "تدفع المضخة الماء إلى الخزان."),
        ("پمپ پانی اوپر بھیجتا ہے۔", "پھر رک جاتا ہے۔", None),
        ("Pompa podaje wodę", "żeby napełnić zbiornik.", "Pompa podaje wodę żeby napełnić zbiornik."),
        ("a pump and", "its tank", "a pump and its tank"),
        ("a pump.", "its tank", None),
        ("a pump and", "Its tank", None),
    ],
)
def test_what_is_joined_and_how(first: str, second: str, joined: str | None) -> None:
    found = passages(page(1, block(first)), page(2, block(second)))
    assert [draft.text for draft in found] == ([joined] if joined else [first, second])


def test_a_paragraph_goes_on_in_the_next_column_but_not_below_itself() -> None:
    (draft,) = passages(page(1, block("the pump and", y=700), block("its tank.", y=50, x=300)))
    assert draft.text == "the pump and its tank."
    assert len(draft.regions) == 2
    (draft,) = passages(page(1, block("the pump and", y=100), block("its tank.", y=120)))
    assert draft.text == "the pump and\n\nits tank."


def test_a_heading_ends_a_paragraph() -> None:
    found = passages(page(1, block("the pump and")), page(2, block("Tanks", "heading", 1), block("its tank.")))
    assert [draft.text for draft in found] == ["the pump and", "its tank."]


def test_headings_with_nothing_under_them_are_text() -> None:
    found = passages(page(1, block("Manual", "heading", 1), block("The big pump", "heading", 2)))
    assert [(d.text, d.heading_path) for d in found] == [("The big pump", ("Manual",))]
    found = passages(page(1, block("One", "heading", 2), block("Two", "heading", 2), block("text.")))
    assert [(d.text, d.heading_path) for d in found] == [("One", ()), ("text.", ("Two",))]


def test_the_outline_knows_the_levels() -> None:
    outline = (OutlineEntry(1, "Pumps", 1), OutlineEntry(2, "2.1 Valves", 1), OutlineEntry(1, "Tanks", 3))
    found = passages(
        page(1, block("Pumps", "heading", 3), block("a."), block("Valves", "heading", 1), block("b.")),
        page(2, block("Not in the outline", "heading", 1), block("c.")),
        page(3, block("d.")),
        outline=outline,
    )
    assert [draft.heading_path for draft in found] == [
        ("Pumps",),
        ("Pumps", "Valves"),
        ("Pumps", "Valves", "Not in the outline"),
        ("Tanks",),
    ]


def test_figures_know_their_headings() -> None:
    def figure(y: float, caption_box: Box | None = None, x: float = 50) -> FigurePicture:
        region = FigureRegion(Box(x, y, x + 200, y + 40), FigureKind.VECTOR, None, "", caption_box)
        return FigurePicture(region, b"png", 1, 1)

    blocks = (
        block("A", "heading", 1, y=100),
        block("a.", y=120),
        block("Figure 1: The caption here", "caption", y=200),
        block("B", "heading", 1, y=300),
        block("b.", y=320),
    )
    caption = Box(50, 200, 250, 210)
    layout = page(1, *blocks, figures=(figure(20), figure(140), figure(400), figure(500, caption), figure(400, x=400)))
    (record,) = records(layout)
    assert [f.heading_path for f in record.figures] == [(), ("A",), ("B",), ("A",), ()]


def test_a_page_waits_for_the_end_of_its_last_paragraph_only() -> None:
    chunker = Chunker()
    chunker.add(page(1, block("whole.")))
    assert [record.page.number for record in chunker.take()] == [1]
    chunker.add(page(2, block("open and")))
    assert chunker.take() == []
    chunker.add(page(3, block("closed.", y=20), block("And open", y=40)))
    assert chunker.take() == []
    chunker.add(page(4, block("New.")))
    assert [record.page.number for record in chunker.take()] == [2, 3, 4]
    assert chunker.finish() == []


def test_pages_do_not_wait_for_ever() -> None:
    chunker = Chunker()
    released = 0
    for number in range(1, 3 * MAX_PAGES_HELD):
        chunker.add(page(number, block("goes on and", y=20), block("on and", y=40)))
        released += len(chunker.take())
    assert released > MAX_PAGES_HELD


WORDS = st.sampled_from(["pump", "Valve", "tank.", "water", "boiler!", "Steam", "hot-", "cold,", "它", "转。"])
BLOCKS = st.builds(
    lambda words, kind, level: (" ".join(words), kind, level if kind == "heading" else 0),
    st.lists(WORDS, min_size=1, max_size=80),
    st.sampled_from([kind.value for kind in BlockKind] + ["paragraph"] * 4),
    st.integers(1, 4),
)
PAGES = st.lists(st.lists(BLOCKS, max_size=5), min_size=1, max_size=8)


def layouts(document: list[list[tuple[str, str, int]]]) -> list[PageLayout]:
    return [page(number, *[block(*entry) for entry in blocks]) for number, blocks in enumerate(document, 1)]


@given(PAGES)
@settings(max_examples=150, deadline=None)
def test_paragraphs_and_regions_agree_and_no_word_is_lost(document: list[list[tuple[str, str, int]]]) -> None:
    pages = layouts(document)
    found = records(*pages)
    assert [record.page.number for record in found] == [layout.number for layout in pages]
    drafts = [draft for record in found for draft in record.passages]
    for record in found:
        for draft in record.passages:
            assert draft.regions[0].page == record.page.number
            assert 1 <= len(draft.text.split("\n\n")) <= len(draft.regions)
            assert all(draft.text.split("\n\n"))
            assert estimated_tokens(draft.text) <= max(MAX_WHOLE_TOKENS, MAX_TOKENS) + 2
    kept = re.sub(r"[\W_]+", "", "".join(sorted("".join(d.text for d in drafts))))
    lost = [entry[0] for blocks in document for entry in blocks if entry[1] != "heading" and len(entry[0].split()) >= 3]
    for text in lost:
        for character in set(re.sub(r"[\W_]+", "", text)):
            assert character in kept


@given(PAGES, st.integers(0, 7))
@settings(max_examples=150, deadline=None)
def test_a_document_taken_up_again_gets_the_same_passages(
    document: list[list[tuple[str, str, int]]], stop: int
) -> None:
    pages = layouts(document)
    whole = records(*pages)
    chunker, stored = Chunker(), []
    for layout in pages[:stop]:
        chunker.add(layout)
        stored += chunker.take()
    resumed = Chunker(stored[-1].heading_path if stored else ())
    for layout in pages[len(stored) :]:
        resumed.add(layout)
        stored += resumed.take()
    assert stored + resumed.finish() == whole
