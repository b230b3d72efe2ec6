"""Code and styles that stand in a page itself."""

import re
from html.parser import HTMLParser

ADDRESSES = ("href", "src", "action", "formaction", "poster", "data")


class Looking(HTMLParser):
    """Collects what a strict policy forbids."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.inside = tag if tag == "script" and "src" not in given and not is_data(given) else None
        if tag in ("style", "iframe", "object", "embed", "base"):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        for name in ADDRESSES:
            if re.match(r"\s*(javascript|data|vbscript):", given.get(name) or "", re.I):
                self.found.append(f"{tag} {name}={given[name][:40]}")
            if re.match(r"(https?:)?//", given.get(name) or "") and tag in ("script", "link", "img", "form"):
                self.found.append(f"{tag} from elsewhere: {given[name][:60]}")

    def handle_data(self, data):
        if self.inside and data.strip():
            self.found.append(f"script: {data.strip()[:60]}")


def is_data(given):
    """A block that is only read, such as the options of a passkey or what search engines read of an event (JSON-LD,
    which they take from the page and from nowhere else), runs nowhere."""
    return given.get("type") in ("application/json", "application/ld+json")


def forbidden(page):
    looking = Looking()
    looking.feed(page)
    return looking.found
