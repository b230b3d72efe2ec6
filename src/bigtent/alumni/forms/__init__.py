"""What the pages and commands of the alumni room accept."""
