"""The roster of experts: everybody writes her own entry; staff find those who agreed, the least asked first."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.errors import ExpertError
from bigtent.people.models import Expertise
from bigtent.people.services import merge_people, record_use, set_consent, set_expertise
from tests.cast import signed_in
from tests.factories import make_account, make_person, make_place

pytestmark = pytest.mark.django_db
MINE, LIVED = "/people/me/expertise/", "people.lived_experience"
ENTRY = {"field": "Asthma in city schools", "sector": "public_health", "will": ["speaks", "testifies"]}
WORDS = "I grew up beside a freeway and could not breathe."


def make_expert(*, field="Asthma in city schools", yes=True, lived="", lets_read=False, **person):
    """Somebody with an entry; `yes` to being written to, `lets_read` to what she lived through."""
    account = make_account(person=make_person(**person))
    allows = [("outreach", True, "")] * yes + [("outreach", True, LIVED)] * lets_read
    facts = {"field": field, "sector": "public_health", "speaks": True, "reviews": False, "testifies": True}
    set_expertise(by=account, facts=facts, lived=lived, allows=allows)
    return account


def found(account, **asked):
    page = account.client.get(reverse("people:experts"), asked)
    return [entry.person.given_name for entry in page.context["page"]]


def entry_of(account):
    return reverse("people:expert", args=[account.person.key])


def test_it_works(member, reviewer):
    member.client.post(MINE, ENTRY | {"lived": WORDS, "may_read": "on", "may_all": "on"})
    assert found(reviewer, q="asthma", will="testifies") == ["Miriam"]
    page = reviewer.client.get(entry_of(member)).content.decode()
    assert WORDS in page and "Testifies" in page
    told = {"kind": "testified", "on": "2026-11-20", "what": "Hearing on clean air"}
    reviewer.client.post(reverse("people:record_use", args=[member.person.key]), told)
    assert "Called upon latest on November 20, 2026" in reviewer.client.get(reverse("people:experts")).content.decode()


def test_why_who_and_how_long_stand_before_the_questions(member):
    before = member.client.get(MINE).content.decode().partition('<form method="post" class="flow section"')[0]
    assert all(words in before for words in ("Why we ask", "Who reads it", "How long it is kept"))


def test_nobody_is_found_who_did_not_agree(reviewer, member):
    member.client.post(MINE, ENTRY)
    assert found(reviewer) == []
    assert reviewer.client.get(entry_of(member)).status_code == 404
    assert "Nothing: staff do not find your entry." in member.client.get(MINE).content.decode()


def test_a_consent_taken_back_takes_the_entry_away(reviewer):
    her = make_expert()
    assert found(reviewer) == ["Ada"]
    set_consent(person=her.person, purpose="outreach", given=False, datum="people.expertise", by=her)
    assert found(reviewer) == []


def test_what_was_lived_through_is_read_by_a_yes_of_its_own_only(reviewer, member):
    her = make_expert(lived=WORDS)
    assert WORDS not in reviewer.client.get(entry_of(her)).content.decode()
    set_consent(person=her.person, purpose="outreach", given=True, datum=LIVED, by=her)
    assert WORDS in reviewer.client.get(entry_of(her)).content.decode()
    assert member.client.get(entry_of(her)).status_code == 403


def test_it_is_not_searched_and_lies_encrypted(reviewer):
    make_expert(lived=WORDS, lets_read=True)
    assert found(reviewer, q="freeway") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT lived_experience FROM people_expertise")
        assert "freeway" not in cursor.fetchone()[0]


def test_of_what_she_wrote_the_history_keeps_no_word(manager):
    """Nor does it say that she lived through something: without her yes nobody reads even that."""
    her = make_expert(lived=WORDS)
    assert AuditEntry.objects.get(verb="set_expertise").changes == {
        name: [] for name in ("field", "sector", "speaks", "testifies")
    }
    assert "lived through" not in manager.client.get(her.person.get_absolute_url()).text


def test_she_sees_what_staff_see(member):
    member.client.post(MINE, ENTRY | {"lived": WORDS, "may_all": "on"})
    page = member.client.get(MINE).content.decode()
    preview = page.partition("What staff see")[2]
    assert "Asthma in city schools" in preview and WORDS not in preview and "Of your life nothing is shown." in preview
    member.client.post(MINE, ENTRY | {"lived": WORDS, "may_read": "on"})
    assert WORDS in member.client.get(MINE).content.decode().partition("What staff see")[2]


def test_taken_off_the_roster_her_words_are_erased_and_the_rest_can_come_back(reviewer):
    her = signed_in(make_expert(lived=WORDS))
    her.client.post(reverse("people:take_off_roster"))
    assert found(reviewer) == [] and Expertise.objects.get().lived_experience is None
    her.client.post(reverse("people:put_back_on_roster"))
    assert found(reviewer) == ["Ada"]
    assert her.client.post(reverse("people:put_back_on_roster"), follow=True).status_code == 200


def test_the_same_few_are_not_always_asked(reviewer, manager):
    for name, days in (("Ada", [3, 20]), ("Bea", []), ("Cleo", [5])):
        her = make_expert(given_name=name)
        for day in days:
            record_use(expertise=her.person.expertise, kind="spoke", on=date(2026, 10, day), what="Talk", by=manager)
    assert found(reviewer) == ["Bea", "Cleo", "Ada"]


def test_staff_narrow_by_words_sector_will_and_region(reviewer):
    make_expert(given_name="Ada", place=make_place())
    make_expert(given_name="Bea", field="Debt of students", place=make_place(zip="10001", city="New York", state="NY"))
    assert found(reviewer, q="city asthma") == ["Ada"]
    assert found(reviewer, region="NY") == ["Bea"]
    assert found(reviewer, sector="law") == found(reviewer, will="reviews") == []


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"on": date(2026, 11, 23)}, "still to come"),
        ({"what": " "}, "Say for what"),
        ({"kind": "sang"}, "nothing an expert is called upon for"),
    ],
)
def test_a_use_that_cannot_be_is_refused(manager, told, words):
    her = make_expert()
    with pytest.raises(ExpertError, match=words):
        record_use(expertise=her.person.expertise, by=manager, **{"kind": "spoke", "on": date.min, "what": "x"} | told)


def test_no_protected_attribute_is_asked_or_searched(member, reviewer):
    asked = member.client.get(MINE).context["form"].fields.keys()
    searched = reviewer.client.get(reverse("people:experts")).context["search"].fields.keys()
    assert set(asked) == {"field", "sector", "will", "lived", "may_read", "may_all"}
    assert set(searched) == {"q", "sector", "will", "region"}


def test_an_entry_survives_a_merge(reviewer, manager):
    her = make_expert(lived=WORDS, lets_read=True)
    kept = make_person(given_name="Kept", consents=["outreach"])
    merge_people(pairs=[(kept, her.person)], by=manager, reason="Same person")
    assert found(reviewer) == ["Kept"]
