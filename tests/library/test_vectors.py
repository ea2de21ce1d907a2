from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy
import pytest

from desktop_app.domain.documents import DocumentStatus
from desktop_app.domain.ports import VectorField
from desktop_app.library.chroma_index import ChromaIndex
from desktop_app.library.connections import Connections
from desktop_app.library.index_probe import ExpectedCollection, probe
from desktop_app.library.opening import CatalogueLibrary, open_library
from desktop_app.library.vector_store import VectorStore
from desktop_app.library.vectors import MAX_FAILURES, IndexNote, IndexState, VectorIndex
from tests.helpers.fake_embedder import FakeTextEmbedder, hashed_words
from tests.helpers.library_filling import add_document, document_id, figure, store_texts

EMBEDDER = FakeTextEmbedder()
WAIT_S = 60.0
QUESTIONS = ["pump three", "valve two tank", "nothing like it"]
PATIENCE_S = 10.0


def fill(library: CatalogueLibrary, documents: int = 3) -> None:
    for number in range(documents):
        texts = [f"{thing} {number} {part}" for thing in ("pump", "valve", "tank") for part in ("one", "two", "three")]
        add_document(library, f"doc {number}", texts, [figure(f"A pump {number}"), figure("The tank", colour=2)])


def exact(library: CatalogueLibrary, question: str, limit: int = 5) -> list[tuple[str, float]]:
    hits = library._vectors.search(hashed_words(question), VectorField.PASSAGE, EMBEDDER.name, limit, None)
    return [(hit.id, round(hit.score, 4)) for hit in hits]


def scores(library: CatalogueLibrary, question: str, limit: int = 5) -> list[float]:
    hits = library.passages_by_vector(hashed_words(question), EMBEDDER.name, limit)
    return [round(hit.score, 4) for hit in hits]


def in_step(library: CatalogueLibrary) -> bool:
    return library.wait_for_index(WAIT_S)


