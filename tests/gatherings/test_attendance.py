"""Joining, the door, who came, certificates."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.gatherings.errors import RegistrationError
from bigtent.gatherings.models import Registration
from bigtent.gatherings.own_pages import path_of
from bigtent.gatherings.services.attending import check_in, give_certificates, note_attendance
from bigtent.gatherings.services.registering import register
from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import ServiceLetter
from bigtent.people.services import erase_person
from tests.cast import signed_in
from tests.gatherings.announced import AT, announced

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
JOIN = "https://meet.example.org/abc"


@pytest.fixture
def event(network):
    return announced(join_link=JOIN, gives_certificate=True, hours="1.5", mode="hybrid")


@pytest.fixture
def ada(event):
    return come(event)


def come(event, email="ada@example.org", **said):
    return register(slot=event.slots.get(), name="Ada Okafor", email=email, **said).registration


def press(row, act):
    return Client().post(path_of(row), {"act": act}, follow=True).content.decode()


def later(settings, moment, account=None):
    """The clock goes on; whoever was signed in signs in again."""
    settings.NOW = moment
    if account:
        signed_in(account)


def page(name, event, client, **said):
    path = reverse(f"gatherings:{name}", args=[event.key])
    return client.post(path, said, follow=True) if said else client.get(path)


def text(answer):
    return answer.content.decode()


def test_it_works(event, ada, manager, settings):
    later(settings, AT - HOUR, manager)
    page("check_in", event, manager.client, code=f" {ada.code[:3].lower()} {ada.code[3:]}")
    later(settings, AT + HOUR, manager)
    page("give_certificates", event, manager.client, go="1")
    ada.refresh_from_db()
    assert (ada.came, bool(ada.certificate_key)) == ("yes", True)
    shown = text(Client().get(reverse("gatherings:certificate", args=[ada.certificate_key])))
    assert "This certificate is genuine" in shown and event.title in shown and "1.5" in shown and "Ada" not in shown


def test_joining_is_noted_by_the_button_and_never_by_opening_a_link(ada, settings):
    settings.NOW = AT
    join = f"{path_of(ada)}join/"
    assert Client().get(join).status_code == 405
    Client().get(path_of(ada))
    ada.refresh_from_db()
    assert ada.joined_at is None
    answer = Client().post(join)
    assert f'content="0; url={JOIN}"' in text(answer)
    ada.refresh_from_db()
    assert ada.joined_at == AT


def test_who_joins_early_is_led_there_and_not_counted(ada, settings):
    settings.NOW = AT - HOUR
    assert JOIN in text(Client().post(f"{path_of(ada)}join/"))
    ada.refresh_from_db()
    assert ada.joined_at is None


def test_who_waits_cannot_join(event, ada, settings):
    Registration.objects.update(state="waiting")
    answer = Client().post(f"{path_of(ada)}join/", follow=True)
    assert JOIN not in text(answer) and "There is nothing to join here now." in text(answer)


def test_who_joined_and_says_so_has_the_certificate_at_once(ada, settings):
    settings.NOW = AT
    Client().post(f"{path_of(ada)}join/")
    settings.NOW = AT + 12 * HOUR
    assert "Save the certificate" in press(ada, "went")
    answer = Client().get(f"{path_of(ada)}certificate.pdf")
    assert answer.content.startswith(b"%PDF") and "attachment" in answer["Content-Disposition"]
    assert ServiceLetter.objects.filter(kind="certificate", address="ada@example.org").count() == 1
    assert "Save the certificate" not in press(ada, "did_not_go")


def test_her_word_alone_gives_no_certificate_before_it_is_noted(event, ada, manager, settings):
    later(settings, AT + 2 * HOUR, manager)
    assert "once those who run the event have noted" in press(ada, "went")
    assert give_certificates(event=event, by=manager) == 0
    page("attendance", event, manager.client, **{f"came-{ada.pk}": "yes"})
    assert give_certificates(event=event, by=manager) == 1


def test_what_was_noted_she_cannot_change(event, ada, manager, settings):
    later(settings, AT + 2 * HOUR, manager)
    note_attendance(slot=event.slots.get(), came={ada.pk: "no"}, by=manager)
    assert "Whoever runs the event noted it already." in press(ada, "went")


def test_correcting_the_note_takes_the_certificate_back(event, ada, manager, settings):
    later(settings, AT + 2 * HOUR, manager)
    slot = event.slots.get()
    note_attendance(slot=slot, came={ada.pk: "yes"}, by=manager)
    give_certificates(event=event, by=manager)
    key = Registration.objects.get().certificate_key
    note_attendance(slot=slot, came={ada.pk: "no"}, by=manager)
    assert Client().get(reverse("gatherings:certificate", args=[key])).status_code == 404


def test_a_code_nobody_has_and_one_used_already_are_refused_in_words(event, ada, manager, settings):
    later(settings, AT, manager)
    assert "Nobody registered for this time with the code “ABC”" in text(
        page("check_in", event, manager.client, code="abc")
    )
    page("check_in", event, manager.client, code=ada.code)
    assert "is checked in already" in text(page("check_in", event, manager.client, code=ada.code))


def test_the_door_opens_twelve_hours_before(event, ada, manager, settings):
    later(settings, AT - 13 * HOUR, manager)
    with pytest.raises(RegistrationError, match="opens 12 hours before"):
        check_in(slot=event.slots.get(), code=ada.code, by=manager)


def test_checking_in_is_taken_back(event, ada, manager, settings):
    later(settings, AT, manager)
    page("check_in", event, manager.client, code=ada.code)
    page("undo_check_in", event, manager.client, registration=ada.pk)
    ada.refresh_from_db()
    assert (ada.checked_in_at, ada.came) == (None, "")


def test_who_runs_it_checks_in_by_the_picture_on_her_page(event, ada, manager, settings):
    later(settings, AT, manager)
    assert "Check in" in text(manager.client.get(path_of(ada)))
    assert "Check in" not in text(Client().get(path_of(ada)))
    drawn = Client().get(f"{path_of(ada)}code.svg")
    assert drawn["Content-Type"] == "image/svg+xml" and b"<script" not in drawn.content


def test_nobody_else_reads_who_registered(event, ada, member, stranger):
    for name in ("registrations", "check_in", "attendance"):
        assert page(name, event, member.client).status_code == 403
        assert page(name, event, Client()).status_code == 302
    for name in ("export_registrations", "undo_check_in", "give_certificates"):
        assert page(name, event, member.client, go="1").status_code == 403


def test_the_list_leaves_as_a_file_without_needs(event, manager):
    come(event, email="b@example.org", access_needs="A ramp", question="=HYPERLINK(1)")
    answer = page("export_registrations", event, manager.client, file="csv")
    rows = b"".join(answer.streaming_content).decode()
    assert "b@example.org" in rows and "ramp" not in rows and "'=HYPERLINK" in rows
    assert b"".join(page("export_registrations", event, manager.client, file="xlsx").streaming_content)[:2] == b"PK"
    assert AuditEntry.objects.filter(verb="export_registrations").count() == 2


@pytest.mark.parametrize("name", ["registrations", "check_in", "attendance"])
def test_the_pages_ask_the_same_for_three_as_for_thirty(event, manager, name, settings, django_assert_max_num_queries):
    later(settings, AT - HOUR, manager)
    for n in range(3):
        come(event, email=f"p{n}@example.org")
    page(name, event, manager.client)
    with django_assert_max_num_queries(40) as few:
        page(name, event, manager.client)
    for n in range(3, 30):
        come(event, email=f"p{n}@example.org", access_needs="A ramp", question="Why?")
    with django_assert_max_num_queries(len(few)):
        assert page(name, event, manager.client).status_code == 200


def test_my_events_ask_the_same_for_three_as_for_thirty(network, member, django_assert_max_num_queries):
    def more(n):
        for _time in range(n):
            come(announced(), person=member.person, email=member.email)

    more(3)
    path = reverse("gatherings:mine")
    member.client.get(path)
    with django_assert_max_num_queries(40) as few:
        member.client.get(path)
    more(25)
    with django_assert_max_num_queries(len(few)):
        member.client.get(path)


def test_who_is_erased_is_erased_here_too(event, member, administrator):
    come(event, email="miriam@example.org")
    come(event, email="other@example.org", person=member.person, access_needs="A ramp")
    member.person.contact_points.create(kind="email", value="Miriam@example.org", source="self")
    erase_person(person=member.person, by=administrator, reason="She asked for it")
    assert not Registration.objects.exists()


def test_odd_numbers_in_addresses_open_nothing(event, ada, manager):
    for odd in ("x", "-1", "9" * 40, "٣"):
        assert manager.client.get(
            reverse("gatherings:check_in", args=[event.key]), {"slot": odd, "latest": odd}
        ).status_code in (200, 404)
        page("undo_check_in", event, manager.client, registration=odd)
