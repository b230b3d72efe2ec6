"""What pages of the community room accept."""
