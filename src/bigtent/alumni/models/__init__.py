"""Tables of the alumni room."""
