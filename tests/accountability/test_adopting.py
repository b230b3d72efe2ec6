"""A manager makes a template the organization's own plan."""

import pytest
from django.urls import reverse

from bigtent.accountability.errors import PlanError
from bigtent.accountability.models import Observation, Plan
from bigtent.accountability.services import adopt_plan
from bigtent.ledger.models import AuditEntry

pytestmark = pytest.mark.django_db
ADOPT = reverse("accountability:adopt")


def adopt(account, template="policy-partnerships"):
    return account.client.post(ADOPT, {"template": template}, follow=True)


def test_it_works(manager, partners):
    partners(12)
    page = adopt(manager).content.decode()
    assert "Put up a big tent" in page
    assert "1 of 9 promises is shown by a figure" in page


def test_the_first_figures_are_taken(manager, partners):
    partners(12)
    adopt(manager)
    assert Observation.objects.get(measure="partners").value == 12


def test_it_runs_for_the_years_of_the_template(manager):
    plan = adopt_plan(template="association-equity-plan", by=manager)
    assert (str(plan.starts_on), str(plan.ends_on)) == ("2026-11-22", "2029-11-21")


def test_it_is_written_down(manager):
    adopt(manager)
    entry = AuditEntry.objects.get(verb="adopt_plan")
    assert (entry.by, entry.count) == (manager, 9)


def test_the_list_offers_what_is_not_adopted(manager):
    before = manager.client.get(reverse("accountability:plans")).content.decode()
    adopt(manager)
    after = manager.client.get(reverse("accountability:plans")).content.decode()
    assert before.count("Adopt this plan") == 3
    assert after.count("Adopt this plan") == 2


def test_nothing_is_adopted_twice(manager):
    adopt(manager)
    assert "is adopted already" in adopt(manager).content.decode()
    assert Plan.objects.count() == 1


def test_an_unknown_plan_is_refused_with_those_there_are(manager):
    with pytest.raises(PlanError, match="mentorship-network"):
        adopt_plan(template="no-such-plan", by=manager)


@pytest.mark.parametrize("name", ["reviewer", "member", "stranger"])
def test_others_may_not(name, request):
    account = request.getfixturevalue(name)
    assert adopt(account).status_code == 403
    assert "Adopt this plan" not in account.client.get(reverse("accountability:plans")).content.decode()


def test_visitors_are_asked_to_sign_in(client, network):
    assert client.post(ADOPT, {"template": "policy-partnerships"}).url.startswith(reverse("account_login"))
