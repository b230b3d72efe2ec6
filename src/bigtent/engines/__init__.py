"""Pure Python engines: no web framework, no database, usable from a notebook."""
