from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import DocumentProfile
from desktop_app.ingestion.graphics_clustering import Graphic, cluster, is_rule, seeds
from tests.ingestion.pages import PageBuilder

PROFILE = DocumentProfile(repeated_images=frozenset({"logo0"}), furniture=(Box(0, 30, 600, 50),))
corner = st.integers(0, 300)
graphics = st.lists(
    st.builds(
        lambda x, y, w, h: Graphic(Box(x, y, x + w, y + h)), corner, corner, st.integers(1, 60), st.integers(1, 60)
    ),
    max_size=12,
)


def test_what_is_no_picture_is_skipped_with_the_reason() -> None:
    page = (
        PageBuilder()
        .image(50, 60, 90, 90, "logo")
        .image(0, 0, 600, 800)
        .image(50, 100, 52, 102)
        .image(50, 200, 300, 400)
    )
    kept, skipped = seeds(page.build(), PROFILE)
    assert [graphic.box.y0 for graphic in kept] == [200]
    assert [graphic.reason for graphic in skipped] == ["repeated", "page background", "too small"]


def test_backgrounds_are_no_drawings() -> None:
    page = PageBuilder().draw(0, 0, 600, 800, filled=True).draw(0, 100, 600, 101).draw(50, 35, 90, 45)
    page.draw(50, 200, 90, 245, pale=True, filled=True).draw(50, 300, 90, 345)
    kept, _ = seeds(page.build(), PROFILE)
    assert [graphic.box.y0 for graphic in kept] == [300]


def test_scanned_ink_that_is_no_text_is_a_picture() -> None:
    page = PageBuilder().image(0, 0, 600, 400).image(0, 400, 600, 800).line(50, 100, "words", size=12)
    page.ink += [Box(50, 100, 80, 112), Box(100, 200, 300, 400), Box(0, 0, 3, 800)]
    kept, skipped = seeds(page.build(), DocumentProfile())
    assert [graphic.box for graphic in kept] == [Box(100, 200, 300, 400)]
    assert [graphic.reason for graphic in skipped] == ["page background", "page background"]


def test_ink_without_recognised_text_says_nothing() -> None:
    page = PageBuilder().image(0, 0, 600, 800)
    page.ink.append(Box(100, 200, 300, 400))
    assert seeds(page.build(), DocumentProfile())[0] == []


def test_neighbours_are_one_graphic() -> None:
    chain = [Graphic(Box(x, 0, x + 10, 10)) for x in (0, 14, 100, 28)]
    assert sorted(graphic.box for graphic in cluster(chain)) == [Box(0, 0, 38, 10), Box(100, 0, 110, 10)]


def test_rules_are_thin() -> None:
    assert is_rule(Box(0, 0, 100, 1))
    assert not is_rule(Box(0, 0, 100, 10))


@given(graphics)
def test_clusters_hold_everything_and_stand_apart(several: list[Graphic]) -> None:
    clusters = cluster(several, 5.0)
    assert all(any(graphic.box.clipped(whole.box) == graphic.box for whole in clusters) for graphic in several)
    for number, one in enumerate(clusters):
        assert not any(one.box.touches(other.box, 5.0) for other in clusters[number + 1 :])
