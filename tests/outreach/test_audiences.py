"""Audiences: who is meant, who of them is written to, and what leaves each of the others out."""

import random
from collections import Counter

import pytest
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.outreach import services
from bigtent.outreach.audiences import reach
from bigtent.outreach.errors import AudienceError
from bigtent.outreach.models import Audience, Message, Preference, Suppression
from bigtent.outreach.services.audiences import asked_of
from bigtent.people.models import ContactPoint, Person, Purpose, Topic
from bigtent.people.models.erasure import digest_of
from bigtent.people.services import erase_person
from tests.factories import make_affiliation, make_consent, make_contact_point, make_person, make_place, make_topic
from tests.outreach.making import make_audience, make_message, make_reader

pytestmark = pytest.mark.django_db
NEW = reverse("outreach:new_audience")
PEOPLE = reverse("outreach:audience_people")


def keep(by, name="Mountain", **values):
    return services.keep_audience(name=name, by=by, **values)


def counted(account, address=NEW, **asked):
    """Each line of the count on a page, by its words; with how many are found and written to."""
    context = account.client.get(address, asked).context
    found = context["found"]
    return {line.label: line.count for line in context["lines"]} | {"found": found.matched, "written to": found.reached}


@pytest.fixture
def topic(network):
    return make_topic("primary-care")


@pytest.fixture
def mixed(manager, topic):
    """One reader for each reason, and two who are written to; nobody else is in Colorado."""
    denver = make_place(state="CO")
    people = {name: make_reader(place=denver) for name in ("topic", "platform", "bounced", "weekly", "each")}
    people["silent"] = make_person(place=denver, email="silent@example.org")
    people["unknown address"] = make_person(place=denver, consents=[Purpose.OUTREACH])
    make_consent(person=people["topic"], purpose=Purpose.OUTREACH, datum="topic:primary-care", given=False)
    Preference.objects.create(person=people["platform"], channel="platform")
    Preference.objects.create(person=people["weekly"], rhythm="weekly")
    address = ContactPoint.objects.get(person=people["bounced"]).value
    Suppression.objects.create(digest=digest_of("email", address), because="bounce")
    return people


def test_it_works(manager, mixed):
    assert counted(manager, region="CO", topic="primary-care") == {
        "Has not agreed to news, or no longer does": 1,
        "Wants nothing on this topic": 1,
        "Wants no e-mail": 1,
        "The address must not be written to": 1,
        "No e-mail address is known": 1,
        "found": 7,
        "written to": 2,
    }


def test_without_a_topic_nobody_is_left_out_by_one(manager, mixed):
    assert counted(manager, region="CO")["Wants nothing on this topic"] == 0
    assert counted(manager, region="CO")["written to"] == 3


def test_every_number_opens_to_its_people(manager, mixed):
    page = manager.client.get(NEW, {"region": "CO", "topic": "primary-care"})
    behind = {line.label: manager.client.get(line.url).context["people"] for line in page.context["lines"]}
    assert behind["Wants no e-mail"] == [mixed["platform"]]
    assert behind["No e-mail address is known"] == [mixed["unknown address"]]
    reached = manager.client.get(page.context["reached_url"]).context["people"]
    assert {person.pk for person in reached} == {mixed["weekly"].pk, mixed["each"].pk}


def test_the_weekly_mail_is_said(manager, mixed):
    assert "of them in their one mail a week" in manager.client.get(NEW, {"region": "CO"}).text


def test_a_kept_audience_is_asked_anew_each_time(manager, mixed):
    kept = keep(manager, criteria="region=CO")
    assert counted(manager, kept.get_absolute_url())["written to"] == 3
    make_reader(place=make_place(state="CO"))
    assert counted(manager, kept.get_absolute_url())["written to"] == 4
    assert counted(manager, kept.get_absolute_url(), topic="primary-care")["written to"] == 3


