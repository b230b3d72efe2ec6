"""What people are told inside the platform: once each, in their language, with a number in the header."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Notification
from bigtent.outreach.services import notify, set_preferences
from bigtent.people.services import merge_people
from tests.factories import make_consent, make_person
from tests.outreach.going import scheduled, send
from tests.outreach.mails import CHOICES, make_delivery
from tests.outreach.making import make_reader

pytestmark = pytest.mark.django_db
PAGE = reverse("outreach:notifications")


def tell(*people, about="meeting:1", title="A meeting was planned", **more):
    return notify(people=people, title=title, about=about, by=None, **more)


def test_it_works(member):
    assert tell(member.person, text="On Friday.", url="/groups/") == 1
    page = member.client.get(PAGE)
    assert "What is new (1)" in page.text and '<a href="/groups/">A meeting was planned</a>' in page.text
    member.client.post(reverse("outreach:seen"), {"upto": page.context["newest_unseen"].pk})
    assert "What is new (" not in member.client.get("/people/me/").text
    assert "A meeting was planned" in member.client.get(PAGE).text


def test_nobody_is_told_the_same_twice(member):
    assert [tell(member.person), tell(member.person, make_person()), tell(member.person)] == [1, 1, 0]
    assert AuditEntry.objects.filter(verb="notify").count() == 2


def test_everybody_in_her_language():
    one, other = make_person(language="es"), make_person(language="en")
    tell(one.pk, other.pk, title=gettext_lazy("Yes"))
    assert set(Notification.objects.values_list("person", "title")) == {(one.pk, "Sí"), (other.pk, "Yes")}


def test_of_two_records_that_became_one_the_kept_one_is_told(manager):
    kept, merged = make_person(), make_person()
    merge_people(pairs=[(kept, merged)], by=manager, reason="Same person")
    assert tell(merged, kept) == 1
    assert Notification.objects.get().person == kept


def test_thousands_are_told_in_a_few_questions(django_assert_max_num_queries):
    people = [make_person().pk for _ in range(30)]
    with django_assert_max_num_queries(12):
        assert tell(*people) == 30


def test_the_audit_names_nobody(member):
    tell(member.person, title="Ada stands for election")
    entry = AuditEntry.objects.get(verb="notify")
    assert "Ada" not in entry.object_label and entry.changes == {"about": ["", "meeting:1"]}


def test_looking_marks_nothing_and_only_ones_own_are_marked(member, stranger):
    tell(member.person, stranger.person)
    member.client.get(PAGE)
    assert Notification.objects.unseen().count() == 2
    latest = Notification.objects.order_by("-pk").first().pk
    stranger.client.post(reverse("outreach:seen"), {"upto": latest})
    assert Notification.objects.unseen().get().person == member.person


def test_what_came_after_the_page_was_opened_stays_new(member):
    tell(member.person)
    upto = member.client.get(PAGE).context["newest_unseen"].pk
    tell(member.person, about="meeting:2")
    member.client.post(reverse("outreach:seen"), {"upto": upto})
    assert Notification.objects.unseen().get().about == "meeting:2"


@pytest.mark.parametrize("upto", ["", "x", "²", "9" * 60])
def test_odd_numbers_break_nothing(member, upto):
    assert member.client.post(reverse("outreach:seen"), {"upto": upto}).status_code == 302


def test_long_words_are_cut_to_what_is_kept(member):
    tell(member.person, title="x" * 500, text="y" * 999)
    told = Notification.objects.get()
    assert (len(told.title), len(told.text)) == (160, 400)


def test_the_number_costs_one_question(member, django_assert_max_num_queries):
    tell(member.person)
    with django_assert_max_num_queries(60) as asked:
        assert member.client.get("/people/me/").text.count("What is new (1)") == 2
    assert len([one for one in asked.captured_queries if "outreach_notification" in one["sql"]]) == 1


def test_who_wants_no_mail_reads_the_message_here(member, manager, network, settings):
    """And nobody else does."""
    network.postal_address = "1 Lantern Way, Denver"
    network.save()
    make_consent(person=member.person, purpose="outreach")
    set_preferences(person=member.person, by=member, changes={"channel": "platform"})
    make_reader()
    message = scheduled(manager, choices=CHOICES)
    send(message, settings)
    assert '">News from us</a>' in member.client.get(PAGE).text
    page = reverse("outreach:letter", args=[message.key])
    letter = member.client.get(page)
    assert "Dear Miriam" in letter.text and "/messages/answer/" in letter.text
    assert manager.client.get(page).status_code == 404


def test_what_was_stopped_is_not_read_here(member):
    delivery = make_delivery(person=member.person, state="left_out", because="stopped")
    assert member.client.get(reverse("outreach:letter", args=[delivery.message.key])).status_code == 404
