"""Recommendations: sent, owed an answer by a day, answered with a reason, replied to; the page shows all of it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.groups.due import answers_due
from bigtent.groups.errors import RecommendationError
from bigtent.groups.models import Group, Recommendation
from bigtent.groups.services.recommendations import (
    answer_recommendation,
    make_recommendation,
    reply_to_answer,
    send_recommendation,
    take_back_answer,
    take_back_recommendation,
)
from bigtent.ledger.clock import today
from bigtent.ledger.declarations import declared
from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Notification
from tests.groups.councils import decided, held, later, make_group, officer, past, sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel(administrator):
    """An advisory panel whose recommendations the administrator answers within 60 days."""
    return make_group("Advisory panel", kind="panel", answers="The executive director", answered_by=administrator)


@pytest.fixture
def chair(panel):
    return officer(panel)


@pytest.fixture
def draft(panel, chair):
    return make_recommendation(group=panel, title="Pay for travel", text="Students cannot come otherwise.", by=chair)


@pytest.fixture
def sent(draft, chair):
    return send_recommendation(recommendation=draft, by=chair)


@pytest.fixture
def refused(sent, administrator):
    return answer_recommendation(recommendation=sent, answer="refused", reason="No money.", by=administrator)


def page(name, thing):
    return reverse(f"groups:{name}", args=[thing.key])


def text(client, address):
    return client.get(address).content.decode()


def figure(name):
    return next(one for one in declared("MEASURES") if one.name == name).compute(today())


def test_it_works(panel, chair, administrator):
    chair.client.post(
        page("make_recommendation", panel), {"title": "Pay for travel", "text": "Else nobody comes.", "is_public": "on"}
    )
    one = Recommendation.objects.get()
    chair.client.post(page("send_recommendation", one))
    sent = {"answer": "refused", "reason": "No money this year."}
    administrator.client.post(page("answer_recommendation", one), sent)
    chair.client.post(page("reply_to_answer", one), {"reply": "We ask again in spring."})
    shown = text(Client(), one.get_absolute_url())
    for words in (
        "Else nobody comes.",
        "Refused on November 22, 2026",
        "No money this year.",
        "We ask again in spring.",
    ):
        assert words in shown
    assert "Answered by The executive director." in shown


def test_a_draft_is_for_the_group_alone(draft, chair, member):
    assert "Pay for travel" in text(chair.client, draft.get_absolute_url())
    assert [one.get(draft.get_absolute_url()).status_code for one in (Client(), member.client)] == [404, 404]


def test_sending_starts_the_days_and_tells_the_answerer_and_the_members(panel, chair, draft, administrator):
    member = sit(panel)
    send_recommendation(recommendation=draft, by=chair)
    draft.refresh_from_db()
    assert (draft.sent_on, draft.answer_due_on) == (date(2026, 11, 22), date(2027, 1, 21))
    assert {told.person for told in Notification.objects.all()} == {administrator.person, member}


def test_nothing_is_sent_where_nobody_answers(panel, draft, chair):
    Group.objects.update(answered_by=None)
    with pytest.raises(RecommendationError, match="Nobody answers"):
        send_recommendation(recommendation=draft, by=chair)


def test_an_answer_that_is_owed_is_said_plainly(sent, settings):
    assert "An answer is owed by January 21, 2027" in text(Client(), sent.get_absolute_url())
    later(settings, days=61)
    shown = text(Client(), sent.get_absolute_url())
    assert "Owed since January 21, 2027, 1 day" in shown and "The executive director has not answered yet." in shown
    later(settings, days=9)
    assert "Owed since January 21, 2027, 10 days" in text(Client(), reverse("groups:recommendations") + "?only=overdue")


def test_a_late_answer_says_how_late_it_came(sent, administrator, settings):
    later(settings, days=65)
    answer_recommendation(recommendation=sent, answer="accepted", by=administrator)
    assert "came 5 days later" in text(Client(), sent.get_absolute_url())


def test_only_the_one_who_is_named_answers(sent, chair, manager, member):
    address = page("answer_recommendation", sent)
    assert [one.client.get(address).status_code for one in (chair, manager, member)] == [403, 403, 403]
    with pytest.raises(RecommendationError, match="Only the person named"):
        answer_recommendation(recommendation=sent, answer="accepted", by=manager)


@pytest.mark.parametrize("answer", ["refused", "in_part"])
def test_a_refusal_in_whole_or_part_needs_its_reason(sent, administrator, answer):
    shown = administrator.client.post(page("answer_recommendation", sent), {"answer": answer, "reason": " "})
    assert "Give the reason" in shown.content.decode()
    sent.refresh_from_db()
    assert sent.answer == ""


def test_an_answer_is_looked_at_before_it_is_sent(sent, administrator):
    values = {"answer": "in_part", "reason": "Half of it.", "changed": "Trains are paid.", "look": "1"}
    shown = administrator.client.post(page("answer_recommendation", sent), values).content.decode()
    assert "So it will read" in shown and "<p>Trains are paid.</p>" in shown
    sent.refresh_from_db()
    assert sent.answer == ""


def test_a_refusal_changes_nothing_whatever_is_typed(sent, administrator):
    answer_recommendation(recommendation=sent, answer="refused", reason="No.", changed="All.", by=administrator)
    sent.refresh_from_db()
    assert sent.changed == ""


def test_what_was_sent_can_be_taken_back_until_it_is_answered(sent, chair, administrator):
    chair.client.post(page("take_back_recommendation", sent))
    sent.refresh_from_db()
    assert sent.sent_on is None
    send_recommendation(recommendation=sent, by=chair)
    answer_recommendation(recommendation=sent, answer="accepted", by=administrator)
    with pytest.raises(RecommendationError, match="answered already"):
        take_back_recommendation(recommendation=sent, by=chair)


def test_an_answer_can_be_taken_back_until_the_group_replies(refused, chair, administrator):
    take_back_answer(recommendation=refused, by=administrator)
    refused.refresh_from_db()
    assert refused.is_waiting
    answer_recommendation(recommendation=refused, answer="refused", reason="No.", by=administrator)
    reply_to_answer(recommendation=refused, reply="A pity.", by=chair)
    with pytest.raises(RecommendationError, match="It stays as it is"):
        take_back_answer(recommendation=refused, by=administrator)
    with pytest.raises(RecommendationError, match="stays as it is"):
        answer_recommendation(recommendation=refused, answer="accepted", by=administrator)


def test_other_words_for_an_answer_keep_the_day_of_the_first(refused, administrator, settings):
    later(settings, days=3)
    answer_recommendation(recommendation=refused, answer="refused", reason="No money at all.", by=administrator)
    refused.refresh_from_db()
    assert refused.answered_on == date(2026, 11, 22)


def test_a_reply_can_be_taken_back(refused, chair):
    reply_to_answer(recommendation=refused, reply="A pity.", by=chair)
    chair.client.post(page("take_back_reply", refused))
    assert "A pity." not in text(Client(), refused.get_absolute_url())


def test_there_is_nothing_to_reply_to_before_the_answer(sent, chair):
    shown = chair.client.post(page("reply_to_answer", sent), {"reply": "Well?"}).content.decode()
    assert "no answer yet" in shown


@pytest.mark.parametrize(("of", "values"), [(Recommendation, {"is_public": False}), (Group, {"is_public": False})])
def test_what_is_not_public_is_not_shown_to_visitors(refused, chair, of, values):
    of.objects.update(**values)
    assert Client().get(refused.get_absolute_url()).status_code == 404
    assert refused.title not in text(Client(), reverse("groups:recommendations"))
    assert chair.client.get(refused.get_absolute_url()).status_code == 200


def test_a_draft_can_be_changed_or_thrown_away_what_was_sent_cannot(draft, chair):
    values = {"title": "Pay for trains", "text": "Students cannot come otherwise."}
    chair.client.post(page("change_recommendation", draft), values)
    draft.refresh_from_db()
    assert (draft.title, draft.is_public) == ("Pay for trains", False)
    send_recommendation(recommendation=draft, by=chair)
    assert "sent already" in chair.client.post(page("change_recommendation", draft), values).content.decode()
    chair.client.post(page("discard_recommendation", draft))
    assert Recommendation.objects.exists()
    take_back_recommendation(recommendation=draft, by=chair)
    chair.client.post(page("discard_recommendation", draft))
    assert not Recommendation.objects.exists()


def test_it_may_come_from_a_decision_of_the_group(panel, chair, draft):
    decision = decided(held(past(panel, chair), chair), chair, "We ask for travel money")
    chair.client.post(
        page("change_recommendation", draft), {"title": "Pay", "text": "All of it.", "decision": decision.pk}
    )
    assert "We ask for travel money" in text(chair.client, draft.get_absolute_url())
    with pytest.raises(RecommendationError, match="another group"):
        make_recommendation(group=make_group("Other"), title="x", text="y", decision=decision, by=chair)


def test_an_answer_waits_for_whoever_owes_it(sent, administrator, manager):
    assert [item.due_on for item in answers_due(administrator)] == [sent.answer_due_on]
    assert list(answers_due(manager)) == []
    assert "waits for your answer" in text(administrator.client, reverse("monday"))
    answer_recommendation(recommendation=sent, answer="accepted", by=administrator)
    assert list(answers_due(administrator)) == []


def test_the_figures_count_what_was_owed_and_what_changed(panel, chair, administrator, settings):
    made = [make_recommendation(group=panel, title=f"No. {n}", text="x", by=chair) for n in range(4)]
    for one in made:
        send_recommendation(recommendation=one, by=chair)
    assert figure("recommendations-answered-in-time").of == 0
    answer_recommendation(recommendation=made[0], answer="accepted", changed="Trains are paid.", by=administrator)
    answer_recommendation(recommendation=made[1], answer="refused", reason="No.", by=administrator)
    later(settings, days=70)
    answer_recommendation(recommendation=made[2], answer="in_part", reason="Half.", by=administrator)
    in_time, changed = figure("recommendations-answered-in-time"), figure("recommendations-that-changed-a-decision")
    assert ((in_time.value, in_time.of), (changed.value, changed.of)) == ((2, 4), (1, 3))


def test_the_figures_of_meetings_and_decisions(panel, chair):
    member = sit(panel)
    meeting = held(past(panel, chair), chair, {member.pk: "absent"})
    for text_of_it in ("We write", "We call"):
        decided(meeting, chair, text_of_it)
    figures = [figure(name) for name in ("group-meetings-held", "group-decisions-done", "group-attendance")]
    assert [(one.value, one.of) for one in figures] == [(1, None), (0, 2), (1, 2)]


def test_the_history_names_what_was_done_and_keeps_the_words_on_the_page(refused, chair):
    changes = AuditEntry.objects.get(verb="answer_recommendation").changes
    assert changes == {"answer": ["", "refused"], "answer_reason": [], "changed": []}
    shown = text(chair.client, reverse("ledger:history", args=["groups.recommendation", refused.key]))
    assert "was answered" in shown and "No money" not in shown
