"""All that is held of a person, in a shape that a program can read and in one that she can."""
