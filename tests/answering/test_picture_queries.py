from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.answering.conversation_references import FigureWish, resolve
from desktop_app.answering.picture_queries import (
    ALIKE,
    NOT_FOUND,
    PictureSearcher,
    answer_picture,
    find_picture,
    take_in_pictures,
)
from desktop_app.domain.answer_events import AnswerFinished
from desktop_app.domain.conversation import Answer, Conversation
from desktop_app.domain.errors import FileProblem
from desktop_app.domain.jobs import CancelToken
from desktop_app.domain.picture_queries import FoundFigure, PictureSearched, PicturesTakenIn
from desktop_app.domain.ports import VectorField
from tests.helpers.fake_embedder import FakeImageEmbedder, FakeTextEmbedder
from tests.helpers.fake_picture_matcher import FakePictureMatcher
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary

WHERE = "Where is this in my documents?"


@pytest.fixture
def library(tmp_path: Path) -> MemoryLibrary:
    maker = LibraryMaker()
    pumps = maker.document("pumps", "The pump manual")
    waves = maker.document("waves")
    maker.passage(pumps, 4, "Oil the motor.\n\nFigure 7 shows the wiring of the pump.")
    maker.figure(pumps, 5, "7", "Wiring of the pump")
    maker.figure(waves, 2, None, "")
    maker.figure(waves, 3, "2", "Tides")
    for number, figure in enumerate(maker.library.figures_held):
        path = tmp_path / figure.file
        path.write_bytes(bytes([number]) * 9)
        maker.library.pictures[figure.id] = path
    embedder = FakeImageEmbedder()
    maker.library.index(FakeTextEmbedder())
    pictures = [maker.library.picture(figure) for figure in maker.library.figures_held]
    maker.library._vectors[VectorField.FIGURE_IMAGE] = embedder.embed_pictures(pictures, CancelToken())
    return maker.library


@pytest.fixture
def query(tmp_path: Path) -> Path:
    path = tmp_path / "query.png"
    path.write_bytes(b"\0" * 9)
    return path


def searcher(library: MemoryLibrary, **more: object) -> PictureSearcher:
    values: dict[str, object] = {"matcher": FakePictureMatcher(), **more}
    return PictureSearcher(library, **values)  # type: ignore[arg-type]


def found(picture: Path, searched: PictureSearcher, limit: int = 5) -> tuple[FoundFigure, ...]:
    *before, last = find_picture(picture, searched, limit=limit, cancel=CancelToken())
    assert all(isinstance(event, PicturesTakenIn) for event in before)
    assert isinstance(last, PictureSearched)
    return last.found


def answered(picture: Path, searched: PictureSearcher) -> Answer:
    last = list(answer_picture(WHERE, picture, Conversation(), searched, CancelToken()))[-1]
    assert isinstance(last, AnswerFinished)
    return last.answer


def test_the_same_picture_comes_first_and_those_that_look_alike_after_it(library: MemoryLibrary, query: Path) -> None:
    matcher = FakePictureMatcher(alike={"f3.png": 0.3})
    everything = found(query, searcher(library, matcher=matcher, image_embedder=FakeImageEmbedder()))
    assert (everything[0].figure.id, everything[0].same) == ("f1", True)
    assert {each.figure.id for each in everything} == {"f1", "f2", "f3"}
    assert everything[0].score > 0.5 >= everything[1].score >= everything[2].score


def test_only_chosen_documents_are_searched(library: MemoryLibrary, query: Path) -> None:
    assert found(query, searcher(library, documents=frozenset({"id-waves"}))) == ()


def test_progress_counts_the_pictures(library: MemoryLibrary, query: Path) -> None:
    events = find_picture(query, searcher(library), limit=3, cancel=CancelToken())
    assert next(events) == PicturesTakenIn(1, 3)


def test_the_answer_names_the_figure_its_page_and_what_is_said_of_it(library: MemoryLibrary, query: Path) -> None:
    answer = answered(query, searcher(library))
    assert answer.paragraphs == (
        "This is Figure 7 of **The pump manual**, page 5: Wiring of the pump [1]",
        "Oil the motor. Figure 7 shows the wiring of the pump. [2]",
    )
    assert [placed.figure.id for placed in answer.figures] == ["f1"]
    assert [citation.regions[0].page for citation in answer.citations] == [5, 4]
    again = resolve("Which page is it on?", Conversation([answer]))
    assert (again.wish, again.figures) == (FigureWish.PAGE, answer.figures)


def test_a_picture_that_stands_twice_is_told_twice(library: MemoryLibrary, query: Path) -> None:
    second = library.pictures["f2"]
    second.write_bytes(query.read_bytes())
    answer = answered(query, searcher(library))
    assert answer.paragraphs[2] == "It is also a figure of **waves**, page 2. [3]"
    assert [placed.after_paragraph for placed in answer.figures] == [0, 2]


def test_a_picture_that_is_not_there(library: MemoryLibrary, query: Path) -> None:
    query.write_bytes(b"something else")
    assert answered(query, searcher(library)).paragraphs == (NOT_FOUND,)
    alike = answered(query, searcher(library, image_embedder=FakeImageEmbedder()))
    assert alike.paragraphs == (ALIKE,) if alike.figures else (NOT_FOUND,)


def test_figures_that_look_alike_are_shown_as_such(library: MemoryLibrary, query: Path) -> None:
    matcher = FakePictureMatcher(alike={"f3.png": 0.9})
    query.write_bytes(b"something else")
    answer = answered(query, searcher(library, matcher=matcher, image_embedder=FakeImageEmbedder()))
    assert answer.paragraphs == (ALIKE,)
    assert "f3" in [placed.figure.id for placed in answer.figures]


def test_a_picture_file_that_is_missing(library: MemoryLibrary, tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        answered(tmp_path / "gone.png", searcher(library))


def test_what_is_certain_is_told_while_figures_are_still_being_read(tmp_path: Path, query: Path) -> None:
    maker = LibraryMaker()
    document = maker.document("large")
    for number in range(400):
        maker.figure(document, number + 1, None, "")
        figure = maker.library.figures_held[number]
        path = maker.library.pictures[figure.id] = tmp_path / f"{number:03}.png"
        path.write_bytes(bytes([number == 0]) * 9 if number < 2 else b"x")
    events = list(find_picture(query, searcher(maker.library), limit=5, cancel=CancelToken()))
    answers = [event for event in events if isinstance(event, PictureSearched)]
    assert [answer.complete for answer in answers] == [False, True]
    assert answers[0].found == answers[1].found != ()
    assert isinstance(events[-2], PicturesTakenIn)
    nowhere = tmp_path / "nowhere.png"
    nowhere.write_bytes(b"other")
    events = list(find_picture(nowhere, searcher(maker.library), limit=5, cancel=CancelToken()))
    assert [type(event) for event in events].count(PictureSearched) == 1


def test_figures_are_taken_in_ahead(library: MemoryLibrary) -> None:
    taken = list(take_in_pictures(library, FakePictureMatcher(), CancelToken()))
    assert taken == [PicturesTakenIn(number, 3) for number in (1, 2, 3)]
