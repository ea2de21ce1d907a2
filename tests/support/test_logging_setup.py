from __future__ import annotations

import logging
from pathlib import Path

from desktop_app.support.logging_setup import log_to


def test_the_log_goes_to_a_file(tmp_path: Path) -> None:
    handler = log_to(tmp_path / "logs")
    try:
        logging.getLogger("desktop_app.somewhere").info("something happened")
        logging.getLogger("another.library").info("chatter")
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    text = (tmp_path / "logs" / "imageref.log").read_text()
    assert "INFO desktop_app.somewhere: something happened" in text
    assert "chatter" not in text
