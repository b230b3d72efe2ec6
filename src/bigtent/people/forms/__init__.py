"""What the pages of the people room accept."""
