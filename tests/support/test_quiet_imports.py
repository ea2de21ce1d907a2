"""The collector rests during imports, and leaves what they made alone."""

from __future__ import annotations

import gc

import pytest

from desktop_app.support.quiet_imports import without_collection


def test_the_collector_rests_and_goes_on() -> None:
    with without_collection():
        assert not gc.isenabled()
        kept = [[object()]]
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    assert not any(each is kept for each in gc.get_objects())
    gc.unfreeze()


def test_one_within_another_leaves_it_to_the_outer() -> None:
    with without_collection():
        with without_collection():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.unfreeze()


def test_the_collector_goes_on_after_an_error() -> None:
    with pytest.raises(ImportError), without_collection():
        raise ImportError
    assert gc.isenabled()
    gc.unfreeze()
