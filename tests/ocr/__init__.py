"""Tests of `desktop_app.ocr`."""
