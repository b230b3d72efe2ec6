"""What people say of themselves cannot be read in the files of the database, nor taken out past its room."""

import subprocess
import sys

import pytest
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.test.utils import override_settings

from bigtent.identity import scope
from bigtent.identity.models import Answer
from bigtent.ledger.encryption import KeyLost, new_key
from tests.alumni.killing import Installation
from tests.identity.making import make_answer, said
from tests.security.planting import PLANTED, SEEN, planted_values


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """The bytes of every file of two copies: with the log of writes beside the database, and after it was taken in."""
    installation = Installation(tmp_path_factory.mktemp("data")).prepare()
    folder = tmp_path_factory.mktemp("copies")
    command = [sys.executable, "-m", "tests.security.planting", str(installation.folder), str(folder)]
    subprocess.run(command, env=installation.env, check=True)
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_none_of_a_thousand_planted_values_is_in_any_file(copies):
    values = [form for value in planted_values() for form in (value.encode(), value.encode("utf-16-le"))]
    assert len(set(values)) == 2 * PLANTED
    assert [(path, value) for path, held in copies.items() for value in values if value in held] == []


def test_the_search_would_find_what_is_not_encrypted(copies):
    holding = {path.parts[0] for path, held in copies.items() if SEEN.encode() in held}
    assert holding == {"with-log", "taken-in"}
    assert any(path.name.endswith("-wal") and held for path, held in copies.items())


@pytest.mark.django_db
def test_without_the_key_nothing_is_read(member):
    make_answer("gender", said(words="femme"), account=member)
    with override_settings(ENCRYPTION_KEYS=[new_key()]), pytest.raises(KeyLost, match="BIGTENT_ENCRYPTION_KEYS"):
        scope.own_answers(member)


@pytest.mark.django_db
def test_answers_are_neither_searched_nor_dumped(member):
    make_answer("gender", said(words="femme"), account=member)
    with pytest.raises(FieldError, match="cannot be searched"):
        Answer.objects.filter(answer__contains="femme").exists()
    with pytest.raises(CommandError, match="only through the scope"):
        call_command("dumpdata", "identity.Answer")


@pytest.mark.django_db
def test_the_same_answer_of_two_people_looks_different(member, manager):
    from django.db import connection

    for account in (member, manager):
        make_answer("gender", said("woman"), account=account)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM identity_answer")
        tokens = [token for (token,) in cursor.fetchall()]
    assert len(set(tokens)) == 2 and len({len(token) for token in tokens}) == 1
