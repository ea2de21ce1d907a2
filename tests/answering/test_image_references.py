from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.answering.image_references import (
    LONGEST_CAPTION,
    LONGEST_TARGET,
    CitationFound,
    ParagraphEnded,
    ReferenceEvent,
    ReferenceFound,
    ReferenceParser,
    TextPiece,
    reference_targets,
)

LABELS = ("IMAGE_1", "IMAGE_2")


def parsed(*pieces: str) -> list[ReferenceEvent]:
    """The events with neighbouring text joined, as they do not depend on where the pieces end."""
    parser = ReferenceParser(LABELS, citations=3)
    events = [event for piece in pieces for event in parser.feed(piece)]
    events += parser.finish()
    joined: list[ReferenceEvent] = []
    for event in events:
        last = joined[-1] if joined else None
        if isinstance(event, TextPiece) and isinstance(last, TextPiece) and last.paragraph == event.paragraph:
            joined[-1] = TextPiece(event.paragraph, last.text + event.text)
        else:
            joined.append(event)
    return joined


def texts(*pieces: str) -> list[str]:
    found: dict[int, str] = {}
    for event in parsed(*pieces):
        if isinstance(event, TextPiece):
            found[event.paragraph] = found.get(event.paragraph, "") + event.text
    return list(found.values())


def references(*pieces: str) -> list[tuple[int, str, str]]:
    return [(e.paragraph, e.label, e.caption) for e in parsed(*pieces) if isinstance(e, ReferenceFound)]


_REFERENCE_PARTS = ("![", "cap", "](", "IMAGE_1", ")", "IMAGE_2", "IMAGE_9", "![a](IMAGE_1)", "!", "[", "]", "(", "\\")
_CODE_PARTS = ("`", "```", "~~~", "```py\n", "`x`")
_OTHER_PARTS = ("\n", "\n\n", " ", "  ", "\t", "word", "é", "- ", "[1]", "[2", "7]", "[1, 3]", " [9] ", "1")
FRAGMENTS = st.sampled_from((*_REFERENCE_PARTS, *_CODE_PARTS, *_OTHER_PARTS))


@settings(max_examples=400, deadline=None)
@given(st.lists(FRAGMENTS, max_size=25).map("".join), st.data())
def test_any_split_of_the_text_gives_the_same_events(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert parsed(*pieces) == parsed(text) == parsed(*text)


@settings(max_examples=200, deadline=None)
@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_each_candidate_at_most_once_and_paragraphs_in_order(text: str) -> None:
    events = parsed(text)
    labels = [event.label for event in events if isinstance(event, ReferenceFound)]
    assert len(labels) == len(set(labels))
    assert set(labels) <= set(LABELS)
    ended = [event.paragraph for event in events if isinstance(event, ParagraphEnded)]
    assert ended == list(range(len(ended)))


def test_a_reference_becomes_an_event_and_leaves_the_text() -> None:
    assert parsed("Pump. ![the pump](IMAGE_2) Wired by K1.\n\nEnd.") == [
        TextPiece(0, "Pump."),
        ReferenceFound(0, "IMAGE_2", "the pump"),
        TextPiece(0, " Wired by K1."),
        ParagraphEnded(0),
        TextPiece(1, "End."),
        ParagraphEnded(1),
    ]


def test_a_reference_of_its_own_belongs_to_the_paragraph_before() -> None:
    assert references("One.\n\n![a](IMAGE_1)\n\nTwo.") == [(0, "IMAGE_1", "a")]
    assert references("![a](IMAGE_1)\n\nOne.") == [(-1, "IMAGE_1", "a")]


def test_text_streams_and_an_open_reference_is_withheld() -> None:
    parser = ReferenceParser(LABELS)
    assert list(parser.feed("See ")) == [TextPiece(0, "See")]
    assert list(parser.feed("here: ![the pu")) == [TextPiece(0, " here:")]
    assert list(parser.feed("mp](IMAGE_")) == []
    assert list(parser.feed("1)")) == [ReferenceFound(0, "IMAGE_1", "the pump")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a ![x](IMAGE_9) b", "a b"),
        ("a ![x](http://host/x.png) b", "a b"),
        ("a ![x](IMAGE_1", "a"),
        ("a ![x](IMAGE_1\nb", "a\nb"),
        ("a ![x] b", "a b"),
        ("a ![x]", "a"),
        ("a ![x", "a x"),
        ("a ![x\ny", "a x\ny"),
        ("wow! ok", "wow! ok"),
        ("wow!", "wow!"),
        (r"a \![x](y)", r"a \![x](y)"),
        ("a\\", "a\\"),
        ("a \\b", "a \\b"),
        ("a ![" + "c" * (LONGEST_CAPTION + 5) + "](IMAGE_1)", "a " + "c" * (LONGEST_CAPTION + 5) + "]"),
        ("a ![c](" + "t" * LONGEST_TARGET + "uu) b", "a uu) b"),
        ("text\n![x](IMAGE_9)\nmore", "text\nmore"),
        ("text ![x](IMAGE_9).", "text."),
    ],
)
def test_broken_and_invented_references_vanish(text: str, left: str) -> None:
    assert texts(text) == [left]
    assert references(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("See [the pump](IMAGE_1) now", "See [the pump] now"),
        ("See [the pump](IMAGE_9)", "See [the pump]"),
        ("Left over ](IMAGE_2) here", "Left over ] here"),
        ("See [a page](https://example.org)", "See [a page](https://example.org)"),
        ("As in [1](IMAGE_1).", "As in [1](IMAGE_1)."),
        ("See [x](IMAGE_one)", "See [x](IMAGE_one)"),
        ("See [x](IMAGE_1", "See [x](IMAGE_1"),
    ],
)
def test_a_link_to_a_label_keeps_its_words_only(text: str, left: str) -> None:
    assert texts(text) == [left]
    assert references(text) == []


