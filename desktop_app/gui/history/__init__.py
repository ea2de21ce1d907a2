"""Kept conversations in the window."""
