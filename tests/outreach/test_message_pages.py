"""The pages on which staff write: template, draft, preview, trial, release, schedule, status."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.outreach import services
from bigtent.outreach.models import Answer, Delivery, Message, Preference, Suppression, Template
from bigtent.people.models import ContactPoint
from bigtent.people.models.erasure import digest_of
from bigtent.project.monday import due_items
from tests.cast import signed_in
from tests.factories import make_account, make_topic
from tests.outreach.going import send
from tests.outreach.making import make_audience, make_message, make_reader, make_template

pytestmark = pytest.mark.django_db
TEXTS = {
    "name": "Fall meeting",
    "subject_en": "News from us",
    "body_en": "Dear {given_name},\n\nwe **meet** on Friday.",
    "subject_es": "Noticias",
    "body_es": "Hola {given_name}:\n\nnos **reunimos** el viernes.",
}


@pytest.fixture(autouse=True)
def complete(network):
    network.postal_address = "1 Lantern Way, Denver, CO 80202"
    network.save()


@pytest.fixture
def colleague(network):
    """A second person who may release."""
    return signed_in(make_account(roles=["program_manager"]))


def post(account, page, /, *args, **told):
    return account.client.post(reverse(f"outreach:{page}", args=args), told, follow=True)


def read(account, page, /, *args, **asked):
    response = account.client.get(reverse(f"outreach:{page}", args=args), asked)
    assert response.status_code == 200, response.status_code
    return response.text


def written(account, /, **values):
    post(account, "new_message", **{**TEXTS, **values})
    return Message.objects.latest("pk")


def test_it_works(manager, settings):
    reader = make_reader(given_name="Ana", email="ana@example.org")
    draft = written(manager, audience=make_audience().key)
    post(manager, "test_message", draft.key)
    assert "Everything is ready. Next: say when." in read(manager, "message", draft.key)
    page = post(manager, "schedule_message", draft.key, when="now").text
    assert "It goes out on" in page and "New York time" in page
    mail.outbox.clear()
    send(draft, settings)
    assert [one.to for one in mail.outbox] == [["ana@example.org"]]
    page = read(manager, "message", draft.key)
    assert "Sent; the last mail left on" in page and "Has not agreed to news" in page
    assert reader.name in read(manager, "deliveries", draft.key, state="sent")


def test_what_is_wrong_in_a_text_stands_at_its_field_and_nothing_is_lost(manager):
    page = post(manager, "new_message", **{**TEXTS, "body_es": "Hola {nombre}"})
    form = page.context["form"]
    assert "The Spanish text, line 1, column 6: “{nombre}” is no field." in form.errors["body_es"][0]
    assert "Hola {nombre}" in page.text and not Message.objects.exists()


def test_a_field_is_listed_with_what_it_becomes(manager):
    page = read(manager, "new_message")
    assert "<code>{given_name}</code>" in page and "what she asked to be called" in page


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"choices_en": "Yes"}, "One answer alone is no choice"),
        ({"choices_en": "Yes\nNo", "choices_es": "Sí"}, "2 answers in English and 1 in Spanish"),
        ({"choices_en": "Yes\nNo\nYes", "choices_es": "a\nb\nc"}, "Line 3 says “Yes” again"),
        ({"choices_en": "\n".join("abcdefg"), "choices_es": "\n".join("abcdefg")}, "7 answers are more"),
        ({"choices_en": "a" * 61 + "\nb", "choices_es": "a\nb"}, "Line 1 has 61 characters"),
        ({"choices_en": "Yes\nNo"}, "has no Spanish words"),
    ],
)
def test_answers_to_choose_from_make_sense(manager, answers, words):
    assert words in post(manager, "new_message", **TEXTS, **answers).text
    assert not Message.objects.exists()


def test_a_message_begins_with_a_template_and_the_template_stays(manager):
    template = make_template(subject_en="Kept subject")
    assert "Kept subject" in read(manager, "new_message", template=template.key)
    post(manager, "new_message", **TEXTS)
    template.refresh_from_db()
    assert template.subject_en == "Kept subject"


def test_a_template_is_kept_changed_and_ended(manager):
    post(manager, "new_template", **TEXTS)
    kept = Template.objects.get()
    post(manager, "template", kept.key, **{**TEXTS, "subject_en": "Another"})
    kept.refresh_from_db()
    assert kept.subject_en == "Another"
    post(manager, "end_template", kept.key)
    assert "No template yet" in read(manager, "templates")
    assert "was ended" in post(manager, "template", kept.key, **TEXTS).text
    assert manager.client.get(reverse("outreach:new_message"), {"template": kept.key}).status_code == 404


def test_a_draft_can_be_like_an_earlier_message(manager):
    earlier = make_message(choices=[{"en": "I will come", "es": "Voy"}, {"en": "Not this time", "es": "Ahora no"}])
    page = read(manager, "new_message", like=earlier.key)
    assert "I will come\nNot this time" in page and earlier.audience.name in page


def test_the_preview_is_what_a_chosen_reader_gets(manager):
    draft = written(manager, audience=make_audience().key)
    spanish = make_reader(given_name="Ana", language="es")
    Preference.objects.create(person=spanish, called="Anita")
    page = read(manager, "preview", draft.key, person=spanish.key)
    assert "Hola Anita:" in page and "nos <strong>reunimos</strong> el viernes." in page
    assert "nos **reunimos** el viernes." in page
    assert "Dear Marta," in read(manager, "preview", draft.key, language="en")
    assert "Hola Marta:" in read(manager, "preview", draft.key, language="es")


def test_only_somebody_who_would_get_it_is_previewed(manager, member):
    draft = written(manager, audience=make_audience().key)
    silent = member.person
    assert silent.name not in read(manager, "preview", draft.key)
    response = manager.client.get(reverse("outreach:preview", args=[draft.key]), {"person": silent.key})
    assert response.status_code == 404


def test_markup_of_the_writer_stays_words(manager):
    draft = written(manager, body_en="<script>alert(1)</script> ![x](https://example.org/x.png) [a](javascript:b)")
    page = read(manager, "preview", draft.key)
    assert "<script>alert" not in page and "<img" not in page and 'href="javascript' not in page
    assert "&lt;script&gt;" in page


def test_a_change_after_the_trial_needs_another_one(manager):
    draft = written(manager)
    post(manager, "test_message", draft.key)
    post(manager, "edit_message", draft.key, **{**TEXTS, "name": "Another name only"})
    draft.refresh_from_db()
    assert draft.tested_at
    post(manager, "edit_message", draft.key, **{**TEXTS, "body_en": "Dear {name}, on Saturday."})
    draft.refresh_from_db()
    assert draft.tested_at is None


def test_who_wrote_it_cannot_release_it_and_a_second_person_can(manager, colleague, monkeypatch):
    monkeypatch.setattr("bigtent.outreach.services.addressing.MOST_ALONE", 1)
    make_reader(), make_reader()
    draft = written(manager, audience=make_audience().key)
    post(manager, "test_message", draft.key)
    assert "It waits for a second person." in read(manager, "message", draft.key)
    assert "whoever wrote it cannot" in post(manager, "release_message", draft.key).text
    assert "need a second person" in post(manager, "schedule_message", draft.key, when="now").text
    assert "“Fall meeting” waits for your release" in [item.title for item in due_items(colleague)]
    assert not [item for item in due_items(manager) if "release" in item.title]
    assert "Look and release" in read(colleague, "home") and "Look and release" not in read(manager, "home")
    post(colleague, "release_message", draft.key)
    post(manager, "schedule_message", draft.key, when="now")
    draft.refresh_from_db()
    assert (draft.released_by, draft.state) == (colleague, "scheduled")


def test_a_change_after_the_release_takes_it_back(manager, colleague):
    draft = written(manager, audience=make_audience().key)
    post(manager, "test_message", draft.key)
    post(colleague, "release_message", draft.key)
    post(manager, "edit_message", draft.key, **{**TEXTS, "subject_en": "Other news"})
    draft.refresh_from_db()
    assert (draft.released_at, draft.released_by) == (None, None)


def ready(manager, **values):
    make_reader()
    draft = written(manager, audience=make_audience().key, **values)
    services.send_test(message=draft, by=manager)
    draft.refresh_from_db()
    return draft


def test_an_hour_is_meant_in_the_zone_of_the_organization(manager):
    draft = ready(manager)
    page = post(manager, "schedule_message", draft.key, when="at", day="2026-12-01", hour="09:00").text
    draft.refresh_from_db()
    assert draft.send_at == datetime(2026, 12, 1, 14, tzinfo=UTC)
    assert "December 1, 2026, 9:00 AM, New York time" in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"when": "at"}, "Say both, the day and the hour."),
        ({"when": "at", "day": "2026-12-01"}, "Say both, the day and the hour."),
        ({"when": "at", "day": "2027-03-14", "hour": "02:30"}, "The clocks are put forward on that day"),
        ({"when": "at", "day": "2026-11-01", "hour": "09:00"}, "lies in the past"),
        ({"when": "now", "per_minute": "0"}, "greater than or equal to 1"),
        ({"when": "soon"}, "soon is not one of the available choices"),
    ],
)
def test_an_hour_that_makes_no_sense_is_refused_on_the_page(manager, told, words):
    draft = ready(manager)
    assert words in post(manager, "schedule_message", draft.key, **told).text
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_until_it_starts_it_can_be_stopped_and_is_a_draft_again(manager):
    draft = ready(manager)
    page = post(manager, "schedule_message", draft.key, when="now", per_minute="30").text
    assert "Until it starts nobody was written to: it becomes a draft again." in page
    assert "At most 30 mails a minute." in page
    assert "on its way" not in read(manager, "home") and "Fall meeting" in read(manager, "home")
    post(manager, "stop_message", draft.key, reason="Wrong day")
    draft.refresh_from_db()
    assert draft.state == "draft" and not draft.deliveries.exists()
    assert AuditEntry.objects.get(verb="stop_message").reason == "Wrong day"


def test_a_scheduled_message_is_not_written_on(manager):
    draft = ready(manager)
    post(manager, "schedule_message", draft.key, when="now")
    assert "It is no draft any more" in post(manager, "edit_message", draft.key, **TEXTS).text
    with pytest.raises(services.messages.MessageError, match="is no draft any more"):
        services.write_message(message=draft, by=manager)


def test_a_draft_is_discarded_only_after_a_question(manager):
    draft = written(manager)
    assert "Its text cannot be brought back." in read(manager, "discard_message", draft.key)
    assert Message.objects.exists()
    post(manager, "discard_message", draft.key)
    assert not Message.objects.exists() and AuditEntry.objects.filter(verb="discard_message").exists()


def test_without_a_postal_address_the_page_says_where_to_give_it(manager, administrator, network):
    network.postal_address = ""
    network.save()
    draft = ready(manager)
    page = read(manager, "message", draft.key)
    assert "Your postal address is missing" in page and reverse("network-settings") not in page
    assert reverse("network-settings") in read(administrator, "message", draft.key)


def delivered(message, state, **values):
    person = make_reader()
    if state in ("sent", "uncertain", "bounced"):
        values = {"mail_id": f"<{person.pk}@x>", "handed_over_at": "2026-11-22T12:00Z", **values}
    return Delivery.objects.create(message=message, person=person, state=state, **values)


@pytest.fixture
def sending(manager):
    choices = [{"en": "I will come", "es": "Voy"}, {"en": "Not this time", "es": "Ahora no"}]
    return make_message(by=manager, state="sending", send_at="2026-11-22T11:00Z", choices=choices)


def test_every_state_is_counted_and_opens_to_its_people(manager, sending):
    told = {state: delivered(sending, state) for state in ("waiting", "sent", "bounced", "digest")}
    told["left_out"] = delivered(sending, "left_out", because="topic")
    page = manager.client.get(reverse("outreach:message", args=[sending.key]))
    for share in page.context["counts"]:
        if share.count:
            people = manager.client.get(share.url).text
            assert [one.person.name in people for one in told.values()].count(True) == share.count
    assert "Wants nothing on this topic" in page.text
    assert told["left_out"].person.name in read(manager, "deliveries", sending.key, state="left_out", because="topic")


def test_answers_are_counted_and_open_to_who_gave_them(manager, sending):
    first, second, third = (delivered(sending, "sent") for _ in range(3))
    for delivery, choice in ((first, 0), (second, 0), (third, 1)):
        Answer.objects.create(delivery=delivery, choice=choice)
    page = manager.client.get(reverse("outreach:message", args=[sending.key]))
    assert [(one.label, one.count) for one in page.context["answers"]] == [("I will come", 2), ("Not this time", 1)]
    people = read(manager, "deliveries", sending.key, answer="1")
    assert third.person.name in people and first.person.name not in people


def test_an_uncertain_mail_is_settled_by_a_person(manager, sending):
    arrived, lost = delivered(sending, "uncertain"), delivered(sending, "uncertain")
    assert "2 mails of" in " ".join(item.title for item in due_items(manager))
    page = read(manager, "deliveries", sending.key)
    assert page.count("It arrived") == page.count("Send again") == 2
    post(manager, "settle_delivery", sending.key, delivery=arrived.pk, arrived=1)
    post(manager, "settle_delivery", sending.key, delivery=lost.pk, arrived=0)
    arrived.refresh_from_db(), lost.refresh_from_db()
    assert (arrived.state, lost.state) == ("sent", "waiting")
    assert not [item for item in due_items(manager) if "need your word" in item.title]


def test_a_mail_of_another_message_is_not_settled_here(manager, sending):
    other = delivered(make_message(state="sending", send_at="2026-11-22T11:00Z"), "uncertain")
    address = reverse("outreach:settle_delivery", args=[sending.key])
    assert manager.client.post(address, {"delivery": other.pk, "arrived": 1}).status_code == 404


def test_an_address_that_came_back_waits_until_it_is_corrected(manager, sending):
    one = delivered(sending, "bounced")
    one.address = ContactPoint.objects.get(person=one.person).value
    one.save()
    Suppression.objects.create(digest=digest_of("email", one.address), because="bounce")
    assert "1 address came back" in [item.title for item in due_items(manager)]
    assert one.person.name in read(manager, "came_back")
    ContactPoint.objects.filter(person=one.person).update(ended_on="2026-11-22")
    assert "No address came back" in read(manager, "came_back")
    assert "1 address came back" not in [item.title for item in due_items(manager)]


def test_the_first_page_shows_how_far_a_message_is(manager, sending):
    delivered(sending, "sent"), delivered(sending, "waiting")
    page = manager.client.get(reverse("outreach:home"))
    assert [(one.done, one.total) for one in page.context["sending"]] == [(1, 2)]


def test_who_does_not_write_is_led_to_what_is_new_for_her(member, reviewer):
    for account in (member, reviewer):
        assert account.client.get(reverse("outreach:home")).url == reverse("outreach:notifications")


@pytest.mark.parametrize("name", ["message", "preview", "edit_message", "deliveries"])
def test_nobody_else_reads_what_is_written(name, sending, member, reviewer, stranger, client):
    address = reverse(f"outreach:{name}", args=[sending.key])
    for account in (member, reviewer, stranger):
        assert account.client.get(address).status_code == 403
    assert client.get(address).status_code == 302


def test_the_history_says_that_a_text_changed_and_not_what_it_said(manager):
    draft = written(manager, topic=make_topic("primary-care").code)
    post(manager, "edit_message", draft.key, **{**TEXTS, "body_en": "Ana is ill."})
    entry = AuditEntry.objects.get(verb="change_message")
    assert entry.changes == {"topic": ["Primary care", ""], "body_en": []}


def test_pages_ask_as_often_for_few_as_for_many(manager, sending, django_assert_max_num_queries):
    counts = []
    pages = [reverse("outreach:home"), reverse("outreach:message", args=[sending.key]), reverse("outreach:messages"),
             reverse("outreach:deliveries", args=[sending.key]) + "?state=sent"]  # fmt: skip
    [manager.client.get(page) for page in pages]
    for many in (1, 8):
        for _ in range(many):
            Answer.objects.create(delivery=delivered(sending, "sent"), choice=0)
            make_message(by=manager)
        with django_assert_max_num_queries(80) as captured:
            [manager.client.get(page) for page in pages]
        counts.append(len(captured))
    assert counts[0] == counts[1]
