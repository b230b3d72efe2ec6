"""What people say of themselves is read in the scope of its room and nowhere else: held over the code, and over what
the database is asked while every page is opened in every role."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import load_command_class

from bigtent.identity import scope
from bigtent.identity.models import Answer
from bigtent.people.views import profile
from tests.identity.making import make_answers
from tests.security.opened import ROLES
from tests.security.watch import READERS, watching

SOURCE = Path("src/bigtent")
# What is answered to a council, and the word by itself: on a button, and for what is answered to a message.
OF_A_RECOMMENDATION = "Recommendation.Answer"
ANOTHER_WORD = ("groups/due.py", "outreach/models/", "outreach/migrations/")
# They write the table's name, not its rows: the table itself, and that a merge moves it and an erasure empties it.
NAMERS = ("identity/models.py", "identity/declares.py", "identity/migrations/")


def goes_around(tree: ast.AST):
    """Every way in which code takes hold of the answers: by import, by attribute, by the name of the table."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bigtent.identity"):
            yield from (name.name for name in node.names if name.name in ("Answer", "models", "*"))
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("bigtent.identity.models"))
        elif isinstance(node, ast.Attribute) and node.attr == "Answer":
            yield from [ast.unparse(node)] if ast.unparse(node) != OF_A_RECOMMENDATION else []
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"identity_answer|identity\.Answer|^Answer$|bigtent\.identity\.models", node.value)


def sources():
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith((*READERS, *NAMERS)):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def test_no_other_code_takes_hold_of_the_answers():
    found = [(name, found) for name, tree in sources() for found in goes_around(tree)]
    assert [(name, one) for name, one in found if one != "Answer" or not name.startswith(ANOTHER_WORD)] == []


def test_no_other_room_imports_more_than_the_scope_the_verbs_and_the_questions():
    imported = {
        node.module
        for name, tree in sources()
        if not name.startswith("identity/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bigtent.identity")
    }
    open_to_others = r"bigtent\.identity(\.(scope|services(\.\w+)?|questions(\.\w+)?|errors|rules|derived))?"
    assert [module for module in imported if not re.fullmatch(open_to_others, module)] == []


@pytest.mark.parametrize(
    "code",
    [
        "from bigtent.identity.models import Answer",
        "from bigtent.identity import models",
        "import bigtent.identity.models as m",
        "apps.get_model('identity', 'Answer')",
        "apps.get_model('identity.Answer')",
        "cursor.execute('SELECT answer FROM identity_answer')",
        "import_module('bigtent.identity.models')",
        "things.Answer.objects.all()",
    ],
)
def test_the_lint_sees_each_way_around(code):
    assert list(goes_around(ast.parse(code)))


def test_neither_the_admin_nor_a_shell_hands_them_out():
    assert not apps.is_installed("django.contrib.admin")
    shell = load_command_class("bigtent.project", "shell")
    assert [path for path in shell.get_auto_imports() if path.startswith("bigtent.identity")] == []


@pytest.mark.parametrize("role", ROLES)
def test_no_page_reads_an_answer_but_through_the_scope(opened, role):
    assert len(opened.of(role)) > 100
    assert {name: one.strays for name, one in opened.of(role).items() if one.strays} == {}


@pytest.mark.django_db
def test_the_watch_sees_a_read_that_goes_around(member, monkeypatch):
    make_answers({"asian": 1}, account=member)
    with watching() as strays:
        scope.own_answers(member)
        assert strays == []
        list(Answer.objects.values_list("answer"))
    assert len(strays) == 1


@pytest.mark.django_db
def test_the_watch_sees_a_page_that_goes_around(member, monkeypatch):
    make_answers({"asian": 1}, account=member)
    usual = profile.known_of

    def careless(person, account):
        return [
            *usual(person, account),
            ("Said", [("", one.answer, "") for one in Answer.objects.filter(person=person)]),
        ]

    monkeypatch.setattr(profile, "known_of", careless)
    with watching() as strays:
        member.client.get(member.person.get_absolute_url())
    assert strays
