"""What opportunities hold of a person: what she stated, saved and sent. Only she herself reads any of it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.community import lists
from bigtent.community.models import SavedOpportunity, SentOpportunity, StatedFacts
from bigtent.ledger.declarations import Datum, Known

Lines = Iterator[tuple[str, str, str]]
CODES = {"stage": lists.STAGES, "citizenship": lists.CITIZENSHIP}


def show_stated(person, account) -> Lines:
    """In words, on her own page and in the file she takes out herself."""
    if account.person_id != person.pk:
        return
    row = StatedFacts.objects.of(account).first()
    for name, value in (row.facts["facts"] if row else {}).items():
        yield str(lists.FACTS[name]), _in_words(name, value), _now("as you told us")
    for name in row.facts["from_record"] if row else ():
        yield str(lists.FACTS[name]), _now("taken from your record"), _now("as you told us")


def _in_words(name: str, value: Any) -> str:
    if name == "degrees":
        return "; ".join(
            f"{lists.LEVELS[one['level']]}, {lists.FIELDS.get(one['field'], one['field'])}, {one['month']}"
            for one in value
        )
    if name == "languages":
        return "; ".join(
            f"{lists.LANGUAGES.get(code, code)}, {lists.LANGUAGE_LEVELS[level]}" for code, level in value.items()
        )
    if name in CODES:
        return str(CODES[name].get(value, value))
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def show_saved(person, account) -> Lines:
    if account.person_id == person.pk:
        for row in SavedOpportunity.objects.of(account).select_related("opportunity"):
            state = row.get_result_display() or (_now("applied for") if row.applied_on else _now("saved"))
            yield str(row.opportunity), str(state), _now("as you told us")


def show_sent(person, account) -> Lines:
    if account.person_id == person.pk:
        for row in SentOpportunity.objects.filter(sender=person).select_related("opportunity"):
            yield _now("You sent"), str(row.opportunity), date_format(localtime(row.sent_at), "DATE_FORMAT")


def show_received(person, account) -> Lines:
    if account.person_id == person.pk:
        for row in SentOpportunity.objects.filter(person=person).select_related("opportunity"):
            yield _now("Sent to you"), str(row.opportunity), date_format(localtime(row.sent_at), "DATE_FORMAT")


def that_she_stated(person) -> Iterator[tuple[str, str]]:
    """That there is something, and since when; what it is stands only on her own page of it."""
    if row := StatedFacts.objects.filter(person=person).only("changed_at").first():
        day = date_format(localtime(row.changed_at), "DATE_FORMAT")
        yield _now("stated; only you can read it"), _now("as you told us on %s") % day


KNOWN_OF_OPPORTUNITIES = (
    Known(
        model="community.StatedFacts",
        title=_("What you stated to check opportunities"),
        latest="changed_at",
        show=show_stated,
    ),
    Known(
        model="community.SavedOpportunity",
        title=_("Opportunities you saved"),
        unique=("opportunity",),
        latest="changed_at",
        show=show_saved,
    ),
    Known(
        model="community.SentOpportunity", field="sender", title=_("Opportunities you sent to others"), show=show_sent
    ),
    Known(
        model="community.SentOpportunity",
        title=_("Opportunities others sent you"),
        unique=("opportunity",),
        show=show_received,
    ),
)

DATA_OF_OPPORTUNITIES = (
    Datum(
        "community.stated",
        _("What you stated to check opportunities"),
        (),
        that_she_stated,
        sensitive=True,
        asked=False,
        why=_("It checks which opportunities fit you. Nobody else reads it, for no purpose."),
        edit_url=reverse_lazy("community:stated"),
        order=80,
    ),
)