def test_the_search_of_the_directory_becomes_an_audience(manager, mixed):
    directory = manager.client.get(reverse("people:directory"), {"region": "CO", "page": "1"}).text
    assert f'href="{NEW}?region=CO' in directory
    manager.client.post(f"{NEW}?region=CO&page=1", {"name": "Colorado"})
    kept = Audience.objects.get()
    assert (kept.name, kept.criteria, kept.source, kept.by) == ("Colorado", "region=CO", "", manager)


def test_who_may_not_write_is_offered_no_audience(reviewer, member, stranger):
    assert NEW not in reviewer.client.get(reverse("people:directory")).text
    for account in (reviewer, member, stranger):
        assert account.client.get(NEW).status_code == 403


def test_a_search_that_makes_no_sense_is_not_read_as_everybody(manager, mixed):
    page = manager.client.get(NEW, {"from_year": "soon"})
    assert page.context["found"] is None
    assert "This is not a year. Four digits, such as 1994." in page.text
    manager.client.post(f"{NEW}?from_year=soon", {"name": "Everybody?"})
    assert not Audience.objects.exists()


def test_a_kept_search_that_makes_no_sense_any_more_says_so(manager):
    broken = make_audience(criteria="profession=alchemy")
    page = manager.client.get(broken.get_absolute_url())
    assert page.context["found"] is None
    assert "asks for “alchemy” under “Profession”" in page.text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": "  "}, "Give the audience a name"),
        ({"source": "nobody:1"}, "Nobody knows the people of “nobody:1” any more"),
        ({"source": "school:999999"}, "You cannot choose “school:999999”"),
        ({"source": "school:1 or 1=1"}, "Nobody knows"),
        ({"criteria": "region=atlantis"}, "asks for “atlantis”"),
        ({"criteria": "q=" + "a" * 101}, "at most 100 characters"),
    ],
)
def test_refusals_say_what_was_wrong(manager, values, words):
    with pytest.raises(AudienceError, match=words):
        keep(manager, **values)


def test_only_what_the_directory_asks_is_kept():
    asked = "region=CO&q=&page=3&because=topic&offers=speak&offers=mentor&asked=1"
    assert asked_of(asked) == "offers=speak&offers=mentor&region=CO"


def test_people_of_another_room_are_narrowed_by_the_search(manager):
    here, elsewhere = make_reader(place=make_place(state="CO")), make_reader(place=make_place(state="CO"))
    school = make_affiliation(person=here).organization
    make_affiliation(person=make_reader(), organization=school)
    kept = keep(manager, source=f"school:{school.pk}", criteria="region=CO")
    found = reach(kept, by=manager)
    assert set(found.addresses) == {here.pk} and elsewhere.pk not in found.addresses
    assert school.name in manager.client.get(kept.get_absolute_url()).text


def test_an_audience_is_changed_and_ended(manager):
    kept = keep(manager, criteria="region=CO")
    manager.client.post(f"{reverse('outreach:edit_audience', args=[kept.key])}?asked=1", {"name": "Everybody"})
    kept.refresh_from_db()
    assert (kept.name, kept.criteria) == ("Everybody", "")
    manager.client.post(reverse("outreach:end_audience", args=[kept.key]))
    assert not Audience.objects.in_use().exists()
    assert manager.client.get(reverse("outreach:edit_audience", args=[kept.key])).status_code == 404
    with pytest.raises(AudienceError, match="was ended"):
        keep(manager, audience=kept)


def test_an_audience_is_not_changed_under_a_message_on_its_way(manager):
    kept = keep(manager)
    make_message(name="Fall letter", audience=kept, state="scheduled", send_at="2026-11-23T12:00Z")
    with pytest.raises(AudienceError, match="“Fall letter” is on its way"):
        keep(manager, audience=kept, criteria="region=CO")
    with pytest.raises(AudienceError, match="Stop it first"):
        services.end_audience(audience=kept, by=manager)


