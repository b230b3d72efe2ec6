"""What this room keeps of a person, as it stands on her own page."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Datum
from bigtent.outreach.models import Answer
from bigtent.outreach.previewing import preference_of, preview
from bigtent.people.models import Person, Purpose


def preference(person: Person) -> Iterator[tuple[str, str]]:
    """Nothing where she chose nothing."""
    if preference_of(person).pk or person.language:
        seen = preview(person)
        yield f"{seen.begins} {seen.leaves}", _now("as you told us")


def answers(person: Person, account) -> Iterator[tuple[str, str, str]]:
    """What she answered to messages; for her own eyes."""
    if account.person_id != person.pk:
        return
    language = (person.language or settings.LANGUAGE_CODE)[:2]
    for one in Answer.objects.filter(delivery__person=person).select_related("delivery__message"):
        message = one.delivery.message
        chosen = message.choices[one.choice] if one.choice < len(message.choices) else {}
        said = chosen.get(language) or chosen.get("en", "")
        yield message.subject(language), said, date_format(localtime(one.at), "DATE_FORMAT")


DATA = (
    Datum(
        "outreach.preference", _("How you want to be reached"), (Purpose.OUTREACH,), preference, asked=False,
        why=_("So that messages come in your language, by your name and at hours that are safe."),
        subject=_("How to reach you"), edit_url=reverse_lazy("outreach:preferences"), order=31,
    ),
)  # fmt: skip
