"""Verbs of the library room."""
