"""Plans, actions and the figures that show them."""
