"""Tags of the groups room."""
