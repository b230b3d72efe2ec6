"""What waits for those who run events: old drafts, links that are missing, who came that was not noted."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.gatherings.models.reading import insides_of
from bigtent.ledger.clock import now
from bigtent.ledger.declarations import Due, DueSource

OLD, TOMORROW, LATELY = timedelta(days=7), timedelta(days=1), timedelta(days=30)


def events_due(account) -> Iterator[Due]:
    """What is to be done with the events this account runs."""
    run = _run_by(account)
    if run is not None:
        yield from _links_missing(run)
        yield from _not_noted(run)
        yield from _old_drafts(run)


def _run_by(account):
    """All events for those who plan them; for others those of the circles whose events they run."""
    if account.has_perm("gatherings.plan"):
        return Event.objects.all()
    mine = [one for one in insides_of(account.person_id) if account.has_perm("gatherings.run", Event(inside=one))]
    return Event.objects.filter(inside__in=mine) if mine else None


def _links_missing(run) -> Iterator[Due]:
    soon = Slot.objects.open().filter(event=OuterRef("pk"), starts_at__gte=now(), starts_at__lte=now() + TOMORROW)
    found = run.filter(Exists(soon), state=Event.State.PUBLISHED, join_link="", registering=Event.Registering.HERE)
    for event in found.exclude(mode=Event.Mode.IN_PERSON):
        yield Due(
            title=_("Nobody can join “%s” yet") % event,
            why=_("It begins within a day, and the link to join is missing."),
            button=_("Give the link"),
            url=event.belongs_at or reverse("gatherings:change", args=[event.key]),
            minutes=2,
            order=15,
        )


def _not_noted(run) -> Iterator[Due]:
    """Over, with places taken, and of nobody it is known whether she came; meetings of groups note it themselves."""
    ended = Slot.objects.open().filter(event=OuterRef("pk"), ends_at__lt=now(), ends_at__gt=now() - LATELY)
    rows = Registration.objects.confirmed().filter(slot__event=OuterRef("pk"), slot__ends_at__lt=now())
    noted = rows.filter(~Q(came="") | Q(checked_in_at__isnull=False))
    found = run.filter(Exists(ended), Exists(rows), ~Exists(noted), state=Event.State.PUBLISHED, belongs_at="")
    for event in found.filter(registering=Event.Registering.HERE):
        yield Due(
            title=_("Who came to “%s”?") % event,
            why=_("It is over, and of nobody it is noted whether they came."),
            button=_("Note who came"),
            url=reverse("gatherings:attendance", args=[event.key]),
            minutes=5,
            order=46,
        )


def _old_drafts(run) -> Iterator[Due]:
    for event in run.drafts().filter(made_at__lt=now() - OLD).order_by("made_at"):
        yield Due(
            title=_("“%s” is still a draft") % event,
            why=_("Nobody else sees it. Publish it, or throw it away."),
            button=_("Look at it"),
            url=event.get_absolute_url(),
            minutes=3,
            order=58,
        )


DUE_OF_EVENTS = (DueSource("events", events_due),)
