"""How two records become one: which pairs, which rows, which fields."""
