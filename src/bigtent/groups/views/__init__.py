"""The pages of the groups room."""
