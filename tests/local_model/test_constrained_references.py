from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from desktop_app.local_model.constrained_references import LONGEST_CAPTION, LONGEST_CODE_SPAN, ReferenceGuard

LABELS = ("IMAGE_1", "IMAGE_2", "IMAGE_12")


def accepted(text: str, labels: tuple[str, ...] = LABELS) -> bool:
    return ReferenceGuard(labels).allows(text.encode("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "plain text, with [1] a citation and (brackets)",
        "See ![the bracket](IMAGE_2).",
        "![one](IMAGE_1)![twelve](IMAGE_12) and ![](IMAGE_2)",
        "What a day! [1] goes on",
        "`![x](y)` is code",
        "``a ` ![x](y)`` is code",
        "```\n![x](y)\n```\nthen ![a](IMAGE_1)",
        "~~~ md\n![x](y)\n~~~~  \n",
        "text\n\n```python\nx = '![a](b)'",
        "a ~ b ~~ c",
        "\\`![a](IMAGE_1)",
    ],
)
def test_allowed(text: str) -> None:
    assert accepted(text)


@pytest.mark.parametrize(
    "text",
    [
        "![x](y)",
        "![x](http://127.0.0.1/a.png)",
        "![x](IMAGE_3)",
        "![x](IMAGE_1)![x](IMAGE_1)",
        "![x] (IMAGE_1)",
        "![x][IMAGE_1]",
        "![x\ny](IMAGE_1)",
        "![x [y](IMAGE_1)",
        "\\![x](IMAGE_1)",
        "`open ![x](y)\n",
        "\\`![x](y)`",
        "<http://a`b> ![x](y)`",
        "[a](b`c) ![x](y)`",
        "a `b | ![x](y)` c",
        "`a\nb` ![x](y)`",
        "- ```\n  ![x](y)",
        "1. a\n   ```\nb\n\n   ```\n![x](y)",
        "```\ncode\n```\n![x](y)",
        "```\ncode\n  ````\n![x](y)",
        "``` a`b\n![x](y)",
        "line\r![x](y)",
    ],
)
def test_refused(text: str) -> None:
    assert not accepted(text)


def test_without_labels_no_image_can_be_opened() -> None:
    assert not accepted("![", ())
    assert not accepted("![a](IMAGE_1)![", ("IMAGE_1",))
    assert accepted("a! b [1]", ())


def test_an_answer_can_not_end_inside_a_reference() -> None:
    guard = ReferenceGuard(LABELS)
    for text, may_end in [("a ![", False), ("cap", False), ("](IMA", False), ("GE_1)", True), (" `![", False)]:
        guard.feed(text.encode())
        assert guard.may_end is may_end
    guard.feed(b"x`")
    assert guard.may_end


def test_only_labels_are_left_once_the_caption_ends() -> None:
    guard = ReferenceGuard(LABELS)
    guard.feed(b"![c]")
    assert guard.forced() == (b"(IMAGE_1)", b"(IMAGE_12)", b"(IMAGE_2)")
    guard.feed(b"(IMAGE_1")
    assert guard.forced() == (b")", b"2)")
    guard.feed(b")")
    assert guard.forced() is None


def test_long_captions_and_hurried_ones_are_closed() -> None:
    for hurried, caption in ((False, "x" * LONGEST_CAPTION), (True, "x")):
        guard = ReferenceGuard(("IMAGE_1",))
        guard.feed(b"![" + caption.encode())
        if hurried:
            guard.hurry()
        assert guard.forced() == (b"](IMAGE_1)",)
        assert not guard.allows(b"x")


def test_a_caption_is_not_closed_inside_a_character() -> None:
    guard = ReferenceGuard(("IMAGE_1",))
    guard.feed(b"![" + b"x" * (LONGEST_CAPTION - 1) + "é".encode()[:1])
    assert guard.forced() is None
    guard.feed("é".encode()[1:])
    assert guard.forced() == (b"](IMAGE_1)",)


@pytest.mark.parametrize(("begin", "end"), [("`", b"`"), ("``", b"``")])
def test_a_code_span_that_holds_an_image_is_closed(begin: str, end: bytes) -> None:
    guard = ReferenceGuard(())
    guard.feed(begin.encode() + b"![" + b"x" * (LONGEST_CODE_SPAN - 2))
    assert guard.forced() == (end,)
    guard.feed(end)
    assert guard.may_end


def test_a_run_that_is_too_short_is_made_long_enough() -> None:
    guard = ReferenceGuard(())
    guard.feed(b"``![" + b"x" * (LONGEST_CODE_SPAN - 2) + b"`")
    assert guard.forced() == (b"`",)


def test_a_run_that_is_too_long_does_not_close_a_span() -> None:
    guard = ReferenceGuard(())
    guard.feed(b"`![" + b"x" * (LONGEST_CODE_SPAN - 2) + b"``")
    assert guard.forced() == (b" ",)
    guard.feed(b" ")
    assert guard.forced() == (b"`",)


def test_what_is_refused_can_not_be_fed() -> None:
    with pytest.raises(ValueError, match="not allowed"):
        ReferenceGuard(()).feed(b"![")


PIECES = st.sampled_from(
    ["![", "!", "[", "]", "(", ")", "](", "IMAGE_1", "(IMAGE_1)", "(IMAGE_2)", "http://x", "`", "``", "```", "~~~",
     "\n", "\n\n", " ", "   ", "    ", "- ", "> ", "1. ", "\\", "<", ">", "|", "\n|-|-|\n", "a", "é", "#",
     "[a]: ", "*", "$", ":", "![x](y)", "](y)", "`![x](y)`", "\t", '"', "<b", "=\n"]
)  # fmt: skip


def written_under_guard(pieces: list[str], *, finish: bool) -> str:
    """What comes out when a careless writer offers these pieces, byte by byte, and is held to the rule."""
    guard = ReferenceGuard(LABELS)
    text = bytearray()
    for piece in pieces:
        for character in piece:
            data = character.encode("utf-8")
            if guard.allows(data):
                guard.feed(data)
                text += data
    while finish and not guard.may_end:
        guard.hurry()
        forced = guard.forced()
        assert forced
        guard.feed(forced[0])
        text += forced[0]
    return text.decode("utf-8")


def images_in(markdown: str) -> list[str]:
    found = []
    for block in MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).parse(markdown):
        found += [str(token.attrGet("src")) for token in block.children or [] if token.type == "image"]
    return found


@settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, max_size=30))
@example(["`", "a", "|", "`", "![x](y)"])
@example(["> ", "```", "\n", "![x](y)"])
def test_a_reader_of_markdown_never_sees_an_image_that_is_no_candidate(pieces: list[str]) -> None:
    text = written_under_guard(pieces, finish=True)
    images = images_in(text)
    assert set(images) <= set(LABELS)
    assert len(images) == len(set(images))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30), st.randoms(use_true_random=False))
def test_it_does_not_matter_where_pieces_end(pieces: list[str], random: object) -> None:
    text = written_under_guard(pieces, finish=False).encode()
    whole, bytewise = ReferenceGuard(LABELS), ReferenceGuard(LABELS)
    assert whole.allows(text) or not text
    whole.feed(text) if text else None
    for byte in text:
        bytewise.feed(bytes([byte]))
    assert whole.forced() == bytewise.forced()
    assert whole.may_end == bytewise.may_end
    assert all(whole.allows(probe) == bytewise.allows(probe) for probe in (b"![", b"[", b"`", b"\n", b")", b"x"))
