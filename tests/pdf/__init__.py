"""Tests of the adapter to document files."""