def test_a_draft_tried_out_for_other_people_needs_another_look(manager):
    kept = keep(manager)
    draft = make_message(audience=kept, tested_at="2026-11-20T12:00Z", released_at="2026-11-20T12:00Z")
    keep(manager, audience=kept, criteria="region=CO")
    draft.refresh_from_db()
    assert (draft.tested_at, draft.released_at, draft.state) == (None, None, Message.State.DRAFT)


def test_the_history_names_the_search_but_does_not_repeat_it(manager):
    keep(manager, criteria="q=Alethea")
    entry = AuditEntry.objects.get(verb="keep_audience")
    assert entry.changes["criteria"] == [] and "Alethea" not in str(entry.changes)


def test_who_is_erased_is_searched_for_by_no_audience(manager):
    her = make_person(given_name="Ypsolda", family_name="Marrowfen", email="ypsolda@example.org")
    by_name, by_address = (
        keep(manager, criteria="q=Ypsolda+Marrowfen"),
        keep(manager, criteria="q=ypsolda%40example.org"),
    )
    erase_person(person=her, by=manager, reason="Asked by letter")
    for kept in (by_name, by_address):
        kept.refresh_from_db()
        assert kept.criteria == "q=an+erased+person"


def drawn_people(chance: random.Random, topic: Topic) -> None:
    """Sixty people of every mixture of answers, wishes and addresses."""
    for number in range(60):
        address = f"drawn{number}@example.org" if chance.random() < 0.8 else None
        person = make_person(email=address, family_name=chance.choice(["Ames", "Boyd"]))
        if chance.random() < 0.8:
            make_consent(person=person, purpose=Purpose.OUTREACH, given=chance.random() < 0.8)
        if chance.random() < 0.3:
            yes = chance.random() < 0.3
            make_consent(person=person, purpose=Purpose.OUTREACH, datum=f"topic:{topic.code}", given=yes)
        if chance.random() < 0.4:
            Preference.objects.create(person=person, channel=chance.choice(["email", "platform"]))
        if address and chance.random() < 0.2:
            Suppression.objects.create(digest=digest_of("email", address), because="complaint")


def judged(person: Person, topic: Topic) -> str:
    """What one person says, asked one by one in the order of the questions."""
    said = {consent.datum: consent.given for consent in person.consents.all() if consent.purpose == Purpose.OUTREACH}
    if not said.get(""):
        return "consent"
    if said.get(f"topic:{topic.code}") is False:
        return "topic"
    if Preference.objects.filter(person=person, channel="platform").exists():
        return "channel"
    addresses = [point.value for point in person.contact_points.all()]
    if not addresses:
        return "address"
    return "suppressed" if Suppression.objects.of(addresses[0]).exists() else "reached"


@pytest.mark.parametrize("seed", range(4))
def test_the_count_is_what_each_person_says_herself(manager, topic, seed):
    drawn_people(random.Random(seed), topic)
    within = Person.objects.filter(family_name="Ames")
    wanted = Counter(judged(person, topic) for person in within.prefetch_related("consents", "contact_points"))
    found = reach(Audience(criteria="q=ames"), by=manager, topic=topic)
    assert found.counts | {"reached": found.reached} == {
        reason: wanted[reason] for reason in ("consent", "topic", "channel", "suppressed", "address", "reached")
    }


def test_a_count_asks_as_often_for_three_as_for_thirty(manager, topic, django_assert_max_num_queries):
    asked, counts = {"region": "CO", "topic": topic.code}, []
    counted(manager, **asked)
    for people in (3, 27):
        for _ in range(people):
            make_reader(place=make_place(state="CO"))
        with django_assert_max_num_queries(26) as captured:
            assert counted(manager, **asked)["found"] == Person.objects.filter(place__state="CO").count()
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_where_the_first_address_came_back_the_second_is_used(manager):
    reader = make_reader(email="old@example.org")
    make_contact_point(person=reader, value="office@example.org", source="staff")
    Suppression.objects.create(digest=digest_of("email", "OLD@example.org"), because="bounce")
    assert reach(Audience(), by=manager).addresses[reader.pk] == "office@example.org"
