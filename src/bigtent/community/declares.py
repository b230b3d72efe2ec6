"""What the community room offers to others."""
