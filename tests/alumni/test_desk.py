"""The finding desk: our record beside its candidates, one decision, the next person."""

import pytest
from django.urls import reverse

from bigtent.alumni.models import Link, LinkDecision
from tests.alumni.registries import make_alumna, make_entry, make_link
from tests.factories import make_affiliation, make_contact_point, make_place

DESK = "/finding/desk/"


def decide(account, link, decision, **values):
    told = {"link": link.pk, "decision": decision} | values
    return account.client.post(reverse("alumni:decide", args=[link.person.key]), told)


def page_of(account, **query):
    return account.client.get(DESK, query).content.decode()


def test_it_works(reviewer):
    link = make_link(entry=make_entry(first_name="DENISE", last_name="OKAFOR"))
    assert f"Is this {link.person}?" in page_of(reviewer)
    response = decide(reviewer, link, "confirm")
    link.refresh_from_db()
    assert response.url == DESK
    assert (link.state, link.decided_by) == ("confirmed", reviewer)
    assert "Nobody waits for a decision" in page_of(reviewer)


@pytest.mark.parametrize(
    ("decision", "state"), [("confirm", "confirmed"), ("refuse", "refused"), ("postpone", "proposed")]
)
def test_three_decisions(reviewer, decision, state):
    link = make_link()
    decide(reviewer, link, decision)
    link.refresh_from_db()
    assert link.state == state


def test_first_comes_whom_only_a_look_helps_and_last_what_was_put_off(reviewer):
    sure, likely, unlikely = (make_link(probability=p) for p in (0.995, 0.8, 0.3))
    changed = make_link(probability=0.999, surname_changed=True)
    seen = []
    for _ in range(5):
        person = Link.objects.queue().first()["person"]
        seen.append(person)
        decide(reviewer, Link.objects.get(person=person), "postpone")
    order = [changed, likely, unlikely, sure, changed]
    assert seen == [link.person_id for link in order]


def test_two_likely_candidates_weigh_more_than_one(reviewer):
    make_link(probability=0.6)
    two = make_link(probability=0.45)
    make_link(person=two.person, probability=0.4, rank=2)
    assert Link.objects.queue().first()["person"] == two.person_id


def test_after_a_refusal_the_others_share_its_chance_and_the_person_stays(reviewer):
    first = make_link(probability=0.8)
    make_link(person=first.person, probability=0.15, rank=2)
    response = decide(reviewer, first, "refuse")
    assert response.url == f"{DESK}?person={first.person.key}"
    page = reviewer.client.get(response.url).content.decode()
    assert ">75%<" in page
    assert ">25%<" in page


def test_when_nothing_likely_is_left_the_next_person_comes(reviewer):
    first = make_link(probability=0.8)
    make_link(person=first.person, probability=0.01, rank=2)
    assert decide(reviewer, first, "refuse").url == DESK


def test_each_field_says_in_words_how_it_fits(reviewer):
    person = make_alumna(given_name="Denise", family_name="Whitfield")
    person.place = make_place(latitude=39.74, longitude=-104.99)
    person.save()
    make_affiliation(person=person, class_year=1994)
    make_place(zip="30301", city="Atlanta", state="GA", division="south-atlantic", latitude=33.75, longitude=-84.39)
    entry = make_entry(first_name="DENISE", last_name="OKAFOR", other_last_name="WHITFIELD", grad_year=1995,
                       city="ATLANTA", state="GA", zip5="30301", phone="2025550142")  # fmt: skip
    make_link(person=person, entry=entry, evidence=EVIDENCE)
    page = page_of(reviewer)
    assert fit(page, "First name") == "Same"
    assert fit(page, "Last name") == "Differs"
    assert fit(page, "Other last name") == "Same as our last name"
    assert fit(page, "Class year") == "1 year apart"
    assert fit(page, "School") == "Not given"
    assert fit(page, "Telephone") == "New to us"
    assert fit(page, "Place") == "1,210 miles"


EVIDENCE = [
    {"field": field, "left": "X", "right": "Y", "level": level, "weight": weight}
    for field, level, weight in (
        ("first_name", "same", 6.0), ("last_name", "differs", -2.5), ("class_year", "one year apart", 2.0),
        ("place", "differs", -1.0),
    )
]  # fmt: skip


def fit(page, label):
    """The word under the chosen candidate's value in the row of that label."""
    row = page.split(f'<th scope="row">{label}</th>')[1].split("</tr>")[0]
    return row.split("</svg>")[1].split("</span>")[0]


def test_a_telephone_number_is_written_as_everywhere(reviewer):
    make_link(entry=make_entry(phone="5550745607"))
    page = page_of(reviewer)
    assert "555-074-5607" in page
    assert "5550745607" not in page


