"""Verbs of the gatherings room."""
