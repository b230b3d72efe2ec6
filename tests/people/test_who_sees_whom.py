"""The seam: every read of people names its reader and its purpose. The whole matrix in one table."""

import pytest
from django.contrib.auth.models import AnonymousUser

from bigtent.people.models import Person, Purpose
from tests.factories import make_account, make_consent, make_person

pytestmark = pytest.mark.django_db

NOT_ASKED, YES, NO, ENDED, OTHER = "not asked", "yes", "no", "ended", "yes to another purpose"
MATRIX = {
    "administrator": {NOT_ASKED: True, YES: True, NO: True, ENDED: True, OTHER: True},
    "program_manager": {NOT_ASKED: True, YES: True, NO: True, ENDED: True, OTHER: True},
    "reviewer": {NOT_ASKED: True, YES: True, NO: True, ENDED: True, OTHER: True},
    "member": {NOT_ASKED: False, YES: True, NO: False, ENDED: False, OTHER: False},
    "no role": {NOT_ASKED: False, YES: False, NO: False, ENDED: False, OTHER: False},
}


def somebody(state, purpose):
    person = make_person()
    other = Purpose.PRESS if purpose != Purpose.PRESS else Purpose.OUTREACH
    if state == OTHER:
        make_consent(person=person, purpose=other)
    elif state != NOT_ASKED:
        ended = {"ended_at": "2025-01-01T00:00Z"} if state == ENDED else {}
        make_consent(person=person, purpose=purpose, given=state != NO, **ended)
    return person


@pytest.mark.parametrize("purpose", Purpose.values)
@pytest.mark.parametrize("role", MATRIX)
def test_the_matrix(role, purpose):
    reader = make_account(roles=[] if role == "no role" else [role])
    for state, may_see in MATRIX[role].items():
        person = somebody(state, purpose)
        assert Person.objects.visible_to(reader, purpose).filter(pk=person.pk).exists() == may_see, state


@pytest.mark.parametrize("role", MATRIX)
def test_everybody_sees_herself(role):
    reader = make_account(roles=[] if role == "no role" else [role])
    assert reader.person in Person.objects.visible_to(reader, Purpose.DIRECTORY)


def test_nobody_else_sees_anybody():
    make_person(consents=Purpose.values)
    closed = make_account(roles=["administrator"], is_active=False)
    for reader in (None, AnonymousUser(), closed):
        assert not Person.objects.visible_to(reader, Purpose.DIRECTORY).exists()


def test_a_role_counts_until_its_last_day():
    reader, person = make_account(roles=["reviewer"]), make_person()
    for until_on, may_see in (("2026-11-22", True), ("2026-11-21", False)):
        reader.grants.update(until_on=until_on)
        reader.forget_roles()
        assert Person.objects.visible_to(reader, "directory").filter(pk=person.pk).exists() == may_see
