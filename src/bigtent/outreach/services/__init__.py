"""Verbs of the outreach room."""
