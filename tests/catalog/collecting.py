"""Every text of Bigtent that is shown to somebody: from its code, its templates and the lists it comes with."""

import ast
import csv
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.utils.translation.template import templatize

from bigtent.ledger.declarations import declared
from bigtent.people.takeout.gathering import MINE, OF_ACCOUNT, is_given

SOURCE = Path(__file__).resolve().parents[2] / "src" / "bigtent"
# Engines serve notebooks and speak English, migrations keep what was.
SILENT = ("engines", "migrations")
# How each function is called: where its context, its message and its plural stand.
CALLS = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
WORD = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"\b(\w*gettext|_)\({WORD}(?:, {WORD})?(?:, {WORD})?", re.S)
# A list of the reference data: the context its words are looked up in, and the columns that are shown.
LISTS = {
    "people/reference/professions.csv": ("profession", "name"),
    "people/reference/specialties.csv": ("specialty", "family", "name"),
    "people/reference/topics.csv": ("topic", "name"),
    "community/reference/help_lines.csv": ("help line", "for_whom", "hours", "languages"),
}
PLANS = "accountability/templates_of_plans/"
SHOWN_OF_A_PLAN = ("name", "summary", "source", "text")


@dataclass
class Message:
    """One text to translate. `plural` is empty for most; `files` are those in which it stands."""

    context: str | None
    id: str
    plural: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        return self.context or "", self.id


def collect(source: Path = SOURCE) -> list[Message]:
    """All messages below a folder, by the file they stand in first."""
    found: dict[tuple[str, str], Message] = {}
    for path, message in _everywhere(source):
        kept = found.setdefault(message.key, message)
        kept.plural = kept.plural or message.plural
        kept.files.add(path)
    return sorted(found.values(), key=lambda message: (min(message.files), message.key))


def _everywhere(source: Path) -> Iterator[tuple[str, Message]]:
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        reader = READERS.get(path.suffix)
        if reader and not {*SILENT} & {*name.split("/")}:
            yield from ((name, message) for message in reader(path.read_text(encoding="utf-8"), name))
    yield from _in_columns()


def in_python(source: str, _name: str = "") -> Iterator[Message]:
    """The messages of a module, whatever names its functions were imported by."""
    tree = ast.parse(source)
    names = dict(_imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield from _said(names[node.func.id], node.args)


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from ((one.asname or one.name, one.name) for one in node.names if one.name in CALLS)


def _said(function: str, given: list[ast.expr]) -> Iterator[Message]:
    """The words of one call; those of a list or a file are read where they stand."""
    if isinstance(given[CALLS[function][1]], ast.Constant):
        yield _message(function, [part.value if isinstance(part, ast.Constant) else "" for part in given])


def _message(function: str, texts: list[str]) -> Message:
    context, text, plural = (None if place is None else texts[place] for place in CALLS[function])
    return Message(context, text, plural or "")


def in_template(source: str, name: str = "") -> Iterator[Message]:
    """The messages of a template. Django turns it into calls of functions first."""
    for function, *words in IN_TEMPLATE.findall(templatize(source, origin=name)):
        called = "gettext" if function == "_" else function
        yield _message(called, [ast.literal_eval(word) if word else "" for word in words])


def in_list(source: str, name: str) -> Iterator[Message]:
    context, *columns = LISTS.get(name, ("",))
    for row in csv.DictReader(source.splitlines()) if columns else ():
        yield from (Message(context, row[column]) for column in columns)


def in_plan(source: str, name: str) -> Iterator[Message]:
    """What is shown of a plan that an organization may start from."""
    if name.startswith(PLANS):
        yield from (Message(None, text) for text in _shown(tomllib.loads(source)))


def _shown(content) -> Iterator[str]:
    for key, value in content.items() if isinstance(content, dict) else enumerate(content):
        if isinstance(value, dict | list):
            yield from _shown(value)
        elif key in SHOWN_OF_A_PLAN:
            yield value


def _in_columns() -> Iterator[tuple[str, Message]]:
    """The names of tables and columns that a takeout or a history shows, where they have no other words."""
    tables = {one.model for kind in ("KNOWN", "HISTORY") for one in declared(kind)} | {*MINE, "people.Merge"}
    for label in sorted(tables | {label for label, _field in OF_ACCOUNT}):
        model = apps.get_model(label)
        file = f"{model.__module__.removeprefix('bigtent.').replace('.', '/')}.py"
        told = [field for field in model._meta.concrete_fields if is_given(field)]
        names = [field.verbose_name for field in told]
        if isinstance(model._meta.verbose_name, str):
            names += [model._meta.verbose_name, str(model._meta.verbose_name_plural)]
        yield from ((file, Message("column", name)) for name in names if isinstance(name, str))


READERS: dict[str, Callable[[str, str], Iterator[Message]]] = {
    ".py": in_python,
    ".html": in_template,
    ".txt": in_template,
    ".csv": in_list,
    ".toml": in_plan,
}
