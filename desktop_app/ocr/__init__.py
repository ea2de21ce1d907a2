"""Adapter: text recognition (OCR) of pictures of pages, by RapidOCR."""
