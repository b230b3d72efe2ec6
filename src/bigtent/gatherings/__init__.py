"""The gatherings room."""
