from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.model_store import Fit, KnownModel, MemoryNeed, ModelKind, StoredModel, as_size, total_size

GB = 1_000_000_000


@pytest.mark.parametrize(
    ("needed", "installed", "fit", "words"),
    [
        (2 * GB, 8 * GB, Fit.FITS, "Fits this machine: it needs about 2.0 GB of memory."),
        (7 * GB, 8 * GB, Fit.TIGHT, "Tight: it needs about 7.0 GB of memory, and this machine has 8.0 GB."),
        (9 * GB, 8 * GB, Fit.TOO_LARGE, "Too large: it needs about 9.0 GB of memory, and this machine has 8.0 GB."),
        (9 * GB, 0, Fit.UNKNOWN, "It needs about 9.0 GB of memory."),
        (0, 8 * GB, Fit.UNKNOWN, "How much memory it needs is not known."),
    ],
)
def test_whether_a_model_fits_is_said_in_words(needed: int, installed: int, fit: Fit, words: str) -> None:
    need = MemoryNeed(needed, installed)
    assert need.fit is fit
    assert need.words.startswith(words)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 kB"), (-5, "0 kB"), (12_000, "12 kB"), (436_808_704, "437 MB"), (1_893_671_520, "1.9 GB")],
)
def test_sizes_are_those_of_the_hubs_pages(size: int, words: str) -> None:
    assert as_size(size) == words


def test_a_size_is_known_when_all_its_files_are() -> None:
    def known(model: int, projector: int, kind: ModelKind = ModelKind.LANGUAGE) -> KnownModel:
        return KnownModel("n", "o/n", "Q8_0", "MIT", "", 1.0, 0, model, projector, kind)

    assert known(3, 2).size == 5
    assert known(3, 0).size == known(0, 2).size == 0
    assert known(3, 0, ModelKind.PICTURES).size == 3


def test_models_that_are_kept_elsewhere_take_no_room() -> None:
    here = StoredModel("a", Path("a"), None, 5, "")
    there = StoredModel("b", Path("b"), None, 7, "", owned=False)
    assert total_size([here, there]) == 5
