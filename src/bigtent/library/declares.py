"""What the library room offers to others."""
