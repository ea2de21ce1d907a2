"""Sentences for the user in a bar that never blocks."""
