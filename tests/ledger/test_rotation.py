"""A new key for everything that lies encrypted: whole, resumable, and nobody's edit is lost."""

import random

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection

from bigtent.identity.models import Answer
from bigtent.ledger import rotation
from bigtent.ledger.encryption import KeyLost, decrypt, encrypt, is_newest, new_key
from bigtent.ledger.models import AuditEntry
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import renew_encryption
from tests.factories import make_account, make_person

pytestmark = pytest.mark.django_db
QUESTIONS = [f"question-{n}" for n in range(40)]


class Killed(Exception):
    """Stands for the end of a process."""


class CutOff(Progress):
    """Ends the work after so many chunks; the position is what the database of jobs would keep."""

    def __init__(self, chunks, position=()):
        super().__init__()
        self.chunks, self.position = chunks, dict(position)

    def advance(self, count=1):
        self.chunks -= 1
        if self.chunks < 0:
            raise Killed
        super().advance(count)


@pytest.fixture
def answers(monkeypatch):
    monkeypatch.setattr(rotation, "AT_ONCE", 7)
    person = make_person()
    return Answer.objects.bulk_create(
        Answer(person=person, question=question, version=1, answer=question) for question in QUESTIONS
    )


@pytest.fixture
def keys(settings):
    """The key in use so far, and a new one before it."""
    old = settings.ENCRYPTION_KEYS[0]
    settings.ENCRYPTION_KEYS = [new_key(), old]
    return settings.ENCRYPTION_KEYS


def tokens():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, answer FROM identity_answer ORDER BY id")
        return dict(cursor.fetchall())


def read_with_the_newest_alone(settings):
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    return list(Answer.objects.order_by("pk").values_list("answer", flat=True))


def test_it_works(answers, keys, settings):
    assert renew_encryption(by=None) == {"renewed": 40}
    assert read_with_the_newest_alone(settings) == QUESTIONS
    assert AuditEntry.objects.get(verb="renew_encryption").count == 40


def test_without_it_the_older_key_is_needed(answers, keys, settings):
    with pytest.raises(KeyLost):
        read_with_the_newest_alone(settings)


def test_done_twice_nothing_is_written_again(answers, keys):
    renew_encryption(by=None)
    before = tokens()
    assert renew_encryption(by=None) == {"renewed": 0}
    assert tokens() == before


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("remembers", [True, False])
def test_killed_at_any_chunk_and_run_again(answers, keys, settings, seed, remembers):
    chance, position, renewed = random.Random(seed), {}, {}
    while True:
        progress = CutOff(chance.randrange(4), position if remembers else {})
        try:
            renew_encryption(by=None, progress=progress)
        except Killed:
            position = progress.position
            now = {pk: token for pk, token in tokens().items() if is_newest(token)}
            assert renewed.items() <= now.items()
            renewed = now
            settings.ENCRYPTION_KEYS = list(keys)
            if not remembers and len(renewed) > 20:
                break
        else:
            break
    renew_encryption(by=None, progress=CutOff(100, position if remembers else {}))
    assert renewed.items() <= tokens().items()
    assert read_with_the_newest_alone(settings) == QUESTIONS


def test_an_edit_in_between_is_not_lost(answers, keys, settings, monkeypatch):
    """Somebody who still works with the older key saves another answer after the chunk was read."""
    write, edited = rotation._write, []

    def edit_first(column, stale):
        if not edited:
            edited.append(stale[0][1])
            both, settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS, settings.ENCRYPTION_KEYS[1:]
            Answer.objects.filter(pk=edited[0]).update(answer="said anew")
            settings.ENCRYPTION_KEYS = both
        return write(column, stale)

    monkeypatch.setattr(rotation, "_write", edit_first)
    renew_encryption(by=None)
    assert read_with_the_newest_alone(settings) == ["said anew", *QUESTIONS[1:]]


def test_secrets_of_second_factors_are_renewed_too(keys, settings):
    old, settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS, settings.ENCRYPTION_KEYS[1:]
    secrets = {"secret": encrypt("JBSWY3DP"), "codes": [encrypt("1a"), encrypt("2b")], "used": 3, "name": "Phone"}
    row = Authenticator.objects.create(user=make_account(), type=Authenticator.Type.TOTP, data=secrets)
    settings.ENCRYPTION_KEYS = old
    renew_encryption(by=None)
    settings.ENCRYPTION_KEYS = old[:1]
    row.refresh_from_db()
    assert [decrypt(row.data["secret"]), *map(decrypt, row.data["codes"])] == ["JBSWY3DP", "1a", "2b"]
    assert (row.data["used"], row.data["name"]) == (3, "Phone")


def test_every_encrypted_field_is_found():
    assert {"identity.Answer.answer", "mfa.Authenticator.data"} <= {column.name for column in rotation.columns()}


def test_a_lost_key_stops_it_with_words(answers, settings):
    settings.ENCRYPTION_KEYS = [new_key()]
    with pytest.raises(KeyLost, match="Add the key"):
        renew_encryption(by=None)


def test_the_command(answers, keys, settings, capsys):
    call_command("renew_encryption")
    assert "40 values were given the newest key" in capsys.readouterr().out
    assert read_with_the_newest_alone(settings) == QUESTIONS