def test_the_name_stays_unless_somebody_chooses_the_other(reviewer):
    person = make_alumna(family_name="Whitfield", name_source="roster")
    link = make_link(person=person, entry=make_entry(last_name="OKAFOR"), surname_changed=True)
    page = page_of(reviewer)
    assert '<input type="radio" name="name" value="keep" form="decision" checked>' in page
    assert '<input type="radio" name="name" value="take" form="decision">' in page
    decide(reviewer, link, "confirm", name="keep")
    person.refresh_from_db()
    assert person.family_name == "Whitfield"


def test_the_weights_add_up_from_anyone_to_the_odds(reviewer):
    make_link(entry=make_entry(), evidence=EVIDENCE)
    page = page_of(reviewer)
    assert "1 in 20" in page
    assert "Class year: 1 year apart" in page
    assert "1.1 to 1 for it" in page


def test_another_candidate_can_be_chosen(reviewer):
    first = make_link(probability=0.5)
    second = make_link(person=first.person, probability=0.4, rank=2)
    page = page_of(reviewer, person=first.person.key, choose=second.pk)
    assert f'name="link" value="{second.pk}"' in page


def test_the_decisions_are_buttons_with_their_keys_and_work_without_script(reviewer):
    make_link()
    page = page_of(reviewer)
    for value, key in (("confirm", "Y"), ("refuse", "N"), ("postpone", "L")):
        assert f'name="decision" value="{value}" data-key="{key}"' in page
    assert "alumni/desk.js" in page
    assert "onclick" not in page


def test_the_sitting_counts_people_and_its_latest_decision_can_be_undone(reviewer):
    links = [make_link() for _ in range(3)]
    assert "0 of 3 in this sitting" in page_of(reviewer)
    decide(reviewer, links[0], "confirm")
    page = page_of(reviewer)
    assert "1 of 3 in this sitting" in page
    assert "It has found 1 person." in page
    decision = LinkDecision.objects.get()
    reviewer.client.post(reverse("alumni:undo-decision", args=[decision.key]))
    links[0].refresh_from_db()
    assert links[0].state == "proposed"
    assert "0 of 3 in this sitting" in page_of(reviewer)


def test_a_sitting_ends_and_another_begins(reviewer, monkeypatch):
    monkeypatch.setattr("bigtent.alumni.views.desk.SITTING", 1)
    for _ in range(2):
        make_link()
    page_of(reviewer)
    decide(reviewer, Link.objects.first(), "postpone")
    assert "You have decided the one record of this sitting" in page_of(reviewer)
    reviewer.client.post(reverse("alumni:new-sitting"))
    assert "0 of 1 in this sitting" in page_of(reviewer)


def test_a_sitting_begins_when_the_first_proposal_comes(reviewer):
    assert "Nobody waits for a decision" in page_of(reviewer)
    make_link()
    assert "0 of 1 in this sitting" in page_of(reviewer)


def test_a_person_about_whom_nothing_waits(reviewer):
    link = make_link()
    decide(reviewer, link, "refuse")
    assert f"Nothing about {link.person} waits for a decision" in page_of(reviewer, person=link.person.key)
    assert reviewer.client.get(DESK, {"person": "nobody"}).status_code == 404


def test_somebody_was_faster(reviewer, manager):
    link = make_link()
    decide(manager, link, "confirm")
    response = reviewer.client.post(
        reverse("alumni:decide", args=[link.person.key]), {"link": link.pk, "decision": "refuse"}, follow=True
    )
    assert "decided in the meantime" in response.content.decode()
    link.refresh_from_db()
    assert link.state == "confirmed"


def test_a_decision_that_is_none_is_refused_with_words(reviewer):
    link = make_link()
    response = reviewer.client.post(reverse("alumni:decide", args=[link.person.key]), {"link": link.pk}, follow=True)
    assert "Choose one" in response.content.decode()
    assert not LinkDecision.objects.exists()


def test_a_link_of_somebody_else_is_not_there(reviewer):
    link, other = make_link(), make_link()
    told = {"link": other.pk, "decision": "confirm"}
    assert reviewer.client.post(reverse("alumni:decide", args=[link.person.key]), told).status_code == 404


@pytest.mark.parametrize("name", ["desk", "finding", "links", "decisions", "sure", "registries"])
def test_only_staff_may_enter(member, stranger, client, name):
    address = reverse(f"alumni:{name}")
    assert member.client.get(address).status_code == 403
    assert stranger.client.get(address).status_code == 403
    assert client.get(address).status_code == 302


def test_the_desk_asks_the_same_number_of_questions_for_any_length(reviewer, django_assert_num_queries):
    person = make_link(probability=0.9).person
    make_contact_point(person=person, kind="phone", value="202-555-0142")
    page_of(reviewer)
    with django_assert_num_queries(14):
        page_of(reviewer)
    for _ in range(10):
        make_link(probability=0.5)
    make_link(person=person, probability=0.05, rank=2)
    with django_assert_num_queries(14):
        page_of(reviewer)
