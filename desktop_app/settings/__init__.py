"""Typed preferences: what can be set, its bounds and defaults, and the file that keeps it."""
