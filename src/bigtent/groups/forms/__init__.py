"""The forms of the groups room."""
