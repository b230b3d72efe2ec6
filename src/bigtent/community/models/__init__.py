"""Tables of the community room."""
