"""Pages of the gatherings room."""
