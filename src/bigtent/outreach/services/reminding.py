"""Verbs: remind those whose agreement to volunteer ends soon."""

from collections import defaultdict
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now, today
from bigtent.outreach.models import Notification
from bigtent.outreach.services.notifying import notify
from bigtent.people.models import Signature, VolunteerRole

# So many days before its end somebody is reminded, once.
AHEAD = 30
ABOUT = "agreement:"


def remind_of_agreements() -> int:
    """Tell everybody whose agreement for a role ends within thirty days; how many. Nobody is told twice of one end."""
    told = _told()
    ending: dict[tuple[str, date], list[int]] = defaultdict(list)
    for person, role, day in Signature.objects.ending_within(today(), AHEAD).values_list("person", "role", "until_on"):
        if (person, f"{ABOUT}{role}:{day}") not in told:
            ending[role, day].append(person)
    return sum(_remind(people, role, day) for (role, day), people in ending.items())


def _told() -> set[tuple[int, str]]:
    lately = Notification.objects.filter(about__startswith=ABOUT, made_at__gt=now() - timedelta(days=3 * AHEAD))
    return set(lately.values_list("person", "about"))


def _remind(people: list[int], role: str, day: date) -> int:
    words = {"role": VolunteerRole(role).label, "day": _Day(day)}
    return notify(
        people=people,
        title=format_lazy(_("Your agreement as {role} ends on {day}"), **words),
        text=_("If you like to go on, sign again; it takes a few minutes. If not, you need do nothing."),
        url=reverse("people:giving_time"), about=f"{ABOUT}{role}:{day}", by=None,
    )  # fmt: skip


class _Day:
    """A date that is written when it is read, in the reader's language."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __str__(self) -> str:
        return date_format(self.day, "DATE_FORMAT")
