"""Nothing is returned that consent and role do not allow: at the scope itself, and through each door.

What may be read is told by `crowd.Rules`, which shares nothing with the platform.
"""

import csv
import io
import random
import re

import pytest
from django.core import mail
from django.urls import reverse

from bigtent.mentoring import services
from bigtent.mentoring.models import Notice
from bigtent.people.models import Account, Consent, Person
from tests.cast import signed_in
from tests.factories import make_account, make_consent, make_contact_point
from tests.mentoring.making import make_program, make_round, proposed
from tests.security.crowd import ASKED, DATA, READ_FOR, make_crowd, marks

pytestmark = pytest.mark.django_db
COMBINATIONS, THROUGH_A_DOOR = 10_000, 300
PURPOSES = (*ASKED, "records")


@pytest.fixture
def crowd(network):
    return make_crowd(random.Random(20261122))


def shown(person: Person) -> set[str]:
    """The data that stand on an instance as it was read."""
    there = {
        "people.former_name": person.former_name,
        "people.credential": person.credential,
        "people.specialty": person.specialty,
        "people.place": person.place,
        "people.school": person.schools,
        "people.about": person.about,
        "people.offer-speak": person.offers_in_force,
    }
    return {datum for datum, value in there.items() if value}


def test_at_the_scope(crowd):
    rules, people, accounts = crowd
    cases = [(a, purpose, p, d) for a in accounts for purpose in PURPOSES for p in people for d in DATA]
    read: dict = {}
    for account, purpose, person, datum in random.Random(1).sample(cases, COMBINATIONS):
        if (account.pk, purpose) not in read:
            found = Person.objects.visible_to(Account.objects.get(pk=account.pk), purpose).for_listing()
            read[account.pk, purpose] = {one.pk: shown(one) for one in found}
        given = read[account.pk, purpose]
        case = (rules.grants[account.pk], purpose, datum)
        assert (person.pk in given) == rules.may_read(account.pk, person.pk, purpose), case
        assert (datum in given.get(person.pk, ())) == rules.may_read_datum(account.pk, person.pk, purpose, datum), case


def test_nobody_is_found_at_the_scope_by_what_may_not_be_read(crowd):
    rules, people, accounts = crowd
    for account in accounts:
        reader, purpose = Account.objects.get(pk=account.pk), random.Random(account.pk).choice(PURPOSES)
        seen = Person.objects.visible_to(reader, purpose)
        for datum in DATA:
            found = set(seen.showing(datum).values_list("pk", flat=True))
            assert found == {p.pk for p in people if rules.may_read_datum(account.pk, p.pk, purpose, datum)}


