"""The pages of the outreach room."""
