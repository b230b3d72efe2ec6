"""Introductions: off until wanted, a line and a yes from both, and a no that nobody is told of."""

import pytest

from bigtent.community.asking_links import introduction_path
from bigtent.community.models import Introduction, KeptApart
from bigtent.community.nearness import miles_between, places_within
from bigtent.community.services import introducing as services
from bigtent.outreach.services import send_service_letters
from tests.cast import signed_in
from tests.community.asking import surgery
from tests.factories import make_account, make_consent, make_person, make_place
from tests.outreach.going import later

pytestmark = pytest.mark.django_db
DATUM = "community.introductions"


def make_wanting(given_name, *, wants=True, **values):
    """A surgeon of Denver who signs in and, unless told not to, wants introductions."""
    denver = make_place(latitude=39.74, longitude=-104.99)
    values = {"specialty": surgery(), "place": denver, "consents": ["directory"]} | values
    person = make_person(given_name=given_name, email=f"{given_name.lower()}@example.org", **values)
    if wants:
        make_consent(person=person, purpose="directory", datum=DATUM)
    return signed_in(make_account(person=person, roles=["member"], email=f"{given_name.lower()}@example.org"))


@pytest.fixture
def noor(network):
    return make_wanting("Noor")


@pytest.fixture
def grace(network):
    return make_wanting("Grace")


def page(reader, **asked):
    return reader.client.get("/community/near/", asked).content.decode()


def wish(noor, grace):
    services.ask_introduction(other=grace.person, line="I am new here.", address="noor@example.org", by=noor)
    return Introduction.objects.filter(state="asked").get()


def grace_over(settings):
    later(settings, minutes=10, seconds=1)
    send_service_letters()


def test_they_find_each_other_when_both_want_it(noor, grace):
    hana = make_wanting("Hana", wants=False)
    assert "Grace" in page(noor) and "Noor" in page(grace)
    assert "Hana" not in page(noor) and "Grace" not in page(hana)


def test_off_until_it_is_wanted_and_off_again(noor, grace):
    hana = make_wanting("Hana", wants=False)
    hana.client.post("/community/near/want/", {"on": "1"})
    assert "Hana" in page(noor)
    hana.client.post("/community/near/want/", {"off": "1"})
    assert "Hana" not in page(noor)


def test_without_a_yes_to_the_directory_it_cannot_be_switched_on(network):
    hana = make_wanting("Hana", wants=False, consents=[])
    said = hana.client.post("/community/near/want/", {"on": "1"}, follow=True).content.decode()
    assert "First say yes to being found" in said


@pytest.mark.parametrize(("near", "found"), [("25", False), ("100", True), ("state", True), ("division", True)])
def test_as_near_as_she_asks(noor, near, found):
    make_wanting("Hana", place=make_place(zip="80903", city="Colorado Springs", latitude=38.83, longitude=-104.82))
    assert ("Hana" in page(noor, near=near)) is found


def test_nobody_is_found_by_a_place_or_specialty_she_withholds(noor, grace):
    for datum in ("people.place", "people.specialty"):
        make_consent(person=grace.person, purpose="directory", datum=datum, given=False)
    assert "Grace" not in page(noor, near="state") and "Grace" not in page(noor, near="25")
    assert "Grace" not in page(noor, near="", like="specialty") and "Grace" in page(noor, near="")


def test_asked_for_and_agreed_each_gets_the_address_the_other_chose(postbox, noor, grace, settings):
    address = f"/community/near/{grace.person.key}/"
    noor.client.post(address, {"line": "I am new here.", "address": "noor@example.org"})
    row = Introduction.objects.get()
    grace_over(settings)
    letter = postbox.mails[0]
    assert letter["To"] == "grace@example.org" and "noor@example.org" not in letter.as_string()
    grace.client.post(introduction_path(row), {"yes": "1", "address": "grace@example.org"})
    assert "grace@example.org" not in page(noor)
    grace_over(settings)
    texts = {mail["To"]: mail.get_body(["plain"]).get_content() for mail in postbox.mails[1:]}
    assert "grace@example.org" in texts["noor@example.org"] and "noor@example.org" in texts["grace@example.org"]
    assert "You are introduced: grace@example.org" in page(signed_in(noor))


