"""Long work: started by a door, carried out by a worker, seen on a page."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from bigtent.ledger import jobs
from bigtent.ledger.clock import wall
from bigtent.ledger.errors import Refusal
from bigtent.ledger.models import AuditEntry, Job
from bigtent.ledger.services import start_job, stop_job, try_again
from bigtent.people.models import Account, RoleGrant

VERBS = "tests.ledger.verbs"

pytestmark = pytest.mark.django_db(transaction=True)


def start(verb, by=None, **arguments):
    return start_job(verb=f"{VERBS}.{verb}", title="Write some numbers", by=by, arguments=arguments)


def test_it_works():
    job = start("write_numbers", upto=12)

    assert jobs.work(until_idle=True) == 1

    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert job.result == {"written": 12}
    assert AuditEntry.objects.filter(verb="number").count() == 12


def test_a_refusal_keeps_its_words():
    job = start("refuse")
    jobs.work(until_idle=True)
    job.refresh_from_db()
    assert (job.state, job.error) == (
        Job.State.REFUSED,
        "The list has no column for the family name. Name one.",
    )


def test_a_breakdown_is_told_in_plain_words(caplog):
    job = start("break_down")
    jobs.work(until_idle=True)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "try again" in job.error and "Zero" not in job.error
    assert "ZeroDivisionError" in caplog.text


def test_what_was_stopped_does_not_go_on():
    start("vanish")
    jobs.work(until_idle=True)
    assert not AuditEntry.objects.filter(verb="after the stop").exists()


def test_two_workers_never_get_the_same_job():
    start("write_numbers", upto=1)
    assert jobs.claim("one:1:a") is not None
    assert jobs.claim("two:2:b") is None


def test_a_silent_worker_loses_its_job():
    start("write_numbers", upto=1)
    silent = jobs.claim("elsewhere:1:a")
    Job.objects.update(heartbeat_at=wall() - timedelta(seconds=61))

    assert jobs.put_back_silent() == 1
    assert jobs.claim("here:2:b").pk == silent.pk

    jobs.run(silent)
    assert not AuditEntry.objects.filter(verb="number").exists()


def test_a_beating_worker_keeps_its_job():
    start("write_numbers", upto=1)
    jobs.claim("elsewhere:1:a")
    assert jobs.put_back_silent() == 0


def test_what_is_cut_off_five_times_is_given_up_with_words():
    start("write_numbers", upto=1)
    for _ in range(jobs.MOST_ATTEMPTS):
        jobs.claim("elsewhere:1:a")
        Job.objects.update(heartbeat_at=wall() - timedelta(minutes=2))
        jobs.put_back_silent()
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert "5 times" in job.error


def test_stop_and_try_again(manager):
    job = start("write_numbers", by=manager, upto=3)
    stop_job(job=job, by=manager)
    assert jobs.work(until_idle=True) == 0
    try_again(job=job, by=manager)
    assert jobs.work(until_idle=True) == 1
    with pytest.raises(Refusal, match="already over"):
        stop_job(job=job, by=manager)


def test_the_page_shows_how_far_it_is(manager):
    job = start("write_numbers", by=manager, upto=12)
    page = manager.client.get(reverse("ledger:job", args=[job.key])).content.decode()
    assert "Waiting" in page and "You can leave this page" in page

    jobs.work(until_idle=True)
    part = manager.client.get(reverse("ledger:job", args=[job.key]), headers={"HX-Request": "true"})
    assert part.status_code == 286
    assert "Done" in part.content.decode()


def test_a_member_sees_her_own_work_only(manager, member):
    job = start("write_numbers", by=manager, upto=1)
    assert member.client.get(reverse("ledger:job", args=[job.key])).status_code == 404
    assert member.client.post(reverse("ledger:stop", args=[job.key])).status_code == 404
    assert job.title not in member.client.get(reverse("ledger:jobs")).content.decode()
    assert job.title in manager.client.get(reverse("ledger:jobs")).content.decode()


def test_who_lost_the_right_has_her_work_refused(manager):
    job = start_job(verb=f"{VERBS}.write_numbers", title="Numbers", by=manager, permission="alumni.import_roster",
                    arguments={"upto": 1})  # fmt: skip
    RoleGrant.objects.all().delete()
    jobs.work(until_idle=True)
    job.refresh_from_db()
    assert job.state == Job.State.REFUSED
    assert "may no longer do it" in job.error
    assert not AuditEntry.objects.filter(verb="number").exists()


@pytest.mark.parametrize("change", ["closed", "erased"])
def test_so_has_she_whose_account_is_no_more(manager, change):
    start_job(verb=f"{VERBS}.write_numbers", title="Numbers", by=manager, permission="alumni.import_roster",
              arguments={"upto": 1})  # fmt: skip
    manager.delete() if change == "erased" else Account.objects.update(is_active=False)
    jobs.work(until_idle=True)
    assert Job.objects.get().state == Job.State.REFUSED


def test_who_still_may_has_it_done(manager):
    start_job(verb=f"{VERBS}.write_numbers", title="Numbers", by=manager, permission="alumni.import_roster",
              arguments={"upto": 1})  # fmt: skip
    jobs.work(until_idle=True)
    assert Job.objects.get().state == Job.State.DONE


def test_every_door_that_starts_work_names_the_right_it_needs():
    """By itself starts the demonstration, the weekly digest, letters somebody asked for, and a message whose hour has
    come: it asks for the right of its writer when it looks who is in the audience."""
    calls = {
        (path.stem, "permission" in {word.arg for word in call.keywords})
        for path in Path("src/bigtent").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "start_job"
    }
    assert len(calls) > 4
    assert {name for name, named in calls if not named} == {"job", "digests", "scheduling", "service_letters"}
