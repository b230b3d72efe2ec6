"""The letters about a registration: what each says, and when it is needed no more."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.gatherings.calendars import written
from bigtent.gatherings.errors import RegistrationError
from bigtent.gatherings.in_calendars import item_of
from bigtent.gatherings.models import Event, Registration
from bigtent.gatherings.own_pages import link_of, still_sees
from bigtent.gatherings.services.registering import cancel_registration
from bigtent.gatherings.when import moment_in, times_of
from bigtent.ledger.declarations import LetterKind
from bigtent.outreach.models import ServiceLetter, Suppression
from bigtent.outreach.service_texts import Attachment, LetterText, own_words
from bigtent.people.models.erasure import digest_of

State = Registration.State
IN_FORCE = (State.CONFIRMED, State.OFFERED, State.WAITING)


@dataclass(frozen=True)
class Kind:
    """One kind of letter. `lead` says what happened; `states` are those in which it still makes sense; `needed` asks
    more. `entry` puts it into her calendar, `joins` says how to join."""

    label: str
    subject: str
    lead: Callable[[Registration], str]
    states: tuple[str, ...] = (State.CONFIRMED,)
    needed: Callable[[Registration, ServiceLetter], bool] = lambda row, letter: is_to_come(row)
    entry: bool = False
    joins: bool = False


def takes_place(row: Registration) -> bool:
    return row.slot.event.state == Event.State.PUBLISHED and row.slot.cancelled_at is None


def is_to_come(row: Registration) -> bool:
    return takes_place(row) and not row.slot.has_ended


def _same_start(row: Registration, letter: ServiceLetter) -> bool:
    """A reminder for an hour that is another one by now is not sent; one for the new hour is."""
    return takes_place(row) and letter.until == row.slot.starts_at


def _confirmed(row: Registration) -> str:
    return _reminded(row) if row.is_elsewhere else _("You are registered.")


def _reminded(row: Registration) -> str:
    words = _("You are reminded of it by letter, and asked afterwards whether you went. Places are given there: %s")
    return words % (row.slot.event.external_link or _page(row))


def _waits(row: Registration) -> str:
    return _("All places are taken, and you are on the waiting list. If a place becomes free you get a letter. "
             "On your page you can leave the list at any time.")  # fmt: skip


def _offered(row: Registration) -> str:
    until = moment_in(row.offered_until, row.zone or row.slot.event.zone)
    return _("A place is free, and it is kept for you until %(until)s. Take it, or leave it to the next, on your page. "
             "Without an answer it goes to whoever is next; you can register anew.") % {"until": until}  # fmt: skip


def _given(row: Registration) -> str:
    return _("A place became free shortly before the start, and it is yours. "
             "If you cannot come any more, leave it to somebody else on your page.")  # fmt: skip


def _standing(row: Registration) -> str:
    return {State.CONFIRMED: _confirmed, State.OFFERED: _offered, State.WAITING: _waits}[State(row.state)](row)


def _canceled(row: Registration) -> str:
    words = _("It does not take place.")
    because = row.slot.event.cancelled_because
    return f"{words} {_('The reason: %s') % own_words(because)}" if because else words


KINDS = {
    "registration": Kind(
        gettext_lazy("You are registered"), gettext_lazy("You are registered: %s"), _confirmed, entry=True, joins=True
    ),
    "reminder-asked": Kind(
        gettext_lazy("A reminder of an event elsewhere"), gettext_lazy("You are reminded of it: %s"), _reminded,
        entry=True,
    ),
    "registration-again": Kind(
        gettext_lazy("How a registration stands"), gettext_lazy("Your registration: %s"), _standing, IN_FORCE,
        entry=True, joins=True,
    ),
    "place-waited-for": Kind(
        gettext_lazy("On the waiting list"), gettext_lazy("You are on the waiting list: %s"), _waits, (State.WAITING,)
    ),
    "place-offered": Kind(
        gettext_lazy("A place is offered"), gettext_lazy("A place is free for you: %s"), _offered, (State.OFFERED,)
    ),
    "place-given": Kind(
        gettext_lazy("A place was given"), gettext_lazy("You have a place: %s"), _given, entry=True, joins=True
    ),
    "event-tomorrow": Kind(
        gettext_lazy("Reminder of the day before"), gettext_lazy("Within a day: %s"),
        lambda row: _("It begins within a day."), needed=_same_start, joins=True,
    ),
    "event-soon": Kind(
        gettext_lazy("Reminder of the hour before"), gettext_lazy("Within an hour: %s"),
        lambda row: _("It begins within an hour."), needed=_same_start, joins=True,
    ),
    "event-changed": Kind(
        gettext_lazy("Another time or place"), gettext_lazy("Another time or place: %s"),
        lambda row: _("The time or the place is another one. What stands below holds now."), IN_FORCE,
        entry=True, joins=True,
    ),
    "event-canceled": Kind(
        gettext_lazy("It does not take place"), gettext_lazy("Canceled: %s"), _canceled, IN_FORCE,
        needed=lambda row, letter: not takes_place(row), entry=True,
    ),
    "event-recorded": Kind(
        gettext_lazy("It can be watched"), gettext_lazy("Now to be watched: %s"),
        lambda row: _("What was recorded can be watched on the page of the event: %s") % _page(row),
        needed=lambda row, letter: takes_place(row),
    ),
    "did-you-go": Kind(
        gettext_lazy("Did you go?"), gettext_lazy("Did you go? %s"),
        lambda row: _("Did you go? Say yes or no on your page. It helps those who plan the next one."),
        needed=lambda row, letter: takes_place(row) and not row.came,
    ),
    "certificate": Kind(
        gettext_lazy("A certificate"), gettext_lazy("Your certificate: %s"),
        lambda row: _("Your certificate is ready on your page."),
        needed=lambda row, letter: bool(row.certificate_key),
    ),
}  # fmt: skip


def write(letter: ServiceLetter) -> LetterText | None:
    """What a letter about a registration says now; nothing where it would say what is not so any more."""
    kind = KINDS[letter.kind]
    row = Registration.objects.select_related("slot__event__host", "person__account").filter(pk=letter.of).first()
    if row is None or row.state not in kind.states or not kind.needed(row, letter) or not still_sees(row):
        return None
    event = row.slot.event
    parts = [own_words(row.name) + ",", kind.lead(row), *_about(row), *(_joining(row) if kind.joins else ())]
    parts.append(_("Your page for it: %s") % link_of(row))
    return LetterText(
        subject=str(kind.subject) % (event.title if event.is_public else _("an event of the network")),
        text="\n\n".join(parts),
        why=_(
            "You get it because this address was registered for the event. If it was not you, leave on the page above."
        ),
        attachments=(entry_of(row),) if kind.entry and row.state == State.CONFIRMED else (),
    )


def entry_of(row: Registration) -> Attachment:
    """The slot as an entry of a calendar, with the way to her own page."""
    item = replace(item_of(row.slot, row.state), url=link_of(row))
    return Attachment("event.ics", written([item], name=row.slot.event.title), "text/calendar")


def _about(row: Registration) -> list[str]:
    event = row.slot.event
    lines = [f"**{own_words(event.title)}**", "\n\n".join(times_of(row.slot, row.zone))]
    if event.where:
        lines.append(_("Where: %s") % own_words(event.where))
    return lines


def _joining(row: Registration) -> list[str]:
    """The link to join, only for who has a place."""
    event = row.slot.event
    lines = []
    if row.state == State.CONFIRMED and event.join_link:
        lines.append(_("To join, press the button on your page, or open this link: %s") % event.join_link)
    if row.state == State.CONFIRMED and event.mode != Event.Mode.ONLINE:
        lines.append(_("Your code for the door: %s") % row.code)
    return lines


def _page(row: Registration) -> str:
    return settings.SITE_URL + row.slot.event.get_absolute_url()


def give_up(letter: ServiceLetter) -> None:
    """The first letter to an address that nobody proved to be hers came back for good: nobody comes by it, and its
    place goes to whoever waits."""
    row = Registration.objects.filter(pk=letter.of, person=None).first()
    lost = Suppression.objects.filter(digest=digest_of("email", letter.address), because=Suppression.Because.BOUNCE)
    if row is None or not lost.exists():
        return
    with suppress(RegistrationError):
        cancel_registration(registration=row)


FIRST_LETTERS = ("registration", "reminder-asked", "place-waited-for")
LETTERS_OF_REGISTRATIONS = tuple(
    LetterKind(name, kind.label, write, failed=give_up if name in FIRST_LETTERS else None)
    for name, kind in KINDS.items()
)
