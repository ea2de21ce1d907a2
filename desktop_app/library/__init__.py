"""The library on disk: catalogue (SQLite, FTS5), vector index (Chroma, disposable), picture files, one lock."""
