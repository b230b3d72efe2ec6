"""What a role gives ends with the role, and the network never loses its last administrator."""

import pytest
from django.urls import reverse

from bigtent.ledger.models import Job
from bigtent.ledger.services import start_job, stop_job
from bigtent.people.services import end_role, grant_role
from tests.alumni.test_duplicates import pair_of
from tests.cast import signed_in
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def stopped_job(by):
    job = start_job(verb="bigtent.accountability.services.observe", title="Take the figures", by=by)
    stop_job(job=job, by=by)
    return job


def state_of(job):
    return Job.objects.get(pk=job.pk).state


def again(account, job):
    return account.client.post(reverse("ledger:again", args=[job.key]))


def test_a_manager_takes_up_her_own_work_again(manager):
    job = stopped_job(manager)
    again(manager, job)
    assert state_of(job) == "waiting"


def test_who_is_manager_no_longer_does_not(manager):
    job = stopped_job(manager)
    end_role(account=manager, role="program_manager", by=None)
    grant_role(account=manager, role="reviewer", by=None)
    signed_in(manager)
    assert again(manager, job).status_code == 404
    assert state_of(job) == "cancelled"
    page = manager.client.get(reverse("ledger:job", args=[job.key])).text
    assert "Take the figures" in page
    assert "Try again" not in page


def grant(account, to, role, **values):
    return account.client.post(reverse("people:grant_role", args=[to.person.key]), {"role": role} | values)


def test_a_manager_makes_nobody_administrator(manager):
    assert grant(manager, manager, "administrator").status_code == 403
    manager.forget_roles()
    assert manager.roles == {"program_manager"}


@pytest.mark.parametrize("verb", ["end_role", "close_account"])
def test_the_last_administrator_stays(administrator, verb):
    administrator.client.post(reverse(f"people:{verb}", args=[administrator.person.key]), {"role": "administrator"})
    assert administrator.client.get(reverse("people:accounts")).status_code == 200


def test_the_last_administrator_gets_no_end(administrator):
    page = grant(administrator, administrator, "administrator", until_on="2026-11-22").text
    assert "Nobody else is administrator without an end" in page
    assert administrator.grants.get().until_on is None


def test_one_whose_role_ends_is_no_successor(administrator):
    other = make_account()
    grant(administrator, other, "administrator", until_on="2026-11-30")
    administrator.client.post(reverse("people:end_role", args=[administrator.person.key]), {"role": "administrator"})
    assert administrator.client.get(reverse("people:accounts")).status_code == 200


def take_back(account, pair):
    account.client.post(reverse("alumni:undo-duplicate", args=[pair.key]))
    pair.refresh_from_db()
    return pair.state


def test_a_reviewer_takes_back_only_what_she_decided(reviewer, manager):
    pair = pair_of()
    manager.client.post(pair.get_absolute_url(), {"decision": "different"})
    assert "Take it back" not in reviewer.client.get(pair.get_absolute_url()).text
    assert take_back(reviewer, pair) == "different"
    assert take_back(manager, pair) == "waiting"


def test_a_closed_account_is_out_at_once(member):
    member.is_active = False
    member.save()
    assert member.client.get(reverse("people:me")).status_code == 302


def test_a_session_outlives_no_role(administrator):
    other = signed_in(make_account(roles=["program_manager"]))
    assert other.client.get(reverse("alumni:new-roster")).status_code == 200
    administrator.client.post(reverse("people:end_role", args=[other.person.key]), {"role": "program_manager"})
    assert other.client.get(reverse("alumni:new-roster")).url.startswith(reverse("account_login"))
    assert signed_in(other).client.get(reverse("alumni:new-roster")).status_code == 403
