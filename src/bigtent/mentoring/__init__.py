"""Mentors, mentees, rounds and pairings."""
