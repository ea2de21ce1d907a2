"""Housekeeping: folders, resource files, atomic writes, logging, offline switches."""
