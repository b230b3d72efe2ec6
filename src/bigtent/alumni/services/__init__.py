"""Verbs of the alumni room."""
