"""Messages in every state, wide and narrow, light and dark."""

import pytest
from django.urls import reverse

from bigtent.outreach.models import Answer, Delivery, Suppression
from bigtent.people.models.erasure import digest_of
from tests.factories import make_person
from tests.outreach.mails import CHOICES, make_delivery
from tests.outreach.making import make_audience, make_message, make_reader, make_template

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sending(manager):
    """A message on its way: sent, uncertain, came back, left out, answered."""
    message = make_message(by=manager, state="sending", send_at="2026-11-22T11:00Z", choices=CHOICES)
    Answer.objects.create(delivery=make_delivery(message=message), choice=0)
    back = make_delivery(message=message, state="bounced", error="550 5.1.1 no such user here")
    Suppression.objects.create(digest=digest_of("email", back.address), because="bounce")
    make_delivery(message=message, state="uncertain")
    Delivery.objects.create(message=message, person=make_person(), state="left_out", because="consent")
    return message


def faults(looking, account, name, *args, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return looking.faults(f"{reverse(f'outreach:{name}', args=args)}?{query}", account)


def test_a_message_on_its_way_is_without_fault(looking, manager, sending):
    assert faults(looking, manager, "message", sending.key) == []
    assert faults(looking, manager, "deliveries", sending.key) == []
    assert faults(looking, manager, "came_back") == []
    assert faults(looking, manager, "home") == []


def test_a_draft_ready_to_be_scheduled_is_without_fault(looking, manager, network):
    network.postal_address = "1 Lantern Way, Denver"
    network.save()
    reader = make_reader()
    draft = make_message(by=manager, tested_at="2026-11-22T11:00Z", choices=CHOICES)
    assert faults(looking, manager, "message", draft.key) == []
    assert faults(looking, manager, "preview", draft.key, person=reader.key) == []
    scheduled = make_message(by=manager, state="scheduled", send_at="2026-12-01T14:00Z", per_minute=60)
    assert faults(looking, manager, "message", scheduled.key) == []


def test_a_template_and_an_audience_that_cannot_be_counted_are_without_fault(looking, manager):
    assert faults(looking, manager, "template", make_template().key) == []
    assert faults(looking, manager, "audience", make_audience(criteria="profession=alchemy").key) == []
    assert faults(looking, manager, "new_audience", from_year="soon") == []
