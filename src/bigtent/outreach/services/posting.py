"""How a mail leaves so that nobody gets it twice: noted as handed over, then handed over, then noted how that ended.

Deliveries of messages and service letters have the same columns for this, and the same names of states.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.outreach.handing_over import Answer, MailServer, Outcome, Unreachable
from bigtent.outreach.models import Delivery, ServiceLetter, Suppression
from bigtent.outreach.services.suppressing import suppress_address

# How long to wait after each refusal for the time being; after the last it is not tried again.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240))
# While the mail server takes nothing, all wait so long.
SHUT = timedelta(minutes=15)
State = Delivery.State
IN_HAND = (State.HANDING_OVER, State.UNCERTAIN, State.WAITING)


def mark_uncertain(rows) -> None:
    """A run before this one was cut off between noting a mail as handed over and hearing that it was."""
    rows.handing_over().update(
        state=State.UNCERTAIN,
        error=_("The work was cut off while this mail was being handed over. It may have arrived."),
    )


def shut(rows) -> None:
    """The server takes nothing: nobody of the rows is tried again before a while; who waits longer already does so."""
    rows.due(now()).update(not_before=now() + SHUT)


def post(
    row: Delivery | ServiceLetter, mail, *, to: str, free, server: MailServer,
    ended: Callable[[str], None] = lambda state: None,
) -> bool:  # fmt: skip
    """Hand over the mail of one row; False where it could not be taken up, because it is no more among the `free`.

    One statement takes it up, or nobody; it is committed before the server is spoken to, so that whatever is cut off in
    between is known to be uncertain. `ended` hears the state in which it ends, in the transaction that notes it.
    """
    taken = free.filter(pk=row.pk).update(
        state=State.HANDING_OVER, address=to, mail_id=row.mail_id, handed_over_at=now(), error=""
    )
    if not taken:
        return False
    row.address = to
    answer = server.hand_over(mail)
    _note(row, answer, ended)
    if answer.outcome == Outcome.CLOSED:
        raise Unreachable(answer.words)
    return True


@transaction.atomic
def _note(row: Delivery | ServiceLetter, answer: Answer, ended: Callable[[str], None]) -> None:
    """How it ended; what came back in the meantime knows better and stays. That another run took it for uncertain, or a
    person even for lost, does not hold against the run that knows."""
    ours = type(row).objects.filter(pk=row.pk, mail_id=row.mail_id, state__in=IN_HAND)
    tries = row.tries + (answer.outcome == Outcome.LATER)
    noted: dict[str, Any] = {"error": answer.words, "tries": tries}
    if answer.outcome == Outcome.SENT:
        noted |= {"state": State.SENT, "sent_at": now()}
    elif answer.outcome == Outcome.LATER and tries <= len(PAUSES):
        noted |= {"state": State.WAITING, "not_before": now() + PAUSES[tries - 1]}
    elif answer.outcome == Outcome.CLOSED:
        noted |= {"state": State.WAITING}
    elif answer.outcome == Outcome.NO_SUCH_ADDRESS:
        noted |= {"state": State.BOUNCED}
        suppress_address(delivery=row, because=Suppression.Because.BOUNCE)
    else:
        noted |= {"state": State.UNCERTAIN if answer.outcome == Outcome.UNCERTAIN else State.FAILED}
    if ours.update(**noted):
        ended(noted["state"])
