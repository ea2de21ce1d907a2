from __future__ import annotations

import inspect
import pickle

import pytest

from desktop_app.domain import errors
from desktop_app.domain.errors import Cancelled, ImageRefError, LibraryLocked

CLASSES = [thing for _, thing in inspect.getmembers(errors, inspect.isclass) if issubclass(thing, ImageRefError)]


def test_an_error_says_what_happened_and_what_to_do() -> None:
    error = LibraryLocked("The library is open in another program.", "Close that program first.")
    assert (error.message, error.hint) == ("The library is open in another program.", "Close that program first.")
    assert str(error) == "The library is open in another program. Close that program first."
    assert str(LibraryLocked("The library is open.")) == "The library is open."


@pytest.mark.parametrize("kind", [kind for kind in CLASSES if kind is not Cancelled])
def test_errors_survive_a_copy(kind: type[ImageRefError]) -> None:
    copy = pickle.loads(pickle.dumps(kind("What.", "How.")))
    assert (type(copy), copy.message, copy.hint) == (kind, "What.", "How.")


def test_the_tree_in_the_docstring_is_complete() -> None:
    assert errors.__doc__ is not None
    missing = [kind.__name__ for kind in CLASSES if kind.__name__ not in errors.__doc__]
    assert not missing
