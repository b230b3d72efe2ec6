"""Care: who can be turned to, by what each says herself, and nothing noted of who reads it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bigtent.community.models import ClinicianListing, HelpLine
from bigtent.community.services.care import list_clinician, load_help_lines
from bigtent.ledger.clock import today
from bigtent.people.models import Purpose
from bigtent.people.services import set_consents
from tests.groups.councils import make_group

PAGES = (
    "/community/care/",
    "/community/care/?state=CO",
    "/community/care/?state=<script>",
    "/community/care/racism-at-work/",
    "/community/care/clinicians/",
    "/community/care/clinicians/?q=therapy&state=NM",
)
FORM = {
    "services": "Therapy for adults", "languages": "English, Spanish", "states": "NM, co", "mode": "online",
    "reach": "https://practice.example.org",
}  # fmt: skip
PRACTICE = {
    "services": "Therapy for adults", "languages": "English, Spanish", "states": ["NM", "CO"], "mode": "online",
    "reach": "https://practice.example.org", "about_care": "I name racism where it is at work.",
}  # fmt: skip


@pytest.fixture
def visitor(network):
    load_help_lines()
    return Client()


def listed(account, **values):
    set_consents(choices=[(account.person, Purpose.DIRECTORY, True)], by=account, basis="Her page")
    return list_clinician(**PRACTICE | values, by=account)


def test_it_works(visitor):
    page = visitor.get("/community/care/").content.decode()
    assert page.index("911") < page.index("988 Suicide &amp; Crisis Lifeline") < page.index("Physician Support Line")
    assert 'href="tel:18884090141"' in page


@pytest.mark.parametrize("page", PAGES)
def test_that_somebody_reads_is_noted_nowhere(visitor, member, manager, page, caplog):
    """No statement but reading, no line of a log, no cookie with a session, and nothing kept on the way."""
    for reader in (visitor, member.client, manager.client):
        reader.get("/community/care/")
        caplog.clear()
        with CaptureQueriesContext(connection) as asked, caplog.at_level("INFO"):
            answer = reader.get(page)
        assert answer.status_code == 200
        assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []
        assert [line.getMessage() for line in caplog.records if line.name != "django.db.backends"] == []
        assert "sessionid" not in answer.cookies
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    security = settings.DATA / "logs" / "security.log"
    assert not security.exists() or "care" not in security.read_text()


def test_a_member_is_not_noted_as_having_been_here(member, clock_moves):
    """Other pages note every five minutes that a session is in use; these do not."""
    member.client.get("/people/me/")
    clock_moves(timedelta(hours=1))
    with CaptureQueriesContext(connection) as asked:
        member.client.get("/community/care/")
    assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []


@pytest.fixture
def clock_moves(monkeypatch):
    return lambda by: monkeypatch.setattr(settings, "NOW", settings.NOW + by)


def test_a_state_shows_its_own_lines_and_those_for_everywhere(visitor, manager):
    manager.client.post("/community/care/lines/new/", line_of("Line of Colorado", states="CO"))
    assert "Line of Colorado" in visitor.get("/community/care/?state=CO").content.decode()
    elsewhere = visitor.get("/community/care/?state=NY").content.decode()
    assert "Line of Colorado" not in elsewhere
    assert "Crisis Text Line" in elsewhere


def line_of(name, **values):
    plain = {
        "name": name, "for_whom": "Anybody", "phone": "1-800-555-0100", "hours": "Day and night",
        "languages": "English", "source": "Its page", "source_link": "https://line.example.org/",
    }  # fmt: skip
    return plain | values


def test_a_line_that_cannot_be_reached_is_refused(manager):
    page = manager.client.post("/community/care/lines/new/", line_of("Line", phone=""))
    assert "it has to be reached somehow" in page.content.decode()
    assert not HelpLine.objects.exists()


def test_lines_are_looked_at_again_after_half_a_year(visitor, manager, clock_moves):
    """What came with the product waits to be looked at from the first day."""
    assert "8 help lines to look at again" in manager.client.get("/monday/").content.decode()
    for line in HelpLine.objects.all():
        manager.client.post(f"/community/care/lines/{line.pk}/holds/")
    assert "help lines to look at again" not in manager.client.get("/monday/").content.decode()
    assert set(HelpLine.objects.values_list("checked_on", flat=True)) == {today()}
    clock_moves(timedelta(days=181))
    assert HelpLine.objects.to_be_checked(today()).count() == 8


def test_loading_again_changes_nothing_that_staff_changed(visitor, manager):
    line = HelpLine.objects.get(code="samhsa")
    manager.client.post(f"/community/care/lines/{line.pk}/", line_of("Our line"))
    manager.client.post(f"/community/care/lines/{HelpLine.objects.get(code='stronghearts').pk}/end/")
    assert load_help_lines() == {"help lines": 0}
    assert HelpLine.objects.get(code="samhsa").name == "Our line"
    assert not HelpLine.objects.offered().filter(code="stronghearts").exists()


def test_a_line_that_was_taken_off_can_be_put_back(visitor, manager):
    pk = HelpLine.objects.get(code="crisis-text-line").pk
    manager.client.post(f"/community/care/lines/{pk}/end/")
    assert "Crisis Text Line" not in visitor.get("/community/care/").content.decode()
    manager.client.post(f"/community/care/lines/{pk}/put-back/")
    assert "Crisis Text Line" in visitor.get("/community/care/").content.decode()


def test_a_clinician_is_shown_to_members_in_her_own_words(visitor, member, manager):
    listed(manager)
    page = member.client.get("/community/care/clinicians/").content.decode()
    assert "I name racism where it is at work." in page
    assert "May practice in CO, NM." in page
    assert manager.person.name not in visitor.get("/community/care/clinicians/").content.decode()


def test_to_everybody_only_when_she_said_so(visitor, member):
    listed(member, seen_by_everybody=True)
    assert member.person.name in visitor.get("/community/care/clinicians/").content.decode()


def test_who_is_not_to_be_found_by_members_is_not_listed(visitor, member, manager):
    listed(manager, seen_by_everybody=True)
    set_consents(choices=[(manager.person, Purpose.DIRECTORY, False)], by=manager, basis="Her page")
    for reader in (visitor, member.client):
        assert manager.person.name not in reader.get("/community/care/clinicians/").content.decode()
    assert "you have not agreed that other members find you" in (
        manager.client.get("/community/care/clinicians/mine/").content.decode()
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [("q=therapy+adults", 1), ("q=surgery", 0), ("state=NM", 1), ("state=NY", 0), ("language=spanish", 1),
     ("mode=online", 1), ("mode=in_person", 0), ("state=nowhere", 0), ("page=99", 1)],
)  # fmt: skip
def test_clinicians_are_found_by_what_they_state(member, manager, asked, found):
    listed(manager)
    page = member.client.get(f"/community/care/clinicians/?{asked}").content.decode()
    assert page.count(manager.person.name) == found


def test_she_leaves_at_once_and_can_come_back(member):
    member.client.post("/community/care/clinicians/mine/", FORM)
    set_consents(choices=[(member.person, Purpose.DIRECTORY, True)], by=member, basis="Her page")
    assert member.person.name in member.client.get("/community/care/clinicians/").content.decode()
    member.client.post("/community/care/clinicians/mine/end/")
    assert ClinicianListing.objects.get().services == "Therapy for adults"
    assert "Therapy for adults" not in member.client.get("/community/care/clinicians/").content.decode()
    member.client.post("/community/care/clinicians/mine/", FORM)
    assert "Therapy for adults" in member.client.get("/community/care/clinicians/").content.decode()


def test_as_many_questions_for_many_as_for_few(member, manager, django_assert_max_num_queries):
    listed(manager)
    member.client.get("/community/care/clinicians/")
    with django_assert_max_num_queries(14):
        member.client.get("/community/care/clinicians/")


def test_circles_of_peers_are_named_where_they_may_be_known(visitor, member):
    make_group("First-generation physicians", kind="circle", is_public=True, seating="open")
    make_group("A closed circle", kind="circle", is_public=False)
    page = visitor.get("/community/care/racism-at-work/").content.decode()
    assert "First-generation physicians" in page
    assert "A closed circle" not in page


def test_a_member_does_not_keep_the_lines(visitor, member):
    assert member.client.get("/community/care/lines/").status_code == 403


@pytest.mark.parametrize("states", ["", "ZZ", "Colorado", "CO;NM", "🏥", "CO " * 200])
def test_a_state_that_is_none_is_told(member, states):
    page = member.client.post("/community/care/clinicians/mine/", FORM | {"states": states}).content.decode()
    assert "id_states_error" in page
    assert not ClinicianListing.objects.exists()
