"""Awards, rosters, registries, links: finding lost alumni."""
