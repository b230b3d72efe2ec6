"""Values that lie encrypted: what a copy of the database tells, which keys are taken, what happens without them."""

import pytest
from django.core.exceptions import FieldError
from django.core.serializers import serialize
from django.db import connection

from bigtent.identity.models import Answer
from bigtent.ledger.encryption import KeyLost, decrypt, encrypt, new_key, renew
from bigtent.project.environment import BadEnvironment, Environment
from tests.factories import make_person


def make_answer(value, **details):
    return Answer.objects.create(person=make_person(), question="gender", version=1, answer=value, **details)


def stored(answer):
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM identity_answer WHERE id = %s", [answer.pk])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["Zenobia", ["a", "b"], {"detail": "Diné"}, 7, True, ""])
def test_it_works(value):
    answer = make_answer(value)
    assert Answer.objects.get(pk=answer.pk).answer == value
    assert "Zenobia" not in stored(answer)


def test_the_same_value_looks_different_each_time():
    assert len({encrypt("woman") for _ in range(20)}) == 20


def test_padding_hides_how_long_an_answer_is():
    assert len({len(encrypt("x" * length)) for length in range(100)}) == 1


def test_a_changed_token_is_refused():
    token = encrypt("woman")
    for place in (10, 60, len(token) - 5):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(KeyLost, match="BIGTENT_ENCRYPTION_KEYS"):
            decrypt(changed)


def test_with_another_key_nothing_is_read(settings):
    token = encrypt("woman")
    settings.ENCRYPTION_KEYS = [new_key()]
    for act in (decrypt, renew):
        with pytest.raises(KeyLost, match="BIGTENT_ENCRYPTION_KEYS") as refused:
            act(token)
        assert "woman" not in str(refused.value) and token not in str(refused.value)


def test_older_keys_still_read_and_the_newest_writes(settings):
    old = encrypt("woman")
    kept = settings.ENCRYPTION_KEYS
    settings.ENCRYPTION_KEYS = [new_key(), *kept]
    assert decrypt(old) == "woman"
    renewed = renew(old)
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    assert decrypt(renewed) == "woman"


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["exact", "contains", "in", "startswith", "gt"])
def test_nobody_searches_for_an_encrypted_value(way):
    with pytest.raises(FieldError, match="encrypted"):
        Answer.objects.filter(**{f"answer__{way}": "woman"}).exists()


@pytest.mark.django_db
def test_it_does_not_leave_by_a_dump():
    with pytest.raises(FieldError, match="scope"):
        serialize("json", [make_answer("woman")])


@pytest.mark.parametrize(
    "given",
    ["secret-but-short", "*" * 44, "A" * 43, f"{new_key()},half-a-key"],
    ids=["too short", "no letters", "one letter short", "one good and one not"],
)
def test_a_bad_key_is_refused_by_name_and_not_repeated(given):
    env = Environment({"BIGTENT_ENCRYPTION_KEYS": given})
    env.keys("BIGTENT_ENCRYPTION_KEYS")
    with pytest.raises(BadEnvironment) as refused:
        env.check()
    assert "BIGTENT_ENCRYPTION_KEYS" in str(refused.value)
    assert not [word for word in given.split(",") if word in str(refused.value)]


def test_several_keys_are_taken_in_their_order():
    keys = [new_key(), new_key()]
    assert Environment({"BIGTENT_ENCRYPTION_KEYS": " , ".join(keys)}).keys("BIGTENT_ENCRYPTION_KEYS") == keys
