"""The log file: bounded, local, without the text of documents."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

LOG_BYTES = 2_000_000
LOG_FILES = 3
MOST_CHARACTERS = 20_000
"""Of a record: a file holds at least one, however long it is."""


class _Bounded(logging.Formatter):
    """Cuts records that are longer than any report."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's text, with its stack."""
        return super().format(record)[:MOST_CHARACTERS]


def log_to(folder: Path) -> logging.Handler:
    """Sends warnings of all libraries and everything of the program itself to `imageref.log` in `folder`.

    At most `LOG_FILES + 1` files of `LOG_BYTES` each are kept. Returns the handler, for tests and for closing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "imageref.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Bounded("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger("desktop_app").setLevel(logging.INFO)
    return handler