def open_door(accounts, rules, count):
    """Signed in readers of the crowd, of every kind there is."""
    active = [account for account in accounts if rules.active[account.pk]]
    active.sort(key=lambda account: (rules.grants[account.pk], account.pk))
    return [signed_in(Account.objects.get(pk=one.pk)) for one in active[:: max(1, len(active) // count)]][:count]


def main_part(response) -> str:
    return response.text.partition("<main")[2].partition("</main>")[0] if response.status_code == 200 else ""


def test_through_the_page_of_a_person(crowd):
    rules, people, accounts = crowd
    chance, tried = random.Random(3), 0
    for reader in open_door(accounts, rules, 10):
        for person in chance.sample(people, 5):
            text = main_part(reader.client.get(person.get_absolute_url()))
            assert bool(text) == rules.sees(reader.pk, person.pk), rules.grants[reader.pk]
            for datum, mark in marks(person).items():
                wanted = rules.sees(reader.pk, person.pk, datum)
                assert (mark in text) == wanted, (rules.grants[reader.pk], datum, person.pk)
                tried += 1
    assert tried >= THROUGH_A_DOOR


def listed(reader, **asked) -> str:
    """All pages of a search, as text."""
    pages, number = [], 1
    while True:
        response = reader.client.get("/people/", asked | {"page": number})
        pages.append(main_part(response))
        if response.status_code != 200 or number >= response.context["page"].paginator.num_pages:
            return "".join(pages)
        number += 1


def names_in(text: str) -> set[str]:
    return set(re.findall(r"Person\d{5}", text))


SEARCHES = {
    "people.place": {"region": "CO"},
    "people.school": {"from_year": "2004"},
    "people.offer-speak": {"offers": "speak"},
    "people.former_name": {"q": "formerly"},
    "": {"q": "crowd"},
}


def test_through_a_search(crowd):
    rules, people, accounts = crowd
    tried = 0
    for reader in open_door(accounts, rules, 8):
        for datum, asked in SEARCHES.items():
            wanted = {person.family_name for person in people if rules.sees(reader.pk, person.pk, datum)}
            assert names_in(listed(reader, **asked)) == (wanted if rules.grants[reader.pk] else set())
            tried += len(people)
    assert tried >= THROUGH_A_DOOR


def test_through_an_export(crowd, manager):
    rules, people, _accounts = crowd
    rules.grants[manager.pk], rules.active[manager.pk] = [("program_manager", "")], True
    rules.person_of[manager.pk] = manager.person_id
    tried = 0
    for purpose in ("records", "directory", "mentoring", "outreach", "research", "press"):
        told = {"purpose": purpose, "reason": "A test", "file": "csv"}
        response = manager.client.post(reverse("people:export") + "?q=crowd", told)
        _heading, *rows = csv.reader(io.StringIO(response.getvalue().decode()))
        allowed = [person for person in people if rules.may_read(manager.pk, person.pk, purpose)]
        assert len(rows) == len(allowed), purpose
        text = "\n".join(",".join(row) for row in rows)
        for person in people:
            for datum in READ_FOR.keys() - {"people.school", "people.offer-speak"}:
                wanted = rules.may_read_datum(manager.pk, person.pk, purpose, datum)
                if purpose == "research" and datum == "people.place":
                    wanted = False  # Of a place research gets the state alone.
                assert (marks(person)[datum] in text) == wanted, (purpose, datum)
                tried += 1
    assert tried >= THROUGH_A_DOOR


def test_through_the_mail(network):
    """A round is published; before its letters go, people take back what they said, as a whole or in part."""
    chance, program = random.Random(4), make_program()
    match_round = make_round(program, mentees=80, mentors=40, capacity=2)
    people = {one.person for one in (*program.mentees.all(), *program.mentors.all())}
    for person in people:
        make_contact_point(person=person, value=f"p{person.pk}@example.org")
    proposed(match_round)
    services.publish_round(match_round=match_round.key, by=None)
    mail.outbox.clear()
    gone = {person.pk for person in people if chance.random() < 0.3}
    whole = {pk for pk in gone if chance.random() < 0.5}
    Consent.objects.filter(person__in=whole).update(given=False)
    for person in Person.objects.filter(pk__in=gone - whole):
        for datum in ("mentoring.wish", "mentoring.offer"):
            make_consent(person=person, purpose="mentoring", datum=datum, given=False)
    Notice.objects.update(state=Notice.State.WAITING)
    services.publish_round(match_round=match_round.key, by=None)
    assert mail.outbox
    for letter in mail.outbox:
        named = {int(pk) for pk in re.findall(r"\bp(\d+)@example", " ".join([*letter.to, letter.body]))}
        assert len(named) >= 2
        assert not named & gone
        assert not [pk for pk in gone if Person.objects.get(pk=pk).name in letter.body.splitlines()]
    pairs = match_round.proposals.first().pairings.values_list("mentee__person", "mentor__person")
    still = {pk for pair in pairs if not gone & set(pair) for pk in pair}
    assert {letter.to[0] for letter in mail.outbox} == {f"p{pk}@example.org" for pk in still}


def test_nobody_without_a_yes_is_paired(network):
    program = make_program()
    match_round = make_round(program, mentees=20, mentors=10, capacity=2)
    chance = random.Random(5)
    for one in (*program.mentees.all(), *program.mentors.all()):
        if chance.random() < 0.3:
            one.person.consents.update(given=False)
        elif chance.random() < 0.3:
            kind = "mentoring.wish" if one in program.mentees.all() else "mentoring.offer"
            make_consent(person=one.person, purpose="mentoring", datum=kind, given=False)
    agreed = {
        one.pk
        for one in Person.objects.all()
        if one.consents.filter(purpose="mentoring", datum="", given=True).exists()
        and not one.consents.filter(purpose="mentoring", given=False).exists()
    }
    pairs = set(proposed(match_round).pairings.values_list("mentee__person", "mentor__person"))
    assert pairs
    assert {pk for pair in pairs for pk in pair} <= agreed


def test_taking_back_takes_effect_in_the_next_request(member, network):
    """At every door, for every datum, and the other way round."""
    _rules, people, _accounts = make_crowd(random.Random(6), people=1, readers=0)
    person = people[0]
    Consent.objects.all().delete()
    herself = signed_in(make_account(person=person, roles=["member"]))
    known = reverse("people:known")

    def save(**told):
        form = herself.client.get(known).context["form"]
        on = {name: "on" for name, switch in form.switches.items() if switch.is_on}
        told = {"shown": list(form.switches), **on} | told
        herself.client.post(known, {name: value for name, value in told.items() if value})

    address = person.get_absolute_url()
    for answer in ("yes", "no", "yes"):
        save(directory=answer)
        assert member.client.get(address).status_code == (200 if answer == "yes" else 404)
        assert (person.family_name in listed(member, q="crowd")) == (answer == "yes")
    for datum, mark in marks(person).items():
        for on in ("", "on"):
            save(**{f"directory-{datum}": on})
            assert (mark in main_part(member.client.get(address))) == bool(on), datum


def test_an_ended_role_reads_nothing_more(network):
    _rules, people, _accounts = make_crowd(random.Random(7), people=3, readers=0)
    reader = signed_in(make_account(roles=["reviewer"]))
    assert reader.client.get(people[0].get_absolute_url()).status_code == 200
    reader.grants.update(until_on="2026-11-21")
    assert reader.client.get(people[0].get_absolute_url()).status_code == 404


def test_a_member_who_looks_for_people_finds_no_less_than_she_may(crowd, member):
    """The rules are not kept by showing nothing: somebody is seen, and somebody is not."""
    rules, people, _accounts = crowd
    rules.grants[member.pk], rules.active[member.pk] = [("member", "")], True
    rules.person_of[member.pk] = member.person_id
    wanted = {person.family_name for person in people if rules.sees(member.pk, person.pk)}
    assert 5 < len(wanted) < len(people) - 5
    assert names_in(listed(member, q="crowd")) == wanted
