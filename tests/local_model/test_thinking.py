from __future__ import annotations

import pytest

from desktop_app.local_model.thinking import ThinkingFold


def shown(text: str, size: int, *, inside: bool = False) -> str:
    fold = ThinkingFold(inside=inside)
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    return "".join(fold.feed(piece) for piece in pieces) + fold.finish()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
@pytest.mark.parametrize(
    ("text", "inside", "expected"),
    [
        ("An answer.", False, "An answer."),
        ("<think>Let me see.</think>\n\nAn answer.", False, "An answer."),
        ("\n<think>\n</think>An answer.", False, "An answer."),
        ("Still thinking</think>An answer.", True, "An answer."),
        ("<think>without end", False, ""),
        ("<thi", False, "<thi"),
        ("<b>bold</b> <think>", False, "<b>bold</b> <think>"),
        ("", False, ""),
        ("  indented", False, "  indented"),
    ],
)
def test_thoughts_are_folded_away(text: str, inside: bool, expected: str, size: int) -> None:
    assert shown(text, size, inside=inside) == expected
