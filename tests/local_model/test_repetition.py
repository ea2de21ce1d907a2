from __future__ import annotations

import pytest

from desktop_app.local_model.repetition import RepetitionWatch

LINE = "The pump stands on a bracket of cast iron. "


def repeats(text: str, size: int) -> bool:
    watch = RepetitionWatch()
    for start in range(0, len(text), size):
        watch.feed(text[start : start + size])
    return watch.repeats


@pytest.mark.parametrize("size", [1, 3, 50, 5000])
@pytest.mark.parametrize(
    "text",
    [
        LINE * 3,
        (LINE + "But the motor differs from time to time. ") * 3,
        f"{LINE}\n\nAn aside.\n{LINE}Another aside. {LINE} And so on.",
        "and on " * 60,
        "ab, " * 90,
    ],
)
def test_loops_are_noticed(text: str, size: int) -> None:
    assert repeats(text, size)


@pytest.mark.parametrize(
    "text",
    [
        "",
        LINE * 2,
        "It is so. " * 20,
        "| value | value | value | value |\n" * 2 + "|---|---|---|---|\n" + "| 1 | 2 | 3 | 4 |\n" * 2,
        "-" * 400 + "\n",
        " ".join(f"Sentence {number} says something else." for number in range(60)),
        "\n".join(f"{number}. Turn screw {number} by {number * 7 % 13} degrees." for number in range(40)),
    ],
)
def test_ordinary_text_is_not(text: str) -> None:
    assert not repeats(text, 4)
