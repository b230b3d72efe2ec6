"""The pages of mentoring: who may enter, what they say, how many questions they ask the database."""

import pytest
from django.urls import reverse

from bigtent.ledger import jobs
from bigtent.ledger.models import Job
from bigtent.mentoring import services
from bigtent.mentoring.models import Pairing
from tests.factories import make_person, make_place
from tests.mentoring.making import make_mentee, make_mentor, make_program, make_round, proposed, published
from tests.outreach.going import later

pytestmark = pytest.mark.django_db


def read(account, name, *args, **query):
    """The words of a page."""
    response = account.client.get(reverse(f"mentoring:{name}", args=args), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def fall(manager):
    return make_round(by=manager, mentees=3, mentors=2)


def test_it_works(manager, fall):
    proposed(fall)
    page = read(manager, "round", fall.key)
    assert "Fall 2026, proposal 1" in page
    assert "No better pairing exists" in page
    assert "1 student still waits, and why" in page


@pytest.mark.parametrize("name", ["home", "rounds", "mentors", "students"])
def test_staff_read_and_others_do_not(name, reviewer, stranger, client, network):
    assert read(reviewer, name)
    assert stranger.client.get(reverse(f"mentoring:{name}")).status_code == 403
    assert client.get(reverse(f"mentoring:{name}")).status_code == 302


@pytest.mark.parametrize(
    "name", ["round", "publish", "waiting", "places", "letters", "proof", "certificate", "propose", "lock", "withdraw"]
)
def test_a_member_enters_no_page_of_a_round(name, member, manager, fall):
    proposed(fall)
    number = [1] if name in ("proof", "certificate") else []
    address = reverse(f"mentoring:{name}", args=[fall.key, *number])
    assert member.client.get(address).status_code == 403
    assert member.client.post(address).status_code == 403


def test_a_reviewer_looks_but_does_not_act(reviewer, fall):
    proposed(fall)
    assert "Propose again" not in read(reviewer, "round", fall.key)
    for name in ("publish", "take-back-publishing", "propose", "lock", "withdraw", "unblock"):
        assert reviewer.client.post(reverse(f"mentoring:{name}", args=[fall.key])).status_code == 403


def test_a_pair_is_locked_and_unlocked_from_its_row(manager, fall):
    one = proposed(fall).pairings.first()
    pair = {"mentee": one.mentee_id, "mentor": one.mentor_id, "back": f"{fall.get_absolute_url()}?q=ada"}
    response = manager.client.post(reverse("mentoring:lock", args=[fall.key]), pair, follow=True)
    assert response.redirect_chain[0][0].endswith("?q=ada")
    assert "Locked" in response.content.decode() and fall.locks.get().by == manager
    manager.client.post(reverse("mentoring:unlock", args=[fall.key]), pair)
    assert not fall.locks.exists()


def test_a_link_back_leads_nowhere_else(manager, fall):
    one = proposed(fall).pairings.first()
    pair = {"mentee": one.mentee_id, "mentor": one.mentor_id, "back": "https://elsewhere.example/"}
    response = manager.client.post(reverse("mentoring:lock", args=[fall.key]), pair)
    assert response.url == fall.get_absolute_url()


def test_a_pair_of_another_program_is_not_there(manager, fall):
    other = make_mentor(services.set_up_standard_program(by=None, name="Another"))
    pair = {"mentee": fall.program.mentees.first().pk, "mentor": other.pk}
    assert manager.client.post(reverse("mentoring:lock", args=[fall.key]), pair).status_code == 404


def test_a_student_who_waits_is_locked_with_a_mentor_by_hand(manager, fall):
    one = proposed(fall).unmatched.get()
    assert "Lock with this mentor" in read(manager, "waiting", fall.key)
    pair = {"mentee": one.mentee_id, "mentor": one.nearest[0][0]}
    manager.client.post(reverse("mentoring:lock", args=[fall.key]), pair)
    assert proposed(fall).pairings.get(mentee=one.mentee).is_locked


def test_every_decision_is_listed_and_can_be_taken_back(manager, reviewer, fall):
    one, other = proposed(fall).pairings.all()
    services.lock_pairing(
        match_round=fall, mentee=one.mentee, mentor=one.mentor, by=manager, reason="they know another"
    )
    services.block_pairing(match_round=fall, mentee=other.mentee, mentor=other.mentor, by=manager)
    page = read(manager, "decisions", fall.key)
    assert "Marta Quispe, November 22, 2026: they know another" in page
    assert "Unlock" in page and "Allow again" in page
    assert "Allow again" not in read(reviewer, "decisions", fall.key)
    pair = {"mentee": other.mentee_id, "mentor": other.mentor_id}
    manager.client.post(reverse("mentoring:unblock", args=[fall.key]), pair)
    assert "No pair is blocked" in read(manager, "decisions", fall.key)


def test_a_refusal_is_said_with_the_same_words(manager, fall):
    one = proposed(fall).pairings.first()
    services.block_pairing(match_round=fall, mentee=one.mentee, mentor=one.mentor, by=None)
    pair = {"mentee": one.mentee_id, "mentor": one.mentor_id}
    page = manager.client.post(reverse("mentoring:lock", args=[fall.key]), pair, follow=True).content.decode()
    assert "is blocked. Lift the block first." in page


@pytest.mark.django_db(transaction=True)
def test_propose_and_publish_from_the_page(manager, fall, settings):
    manager.client.post(reverse("mentoring:propose", args=[fall.key]))
    jobs.work(until_idle=True)
    assert "2 students and 2 mentors will each receive one message" in read(manager, "publish", fall.key)
    response = manager.client.post(reverse("mentoring:publish", args=[fall.key]), {"proposal": 1}, follow=True)
    assert "Will be published at 7:10 AM (New York time)" in response.content.decode()
    later(settings, minutes=11)
    jobs.work(until_idle=True)
    assert Pairing.objects.current().count() == 2
    assert "Published on November 22, 2026" in read(manager, "round", fall.key)


def test_one_is_not_many(manager, network):
    match_round = make_round(by=manager, mentees=1, mentors=1)
    assert "1 student waits for a mentor; 1 mentor offers 1 place." in read(manager, "home")
    proposed(match_round)
    assert "1 student asked for a mentor; 1 mentor offered 1 place." in read(manager, "round", match_round.key)
    assert "1 student and 1 mentor will each receive one message." in read(manager, "publish", match_round.key)


def test_the_first_page_knows_whether_there_is_a_proposal(manager, fall):
    assert "It has no proposal yet" in read(manager, "home")
    proposed(fall)
    assert "It has no proposal yet" not in read(manager, "home")


def test_both_letters_are_shown_before_publishing(manager, fall):
    one = proposed(fall).pairings.first()
    page = read(manager, "publish", fall.key)
    assert "To the student" in page and "To the mentor" in page
    assert one.mentor.person.name in page


def test_publishing_names_the_proposal_looked_at(manager, fall):
    proposed(fall)
    for number in ("", "x", "0"):
        page = manager.client.post(reverse("mentoring:publish", args=[fall.key]), {"proposal": number})
        assert "Publish Fall 2026, proposal 1?" in page.content.decode()
    fall.refresh_from_db()
    assert fall.publish_at is None and not Job.objects.exists()


def test_a_published_round_says_which_letters_could_not_be_sent(manager, fall):
    published(fall)
    failed = fall.notices.filter(state="failed").count()
    page = read(manager, "round", fall.key)
    assert failed > 0
    assert "0 letters are sent." in page
    address = reverse("mentoring:letters", args=[fall.key])
    assert f'<a href="{address}?state=failed">{failed} could not be sent</a>' in page


def test_a_letter_is_settled_on_its_page(manager, fall):
    published(fall)
    notice = fall.notices.filter(state="failed").first()
    address = reverse("mentoring:settle-letters", args=[fall.key])
    manager.client.post(address, {"notice": notice.pk, "arrived": "0"})
    page = read(manager, "letters", fall.key)
    assert "Send the letters that wait" in page
    for number in ("x", "²", "9" * 5000):
        assert manager.client.post(address, {"notice": number, "arrived": "0"}).status_code == 404


def test_the_search_finds_either_side_by_the_beginning_of_a_name(manager, network):
    program = make_program()
    names = [("Amara", "Diallo"), ("Kiona", "Redfern"), ("Bao", "Trinh"), ("Nadia", "Farouk")]
    people = [make_person(given_name=a, family_name=b, place=make_place(), consents=["mentoring"]) for a, b in names]
    for student, mentor in (people[:2], people[2:]):
        make_mentee(program, person=student)
        make_mentor(program, person=mentor)
    match_round = services.open_round(name="Fall 2026", program=program, by=manager)
    one = proposed(match_round).pairings.get(mentee__person=people[0])
    for words in ("dial", "Amara D", one.mentor.person.family_name[:3]):
        page = read(manager, "round", match_round.key, q=words)
        assert "Amara Diallo</a>" in page and "Bao Trinh</a>" not in page
    assert "No student or mentor of this proposal has that name" in read(manager, "round", match_round.key, q="zzz")


@pytest.mark.parametrize(
    "query",
    [
        {"order": "nonsense", "length": "1000000", "page": "x"},
        {"specialty": "none"},
        {"only": "new"},
        {"proposal": "1"},
    ],
)
def test_a_strange_address_still_gives_a_page(manager, fall, query):
    proposed(fall)
    assert "No better pairing exists" in read(manager, "round", fall.key, **query)


def test_a_proposal_that_is_not_there(manager, fall):
    proposed(fall)
    address = reverse("mentoring:round", args=[fall.key])
    for number in ("7", "x", "-1", "²", "9" * 5000):
        assert manager.client.get(address, {"proposal": number}).status_code == 404


def test_why_a_student_waits_is_said_in_words(manager, network):
    program = make_program()
    make_mentor(program)
    make_mentee(program, slots=["sunday-evening"])
    match_round = services.open_round(name="Fall 2026", program=program, by=manager)
    proposed(match_round)
    page = read(manager, "waiting", match_round.key)
    assert "1 mentor → none with times in common" in page
    assert "Without “with times in common”: 1 mentor fits." in page


def test_who_waits_for_want_of_a_place_sees_whose_would_help(manager, fall):
    proposed(fall)
    page = read(manager, "waiting", fall.key)
    assert "their places went where they add more" in page and "One more place with" in page


def test_where_one_more_mentor_would_help(manager, fall):
    proposal = proposed(fall)
    assert "One more place there (Mountain) would place 1 more student" in read(manager, "round", fall.key)
    page = read(manager, "places", fall.key, specialty="family-medicine", division="mountain")
    assert page.count('<tr><th scope="row">') == proposal.mentors


def test_the_proof_names_every_column_and_gives_the_certificate(manager, fall):
    proposal = proposed(fall)
    page = read(manager, "proof", fall.key, 1)
    assert "student: background the student wishes to share" in page
    assert page.count("<li>student: ") + page.count("<li>mentor: ") == len(proposal.columns_read)
    response = manager.client.get(reverse("mentoring:certificate", args=[fall.key, 1]))
    assert b"".join(response.streaming_content) == proposal.certificate.path.read_bytes()


def test_one_pairing_shows_wish_offer_and_points(manager, fall):
    one = proposed(fall).pairings.first()
    page = read(manager, "pairing", fall.key, one.pk)
    assert "3,000 for the same specialty" in page and "Weekday evenings" in page
    assert "The next best mentors" in page


@pytest.mark.parametrize("name", ["home", "rounds", "mentors", "students"])
def test_lists_ask_as_much_for_many_as_for_few(name, manager, fall, django_assert_max_num_queries):
    published(fall)
    for _ in range(12):
        make_mentor(fall.program)
        make_mentee(fall.program)
    with django_assert_max_num_queries(14):
        read(manager, name)


@pytest.mark.parametrize(("name", "most"), [("round", 18), ("waiting", 11), ("places", 11), ("publish", 16)])
def test_pages_of_a_proposal_ask_a_fixed_number(name, most, manager, network, django_assert_max_num_queries):
    match_round = make_round(mentees=30, mentors=20)
    proposed(match_round)
    with django_assert_max_num_queries(most):
        read(manager, name, match_round.key)


def test_the_page_of_letters_asks_a_fixed_number(manager, network, django_assert_max_num_queries):
    match_round = published(make_round(mentees=30, mentors=20))
    with django_assert_max_num_queries(10):
        read(manager, "letters", match_round.key)


def test_pages_of_a_round_that_is_not_there(manager, network):
    assert manager.client.get(reverse("mentoring:round", args=["nosuchround2"])).status_code == 404
    assert manager.client.get(reverse("mentoring:publish", args=["nosuchround2"])).status_code == 404
