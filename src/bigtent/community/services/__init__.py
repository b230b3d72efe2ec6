"""Verbs of the community room."""
