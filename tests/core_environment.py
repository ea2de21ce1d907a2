"""A pytest plugin for the environment of the core (see `core.ini`): what is said there because Chroma is absent.

Tests of the command line use a real catalogue. Without Chroma the catalogue answers by itself, and the library says
so once in the log. That is right, and expected in this environment alone; any other record still fails the test.
"""

from __future__ import annotations

import logging

import pytest  # noqa: TC002 (pytest looks the annotation up)

INDEX_IS_OFF = "the vector index is off"


def _is_surprise(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith(INDEX_IS_OFF)


def pytest_configure(config: pytest.Config) -> None:
    """Keeps that one record away from the check of `quiet_log`."""
    logging.getLogger("desktop_app.library.vectors").addFilter(_is_surprise)
