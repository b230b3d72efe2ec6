"""Opportunities: written down by staff, shown to everybody, closed by themselves, saved by one person for herself."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from bigtent.community.errors import OpportunityError
from bigtent.community.models import Opportunity, SavedOpportunity, SentOpportunity
from bigtent.community.services import opportunities as services
from bigtent.community.services import publishing, saving
from bigtent.community.services.passing_on import send_opportunity
from bigtent.ledger.clock import living_at, now, today
from bigtent.ledger.declarations import declared
from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Notification, ServiceLetter
from bigtent.outreach.services.service_letters import send_service_letters
from bigtent.people.models import Person, Purpose
from tests.community.opportunities import COMMITTED, GROUP, MASTER, STUDENT, make_opportunity
from tests.factories import make_account, make_person, make_place, make_profession, make_specialty, make_topic

pytestmark = pytest.mark.django_db


def page(client, one, name="opportunity", **query):
    return client.get(reverse(f"community:{name}", args=[one.key]), query)


def press(client, one, name, **values):
    return client.post(reverse(f"community:{name}", args=[one.key]), values, follow=True)


def shown(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_works(manager, client):
    """Staff write one down, say whom it is for, publish it; a visitor reads it."""
    values = {
        "title": "Lantern fellowship", "kind": "fellowship", "sponsor_name": "Lantern Fund", "zone": "America/Chicago",
        "deadline_on": "2027-01-17", "stipend": "60000", "presence": "in_residence", "where": "Washington, DC",
    }  # fmt: skip
    manager.client.post(reverse("community:new_opportunity"), values)
    one = Opportunity.objects.get()
    add = reverse("community:new_clause", args=[one.key])
    manager.client.post(f"{add}?kind=stage", {"words": "Open to students", "values": ["student"]})
    assert page(client, one).status_code == 404
    press(manager.client, one, "publish_opportunity")
    text = shown(page(client, one))
    assert "Until the end of January 17, 2027 (CST, Chicago)" in text
    assert "$60,000" in text and "Open to students" in text
    assert "Lantern fellowship" in shown(client.get(reverse("community:opportunities")))


@pytest.mark.parametrize(
    ("field", "details"),
    [
        ("title", {"title": "  "}),
        ("kind", {"kind": "lottery"}),
        ("zone", {"zone": "Mars/Base"}),
        ("rolling", {"rolling": True, "deadline_on": date(2027, 1, 17)}),
        ("deadline_on", {"deadline_on": date(2199, 1, 1)}),
        ("ends_on", {"starts_on": date(2027, 7, 1), "ends_on": date(2027, 6, 1)}),
        ("stipend", {"stipend": -1}),
        ("clauses", {"clauses": [{"kind": "race", "words": "x"}]}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(network, field, details):
    with pytest.raises(OpportunityError) as refusal:
        make_opportunity(**details)
    assert refusal.value.field == field


def test_it_is_not_published_without_sponsor_or_after_its_deadline(network):
    with pytest.raises(OpportunityError, match="sponsor"):
        make_opportunity(sponsor_name="")
    with pytest.raises(OpportunityError, match="has passed"):
        make_opportunity(deadline_on=today() - timedelta(days=1))


def test_closing_withdrawing_and_undoing(manager, member, client):
    one = make_opportunity()
    saving.save_opportunity(opportunity=one, by=member)
    press(manager.client, one, "close_opportunity", reason="All places are given.")
    assert "All places are given." in shown(page(client, one))
    press(manager.client, one, "withdraw_opportunity", reason="The sponsor took it back.")
    assert page(client, one).status_code == 404
    assert "The sponsor took it back." in shown(page(member.client, one))
    press(manager.client, one, "open_opportunity_again")
    assert "withdrawn" not in shown(page(client, one))
    assert Opportunity.objects.open().get() == one


def test_a_draft_again_only_while_nobody_saved_it(manager, member):
    one = make_opportunity()
    saving.save_opportunity(opportunity=one, by=member)
    with pytest.raises(OpportunityError, match="saved it already"):
        publishing.unpublish_opportunity(opportunity=one, by=manager)
    saving.unsave_opportunity(opportunity=one, by=member)
    assert publishing.unpublish_opportunity(opportunity=one, by=manager).state == "draft"


def test_sites_of_a_practicum(manager, client):
    one = make_opportunity(kind="practicum")
    rows = {"site-TOTAL_FORMS": "2", "site-INITIAL_FORMS": "0", "site-0-name": "Harbor clinic", "site-0-hours": "120",
            "site-0-supervisor": "Clinic lead", "site-1-name": "", "done": ""}  # fmt: skip
    press(manager.client, one, "practicum_sites", **rows)
    text = shown(page(client, one))
    assert "Harbor clinic" in text and "120 hours" in text and "Supervisor: Clinic lead" in text


def test_the_list_is_narrowed(client, network):
    topic = make_topic("maternal-mortality")
    make_opportunity(title="Birth fellowship", topics=[topic])
    make_opportunity(title="Open committee", kind="committee", rolling=True)
    make_opportunity(title="Soon", deadline_on=date(2026, 11, 30))

    def found(**query):
        text = shown(client.get(reverse("community:opportunities"), query))
        return {title for title in ("Birth fellowship", "Open committee", "Soon") if f">{title}<" in text}

    assert found() == {"Birth fellowship", "Open committee", "Soon"}
    assert found(kind="committee") == {"Open committee"}
    assert found(topic=topic.code) == {"Birth fellowship"}
    assert found(when="month") == {"Soon"}
    assert found(when="rolling") == {"Open committee"}
    assert found(q="lantern birth") == {"Birth fellowship"}
    assert found(when="over") == set()
    assert found(kind="no such") == {"Birth fellowship", "Open committee", "Soon"}


@pytest.mark.parametrize("name", ["opportunities", "for_me", "my_opportunities", "month"])
def test_a_list_costs_the_same_with_thirty(name, member, manager, django_assert_max_num_queries):
    from bigtent.community.services.stating import state_more

    state_more(facts={"stage": "student"}, by=member)
    costs = []
    for many in (0, 3, 27):
        for number in range(many):
            one = make_opportunity(title=f"Fellowship {many}.{number}", clauses=[STUDENT], topics=[make_topic()])
            saving.save_opportunity(opportunity=one, by=member)
        with django_assert_max_num_queries(60) as asked:
            shown(member.client.get(reverse(f"community:{name}"), {"month": "2027-01"}))
        costs.append(len(asked))
    # The first request of a process reads what the later ones have at hand.
    assert costs[1] == costs[2]


def test_what_one_saves_is_hers_alone(member, manager):
    one = make_opportunity()
    press(member.client, one, "save_opportunity")
    press(member.client, one, "applied_for", applied_on="2026-11-20")
    press(member.client, one, "note_result", result="got")
    assert "Got it" in shown(member.client.get(reverse("community:my_opportunities")))
    row = SavedOpportunity.objects.get()
    assert (row.applied_on, row.result) == (date(2026, 11, 20), "got")
    assert not AuditEntry.objects.filter(by=member).exists()
    assert "Got it" not in shown(manager.client.get(reverse("community:my_opportunities")))
    press(member.client, one, "not_applied_for")
    assert (SavedOpportunity.objects.get().applied_on, SavedOpportunity.objects.get().result) == (None, "")
    press(member.client, one, "unsave_opportunity")
    assert not SavedOpportunity.objects.exists()


def test_a_result_needs_an_application_and_a_day_that_has_come(member):
    one = make_opportunity()
    saving.save_opportunity(opportunity=one, by=member)
    with pytest.raises(OpportunityError, match="Note first"):
        saving.note_result(opportunity=one, result="got", by=member)
    with pytest.raises(OpportunityError, match="still to come"):
        saving.note_application(opportunity=one, on=today() + timedelta(days=1), by=member)


def make_listed(given, **values):
    """Somebody with an account whom the directory shows."""
    person = make_person(given_name=given, consents=[Purpose.DIRECTORY], **values)
    return make_account(person=person, roles=["member"]).person


def test_it_is_sent_to_somebody_whom_the_directory_shows(member):
    surgery = make_specialty("surgery", family="Surgical fields")
    one = make_opportunity(clauses=[{"kind": "specialty", "words": "Surgeons", "values": ["surgery"]}])
    fits, other = make_listed("Fatima", specialty=surgery), make_listed("Olga", specialty=make_specialty())
    hidden = make_account(person=make_person(given_name="Hidden", specialty=surgery)).person
    text = shown(page(member.client, one, "send_opportunity"))
    assert "Fatima" in text and "Olga" not in text and "Hidden" not in text
    press(member.client, one, "send_opportunity", person=fits.key)
    press(member.client, one, "send_opportunity", person=fits.key)
    told = Notification.objects.get(person=fits)
    assert told.title == "Miriam Tsosie sends you an opportunity" and told.url == one.get_absolute_url()
    assert press(member.client, one, "send_opportunity", person=hidden.key).status_code == 404
    assert other.key not in text


def test_whom_it_may_suit_is_never_told_by_what_others_state(member):
    from bigtent.community.services.stating import state_facts

    one = make_opportunity(clauses=[STUDENT, {"kind": "lives_in", "words": "In Colorado", "values": ["CO"]}])
    people = [make_listed(name, place=make_place()) for name in ("Rosa", "Bea")]
    before = page(member.client, one, "send_opportunity").context["page"].object_list
    before = list(before)
    state_facts(facts={"stage": "student"}, by=people[0].account)
    state_facts(facts={"stage": "retired", "lives_in": "TX"}, by=people[1].account)
    assert list(page(member.client, one, "send_opportunity").context["page"].object_list) == before


def test_one_letter_to_one_address(member):
    one = make_opportunity(title="Lantern fellowship")
    for _again in range(2):
        press(member.client, one, "send_opportunity", address="Friend@example.org ")
    letter = ServiceLetter.objects.get(kind="sent-opportunity")
    assert letter.until == one.closes_at
    send_service_letters()
    sent = mail.outbox[-1]
    assert sent.to == ["Friend@example.org"] and "Miriam Tsosie sends you an opportunity" in sent.subject
    assert "Lantern fellowship" in sent.body and one.get_absolute_url() in sent.body
    assert "Friend@example.org" not in str(SentOpportunity.objects.values())


def test_her_name_is_no_mark_of_the_letter(member):
    Person.objects.filter(pk=member.person_id).update(given_name="[Win](https://evil.example)")
    send_opportunity(opportunity=make_opportunity(), address="friend@example.org", by=member)
    send_service_letters()
    [sent] = mail.outbox
    assert "evil.example" in sent.body and 'href="https://evil' not in sent.alternatives[0].content


def test_no_letter_of_what_closed_meanwhile(member):
    one = make_opportunity()
    send_opportunity(opportunity=one, address="friend@example.org", by=member)
    publishing.close_opportunity(opportunity=one, reason="Over", by=None)
    send_service_letters()
    assert mail.outbox == [] and ServiceLetter.objects.get().state == "left_out"


def test_ten_a_day_are_enough(member):
    one = make_opportunity()
    for number in range(10):
        send_opportunity(opportunity=one, address=f"friend{number}@example.org", by=member)
    with pytest.raises(OpportunityError, match="10 in a day"):
        send_opportunity(opportunity=one, address="more@example.org", by=member)
    with living_at(now() + timedelta(days=1, minutes=1)):
        assert send_opportunity(opportunity=one, address="more@example.org", by=member)


def test_staff_look_at_the_source_again(manager, member):
    one = make_opportunity(recheck_on=today(), source_link="https://example.org/call")
    assert "Look at the source of" in shown(manager.client.get("/monday/"))
    press(manager.client, one, "check_source", recheck_on="2027-03-01")
    one.refresh_from_db()
    assert (one.source_checked_on, one.recheck_on) == (today(), date(2027, 3, 1))
    assert "Look at the source of" not in shown(manager.client.get("/monday/"))


def test_calendars_hold_all_deadlines_for_everybody_and_her_own_for_her(member):
    (source,) = [one for one in declared("CALENDAR") if one.name == "deadlines"]
    hers, other = make_opportunity(title="Hers"), make_opportunity(title="Other")
    saving.save_opportunity(opportunity=hers, by=member)
    since, until = now(), now() + timedelta(days=100)
    assert [item.title for item in source.items(None, since, until)] == ["Deadline: Hers", "Deadline: Other"]
    (item,) = source.items(member, since, until)
    assert (item.title, item.starts) == ("Deadline: Hers", date(2027, 1, 17))
    before = source.version(member), item.sequence
    services.change_opportunity(opportunity=hers, by=None, deadline_on=date(2027, 1, 20))
    (item,) = source.items(member, since, until)
    assert item.sequence > before[1] and item.starts == date(2027, 1, 20)
    assert other.closes_at


def test_news_of_open_ones(network):
    (source,) = [one for one in declared("NEWS") if one.name == "opportunities"]
    one = make_opportunity(topics=[make_topic()])
    make_opportunity(title="A draft", published=False)
    (told,) = source.items(now() - timedelta(days=1))
    assert (told.about, told.title, len(told.topics)) == (f"opportunity:{one.pk}", one.title, 1)


def test_figures(member, manager):
    measures = {one.name: one for one in declared("MEASURES")}
    one = make_opportunity()
    make_opportunity(title="Draft", published=False)
    saving.note_application(opportunity=one, on=today(), by=member)
    saving.note_result(opportunity=one, result="got", by=member)
    assert measures["opportunities-open"].compute(today()).value == 1
    for name in ("people-who-saved-an-opportunity", "people-who-applied", "people-who-got-an-opportunity"):
        assert measures[name].compute(today()).value == 1 and measures[name].of_people


def test_a_job_is_described_for_search_engines(client, network):
    one = make_opportunity(kind="job", title="Clinic </script><b>lead", stipend=90_000)
    text = shown(page(client, one))
    assert '"JobPosting"' in text and "validThrough" in text
    assert "</script><b>" not in text


def test_what_is_said_of_whom_it_is_for(client, network):
    one = make_opportunity(clauses=[STUDENT, MASTER, GROUP, COMMITTED], sponsor_name="Lantern Fund")
    text = shown(page(client, one))
    assert GROUP["words"] in text and "Bigtent does not ask or use this" in text
    assert COMMITTED["words"] in text and make_profession()
