"""How a person is taken out of everything: what she is known by, where it stands, and how the disk forgets."""
