"""Pages of the identity room."""
