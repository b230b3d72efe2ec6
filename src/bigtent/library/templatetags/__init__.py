"""Tags of the library room."""
