"""Taking the figures: by a button, by a command, and when they are due."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from bigtent.accountability.models import Observation
from bigtent.accountability.services import observe, set_owner
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
OBSERVE = reverse("accountability:observe")


def monday(account):
    return account.client.get(reverse("monday")).content.decode()


def test_the_button_takes_them(plan, manager, partners, on):
    on(2026, 12, 1)
    partners(5)
    page = signed_in(manager).client.post(OBSERVE, follow=True)
    assert page.redirect_chain == [(OBSERVE, 302)]
    assert "1 figure taken." in page.text
    assert [seen.value for seen in Observation.objects.filter(measure="partners")] == [12, 17]


def test_the_command_takes_them(plan, on, capsys):
    on(2026, 12, 1)
    call_command("observe")
    assert "1 figures taken." in capsys.readouterr().out
    assert Observation.objects.filter(measure="partners").count() == 2


def test_without_a_plan_the_command_says_what_to_do(db):
    with pytest.raises(CommandError, match="Adopt a plan"):
        call_command("observe")


def test_the_page_shows_the_age_of_each(plan, reviewer):
    page = reviewer.client.get(OBSERVE).content.decode()
    assert "Partner organizations" in page
    assert "Taken today" in page


def test_members_may_not(plan, member):
    assert member.client.post(OBSERVE).status_code == 403


def test_after_thirty_days_they_are_due_on_monday(plan, manager, on):
    on(2026, 12, 22)
    assert "1 figure of the plan is older than 30 days" not in monday(signed_in(manager))
    on(2026, 12, 23)
    assert "1 figure of the plan is older than 30 days" in monday(signed_in(manager))
    observe(by=manager)
    assert "1 figure of the plan is older than 30 days" not in monday(manager)


def test_a_promise_without_owner_is_due_until_it_has_one(plan, tent, manager):
    assert "1 promise with a figure has no owner" in monday(manager)
    set_owner(action=tent, owner=manager.person, by=manager)
    assert "has no owner" not in monday(manager)


def test_a_network_without_plan_is_told_where_to_begin(manager):
    assert "Choose a plan" in monday(manager)
