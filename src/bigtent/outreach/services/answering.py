"""Verbs: answer what a message asks, and take the answer back."""

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.outreach.errors import AnswerError
from bigtent.outreach.models import Answer, Delivery


@transaction.atomic
def give_answer(*, delivery: Delivery, choice: int, by=None) -> Answer:
    """Keep her answer, the number of a choice counted from 0; the latest stands."""
    asked = delivery.message.choices
    if not 0 <= choice < len(asked):
        raise AnswerError(_("This is not one of the %s answers the message asks for. Choose one.") % len(asked))
    answer, made = Answer.objects.get_or_create(delivery=delivery, defaults={"choice": choice})
    if made or answer.choice != choice:
        answer.choice, answer.at = choice, now()
        answer.save()
        record(by=by, verb="give_answer", about=delivery, changes={"choice": []})
    return answer


@transaction.atomic
def take_answer_back(*, delivery: Delivery, by=None) -> bool:
    """As if she had not answered; whether there was an answer."""
    gone, _rows = Answer.objects.filter(delivery=delivery).delete()
    if gone:
        record(by=by, verb="take_answer_back", about=delivery, changes={"choice": []})
    return bool(gone)
