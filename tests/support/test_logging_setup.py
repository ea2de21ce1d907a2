from __future__ import annotations

import logging
from pathlib import Path

from desktop_app.support.logging_setup import LOG_FILES, log_to


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


def test_the_log_never_takes_more_than_ten_megabytes(tmp_path: Path) -> None:
    handler = log_to(tmp_path)
    try:
        log = logging.getLogger("desktop_app.somewhere")
        log.info("x" * 30_000_000)
        for number in range(800):
            log.info("%d %s", number, "y" * 19_000)
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    sizes = [file.stat().st_size for file in tmp_path.iterdir()]
    assert len(sizes) == LOG_FILES + 1
    assert sum(sizes) <= 10_000_000
