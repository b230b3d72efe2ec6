"""Random public keys: what stands in an address instead of a countable number."""

import secrets

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_key() -> str:
    """12 characters, about 59 bits, without letters that are mistaken for digits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
