"""Pages of the community room."""
