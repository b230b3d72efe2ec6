"""Files as they come: found out what they are, read within limits, every line accounted for."""
