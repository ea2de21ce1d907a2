from __future__ import annotations

import pytest

from desktop_app.domain.page_content import DocumentProfile, PageContent
from desktop_app.ingestion.document_profile import digit_free, learn_profile, without_furniture
from tests.ingestion.pages import SENTENCE, PageBuilder


def page(number: int, *, head: str = "The Manual", foot: str = "") -> PageBuilder:
    builder = PageBuilder(number).prose(50, 120, 20)
    if head:
        builder.line(50, 40, head)
    if foot:
        builder.line(280, 770, foot)
    return builder


def kept(content: PageContent, profile: DocumentProfile) -> list[str]:
    return [line.text for line in without_furniture(content, profile) if line.text != SENTENCE]


@pytest.mark.parametrize(
    ("text", "plain"), [("Page 12 of 30", "page of"), ("xiv", ""), ("Civil 3", "civil"), ("– 4 –", "")]
)
def test_texts_without_numbers(text: str, plain: str) -> None:
    assert digit_free(text) == plain


def test_the_size_of_most_text_is_the_body_size() -> None:
    sample = page(1).line(50, 90, "Title", 18.0).line(50, 500, "Chapter", 13.0).build()
    profile = learn_profile([sample])
    assert (profile.body_size, profile.heading_sizes) == (10.0, (18.0, 13.0))
    assert learn_profile([]) == DocumentProfile()


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [page(n, foot=f"Page {n} of 9").build() for n in range(1, 6)]
    assert kept(pages[2], learn_profile(pages)) == []


def test_changing_heads_are_known_by_their_place() -> None:
    names = ("Ants", "Bees", "Cats", "Dogs", "Eels", "Foxes")
    profile = learn_profile([page(n, head=name).build() for n, name in enumerate(names)])
    assert profile.repeated_text == frozenset()
    assert kept(page(9, head="Gnus").build(), profile) == []


def test_what_stands_close_to_the_text_is_no_head() -> None:
    sample = [PageBuilder(n).line(50, 60, f"Word{'abcdef'[n]}").prose(50, 72, 20).build() for n in range(6)]
    assert learn_profile(sample).furniture == ()


def test_lonely_numbers_at_the_edge_are_page_numbers_but_ticks_are_not() -> None:
    profile = learn_profile([page(1, head="").build()])
    assert kept(page(1, head="", foot="17").build(), profile) == []
    ticks = PageBuilder().line(50, 40, "10").line(150, 40, "time").prose(50, 120, 3)
    assert kept(ticks.build(), profile) == ["10", "time"]


def test_images_at_one_place_of_many_pages_are_repeated() -> None:
    sample = [
        PageBuilder(n).image(40, 40, 90, 60, "logo").image(99, 200 + 50 * n, 200, 300 + 50 * n, "photo")
        for n in range(5)
    ]
    assert learn_profile([builder.build() for builder in sample]).repeated_images == frozenset({"logo0"})


def test_the_usual_side_of_captions_is_learned() -> None:
    above = PageBuilder().line(100, 188, "Figure 1: A photo").image(100, 200, 400, 400).build()
    below = PageBuilder().image(100, 200, 400, 400).line(100, 412, "Figure 1: A photo").build()
    small = PageBuilder().line(100, 188, "Figure 1: A photo").image(100, 200, 110, 210).build()
    bare = PageBuilder().image(100, 200, 400, 400).build()
    assert learn_profile([above]).captions_above
    assert not learn_profile([below]).captions_above
    assert not learn_profile([small, bare]).captions_above


def test_a_page_number_in_the_middle_of_a_wide_margin_is_left_out() -> None:
    page = PageBuilder().prose(100, 120, 30).line(297, 640, "12")
    assert kept(page.build(), DocumentProfile()) == []
    aside = PageBuilder().prose(100, 120, 30).line(120, 640, "12")
    assert kept(aside.build(), DocumentProfile()) == ["12"]


def test_titles_that_stand_alone_on_their_pages_are_no_running_heads() -> None:
    slides = [PageBuilder(number).line(50, 40, f"Part {name}").build() for number, name in enumerate("abcd", start=1)]
    profile = learn_profile(slides)
    assert [kept(slide, profile) for slide in slides] == [["Part a"], ["Part b"], ["Part c"], ["Part d"]]
