"""Conversations: kept in a database beside the library, and written to files."""
