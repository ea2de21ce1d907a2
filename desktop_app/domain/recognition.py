"""Which pages text recognition reads: a choice that the settings know without the contents of pages."""

from __future__ import annotations

from enum import StrEnum


class RecognitionMode(StrEnum):
    """Which pages are read by text recognition (OCR)."""

    AUTO = "auto"
    OFF = "off"
    ALWAYS = "always"