def test_a_no_reads_like_no_answer(noor, grace, settings):
    """Before two weeks, and after them: the page of the asker is the same, sign by sign."""
    hana = make_wanting("Hana")
    row = wish(noor, grace)
    services.ask_introduction(other=hana.person, line="I am new here.", address="noor@example.org", by=noor)
    services.decline_introduction(row=row)
    for days, words in ((1, "Waits for an answer"), (14, "Not now")):
        later(settings, days=days)
        text = page(signed_in(noor))
        assert text.count(words) == 2


def test_taken_back_before_it_went_nobody_reads_it(postbox, noor, grace, settings):
    row = wish(noor, grace)
    noor.client.post(f"/community/near/wishes/{row.key}/take-back/")
    grace_over(settings)
    assert postbox.mails == [] and "I am new here." not in page(signed_in(grace))


def test_a_yes_can_be_taken_back_for_ten_minutes(postbox, client, noor, grace, settings):
    row = wish(noor, grace)
    grace_over(settings)
    path = introduction_path(row)
    client.post(path, {"yes": "1", "address": "grace@example.org"})
    client.post(path, {"undo": "1"})
    grace_over(settings)
    assert len(postbox.mails) == 1 and Introduction.objects.get().other_address is None


def test_by_the_link_alone_only_the_address_it_came_to_is_shown(client, noor, grace):
    grace.person.contact_points.create(kind="phone", value="+1 303 555 0100", source="self")
    path = introduction_path(wish(noor, grace))
    assert "555 0100" not in client.get(path).content.decode()
    assert "555 0100" in grace.client.get(path).content.decode()


def test_kept_apart_neither_is_shown_to_the_other(client, noor, grace):
    client.post(introduction_path(wish(noor, grace)), {"apart": "1"})
    assert KeptApart.objects.get().person == grace.person
    assert "Grace" not in page(noor).partition("Asked by you")[0] and "Noor" not in page(grace, near="")
    with pytest.raises(services.AskError, match="Both have to want"):
        services.ask_introduction(other=grace.person, line="Again.", address="x@example.org", by=noor)


def test_once_in_half_a_year(noor, grace, settings):
    wish(noor, grace)
    with pytest.raises(services.AskError, match="You asked for this introduction already"):
        wish(noor, grace)


def test_somebody_who_does_not_want_it_is_not_asked(noor):
    hana = make_wanting("Hana", wants=False)
    assert noor.client.get(f"/community/near/{hana.person.key}/").status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_the_same_however_long(noor, count, django_assert_max_num_queries):
    for number in range(count):
        make_wanting(f"Person{number}")
    with django_assert_max_num_queries(26):
        page(noor, near="25")


def test_distances_along_the_great_circle():
    """Denver to Colorado Springs, by the same coordinates worked out by hand: 0.91 degrees of latitude are 62.9 miles,
    0.17 of longitude at 39.3 degrees north 9.1 miles, together 63.5."""
    denver = make_place(latitude=39.74, longitude=-104.99)
    springs = make_place(zip="80903", city="Colorado Springs", latitude=38.83, longitude=-104.82)
    assert miles_between(denver, springs) == pytest.approx(63.5, abs=0.2) == miles_between(springs, denver)
    assert set(places_within(denver, 64)) == {denver.pk, springs.pk} and set(places_within(denver, 63)) == {denver.pk}
    assert places_within(make_place(zip="", city="", state="CO"), 100) == {}


def test_taken_back_after_it_was_read_it_counts_as_asked(noor, grace, settings):
    row = wish(noor, grace)
    services.withdraw_introduction(row=row, by=noor)
    row = wish(noor, grace)
    later(settings, days=1)
    services.withdraw_introduction(row=row, by=noor)
    with pytest.raises(services.AskError, match="You asked for this introduction already"):
        wish(noor, grace)
