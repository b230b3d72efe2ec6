"""The pages of registries: load one, see what of it could not be used, look for people in it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bigtent.alumni.models import Registry
from bigtent.ledger.jobs import claim, run
from bigtent.ledger.models import Job
from tests.alumni.registries import HEADINGS, load, make_registry, write_csv

LINES = [f"{n},NAME{n},FIRST,,,,,,,," for n in range(2000, 2040)]


@pytest.fixture(autouse=True)
def _data_of_its_own(settings, tmp_path):
    settings.DATA = tmp_path / "data"


def send(client, **values):
    content = "\n".join([HEADINGS, "1,,NO LAST NAME,,,,,,,,", *LINES]).encode()
    told = {"name": "Providers", "as_of_on": "2026-11-01", "source": "Office", "license": "Public"}
    told |= {"file": SimpleUploadedFile("list.csv", content)} | values
    return client.post(reverse("alumni:registries"), told)


def test_it_works(manager):
    response = send(manager.client)
    job = Job.objects.get()
    assert response.url == reverse("ledger:job", args=[job.key])
    run(claim("a worker"))
    job.refresh_from_db()
    assert (job.state, job.result["rows"]) == ("done", 40)


def test_the_page_names_what_could_not_be_used(manager, tmp_path):
    load(write_csv(tmp_path / "a.csv", "1,,NO LAST NAME,,,,,,,,", *LINES), by=manager)
    page = manager.client.get(Registry.objects.get().get_absolute_url()).content.decode()
    assert "The cell is empty. Every row needs it." in page
    report = manager.client.get(reverse("alumni:registry-refused", args=[Registry.objects.get().key]))
    assert b"2,last_name" in b"".join(report.streaming_content)


def test_a_form_without_a_file_says_so(manager):
    response = send(manager.client, file="")
    assert response.status_code == 200
    assert not Job.objects.exists()


def test_a_refusal_is_told_by_the_job(manager):
    send(manager.client, file=SimpleUploadedFile("list.csv", b"name\nAda\n"))
    run(claim("a worker"))
    assert "The file has no column id and last_name and first_name" in Job.objects.get().error


def test_a_reviewer_sees_registries_and_loads_none(reviewer):
    make_registry()
    page = reviewer.client.get(reverse("alumni:registries")).content.decode()
    assert "Providers" in page
    assert "<input" not in page.partition("<main")[2].partition("</main>")[0]
    send(reviewer.client)
    assert not Job.objects.exists()


def test_members_may_not_enter(member, client):
    assert member.client.get(reverse("alumni:registries")).status_code == 403
    assert client.get(reverse("alumni:registries")).status_code == 302


def test_the_list_asks_the_same_number_of_questions_for_any_length(manager, django_assert_num_queries):
    make_registry()
    manager.client.get(reverse("alumni:registries"))
    with django_assert_num_queries(7):
        manager.client.get(reverse("alumni:registries"))
    for _ in range(20):
        make_registry()
    with django_assert_num_queries(7):
        manager.client.get(reverse("alumni:registries"))
