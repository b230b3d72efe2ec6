"""What waits for those who run events: links that are missing, who came that was not noted, old drafts."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.gatherings.models.reading import insides_of
from bigtent.ledger.clock import now
from bigtent.ledger.declarations import Due, DueSource

OLD, TOMORROW, LATELY = timedelta(days=7), timedelta(days=1), timedelta(days=30)


def events_due(account) -> Iterator[Due]:
    """What is to be done with the events this account runs: all of them, or those of circles whose events it runs."""
    rows = Event.objects.all()
    if not account.has_perm("gatherings.plan"):
        rows = rows.filter(inside__in=insides_of(account.person_id))
    may_run = _runner(account)
    for found, due in ((_without_link, _of_link), (_not_noted, _of_attendance), (_old_drafts, _of_draft)):
        yield from (due(event) for event in found(rows) if may_run(event.inside))


def _runner(account) -> Callable[[str], bool]:
    """Whether the account runs the events of a circle, asked once for each."""
    return cache(lambda inside: account.has_perm("gatherings.run", Event(inside=inside)))


def _without_link(rows: QuerySet[Event]) -> QuerySet[Event]:
    soon = Slot.objects.open().filter(event=OuterRef("pk"), starts_at__gte=now(), starts_at__lte=now() + TOMORROW)
    found = rows.filter(Exists(soon), state=Event.State.PUBLISHED, join_link="", registering=Event.Registering.HERE)
    return found.exclude(mode=Event.Mode.IN_PERSON)


def _of_link(event: Event) -> Due:
    return Due(
        title=_("Nobody can join “%s” yet") % event,
        why=_("It begins within a day, and the link to join is missing."),
        button=_("Give the link"),
        url=event.belongs_at or reverse("gatherings:change", args=[event.key]),
        minutes=2,
        order=15,
    )


def _not_noted(rows: QuerySet[Event]) -> QuerySet[Event]:
    """Over, with places taken, and of nobody it is known whether she came; meetings of groups note it themselves."""
    ended = Slot.objects.open().filter(event=OuterRef("pk"), ends_at__lt=now(), ends_at__gt=now() - LATELY)
    placed = Registration.objects.confirmed().filter(slot__event=OuterRef("pk"), slot__ends_at__lt=now())
    noted = placed.filter(~Q(came="") | Q(checked_in_at__isnull=False))
    found = rows.filter(Exists(ended), Exists(placed), ~Exists(noted), state=Event.State.PUBLISHED, belongs_at="")
    return found.filter(registering=Event.Registering.HERE)


def _of_attendance(event: Event) -> Due:
    return Due(
        title=_("Who came to “%s”?") % event,
        why=_("It is over, and of nobody it is noted whether they came."),
        button=_("Note who came"),
        url=reverse("gatherings:attendance", args=[event.key]),
        minutes=5,
        order=46,
    )


def _old_drafts(rows: QuerySet[Event]) -> QuerySet[Event]:
    return rows.drafts().filter(made_at__lt=now() - OLD).order_by("made_at")


def _of_draft(event: Event) -> Due:
    return Due(
        title=_("“%s” is still a draft") % event,
        why=_("Nobody else sees it. Publish it, or throw it away."),
        button=_("Look at it"),
        url=event.get_absolute_url(),
        minutes=3,
        order=58,
    )


DUE_OF_EVENTS = (DueSource("events", events_due),)
