"""Verbs of the groups room."""
