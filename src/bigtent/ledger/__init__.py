"""What happened, what is running, what is kept."""
