"""A member's own mentoring: my students, my mentor, my offer, my wish."""

import pytest
from django.urls import reverse

from bigtent.mentoring.models import Mentee, Mentor
from bigtent.people.models import Consent
from bigtent.people.services import set_consent
from tests.mentoring.making import make_mentee, make_mentor, make_program, make_round, published

pytestmark = pytest.mark.django_db

OFFER = {"capacity": 2, "hours": 2, "stage": "middle", "meets": "online", "slots": ["saturday-morning"], "agrees": "on"}
WISH = {"stage": "clinical", "hours": 2, "slots": ["saturday-morning"], "in_person": "on", "agrees": "on"}


@pytest.fixture
def program(db):
    return make_program()


def mine(account):
    return account.client.get(reverse("mentoring:mine")).content.decode()


def post(account, name, key, **values):
    return account.client.post(reverse(f"mentoring:{name}", args=[key]), values, follow=True).content.decode()


def test_it_works(member, program):
    assert "Offer to mentor" in mine(member)
    assert "Kept." in post(member, "offer", program.key, **OFFER)
    offer = Mentor.objects.get(person=member.person)
    assert (offer.capacity, offer.slots) == (2, ["saturday-morning"])
    assert Consent.objects.in_force().get(person=member.person, purpose="mentoring").given


def test_an_offer_that_was_ended_is_told_nowhere(member, manager, program):
    offer = make_mentor(program, person=member.person)
    pages = [(member, reverse("people:known")), (manager, member.person.get_absolute_url())]
    assert all("1 student at a time" in account.client.get(page).text for account, page in pages)
    member.client.post(reverse("mentoring:end-offer", args=[offer.pk]))
    assert not any("student at a time" in account.client.get(page).text for account, page in pages)
    assert "student at a time" not in mine(member)


def test_a_wish_is_taken_down(member, program):
    assert "Kept." in post(member, "wish", program.key, **WISH)
    assert Mentee.objects.get(person=member.person).in_person
    assert "The next round of pairings includes your wish" in mine(member)


@pytest.mark.parametrize(("name", "given"), [("offer", OFFER), ("wish", WISH)])
def test_without_agreeing_nothing_is_taken_down(member, program, name, given):
    page = post(member, name, program.key, **{**given, "agrees": ""})
    assert "One answer needs another look" in page
    assert not Mentor.objects.exists() and not Mentee.objects.exists()


@pytest.mark.parametrize(
    "given", [{"capacity": 99}, {"slots": []}, {"slots": ["never"]}, {"hours": "many"}, {"stage": "x"}]
)
def test_a_slip_is_said_at_its_field(member, program, given):
    page = post(member, "offer", program.key, **{**OFFER, **given})
    assert 'data-is="error"' in page
    assert not Mentor.objects.exists()


def test_both_sides_see_one_another_and_nobody_else(member, manager, network):
    match_round = make_round(mentees=1, mentors=0)
    mentor = make_mentor(match_round.program, person=member.person)
    set_consent(person=member.person, purpose="mentoring", given=True, by=member)
    published(match_round)
    student = match_round.program.mentees.get().person
    assert student.name in mine(member) and "hopes to learn about Family medicine" in mine(member)
    assert mentor.person.name not in mine(manager)


def test_who_withdrew_consent_is_no_longer_shown(member, network):
    match_round = make_round(mentees=1, mentors=0)
    make_mentor(match_round.program, person=member.person)
    set_consent(person=member.person, purpose="mentoring", given=True, by=member)
    published(match_round)
    student = match_round.program.mentees.get().person
    set_consent(person=student, purpose="mentoring", given=False, by=None, basis="telephone")
    page = mine(member)
    assert student.name not in page and "no longer wishes to be shown" in page


def test_who_withheld_her_wish_since_is_no_longer_shown_with_it(member, network):
    match_round = make_round(mentees=0, mentors=0)
    make_mentor(match_round.program, person=member.person)
    set_consent(person=member.person, purpose="mentoring", given=True, by=member)
    student = make_mentee(match_round.program, text="Zebulonia").person
    published(match_round)
    assert "Zebulonia" in mine(member)
    set_consent(person=student, purpose="mentoring", datum="mentoring.wish", given=False, by=None, basis="telephone")
    page = mine(member)
    assert "no longer wishes to be shown" in page
    assert not any(words in page for words in (student.name, "Zebulonia", "hopes to learn about"))


def test_pause_and_end(member, program):
    offer = make_mentor(program, person=member.person)
    page = post(member, "pause", offer.pk, **{f"offer{offer.pk}-paused_until": "2027-01-15"})
    assert "no new students until January 15, 2027" in page
    assert "Give a day such as" in post(member, "pause", offer.pk, **{f"offer{offer.pk}-paused_until": "soon"})
    assert "Your offer has ended" in post(member, "end-offer", offer.pk)


def test_a_wish_is_withdrawn(member, program):
    wish = make_mentee(program, person=member.person)
    assert "Your wish is withdrawn" in post(member, "withdraw-wish", wish.pk)
    assert "Ask for a mentor" in mine(member)


def test_nobody_changes_what_is_not_theirs(member, manager, program):
    offer, wish = make_mentor(program), make_mentee(program)
    for account in (member, manager):
        for name, row in (("pause", offer), ("end-offer", offer), ("withdraw-wish", wish)):
            assert account.client.post(reverse(f"mentoring:{name}", args=[row.pk])).status_code == 404


def test_a_stranger_takes_no_part(stranger, client, program):
    assert stranger.client.get(reverse("mentoring:mine")).status_code == 403
    assert client.get(reverse("mentoring:offer", args=[program.key])).status_code == 302


def test_a_member_who_opens_the_room_comes_to_her_own_page(member, program):
    assert member.client.get(reverse("mentoring:home")).url == reverse("mentoring:mine")


def test_the_form_remembers_what_was_offered(member, program):
    make_mentor(program, person=member.person, capacity=7, slots=["sunday-evening"])
    form = member.client.get(reverse("mentoring:offer", args=[program.key])).context["form"]
    assert (form["capacity"].value(), form["slots"].value()) == (7, ["sunday-evening"])


def test_my_page_asks_a_fixed_number(member, network, django_assert_max_num_queries):
    match_round = make_round(mentees=6, mentors=0)
    make_mentor(match_round.program, person=member.person, capacity=6)
    set_consent(person=member.person, purpose="mentoring", given=True, by=member)
    published(match_round)
    with django_assert_max_num_queries(14):
        mine(member)
