"""Template tags of the gatherings room."""
