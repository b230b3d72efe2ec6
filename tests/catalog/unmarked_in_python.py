"""Words in the source of a module that somebody would see and nobody could translate."""

import ast
import re
from collections.abc import Iterator

MARKING = re.compile(r"_\w*|n?p?gettext\w*")
SENTENCE = re.compile(r"[A-Z“¿].*?[a-z,.;:]\W? \S", re.S)
IN_A_SENTENCE = re.compile(r"(^|[\s(“])[a-z]{2,}[,.:;”]?\s")
LETTERS = re.compile(r"[a-z]{2}")
# What is shown as it is given, be it one word.
SHOWN = {
    "label", "help_text", "verbose_name", "verbose_name_plural", "title", "why", "button", "words", "many", "caption",
    "empty_label", "definition", "unit", "message", "hint", "summary", "heading", "kept_because", "subject",
}  # fmt: skip
FIELDS = {"models", "forms"}
RELATIONS = ("OneToOne", "ManyToMany")
# Told to whoever writes or runs the program, in English as the program is.
FOR_PROGRAMMERS = {
    "AssertionError", "FieldError", "JobLost", "KeyError", "LookupError", "NotImplementedError", "OAuth2Error",
    "RuntimeError", "TypeError", "TemplateSyntaxError", "ValueError",
}  # fmt: skip
LOGS = {"log", "logger", "logging"}


def in_python(source: str) -> Iterator[tuple[int, str]]:
    """The line and the words of each text that is given to no function of translation."""
    finder = _Finder()
    finder.visit(ast.parse(source))
    return iter(sorted(set(finder.found)))


class _Finder(ast.NodeVisitor):
    def __init__(self):
        self.found = []

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Call(self, node):
        name, owner = _called(node.func)
        if MARKING.fullmatch(name) or owner in LOGS or name in FOR_PROGRAMMERS:
            return
        if owner in FIELDS and name.endswith("Field") and not name.startswith(RELATIONS):
            self._shown(node.args[:1])
        if owner == "messages":
            self._shown(node.args[1:])
        self._shown(given.value for given in node.keywords if given.arg in SHOWN)
        self.generic_visit(node)

    def visit_ClassDef(self, node):
        if any(ast.unparse(base).endswith("Choices") for base in node.bases):
            for given in (one.value for one in node.body if isinstance(one, ast.Assign)):
                self._shown(given.elts[1:] if isinstance(given, ast.Tuple) else [given])
        if node.name == "Command":
            # What a command says of itself stands beside Django's own commands, in English.
            node.body = [one for one in node.body if getattr(one, "name", "") == "handle"]
        self.generic_visit(node)

    def visit_JoinedStr(self, node):
        for part in node.values:
            if isinstance(part, ast.Constant) and IN_A_SENTENCE.search(part.value):
                self.found.append((node.lineno, part.value))
        self.generic_visit(node)

    def visit_Constant(self, node):
        if isinstance(node.value, str) and SENTENCE.match(node.value):
            self.found.append((node.lineno, node.value))

    def _shown(self, given):
        for one in given:
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and LETTERS.search(one.value):
                self.found.append((one.lineno, one.value))


def _called(function: ast.expr) -> tuple[str, str]:
    """The name of what is called, and of what it belongs to."""
    if isinstance(function, ast.Attribute):
        return function.attr, getattr(function.value, "id", "")
    return getattr(function, "id", ""), ""
