"""Paste a post: every update of a real feed becomes what it announces with at most three corrections."""

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.community.models import Opportunity, Post
from bigtent.gatherings.models import Event
from tests.announced import UPDATES
from tests.community.pasted import EXPECTED, corrections, keep, made, paste, show, turn_to
from tests.factories import make_topic

pytestmark = pytest.mark.django_db


def test_it_works(manager, settings):
    turn_to(settings, UPDATES["webinar"].posted_on)
    form = paste(manager.client, "webinar")
    assert keep(manager.client, "webinar", form).status_code == 302
    event = Event.objects.get()
    assert (event.title, event.state, event.external_link) == (
        "Saving Primary Care in the United States", "draft", "https://lnkd.in/dHwBc5_7",
    )  # fmt: skip
    assert [f"{slot.local:%Y-%m-%d %H:%M}-{slot.local_end:%H:%M}" for slot in event.slots.all()] == [
        "2024-11-12 20:00-21:00"
    ]
    assert [str(one) for one in event.panel.all()][3] == "Kiara Marmolejos, PA"


@pytest.mark.parametrize("name", EXPECTED)
def test_every_update_is_kept_shown_fed_out_and_found(name, manager, settings):
    turn_to(settings, UPDATES[name].posted_on)
    form = paste(manager.client, name)
    assert len(corrections(form, name)) <= 3, corrections(form, name)
    assert keep(manager.client, name, form).status_code == 302
    row = made()
    for field in ("kind", "title"):
        assert getattr(row, field) == EXPECTED[name].get(field, getattr(row, field))
    post, visitor = show(row, manager), Client()
    assert visitor.get(row.get_absolute_url()).status_code == 200
    assert post.get_absolute_url() in visitor.get(reverse("community:feed")).content.decode()
    assert post.get_absolute_url() in visitor.get(reverse("community:feed_atom")).content.decode()
    words = " ".join(row.title.replace("“", " ").split()[:3])
    assert row.get_absolute_url() in visitor.get(reverse("community:search"), {"q": words}).content.decode()


def test_six_of_ten_updates_need_no_correction_at_all(manager, settings):
    needed = {}
    for name, update in UPDATES.items():
        turn_to(settings, update.posted_on)
        needed[name] = sorted(corrections(paste(manager.client, name), name))
    assert {name: fields for name, fields in needed.items() if fields} == {
        "fellowship": ["sponsor_name"], "letter": ["title"], "phonebank": ["day", "starts"],
        "webinar": ["host", "panel"],
    }  # fmt: skip


def test_each_field_says_from_which_words_it_was_filled(manager):
    form = paste(manager.client, "webinar")
    assert "Inferred from “November 12, 8-9pm Eastern”" in str(form.fields["day"].help_text)
    assert "Found: “Saving Primary Care in the United States”" in str(form.fields["title"].help_text)
    assert "Not found in the text" in str(form.fields["where"].help_text)
    told = {"pasted": "Our webinar, Debt and You, with <b>us</b> on March 4, 6pm ET", "read": ""}
    page = manager.client.post(reverse("community:paste"), told).content.decode()
    assert "with &lt;b&gt;us&lt;/b&gt; on <mark>March 4, 6pm ET</mark>" in page


def test_what_is_asked_of_who_applies_is_kept_as_clauses(manager, settings):
    turn_to(settings, UPDATES["fellowship"].posted_on)
    keep(manager.client, "fellowship", paste(manager.client, "fellowship"))
    one = Opportunity.objects.get()
    assert [clause["kind"] for clause in one.clauses] == EXPECTED["fellowship"]["clauses"]
    assert one.clauses[0] | {"words": ""} == {
        "kind": "degree_within_years", "words": "", "years": 2, "by": "2024-12",
        "levels": ["master", "doctorate", "professional"],
    }  # fmt: skip
    assert one.clauses[3]["values"] == ["citizen", "national"]


def test_another_kind_shows_its_own_fields_filled_from_the_same_text(manager):
    form = paste(manager.client, "committee")
    told = {"pasted": UPDATES["committee"].text, "what": form.what, "kind": "post", "title": "x", "make": "1"}
    answer = manager.client.post(reverse("community:paste"), told)
    assert answer.context["what"] == "post" and "These are the fields of the kind you chose" in answer.content.decode()
    assert answer.context["form"].initial["original_author"] == "SNMA"
    assert not Post.objects.exists() and not Opportunity.objects.exists()


def test_topics_of_the_network_are_recognized(manager):
    make_topic(code="primary-care", name="Primary care")
    make_topic(code="rural-health", name="Rural health")
    assert [topic.code for topic in paste(manager.client, "webinar").initial["topics"]] == ["primary-care"]


def test_a_weekday_that_does_not_fit_is_told(manager):
    told = {"pasted": "Webinar on Wednesday, March 4, 2027 at 6pm ET", "read": ""}
    page = manager.client.post(reverse("community:paste"), told).content.decode()
    assert "that day is another weekday" in page


def test_a_deadline_after_the_end_is_told(manager):
    told = {"pasted": UPDATES["fellowship"].text, "posted_on": "2026-11-22", "read": ""}
    page = manager.client.post(reverse("community:paste"), told).content.decode()
    assert "“January 17”: that is after the end of what it is for" in page


def test_an_event_without_a_day_is_asked_for_it(manager):
    form = paste(manager.client, "phonebank")
    told = {name: value for name, value in form.initial.items() if isinstance(value, str)}
    told |= {"pasted": UPDATES["phonebank"].text, "what": "event", "make": "1"}
    page = manager.client.post(reverse("community:paste"), told)
    assert page.context["form"].errors["day"] == ["Say on which day it is."]
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "text", ["🎉" * 500, "\u202eabc", "Deadline: February 30", "x" * 99_000, "Kudos to", "- " * 900]
)
def test_any_text_is_shown_as_a_form(manager, text):
    assert manager.client.post(reverse("community:paste"), {"pasted": text, "read": ""}).status_code == 200


def test_only_those_who_edit_the_feed_paste(member):
    assert member.client.get(reverse("community:paste")).status_code == 403
    assert Client().get(reverse("community:paste")).status_code == 302
