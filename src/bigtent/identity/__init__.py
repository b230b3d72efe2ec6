"""Self-identification: raw answers, versions, derived views; protected aggregates out, rows never."""
