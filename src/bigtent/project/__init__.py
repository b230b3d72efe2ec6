"""Settings, addresses, pages that belong to no room."""
