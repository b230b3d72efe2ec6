"""Words in the source of a template that somebody would see and nobody could translate."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

LETTERS = re.compile(r"[^\W\d_]{2}")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.S)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}|{%\s*trans(?:late)?\b.*?%}", re.S)
CLASSES = re.compile(r"{%\s*block page_class\s*%}.*?{%\s*endblock\s*%}", re.S)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.S)
MARKED = re.compile(r"""_\((?:"[^"]*"|'[^']*')\)""")
IN_TAG = re.compile(r""""([^"]*)"|'([^']*)'""")
SEEN_ATTRIBUTES = {"alt", "title", "aria-label", "aria-description", "placeholder", "summary", "content", "label"}
BUTTONS = {"submit", "button", "reset"}
# Elements whose content is the same in every language: what is typed, keys, addresses.
SAME_EVERYWHERE = {"code", "kbd", "samp", "style", "script", "svg"}
NAMES = re.compile(r"Bigtent|Amara Diallo")
# A day written out in the English order; DATE_FORMAT and its like are those of the reader's language.
ENGLISH_DATE = re.compile(r"""date:["'](?![A-Z_]+_FORMAT)[^"']*[FNj][^"']*["']""")


def in_template(source: str, *, html: bool = True) -> Iterator[str]:
    """The words of a template outside {% translate %} and {% blocktranslate %}."""
    yield from ENGLISH_DATE.findall(source)
    for pattern in (COMMENT, TRANSLATED, CLASSES):
        source = pattern.sub("", source)
    for tag in TAG.findall(source):
        yield from _in_tag(tag)
    source = TAG.sub("", source)
    if html:
        reader = _Reader()
        reader.feed(source)
        found = reader.found
    else:
        found = source.splitlines()
    yield from (text.strip() for text in found if _are_words(text))


def _in_tag(tag: str) -> Iterator[str]:
    """Words given to a tag or filter; names of blocks, files and kinds have no blank or capital."""
    if re.match(r"{%\s*(url|static|include|extends|load|now)\b", tag):
        tag = tag.partition(" with ")[2]
    tag = re.sub(r"""date:"[^"]*\"""", "", MARKED.sub("", tag))
    for double, single in IN_TAG.findall(tag):
        text = double or single
        if _are_words(text) and (" " in text.strip() or text[:1].isupper()):
            yield text


def _are_words(text: str) -> bool:
    return bool(LETTERS.search(NAMES.sub("", text)))


class _Reader(HTMLParser):
    """Gathers what a page shows: its text and the attributes that are read out."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        if tag in SAME_EVERYWHERE:
            self.inside.append(tag)
        attributes = {name: value or "" for name, value in attrs}
        if tag != "meta" or attributes.get("name") == "description":
            self.found += [attributes[name] for name in SEEN_ATTRIBUTES & attributes.keys()]
        if tag == "input" and attributes.get("type") in BUTTONS:
            self.found.append(attributes.get("value", ""))

    def handle_endtag(self, tag):
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data):
        if not self.inside:
            self.found.append(data)
