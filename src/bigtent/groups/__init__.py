"""Councils, circles, panels and teams: who belongs, what they decided, what became of it."""
