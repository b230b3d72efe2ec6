"""What pages of the library room accept."""
