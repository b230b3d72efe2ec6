"""Somebody registers by a link, with no account, and does everything else on the page of her own link."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.gatherings.errors import RegistrationError
from bigtent.gatherings.models import Registration
from bigtent.gatherings.own_pages import path_of
from bigtent.gatherings.services.registering import cancel_registration, register
from bigtent.ledger.clock import now
from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import ServiceLetter
from tests.gatherings.announced import announced

pytestmark = pytest.mark.django_db
ADA = {"name": "Ada Okafor", "email": "Ada@Example.org"}


@pytest.fixture
def event(network):
    return announced(join_link="https://meet.example.org/abc", asks_questions=True)


def come(event, client=None, **said):
    """What the block on the page of the event sends."""
    said = ADA | {"slot": event.slots.first().pk} | said
    return (client or Client()).post(reverse("gatherings:register", args=[event.key]), said)


def at(row, act="", **said):
    """The own page of a registration: pressed, or looked at."""
    path = path_of(row)
    return Client().post(path, {"act": act} | said, follow=True) if act else Client().get(path)


def text(answer):
    return answer.content.decode()


def letters():
    return [letter.kind for letter in ServiceLetter.objects.order_by("pk")]


def test_it_works(event):
    answer = come(event)
    assert "You are registered" in text(answer) and "A letter goes to ada@example.org" in text(answer)
    row = Registration.objects.get()
    assert (row.name, row.email, row.state, row.number) == ("Ada Okafor", "ada@example.org", "confirmed", 1)
    assert row.person is None and letters() == ["registration"]


def test_the_joining_link_stands_only_on_her_own_page(event):
    page = Client().get(event.get_absolute_url())
    answer = come(event)
    assert event.join_link not in text(page) and event.join_link not in text(answer)
    assert event.join_link in text(at(Registration.objects.get()))


def test_who_is_there_already_is_told_the_same_and_written_to_again_three_times_a_day(event):
    first = come(event)
    again = [come(event, email="ADA@example.org", name="Somebody else") for _time in range(5)]
    assert {without_tokens(one) for one in again} == {without_tokens(first)}
    assert Registration.objects.get().name == "Ada Okafor"
    assert letters() == ["registration"] + 3 * ["registration-again"]


def without_tokens(answer):
    """The words of a page."""
    return text(answer).partition("<main")[2].partition("</main>")[0]


def test_when_all_places_are_taken_the_answer_tells_nobody_who_is_there(event):
    event.capacity = 1
    event.save()
    come(event)
    pages = [without_tokens(come(event, email=email)) for email in ("ada@example.org", "new@example.org")]
    assert pages[0].replace("ada@", "new@") == pages[1]
    assert "You are on the waiting list" in pages[0]


def test_without_a_waiting_list_who_comes_too_late_is_told_so_in_words(event):
    event.capacity, event.has_waiting_list = 1, False
    event.save()
    come(event)
    for email in ("ada@example.org", "new@example.org"):
        assert "All places are taken, and there is no waiting list." in text(come(event, email=email))
    assert Registration.objects.count() == 1


def test_what_she_needs_lies_encrypted_and_not_in_the_ledger(event, manager):
    come(event, access_needs="A lip speaker", question="Is it recorded?")
    assert Registration.objects.get().access_needs == "A lip speaker"
    assert "lip" not in str(list(AuditEntry.objects.values()))
    shown = text(manager.client.get(reverse("gatherings:registrations", args=[event.key])))
    assert "A lip speaker" in shown and "Is it recorded?" in shown


def test_whoever_is_signed_in_registers_with_one_button(event, member):
    assert 'name="email"' not in text(member.client.get(event.get_absolute_url()))
    answer = come(event, member.client, name="", email="")
    row = Registration.objects.get()
    assert (row.person, row.email, answer.url) == (member.person, member.email, path_of(row))
    assert event.title in text(member.client.get(reverse("gatherings:mine")))
    assert "Your page for it" in text(member.client.get(event.get_absolute_url()))


def test_what_was_registered_by_her_address_before_is_hers_once_she_signs_in(event, member):
    come(event, email=member.email)
    come(event, member.client)
    assert Registration.objects.get().person == member.person


def test_she_leaves_and_takes_it_back(event):
    come(event)
    row = Registration.objects.get()
    assert "For one day this can be taken back" in text(at(row, "leave"))
    assert "You are registered" in text(at(row, "come_back"))
    row.refresh_from_db()
    assert (row.state, row.number) == ("confirmed", 1)


def test_leaving_cannot_be_taken_back_once_the_place_is_taken(event):
    event.capacity = 1
    event.save()
    come(event)
    row = Registration.objects.get()
    at(row, "leave")
    come(event, email="new@example.org")
    assert "This cannot be taken back any more. You can register anew." in text(at(row, "come_back"))


def test_leaving_cannot_be_taken_back_after_a_day(event, settings):
    come(event)
    row = Registration.objects.get()
    at(row, "leave")
    settings.NOW = now() + timedelta(days=1)
    assert "This cannot be taken back any more" in text(at(row, "come_back"))


def test_who_registers_anew_goes_to_the_end_of_the_line(event):
    for email in ("ada@example.org", "new@example.org"):
        come(event, email=email)
    at(Registration.objects.get(email="ada@example.org"), "leave")
    come(event)
    assert Registration.objects.get(email="ada@example.org").number == 3


def test_she_changes_what_she_needs(event):
    come(event)
    row = Registration.objects.get()
    client, path = Client(), f"{path_of(row)}change/"
    client.post(path, {"access_needs": "A ramp", "question": "Where is it?"})
    row.refresh_from_db()
    assert (row.access_needs, row.question) == ("A ramp", "Where is it?")
    client.post(path, {"access_needs": "", "question": ""})
    row.refresh_from_db()
    assert (row.access_needs, row.question) == (None, "")


def test_a_changed_link_opens_nothing(event):
    come(event)
    path = path_of(Registration.objects.get())
    for wrong in (path.replace("/mine/", "/mine/9"), path[:-2] + "x/", "/events/mine/1/", "/events/mine/1.x/"):
        answer = Client().get(wrong)
        assert answer.status_code == 404 and "This link no longer works" in text(answer)


def test_nothing_finds_her_page_by_searching(event):
    come(event)
    answer = at(Registration.objects.get())
    assert answer["X-Robots-Tag"] == "noindex" and answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_too_many_tries_are_refused(event):
    answers = [come(event).status_code for _time in range(11)]
    assert answers == 10 * [200] + [429]


def test_one_address_gets_no_more_than_thirty_letters_a_day(network, monkeypatch):
    """However many events there are: the letters go to whomever the address belongs to."""
    event, answers = announced(), []
    for hour in range(4):
        clock = SimpleNamespace(**vars(time) | {"time": lambda hour=hour: time.time() + 3601 * hour})
        monkeypatch.setattr("allauth.core.internal.ratelimit.time", clock)
        answers += [come(event).status_code for _try in range(10)]
    assert answers == 30 * [200] + 10 * [429]


@pytest.mark.parametrize(
    "name", ["Win now https://evil.example", "See www.evil.example", "evil.com Ada", "a@evil.test"]
)
def test_a_name_leads_nowhere(event, name):
    come(event, name=name)
    assert not Registration.objects.exists()


@pytest.mark.parametrize("name", ["St.John Smith", "J.R. O'Neil, M.D.", "Ana M. de la Cruz", "J. P. STONE"])
def test_names_with_points_are_names(event, name):
    come(event, name=name)
    assert Registration.objects.get().name == name


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "cancelled", "cancelled_at": now()}, "does not take place"),
        ({"state": "draft"}, "is not announced yet"),
        ({"registering": "none"}, "Just come"),
    ],
)
def test_what_is_not_open_cannot_be_registered_for(network, values, words):
    slot = announced(**values).slots.get()
    with pytest.raises(RegistrationError, match=words):
        register(slot=slot, name="Ada", email="ada@example.org")


def test_what_is_over_cannot_be_registered_for_or_left(event, settings):
    row = register(slot=event.slots.get(), name="Ada", email="ada@example.org").registration
    settings.NOW = event.slots.get().ends_at
    for verb in (
        lambda: register(slot=row.slot, name="B", email="b@example.org"),
        lambda: cancel_registration(registration=row),
    ):
        with pytest.raises(RegistrationError, match="This event is over"):
            verb()


def test_an_event_elsewhere_takes_her_for_a_reminder_whatever_places_it_names(network):
    event = announced(registering="elsewhere", external_link="https://else.example.org/", capacity=1)
    pages = [text(come(event, email=f"p{n}@example.org")) for n in range(2)]
    assert all("We remind you" in page for page in pages)
    assert letters() == 2 * ["reminder-asked"]
    assert "Places are given on the other site" in text(at(Registration.objects.first()))
    assert Registration.objects.confirmed().count() == 2


def test_an_event_of_a_group_is_not_there_for_others(network, member):
    event = announced(seen_by="inside", inside="group:1")
    for client in (Client(), member.client):
        assert come(event, client).status_code == 404
    assert not Registration.objects.exists()


def test_she_chooses_among_several_times(network):
    event = announced(slots=2)
    second = event.slots.last()
    come(event, slot=second.pk)
    assert Registration.objects.get().slot == second
    assert "Choose" in text(come(event, slot="")) or "required" in text(come(event, slot=""))


def test_odd_answers_are_refused_at_their_field(event):
    for odd in ({"email": "nobody"}, {"name": "  "}, {"slot": "0"}, {"slot": "x"}, {"email": "a" * 300 + "@x.org"}):
        answer = come(event, **odd)
        assert answer.status_code == 200 and 'data-is="error"' in text(answer) or "errors" in text(answer)
    assert not Registration.objects.exists()


def test_registering_asks_the_same_of_the_database_for_many_as_for_few(event, django_assert_max_num_queries):
    for n in range(30):
        register(slot=event.slots.get(), name="Ada", email=f"p{n}@example.org")
    with django_assert_max_num_queries(14):
        register(slot=event.slots.get(), name="Ada", email="ada@example.org")


def test_nobody_asks_in_the_name_of_who_proves_the_address_later(event, member):
    come(event, name="Somebody else", email=member.email, question="A question she never asked")
    come(event, member.client, question="Hers")
    row = Registration.objects.get()
    assert (row.person, row.name, row.question) == (member.person, member.person.name, "Hers")


def test_what_one_needs_is_not_told_to_who_has_her_old_address(event, member, stranger):
    needs = "A place to lie down"
    register(slot=event.slots.get(), name="Sam", email=member.email, person=stranger.person, access_needs=needs)
    come(event, member.client)
    row = Registration.objects.get(person=member.person)
    assert not row.access_needs and needs not in text(at(row))
