from __future__ import annotations

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import PageContent


def test_a_page_has_the_box_of_the_unrotated_page() -> None:
    assert PageContent(1, 600, 800, 90).box == Box(0, 0, 600, 800)
