"""PyMuPDF loads MuPDF's libraries beside it."""

from PyInstaller.utils.hooks import collect_dynamic_libs

binaries = collect_dynamic_libs("pymupdf", search_patterns=["*.so*", "*.dll", "*.dylib"])
hiddenimports = ["pymupdf.mupdf", "pymupdf.extra", "pymupdf.utils", "pymupdf.table"]
