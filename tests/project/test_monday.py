"""The Monday page: what waits for me, the network's figures, what is at work, what happened."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from bigtent.accountability.services import adopt_plan, set_owner
from bigtent.ledger.models import Job
from bigtent.ledger.services import record, start_job
from bigtent.people.models import Network
from tests.cast import signed_in
from tests.factories import make_organization

pytestmark = pytest.mark.django_db
MONDAY = reverse("monday")


def read(account):
    return account.client.get(MONDAY).content.decode()


@pytest.fixture
def at(settings):
    """Set the clock, in UTC."""

    def set_clock(*moment):
        settings.NOW = datetime(*moment, tzinfo=UTC)

    return set_clock


def test_it_works(manager):
    page = read(manager)
    assert "Marta" in page
    assert "Sunday, November 22" in page
    assert "The network" in page


@pytest.mark.parametrize(
    ("hour", "words"), [(14, "Good morning, Marta"), (18, "Good afternoon, Marta"), (23, "Good evening, Marta")]
)
def test_the_greeting_knows_the_hour_of_the_organization(manager, at, hour, words):
    at(2026, 11, 23, hour)
    assert words in read(signed_in(manager))


def test_hours_are_those_on_the_clocks_of_the_organization(manager, at):
    at(2026, 11, 23, 1)
    record(by=manager, verb="count_the_chairs", about=manager.person)
    page = read(signed_in(manager))
    assert "As of November 22, 8:00 PM" in page and "Sun 8:00&nbsp;PM" in page


def test_what_is_due_has_one_button_and_the_first_is_filled(manager):
    adopt_plan(template="policy-partnerships", by=manager)
    page = read(manager)
    due = page[page.index('<ol class="due') : page.index("</ol>", page.index('<ol class="due'))]
    assert due.count("<li>") == due.count('class="button')
    assert due.count('class="button"') == 1


def test_due_things_of_a_room_not_in_use_are_not_there(manager):
    assert "Choose a plan" in read(manager)
    network = Network.current()
    network.rooms = []
    network.save()
    assert "Choose a plan" not in read(manager)


def test_each_figure_opens(manager):
    make_organization(is_partner=True)
    page = read(manager)
    assert f'<a class="opens" href="{reverse("figure", args=["partners"])}">1</a>' in page


def test_work_under_way_is_shown_with_its_progress(manager):
    job = start_job(verb="bigtent.accountability.services.observe", title="Counting anew", by=manager)
    Job.objects.filter(pk=job.pk).update(state="running", step="Counting", done=3, total=12)
    page = read(manager)
    assert "Counting: 3 of 12" in page
    assert reverse("ledger:job", args=[job.key]) in page


def test_what_happened_is_told_in_plain_words_with_who(manager, administrator):
    adopt_plan(template="policy-partnerships", by=administrator)
    page = read(manager)
    assert "The plan “Partners who change policy” was adopted with its 9 promises" in page
    assert "Amara Obi" in page


def test_the_same_deed_of_one_person_is_one_line(manager):
    plan = adopt_plan(template="policy-partnerships", by=manager)
    for action in plan.approaches.get(order=1).actions.all():
        set_owner(action=action, owner=manager.person, by=manager)
    page = read(manager)
    assert "6 promises were given an owner" in page
    assert "has an owner" not in page


def test_the_same_deed_of_several_people_is_one_line(manager, administrator, reviewer):
    for account in (manager, administrator, reviewer, reviewer):
        record(by=account, verb="set_consents", about=account.person)
    page = read(manager)
    assert page.count("consent") == 1
    assert "4 answers about consent were recorded</td><td>3 people" in page


def test_deeds_about_different_things_stay_apart(manager):
    record(by=manager, verb="open_round", about=Network(name="Fall"))
    record(by=manager, verb="open_round", about=Network(name="Spring"))
    page = read(manager)
    assert "The round “Fall” was opened" in page
    assert "The round “Spring” was opened" in page


def test_what_does_not_fit_is_behind_a_fold(manager):
    for number in range(15):
        record(by=manager, verb=f"deed_{number}", about=manager.person)
    page = read(manager)
    assert "3 earlier deeds" in page
    fold = '<details class="above"><summary>3 earlier'
    assert page.index("Deed 3:") < page.index(fold) < page.index("Deed 2:")


def test_a_deed_without_words_is_written_out(manager):
    record(by=manager, verb="count_the_chairs", about=manager.person)
    assert "Count the chairs: Marta Quispe" in read(manager)


def test_it_goes_back_to_the_latest_friday(manager, at):
    at(2026, 11, 19, 15)
    record(by=manager, verb="thursday_deed", about=manager.person)
    at(2026, 11, 20, 15)
    record(by=manager, verb="friday_deed", about=manager.person)
    at(2026, 11, 23, 15)
    page = read(signed_in(manager))
    assert "Friday deed" in page
    assert "Thursday deed" not in page
    assert "Since Friday" in page


def test_the_number_of_queries_does_not_grow(manager, django_assert_max_num_queries):
    manager.client.get(MONDAY)
    for number in range(30):
        record(by=manager, verb=f"deed_{number % 7}", about=manager.person)
        start_job(verb="x", title=f"Job {number}", by=manager)
    with django_assert_max_num_queries(84):
        manager.client.get(MONDAY)


def test_a_member_is_sent_to_her_own_page(member):
    assert member.client.get(MONDAY).url == reverse("people:me")


def test_a_visitor_is_asked_to_sign_in(client, network):
    assert client.get(MONDAY).url.startswith(reverse("account_login"))


def test_only_staff_have_it_in_the_header(reviewer, member):
    assert f'href="{MONDAY}"' in reviewer.client.get("/").content.decode()
    assert f'href="{MONDAY}"' not in member.client.get("/").content.decode()