def assert_equal_to_the_catalogue(library: CatalogueLibrary) -> None:
    assert library.index_in_step
    for question in QUESTIONS:
        assert scores(library, question) == [score for _, score in exact(library, question)]


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed library with a healthy index, made once; it can be moved, so it can be copied."""
    folder = tmp_path_factory.mktemp("healthy") / "library"
    with open_library(folder) as library:
        fill(library)
        assert in_step(library)
    return folder


@pytest.fixture
def filled(healthy: Path, folder: Path) -> Path:
    """A copy of that library."""
    shutil.copytree(healthy, folder)
    return folder


def index_folder(folder: Path) -> Path:
    (found,) = (folder / "vectors").iterdir()
    return found


def test_the_catalogue_answers_before_the_index_does(folder: Path) -> None:
    with open_library(folder) as library:
        add_document(library, "m", ["pump one", "valve two"])
        assert scores(library, "pump one", 1) == [1.0]


def test_index_and_catalogue_give_the_same_hits(library: CatalogueLibrary) -> None:
    fill(library)
    assert in_step(library)
    assert_equal_to_the_catalogue(library)
    vector = hashed_words("A pump 1")
    (hit,) = library.figures_by_vector(vector, VectorField.FIGURE_CAPTION, EMBEDDER.name, 1)
    assert library.figures([hit.id])[0].caption == "A pump 1"
    assert library.figures_by_vector(vector, VectorField.FIGURE_IMAGE, EMBEDDER.name, 1) == []
    assert library.passages_by_vector(vector, "another model", 5) == []
    assert library.passages_by_vector(vector[:10], EMBEDDER.name, 5) == []
    assert library.passages_by_vector(vector, EMBEDDER.name, 0) == []


@pytest.mark.parametrize("with_index", [True, False])
def test_a_search_can_be_limited_to_documents(library: CatalogueLibrary, with_index: bool) -> None:
    fill(library)
    if with_index:
        assert in_step(library)
    else:
        library._index.close(0)
    chosen = [document_id("doc 0"), document_id("doc 2")]
    hits = library.passages_by_vector(hashed_words("pump 1 one"), EMBEDDER.name, 100, chosen)
    assert len(hits) == 18
    assert {p.document_id for p in library.passages([hit.id for hit in hits])} == set(chosen)
    assert library.passages_by_vector(hashed_words("pump"), EMBEDDER.name, 5, []) == []
    assert library.passages_by_vector(hashed_words("pump"), EMBEDDER.name, 5, ["unknown"]) == []


def test_what_is_removed_or_unfinished_is_not_found(library: CatalogueLibrary) -> None:
    fill(library)
    assert in_step(library)
    library.remove_document(document_id("doc 1"))
    add_document(library, "unfinished", ["pump 1 one"], finish=False)
    assert max(scores(library, "pump 1 one")) < 0.999
    assert in_step(library)
    assert max(scores(library, "pump 1 one")) < 0.999
    library.finish_document(document_id("unfinished"), DocumentStatus.READY)
    assert in_step(library)
    assert_equal_to_the_catalogue(library)
    assert max(scores(library, "pump 1 one")) > 0.999


def test_a_healthy_index_is_used_again(filled: Path) -> None:
    before = index_folder(filled)
    with open_library(filled) as library:
        assert in_step(library)
        assert_equal_to_the_catalogue(library)
    assert index_folder(filled) == before


def test_a_new_model_gets_its_own_collection(filled: Path) -> None:
    other = FakeTextEmbedder("other-32", 32)
    with open_library(filled) as library:
        passages = library.document_passages(document_id("doc 0"))
        ids, texts = [p.id for p in passages], [p.text for p in passages]
        store_texts(library, document_id("doc 0"), VectorField.PASSAGE, ids, texts, other)
        assert in_step(library)
        assert_equal_to_the_catalogue(library)
        hits = library.passages_by_vector(hashed_words(texts[3], 32), other.name, 1)
        assert hits[0].id == ids[3]
        assert library.ids_with_vectors(document_id("doc 0"), VectorField.PASSAGE, other.name) == set(ids)


def test_vectors_are_replaced_not_doubled(library: CatalogueLibrary) -> None:
    add_document(library, "m", ["pump"])
    (only,) = library.document_passages(document_id("m"))
    store_texts(library, document_id("m"), VectorField.PASSAGE, [only.id], ["valve"], EMBEDDER)
    assert in_step(library)
    assert library.verify().vectors == 1
    assert scores(library, "valve") == [1.0]


@pytest.mark.parametrize(
    "vectors",
    [
        numpy.full((1, 64), numpy.nan, numpy.float32),
        numpy.full((1, 64), numpy.inf, numpy.float32),
        numpy.zeros((1, 64), numpy.float32),
        numpy.ones((2, 64), numpy.float32),
        numpy.ones((1, 0), numpy.float32),
        numpy.ones(64, numpy.float32),
    ],
)
def test_vectors_that_are_none_are_refused(library: CatalogueLibrary, vectors: Any) -> None:
    add_document(library, "m", ["pump"])
    (only,) = library.document_passages(document_id("m"))
    with pytest.raises(ValueError, match="vector"):
        library.store_vectors(document_id("m"), VectorField.PASSAGE, EMBEDDER.name, [only.id], vectors)
    assert scores(library, "pump") == [1.0]


def test_vectors_of_something_else_are_refused(library: CatalogueLibrary) -> None:
    add_document(library, "m", ["pump"])
    with pytest.raises(ValueError, match="are no passages"):
        store_texts(library, document_id("m"), VectorField.PASSAGE, ["unknown"], ["x"], EMBEDDER)
    library.store_vectors(document_id("m"), VectorField.PASSAGE, "m", [], numpy.zeros((0, 64), numpy.float32))


def test_a_question_that_is_no_vector_is_refused(library: CatalogueLibrary) -> None:
    add_document(library, "m", ["pump"])
    with pytest.raises(ValueError, match="finite"):
        library.passages_by_vector(numpy.full(64, numpy.nan, numpy.float32), EMBEDDER.name, 5)


def data_files(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in index_folder(folder).rglob("*") if path.is_file()}


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(0, len(content), max(1, len(content) // 50)):
        content[place] ^= 0xFF
    path.write_bytes(bytes(content))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "zero": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "flipped": flip,
}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("chroma.sqlite3", "gone"), ("chroma.sqlite3", "flipped"), ("data_level0.bin", "empty")],
)
def test_a_damaged_index_is_healed(filled: Path, name: str, kind: str) -> None:
    DAMAGE[kind](data_files(filled)[name])
    with open_library(filled) as library:
        for question in QUESTIONS:
            assert scores(library, question) == [score for _, score in exact(library, question)]
        assert in_step(library)
        assert_equal_to_the_catalogue(library)
        assert library.verify().problems == ()


def test_verify_finds_a_damaged_index_and_rebuild_heals_it(filled: Path) -> None:
    with open_library(filled) as library:
        assert library.verify().problems == ()
    DAMAGE["cut"](data_files(filled)["chroma.sqlite3"])
    with open_library(filled) as library:
        (problem,) = library.verify().problems
        assert "vector index is damaged" in problem
        assert library.rebuild().problems == ()
        assert_equal_to_the_catalogue(library)


def test_a_missing_index_is_made_anew(filled: Path) -> None:
    shutil.rmtree(filled / "vectors")
    with open_library(filled) as library:
        assert in_step(library)
        assert_equal_to_the_catalogue(library)


def test_a_huge_sparse_file_is_refused_unopened(filled: Path) -> None:
    path = data_files(filled)["link_lists.bin"]
    with path.open("r+b") as file:
        file.truncate(1 << 40)
    assert "link_lists.bin" in probe(path.parent, [ExpectedCollection("x", 10)], threading.Event())
    with open_library(filled) as library:
        assert in_step(library)
    assert "link_lists.bin" not in {p.name for p in filled.rglob("*") if p.stat().st_size > 1 << 30}


@pytest.mark.parametrize("change", ["less", "more"])
def test_entries_changed_behind_its_back_are_noticed(filled: Path, change: str) -> None:
    index = ChromaIndex(index_folder(filled))
    name = next(name for name in index.names() if name.startswith("passage"))
    numbers = sorted(index.numbers(name))
    if change == "less":
        index.delete(name, numbers[:4])
    else:
        from desktop_app.library.vector_store import StoredVector

        index.add(name, [StoredVector(10_000, "ghost", "ghost", hashed_words("ghost").tobytes())])
    index.close()
    with open_library(filled) as library:
        assert in_step(library)
        assert_equal_to_the_catalogue(library)


def test_the_mark_of_an_unclean_end_leads_to_a_new_index(filled: Path) -> None:
    before = index_folder(filled)
    connection = sqlite3.connect(filled / "catalogue.sqlite")
    dirty = "json_set(value, '$.dirty', json('true'))"
    assert connection.execute(f"UPDATE state SET value = {dirty} WHERE key = 'vector_index'").rowcount == 1
    connection.commit()
    connection.close()
    with open_library(filled) as library:
        assert in_step(library)
        assert_equal_to_the_catalogue(library)
    assert index_folder(filled) != before


def test_rebuild_makes_a_new_index_and_removes_what_nothing_refers_to(filled: Path) -> None:
    before = index_folder(filled)
    (filled / "figures" / ("0" * 64 + ".png")).write_bytes(b"stray")
    (filled / "figures" / ".x.png.abc.part").write_bytes(b"half")
    with open_library(filled) as library:
        assert "belong to nothing" in library.verify().problems[0]
        assert library.rebuild().problems == ()
        assert_equal_to_the_catalogue(library)
    assert index_folder(filled) != before
    assert len(list((filled / "figures").iterdir())) == 2


def test_an_index_that_is_behind_goes_on_where_it_was(filled: Path) -> None:
    before = index_folder(filled)
    with open_library(filled) as library:
        library._index.close(0)
        library.remove_document(document_id("doc 1"))
        add_document(library, "new", ["pump three", "gasket"])
    with open_library(filled) as library:
        assert in_step(library)
        assert_equal_to_the_catalogue(library)
        assert scores(library, "gasket", 1) == [1.0]
    assert index_folder(filled) == before


def test_a_note_that_can_not_be_read_is_that_of_no_index(filled: Path) -> None:
    connection = sqlite3.connect(filled / "catalogue.sqlite")
    connection.execute("UPDATE state SET value = '[1, 2' WHERE key = 'vector_index'")
    connection.commit()
    connection.close()
    with open_library(filled) as library:
        assert in_step(library)
        assert_equal_to_the_catalogue(library)


class SlowIndex(ChromaIndex):
    """Lets the test act between two writes."""

    between: Callable[[], None] = staticmethod(lambda: None)

    def add(self, *arguments: Any) -> None:
        super().add(*arguments)
        type(self).between()

    @property
    def batch(self) -> int:
        return 5


def test_closing_in_the_middle_keeps_what_is_written(folder: Path, tmp_path: Path) -> None:
    with open_library(folder) as library:
        fill(library)
        library._index.close(PATIENCE_S)
        store, state = library._vectors, IndexState(library._connections)
        state.write(IndexNote())
        index = VectorIndex(tmp_path / "v", store, state, SlowIndex)
        SlowIndex.between = index._stop.set
        index.keep_up()
        index.close(WAIT_S)
        note = state.read()
        assert (note.dirty, sum(note.counts.values())) == (False, 5)
        opened: list[SlowIndex] = []

        def reopen(path: Path) -> SlowIndex:
            opened.append(SlowIndex(path))
            return opened[-1]

        SlowIndex.between = staticmethod(lambda: None)
        again = VectorIndex(tmp_path / "v", store, state, reopen)
        again.keep_up()
        assert again.wait_until_in_step(WAIT_S)
        again.close(0)
        assert state.read().folder == note.folder
        assert sum(state.read().counts.values()) == 33


class FailingIndex(ChromaIndex):
    """Opens, and fails at the call it is told to."""

    def __init__(self, folder: Path, *, call: str, opened: list[Path]) -> None:
        opened.append(folder)
        self._call = call
        if call == "open":
            raise RuntimeError("Chroma is broken today")
        super().__init__(folder)

    def add(self, *arguments: Any) -> None:
        if self._call == "add":
            raise RuntimeError("Chroma is broken today")
        super().add(*arguments)

    def search(self, *arguments: Any) -> Any:
        if self._call == "search":
            raise RuntimeError("Chroma is broken today")
        return super().search(*arguments)


@pytest.fixture
def parts(folder: Path) -> Iterator[tuple[VectorStore, IndexState]]:
    with open_library(folder) as library:
        fill(library)
        library._index.close(PATIENCE_S)
        connections = Connections(folder / "catalogue.sqlite")
        yield VectorStore(connections), IndexState(connections)
        connections.close()


@pytest.mark.parametrize("call", ["open", "add", "search"])
def test_an_index_that_always_fails_is_given_up_with_one_message(
    parts: tuple[VectorStore, IndexState], tmp_path: Path, expected_logs: list[str], call: str
) -> None:
    expected_logs.append("the vector index is off after 3 failures")
    opened: list[Path] = []
    store, state = parts
    state.write(IndexNote())
    index = VectorIndex(tmp_path / "v", store, state, lambda path: FailingIndex(path, call=call, opened=opened))
    vector = hashed_words("pump")
    for _ in range(10):
        index.keep_up()
        index.wait_until_in_step(WAIT_S)
        assert index.search(vector, VectorField.PASSAGE, EMBEDDER.name, 5, None) is None
    assert len(opened) == MAX_FAILURES
    assert not index.in_step
    index.close(0)


class CountingIndex(ChromaIndex):
    """Notes how much is written at once, and allows little."""

    sizes: list[int]

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sizes = []

    @property
    def batch(self) -> int:
        return 7

    def add(self, name: str, vectors: Any) -> None:
        self.sizes.append(len(vectors))
        super().add(name, vectors)


def test_writes_are_as_small_as_the_index_asks(parts: tuple[VectorStore, IndexState], tmp_path: Path) -> None:
    made: list[CountingIndex] = []
    store, state = parts
    state.write(IndexNote())

    def make(path: Path) -> CountingIndex:
        made.append(CountingIndex(path))
        return made[-1]

    index = VectorIndex(tmp_path / "v", store, state, make)
    index.keep_up()
    assert index.wait_until_in_step(WAIT_S)
    index.close(0)
    assert sum(made[0].sizes) == 3 * 9 + 3 * 2
    assert max(made[0].sizes) == 7
