from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.documents import Passage
from desktop_app.domain.ports import FigureField
from desktop_app.library.opening import CatalogueLibrary
from desktop_app.library.search_words import indexed_text, match_expression, safe_text
from desktop_app.library.text_search import TextSearch
from tests.helpers.library_filling import add_document, figure

TEXTS = [
    "Use M66 to wait for an input, and G5.2 for NURBS.",
    "Start it with --no-mmap or with --mlock, then set file_name.",
    "Der Rücklauf der Pumpe wird geprüft.",
    "状態機械はトレースを記録する。",
    "首先打开阀门，然后启动水泵。",
    "The eﬃciency of ﬁlters ＡＢＣ１２３ is shown.",
    "Traces are recorded by the monitor of Ｔrace­Monkey.",
    "unrelated words about gardens",
]


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE w USING fts5 (t, tokenize = 'porter unicode61 remove_diacritics 2')")
    connection.executemany("INSERT INTO w (t) VALUES (?)", [(indexed_text(text),) for text in TEXTS])
    yield connection
    connection.close()


def found(index: sqlite3.Connection, question: str) -> list[int]:
    expression = match_expression(question)
    if not expression:
        return []
    rows = index.execute("SELECT rowid FROM w WHERE w MATCH ? ORDER BY rank", (expression,)).fetchall()
    return [row[0] - 1 for row in rows]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what does M66 do?", 0),
        ("G5.2", 0),
        ("(G5.2)", 0),
        ("nurbs", 0),
        ("--no-mmap", 1),
        ("mlock", 1),
        ("file_name", 1),
        ("rucklauf", 2),
        ("PUMPE", 2),
        ("状態機械", 3),
        ("記録", 3),
        ("阀门", 4),
        ("泵", 4),
        ("水泵阀", 4),
        ("开关", 4),
        ("efficiency", 5),
        ("filter", 5),
        ("abc123", 5),
        ("how is a trace recorded", 6),
        ("TraceMonkey", 6),
    ],
)
def test_a_text_is_found_by_its_words(index: sqlite3.Connection, question: str, text: int) -> None:
    assert found(index, question)[0] == text


@pytest.mark.parametrize("question", ["", "   ", "?!", '"', "\0", "\ud800", "*", "()", "-", "・"])
def test_a_question_without_words_finds_nothing(question: str) -> None:
    assert match_expression(question) == ""


def test_words_that_say_nothing_count_only_where_there_are_no_others() -> None:
    assert match_expression("what is the pump") == '"pump"'
    assert match_expression("what is it") == '"what" OR "is" OR "it"'


def test_long_questions_are_cut() -> None:
    assert match_expression(" ".join(f"word{n}" for n in range(10_000))).count(" OR ") < 100


@given(st.text() | st.lists(st.sampled_from(['"', "NEAR(", "AND", "*", "^", "{a}:", "pump", "\0", "図"])).map(" ".join))
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_question_is_ever_query_syntax(index: sqlite3.Connection, question: str) -> None:
    found(index, question)


@given(st.text())
@settings(max_examples=200)
def test_safe_text_can_be_stored(text: str) -> None:
    safe = safe_text(text)
    assert "\0" not in safe
    assert safe_text(safe) == safe
    assert sqlite3.connect(":memory:").execute("SELECT ?", (safe,)).fetchone() == (safe,)


def test_figures_are_found_in_the_fields_asked_for(library: CatalogueLibrary) -> None:
    add_document(library, "m", ["x"], [figure("A pump", inside="valve"), figure("A tank", inside="pump")])
    pump, tank = library.all_figures()
    assert [hit.id for hit in library.figures_by_text("pump", [FigureField.CAPTION], 5)] == [pump.id]
    assert [hit.id for hit in library.figures_by_text("pump", [FigureField.INSIDE], 5)] == [tank.id]
    assert {hit.id for hit in library.figures_by_text("pump", list(FigureField), 5)} == {pump.id, tank.id}
    assert library.figures_by_text("pump", [], 5) == []
    assert library.figures_by_text("", list(FigureField), 5) == []


