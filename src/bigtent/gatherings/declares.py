"""What the gatherings room offers to others."""
