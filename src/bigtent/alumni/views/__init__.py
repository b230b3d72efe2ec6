"""Pages of the alumni room."""