def test_a_search_can_be_limited_to_documents(library: CatalogueLibrary) -> None:
    one = add_document(library, "one", ["pump one", "garden"], [figure("pump")])
    two = add_document(library, "two", ["pump two", "garden"], [figure("pump")])
    texts = {hit.id: hit.score for hit in library.passages_by_text("pump", 10)}
    assert len(texts) == 2
    for chosen in (one, two):
        (hit,) = library.passages_by_text("pump", 10, [chosen.id])
        assert library.passages([hit.id])[0].document_id == chosen.id
        assert len(library.figures_by_text("pump", [FigureField.CAPTION], 10, [chosen.id])) == 1
    assert library.passages_by_text("pump", 10, []) == []
    assert len(library.passages_by_text("pump", 1)) == 1
    assert library.passages_by_text("pump", 0) == []


def test_better_matches_come_first(library: CatalogueLibrary) -> None:
    add_document(library, "m", ["pump and tank", "pump valve gasket", "garden", "house", "street", "sea"])
    hits = library.passages_by_text("pump valve gasket", 10)
    assert [p.page for p in library.passages([hit.id for hit in hits])] == [2, 1]
    assert hits[0].score > hits[1].score


def test_unfinished_documents_do_not_crowd_out_the_others(library: CatalogueLibrary) -> None:
    add_document(library, "unfinished", ["pump"] * 300, finish=False)
    add_document(library, "finished", ["pump among many other words that make it less of a match"])
    assert len(library.passages_by_text("pump", 10)) == 1


def test_in_a_large_library_the_rarest_words_are_searched(library: CatalogueLibrary) -> None:
    texts = [f"pump valve number{n}" for n in range(8)] + ["pump gasket", "pump gasket flange"]
    add_document(library, "m", texts, [figure("pump"), figure("pump flange"), figure("pump"), figure("pump")])
    small = TextSearch(library._connections, passage_matches=3, figure_matches=2)

    def pages(query: str) -> list[int]:
        return [p.page for p in library.passages([hit.id for hit in small.passages(query, 20, None)])]

    assert pages("pump flange gasket") == [10, 9]
    assert len(pages("pump")) == 10, "a common word alone is searched all the same"
    assert len(pages("pump valve")) == 10, "and so are two"
    assert pages("nowhere") == []
    assert sorted(pages("pump number3 flange")) == [4, 10], "as many as stay within the matches"
    assert len(small.passages("pump flange", 20, [d.id for d in library.documents()])) == 10
    assert len(small.figures("pump flange", [FigureField.CAPTION], 9, None)) == 4


def test_a_word_that_becomes_common_is_noticed(library: CatalogueLibrary) -> None:
    small = TextSearch(library._connections, passage_matches=4)
    add_document(library, "first", ["gasket", "pump flange", "flange", "flange", "sea"])
    for _ in range(2):  # counted, and remembered
        assert [p.page for p in found_passages(library, small)] == [1, 2]
    add_document(library, "second", ["gasket"] * 4)
    small.changed()
    assert [p.page for p in found_passages(library, small)] == [2, 3, 4], "the word that is common now is left out"


def test_only_so_many_counts_are_remembered(library: CatalogueLibrary) -> None:
    small = TextSearch(library._connections, passage_matches=1, counts_kept=2)
    add_document(library, "m", ["gasket", "pump", "flange"])
    assert len(small.passages("gasket pump flange valve", 20, None)) == 2
    assert small.counts_known <= 2


def found_passages(library: CatalogueLibrary, search: TextSearch) -> list[Passage]:
    hits = search.passages("gasket flange pump", 20, None)
    return sorted(library.passages([hit.id for hit in hits]), key=lambda passage: passage.page)
