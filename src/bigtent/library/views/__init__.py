"""Pages of the library room."""
