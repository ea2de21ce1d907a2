"""What the window is made of: the colours of the two themes, the sizes of words, and the steps of spacing.

`docs/design.md` shows them; a test holds the page to what stands here, and the rest of the window to these values.
"""

from __future__ import annotations

from dataclasses import dataclass

TYPE = {"small": 0.9, "body": 1.0, "reading": 1.1, "title": 1.25, "display": 1.8}
"""Sizes of words, as parts of the system's own size: hints and meta data, controls, answers, headings, the welcome."""

SPACES = (0, 1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 24, 28, 40, 60)
"""Distances in pixels between and around things."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by their use, as `#rrggbb`.

    Attributes:
        window: behind the conversation.
        sidebar: behind the library and the page view's bar.
        surface: fields and cards.
        raised: menus, tooltips, buttons under the pointer.
        text: words.
        muted: words of less weight; still 4.5:1.
        faint: what is disabled.
        border: lines that separate.
        outline: borders of fields, which must be seen (3:1).
        accent: links, the main button, focus.
        on_accent: words on the accent.
        accent_soft: behind what is selected or asked.
        danger: failures.
        danger_soft: behind a failure's sentence.
        warning: partial results.
        warning_soft: behind a warning's sentence.
        success: done.
        code: behind code.
        desk: behind pages.
        paper: behind pictures and pages, in both themes.
        ink: words on paper.
        mark: the colour that marks a place on a page.
        selection: behind selected words of a page.
        hit: behind what a search found on a page.
        found: behind the hit that is being looked at.
        band: around a region of a page that is being drawn.
    """

    window: str
    sidebar: str
    surface: str
    raised: str
    text: str
    muted: str
    faint: str
    border: str
    outline: str
    accent: str
    on_accent: str
    accent_soft: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    code: str
    desk: str
    paper: str = "#ffffff"
    ink: str = "#5a6372"
    mark: str = "#e08600"
    selection: str = "#b3d1ff"
    hit: str = "#ffec99"
    found: str = "#ffb866"
    band: str = "#1f56c4"


LIGHT = Tokens(
    window="#fbfbfd",
    sidebar="#f1f3f7",
    surface="#ffffff",
    raised="#e6eaf1",
    text="#1a1e26",
    muted="#565f6e",
    faint="#8b94a3",
    border="#dfe3ea",
    outline="#8b94a3",
    accent="#1f56c4",
    on_accent="#ffffff",
    accent_soft="#e3ecfc",
    danger="#a8201a",
    danger_soft="#fdecea",
    warning="#7a4d00",
    warning_soft="#fff3d9",
    success="#1c6b3a",
    code="#f0f2f6",
    desk="#e3e6ec",
)

DARK = Tokens(
    window="#191b20",
    sidebar="#131519",
    surface="#21242b",
    raised="#2d313a",
    text="#e7e9ee",
    muted="#a7afbd",
    faint="#6c7482",
    border="#30343d",
    outline="#727b8b",
    accent="#8db6ff",
    on_accent="#0c1a33",
    accent_soft="#243450",
    danger="#ff9a90",
    danger_soft="#43211f",
    warning="#f2c46d",
    warning_soft="#3b2f17",
    success="#7fd39c",
    code="#262a32",
    desk="#0e1013",
)
