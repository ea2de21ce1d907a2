"""The quick search gives what comparing with every vector and sorting all of them gives."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ports import VectorField
from desktop_app.library.opening import CatalogueLibrary
from desktop_app.library.vector_store import highest
from tests.helpers.library_filling import add_document

SCORES = st.lists(st.sampled_from([-numpy.inf, -1.0, 0.0, 0.25, 0.5, 1.0]) | st.floats(-1, 1, width=32), min_size=1)


@given(SCORES, st.integers(1, 12))
def test_the_highest_are_those_of_a_full_sort(scores: list[float], count: int) -> None:
    plain = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:count]
    expected = [place for place in plain if scores[place] > -numpy.inf]
    assert highest(numpy.array(scores, dtype=numpy.float32), count).tolist() == expected


@pytest.mark.parametrize("limit", [1, 7, 500])
def test_search_gives_what_comparing_all_gives(library: CatalogueLibrary, limit: int) -> None:
    random = numpy.random.default_rng(3)
    vectors: dict[str, tuple[str, numpy.ndarray]] = {}
    for name in ("one", "two", "three"):
        document = add_document(library, name, [f"{name} {number}" for number in range(40)])
        ids = [passage.id for passage in library.document_passages(document.id)]
        rows = random.standard_normal((40, 16)).astype(numpy.float32)
        library.store_vectors(document.id, VectorField.PASSAGE, "random", ids, rows)
        vectors |= {i: (document.id, row / numpy.linalg.norm(row)) for i, row in zip(ids, rows, strict=True)}
    chosen = sorted({document_id for document_id, _ in vectors.values()})[:2]
    for documents in (None, chosen, []):
        question = random.standard_normal(16).astype(numpy.float32)
        unit = question / numpy.linalg.norm(question)
        scores = {
            i: float(row @ unit) for i, (owner, row) in vectors.items() if documents is None or owner in documents
        }
        expected = sorted(scores, key=lambda each: -scores[each])[:limit]
        hits = library.passages_by_vector(question, "random", limit, documents)
        assert [hit.id for hit in hits] == expected
        assert [hit.score for hit in hits] == pytest.approx([scores[each] for each in expected], abs=1e-5)