def test_a_repeated_reference_counts_once() -> None:
    assert references("![a](IMAGE_1) ![b](IMAGE_1)") == [(-1, "IMAGE_1", "a")]


def test_a_caption_may_hold_brackets() -> None:
    assert references(r"x ![Figure [3] of \] it](IMAGE_1)") == [(0, "IMAGE_1", r"Figure [3] of \] it")]


@pytest.mark.parametrize(
    "code",
    [
        "```\n![a](IMAGE_1)\n\n[9] x\n```",
        "~~~\n![a](IMAGE_1)\n```\n~~~",
        "Use `![a](IMAGE_1)` here",
        "Use ``a ` ![a](IMAGE_1)`` here",
        "```\n![a](IMAGE_1) never closed",
        "```\n~~~x\nleft",
    ],
)
def test_code_is_text(code: str) -> None:
    assert texts(code) == [code]
    assert references(code) == []


def test_a_lone_backtick_is_no_code() -> None:
    assert references("a ` b ![c](IMAGE_1)") == [(0, "IMAGE_1", "c")]
    assert texts("`" * 4 + " x\ny " + "`" * 220 + "z") == ["`" * 4 + " x\ny " + "`" * 220 + "z"]
    assert texts("`" * 220) == ["`" * 220]
    assert texts("x ``") == ["x ``"]


def test_text_after_a_closed_fence_is_read_again() -> None:
    assert references("```\ncode\n```\n![c](IMAGE_1)") == [(0, "IMAGE_1", "c")]


def test_blank_lines_part_paragraphs_and_indentation_stays() -> None:
    assert texts("- a\n  - b\n \n\n  c  ") == ["- a\n  - b", "  c"]
    assert texts("a\n   ") == ["a"]


def test_citations_are_checked_and_written_one_by_one() -> None:
    assert parsed("A [1, 3]. B [9]. [2]") == [
        TextPiece(0, "A"),
        CitationFound(0, 1),
        CitationFound(0, 3),
        TextPiece(0, " [1][3]. B."),
        CitationFound(0, 2),
        TextPiece(0, " [2]"),
        ParagraphEnded(0),
    ]


def test_a_citation_that_opens_a_paragraph_belongs_to_it() -> None:
    assert parsed("A\n\n[1] B")[2:4] == [CitationFound(1, 1), TextPiece(1, "[1] B")]


@pytest.mark.parametrize("text", ["[x]", "[ ]", "[", "[1", "a [" + "1" * 60 + "] b", "[1 x]"])
def test_other_brackets_are_text(text: str) -> None:
    assert texts(text) == [text]


def test_the_targets_of_a_text_are_told_whether_they_were_offered_or_not() -> None:
    text = "See ![a](IMAGE_1) and ![b](IMAGE_9),\n\n`![c](IMAGE_3)` ![d](http://x/y.png) ![open](IMAGE_2"
    assert reference_targets(text) == ["IMAGE_1", "IMAGE_9", "http://x/y.png"]
