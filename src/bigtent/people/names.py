"""How names are folded so that they can be searched in any spelling of accents and case."""

import unicodedata


def folded(text: str) -> str:
    """Lower case without accents; anything that is no letter or digit becomes one blank."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


FORMER, OTHER = " /", " //"
MOST_OPEN, MOST_FORMER, MOST = 250, 100, 400


def search_text(*names: str, former: str = "", other: str = "") -> str:
    """What the directory searches: every part of every name, each after a blank.

    Names in use come first; after one stroke a former name, after two the ways others wrote it, so that a search can
    leave out what may not be read.
    """
    text = (" " + " ".join(filter(None, (folded(name) for name in names))))[:MOST_OPEN]
    if former := folded(former):
        text += f"{FORMER} {former[:MOST_FORMER]}"
    if other := folded(other):
        text += f"{OTHER} {other}"
    return text[:MOST]
