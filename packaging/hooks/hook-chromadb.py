"""Chroma names its parts in settings and imports them by name."""

from PyInstaller.utils.hooks import collect_data_files

hiddenimports = [
    "chromadb.api.rust",
    "chromadb.telemetry.product.posthog",
    "chromadb.telemetry.opentelemetry",
    "chromadb_rust_bindings",
]
datas = collect_data_files("chromadb", includes=["*.yml", "*.sql"])
