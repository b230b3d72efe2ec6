"""Under-represented is said of groups by a definition with date and source, and of nobody."""

import ast
import inspect
import re
from datetime import date

import pytest
from django.apps import apps

from bigtent.identity import derived, protection, scope, services
from bigtent.identity.errors import DefinitionError
from bigtent.identity.models import Definition
from bigtent.identity.services import end_definition
from bigtent.ledger.models import AuditEntry
from tests.identity.making import FACTS, make_answers, make_definition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("crowd")]
ADDRESS = "/about-you/under-represented/"
WORD = re.compile(r"under.?represented|urim|\burm\b|underrepresent|minority", re.IGNORECASE)


def test_it_works(administrator):
    page = administrator.client.post(f"{ADDRESS}new/", FACTS | {"share_black": "13.7", "share_aian": "2.9"})
    made = Definition.objects.get()
    assert page.url == made.get_absolute_url() and made.shares == {"black": 13.7, "aian": 2.9}
    assert AuditEntry.objects.get(verb="enter_definition").object_label == "Groups we were made for"


def test_none_comes_with_the_platform(manager):
    assert "No definition has been entered" in manager.client.get(ADDRESS).content.decode()


def test_the_share_of_the_network_stands_beside_that_of_the_population(administrator):
    make_answers({"black": 15, "white": 30, "black+white": 15})
    made = make_definition(administrator, {"black": 13.7})
    _found, [line] = scope.standing(made, by=administrator)
    assert (line.share, line.reference) == (50.0, 13.7)
    assert "50.0%" in administrator.client.get(made.get_absolute_url()).content.decode()


def test_a_small_group_is_not_shown(administrator):
    make_answers({"black": 15, "white": 30, "nhpi": 2})
    made = make_definition(administrator, {"nhpi": 0.3})
    assert scope.standing(made, by=administrator)[1][0].share is None


@pytest.mark.parametrize(
    ("shares", "words"), [({}, "at least one group"), ({"black": 0}, "not a share"), ({"martian": 5}, "no group")]
)
def test_what_makes_no_sense_is_refused_in_words(administrator, shares, words):
    with pytest.raises(DefinitionError, match=words):
        make_definition(administrator, shares)


def test_it_is_ended_and_never_changed(administrator):
    made = make_definition(administrator, {"black": 13.7})
    administrator.client.post(f"{made.get_absolute_url()}end/", {"until_on": "2026-12-31"})
    assert not Definition.objects.in_force(date(2027, 1, 1)).exists()
    assert Definition.objects.in_force(date(2026, 12, 31)).get() == made
    with pytest.raises(DefinitionError, match="cannot end before"):
        end_definition(definition=made, on=date(2025, 1, 1), by=administrator)


def test_a_manager_reads_and_an_administrator_enters(manager):
    assert manager.client.get(ADDRESS).status_code == 200
    assert manager.client.post(f"{ADDRESS}new/", FACTS).status_code == 403


def test_no_column_of_any_table_says_it_of_somebody():
    columns = [f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.get_fields()]
    assert len(columns) > 200
    assert [name for name in columns if WORD.search(name)] == []


def test_no_function_of_the_room_gives_the_word_for_one_person():
    """Neither a name, nor an argument, nor any text in the code of what reads answers holds it."""
    for module in (scope, derived, protection, services.answers, services.definitions):
        tree = ast.parse(inspect.getsource(module))
        docs = {ast.get_docstring(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Module)}
        texts = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        named = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        named += [node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)]
        spoken = [text for text in texts if inspect.cleandoc(text) not in docs]
        assert [one for one in named + spoken if WORD.search(one)] == []


def test_what_reads_a_definition_takes_no_person():
    """A definition meets answers in one function, whose lines are groups with shares."""
    assert list(inspect.signature(scope.standing).parameters) == ["definition", "by", "purpose"]
    assert set(scope.Standing.__dataclass_fields__) == {"code", "label", "share", "reference"}
    reading = [
        f.__name__ for f in vars(scope).values() if inspect.isfunction(f) and "definition" in f.__code__.co_names
    ]
    taking = [
        f.__name__ for f in vars(scope).values() if inspect.isfunction(f) and "definition" in f.__code__.co_varnames
    ]
    assert set(reading + taking) <= {"standing"}
