"""Measuring answers against questions with gold: which figures are found, which are shown, and where."""
