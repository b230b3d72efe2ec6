"""Agreements of volunteers that end soon: each is told once, thirty days before."""

from datetime import timedelta

import pytest

from bigtent.ledger import jobs
from bigtent.ledger.clock import today
from bigtent.outreach.models import Notification
from bigtent.outreach.services import remind_of_agreements
from bigtent.people.models import Agreement, Signature
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return Agreement.objects.create(number=1, text_en="We keep our word.", published_at="2026-01-01T00:00Z")


def sign(agreement, days, *, person=None, role="mentor", **values):
    """A signature that holds for so many days more."""
    until = today() + timedelta(days=days)
    person = person or make_person()
    return Signature.objects.create(
        person=person, agreement=agreement, role=role, signed_as="A", until_on=until, **values
    )


def test_it_works(agreement):
    ending = sign(agreement, 30).person
    sign(agreement, 31)
    jobs.look_after()
    told = Notification.objects.get()
    assert (told.person, told.title) == (ending, "Your agreement as Mentor ends on December 22, 2026")
    assert told.url == "/people/me/giving-time/"


def test_nobody_is_told_twice(agreement, settings):
    sign(agreement, 30)
    assert [remind_of_agreements(), remind_of_agreements()] == [1, 0]
    settings.NOW += timedelta(days=20)
    assert remind_of_agreements() == 0


def test_each_role_is_told_of_by_itself_and_in_her_language(agreement):
    person = make_person(language="es")
    for role in ("mentor", "speaker"):
        sign(agreement, 5, person=person, role=role)
    assert remind_of_agreements() == 2
    assert all("diciembre" in title or "noviembre" in title for title in titles())


def titles():
    return Notification.objects.values_list("title", flat=True)


@pytest.mark.parametrize("days", [-1, 31, 400])
def test_what_ended_or_ends_later_is_not_told(agreement, days):
    sign(agreement, days)
    assert remind_of_agreements() == 0


def test_who_ended_it_herself_is_left_alone(agreement, settings):
    sign(agreement, 10, ended_at=settings.NOW - timedelta(days=1))
    assert remind_of_agreements() == 0


def test_once_nobody_is_to_be_told_it_asks_little(agreement, django_assert_max_num_queries):
    for days in range(20):
        sign(agreement, days + 1)
    remind_of_agreements()
    with django_assert_max_num_queries(4):
        remind_of_agreements()
