"""Those who give time sign one agreement for their roles; staff see who is cleared for what, and what is missing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.clearance import clearance
from bigtent.people.errors import AgreementError, CheckError, VersionChanged
from bigtent.people.models import Agreement, Check, Person, Signature
from bigtent.people.services import (
    draft_agreement,
    edit_agreement,
    end_signature,
    publish_agreement,
    record_checks,
    sign_agreement,
    take_back_agreement,
    take_back_end,
)
from tests.cast import signed_in
from tests.factories import make_account, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
SIGN = "/people/me/giving-time/sign/"


@pytest.fixture
def agreement(manager):
    """The version in force, with the text the platform brings."""
    made = draft_agreement(by=manager)
    publish_agreement(agreement=made, by=manager)
    made.refresh_from_db()
    return made


def sign(agreement, account, *roles, language="en"):
    return sign_agreement(
        agreement=agreement, roles=roles, signed_as=account.person.name, language=language, by=account
    )


def newer(manager, **values):
    made = draft_agreement(by=manager)
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    publish_agreement(agreement=made, by=manager)
    return made


def text_of(client, address, *args, **query):
    return client.get(reverse(address, args=args), query).content.decode()


def test_it_works(agreement, manager, member):
    page = member.client.get(SIGN, {"roles": ["mentor"]}).content.decode()
    assert "Why we ask" in page and "As a mentor" in page and "As a caller" not in page
    told = {"version": agreement.number, "read_in": "en", "signed_as": "Miriam Tsosie"}
    member.client.post(f"{SIGN}?roles=mentor", told)
    assert "There is no background check yet." in text_of(member.client, "people:giving_time")
    for kind in Check.Kind.values:
        told = {"kind": kind, "state": "passed", "on": "2026-11-20", "people": member.person.key}
        manager.client.post(reverse("people:record_checks"), told)
    assert "You are cleared for all you signed for" in text_of(member.client, "people:giving_time")
    assert list(Person.objects.cleared("mentor", TODAY)) == [member.person]
