"""What pages of the gatherings room accept."""
