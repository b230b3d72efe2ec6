"""The forms of the outreach room."""
