"""How names are folded so that they can be searched in any spelling of accents and case."""

import unicodedata


def folded(text: str) -> str:
    """Lower case without accents; anything that is no letter or digit becomes one blank."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def search_text(*names: str) -> str:
    """What the directory searches: every part of every name, each after a blank."""
    return " " + " ".join(filter(None, (folded(name) for name in names)))
