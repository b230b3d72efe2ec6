"""What a page or a letter says outside the marks of a translation, and is neither a name nor somebody's writing."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import allauth
import django
import polib
from django.apps import apps
from django.db import models

from tests.catalog.longer import without_marked
from tests.catalog.unmarked_in_templates import LETTERS, SAME_EVERYWHERE, SEEN_ATTRIBUTES

# The same in every language: names, addresses; then codes, forms of files and units.
NAMES = re.compile(r"Bigtent|Amara Diallo|988 Suicide & Crisis Lifeline|English|español|https?://\S+|\S+@\S+")
CODES = re.compile(
    r"\b[A-Z0-9]{3,4}-[A-Z0-9]{3,4}\b|\b[\w-]+\.(?:csv|xlsx|pdf|json|toml)\b"
    r"|\b(?:CSV|XLSX|JSON|PDF|ZIP|NPI|Excel|MB|ms|[A-Z]{2})\b"
)
# Clocks of a place, such as (EST, New York): their letters and the city are the same everywhere.
CLOCKS = re.compile(r"\([A-Z]{2,5}, [\w .'-]+\)")
DATE = re.compile(r"\d{1,2} de [a-z]+(?: de \d{4})?|[a-z]+ de \d{4}")
VOID = {"input", "img", "br", "hr", "meta", "link", "use", "path", "rect", "circle", "line"}
# A sentence goes on through these.
WITHIN = {"a", "abbr", "b", "code", "em", "i", "kbd", "q", "samp", "small", "span", "strong", "time"}


@cache
def said_outside(text: str, known: "Known") -> list[str]:
    """The words that are left when marks, names and what people wrote are taken away."""
    left = CODES.sub(" ", known.taken_from(NAMES.sub(" ", CLOCKS.sub(" ", DATE.sub(" ", without_marked(text))))))
    return [text.strip()] if LETTERS.search(left) else []


def in_letter(text: str, known: "Known") -> list[str]:
    return [words for line in without_marked(text).splitlines() for words in said_outside(line, known)]


def on_page(html: str, known: "Known") -> list[str]:
    reader = _Reader()
    reader.feed(html)
    return [words for text in reader.texts for words in said_outside(text, known)]


class Known:
    """What stands in the database as somebody wrote it, and what Django and allauth say in Spanish."""

    def __init__(self):
        self.texts = frozenset(_written()) | _of_others()
        self.found = re.compile("|".join(map(re.escape, sorted(self.texts, key=len, reverse=True))), re.I)

    def taken_from(self, text: str) -> str:
        words = " ".join(text.split())
        return "" if words in self.texts else self.found.sub(" ", words)


def _written():
    """All that stands in columns of free text; codes and keys are no words for anybody."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            free = isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
            if free and not isinstance(field, models.SlugField) and not field.primary_key:
                for value in model._base_manager.values_list(field.name, flat=True).distinct():
                    yield from _texts(value)


def _texts(value):
    if isinstance(value, dict | list):
        for one in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from _texts(one)
    elif isinstance(value, str) and len(value) > 2 and LETTERS.search(value):
        yield " ".join(value.split())


@cache
def _of_others() -> frozenset[str]:
    """Every Spanish sentence of the libraries that speak on our pages."""
    files = [*Path(django.__file__).parent.glob("**/locale/es/LC_MESSAGES/django.mo")]
    files += Path(allauth.__file__).parent.glob("locale/es/LC_MESSAGES/django.mo")
    entries = [entry for file in files for entry in polib.mofile(str(file))]
    said = {" ".join(text.split()) for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())}
    return frozenset(text for text in said if len(text) > 2 and "%" not in text)


class _Reader(HTMLParser):
    """The text of a page, one piece for each element without further ones, and what is read out of attributes."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.texts, self.silent = [""], []

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag in VOID:
            pass
        elif self.silent or tag in SAME_EVERYWHERE or ("lang" in attributes and tag != "html"):
            self.silent.append(tag)
        seen = SEEN_ATTRIBUTES if tag != "meta" else set()
        self.texts[:0] = [attributes[name] for name in seen & attributes.keys() if not self.silent]
        self._go_on(tag)

    def handle_endtag(self, tag):
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()
        self._go_on(tag)

    def _go_on(self, tag):
        if tag not in WITHIN:
            self.texts.append("")

    def handle_data(self, data):
        if not self.silent:
            self.texts[-1] += data
